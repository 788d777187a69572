using FastOpt.Mgh;

namespace FastOpt.Tests.Minimization;

/// <summary>What users of other libraries complain about, each as a test: it does not happen here.</summary>
public class ComplaintTests
{
    private static readonly MghProblem Valley = MghProblem.All[0];

    public static TheoryData<Method> All => [.. Enum.GetValues<Method>()];

    [Theory]
    [MemberData(nameof(All))]
    public void MathNet_1125_the_iteration_limit_is_a_status_with_the_best_point_and_no_exception(Method method)
    {
        for (int limit = 0; limit <= 8; limit++)
        {
            Minimum minimum = Valley.Run(method, new() { MaxIterations = limit });
            Assert.Equal(MinimumStatus.IterationLimit, minimum.Status);
            Assert.Equal(limit, minimum.Iterations);
            Assert.Equal(Valley.Objective.Value(minimum.Point), minimum.Value);
            Assert.True(minimum.Value <= 24.2);
            Assert.False(minimum.IsSuccess);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void MathNet_1125_the_evaluation_limit_is_a_status_and_is_held_exactly(Method method)
    {
        for (int limit = 1; limit <= 12; limit++)
        {
            Minimum minimum = Valley.Run(method, new() { MaxEvaluations = limit });
            Assert.Equal(MinimumStatus.EvaluationLimit, minimum.Status);
            Assert.Equal(limit, minimum.Evaluations);
            Assert.True(minimum.Value <= 24.2);
        }
    }

    [Fact]
    public void MathNet_1095_the_status_is_what_ended_it()
    {
        Assert.Equal(MinimumStatus.Converged, Valley.Run(Method.Bfgs).Status);
        MghProblem bowl = MghProblem.All.Single(static p => p.Name == "BrownDennis");
        Assert.Equal(MinimumStatus.ValueConverged, bowl.Run(Method.Bfgs, new() { GradientTolerance = 0, ValueTolerance = 1e-6 }).Status);
        Assert.Equal(MinimumStatus.StepConverged, bowl.Run(Method.Bfgs, new() { GradientTolerance = 0, StepTolerance = 1e-4 }).Status);
        Assert.Equal(MinimumStatus.IterationLimit, Valley.Run(Method.Bfgs, new() { MaxIterations = 1 }).Status);
        Assert.Equal(MinimumStatus.EvaluationLimit, Valley.Run(Method.Bfgs, new() { MaxEvaluations = 1 }).Status);
        Assert.Equal(MinimumStatus.Cancelled, Valley.Run(Method.Bfgs, new() { CancellationToken = new(canceled: true) }).Status);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void MathNet_658_a_bowl_gives_no_NaN_from_any_start(Method method)
    {
        var bowl = new Function(2, static x => x[0] * x[0] + x[1] * x[1], static x => [2 * x[0], 2 * x[1]], static (_, v) => [2 * v[0], 2 * v[1]]);
        double[][] starts = [[0, 0], [1, 1], [1e-300, 0], [1e6, -1e6], [-3, 1e-12]];
        foreach (double[] start in starts)
        {
            Minimum minimum = Methods.Run(method, bowl, start);
            Assert.Equal(MinimumStatus.Converged, minimum.Status);
            Assert.All(minimum.Point, static x => Assert.InRange(x, -1e-7, 1e-7));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void SciPy_15643_the_best_point_of_a_failed_line_search_is_kept(Method method)
    {
        // The derivatives lie about a wall, so that searches fail; the least value that was ever computed is what is returned.
        double least = double.PositiveInfinity;
        double Value(double[] x)
        {
            double value = x[0] * x[0] + (x[0] < 0.3 ? 10 : 0) + 0.1 * x[1] * x[1];
            least = Math.Min(least, value);
            return value;
        }

        var wall = new Function(2, Value, static x => [2 * x[0], 0.2 * x[1]], static (_, v) => [2 * v[0], 0.2 * v[1]]);
        Minimum minimum = Methods.Run(method, wall, [2.7, 1], new() { MaxIterations = 200, Classify = false });
        if (!minimum.IsSuccess)
            Assert.Equal(least, minimum.Value);
        Assert.Equal(wall.Value(minimum.Point), minimum.Value);
        Assert.True(minimum.Value < 2.7 * 2.7 + 0.1);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void SciPy_20213_a_maximum_is_no_success(Method method)
    {
        // −cos x − cos y has a maximum in (π, π), a saddle in (π, 0) and a minimum in (0, 0).
        var waves = new Function(
            2,
            static x => -Math.Cos(x[0]) - Math.Cos(x[1]),
            static x => [Math.Sin(x[0]), Math.Sin(x[1])],
            static (x, v) => [Math.Cos(x[0]) * v[0], Math.Cos(x[1]) * v[1]]);
        foreach (var (start, kind) in new[] { (new[] { Math.PI, Math.PI }, StationaryKind.Maximum), ([Math.PI, 0], StationaryKind.Saddle) })
        {
            Minimum minimum = Methods.Run(method, waves, start);
            if (method == Method.NewtonCg)
            {
                Assert.Equal((MinimumStatus.Converged, StationaryKind.Minimum), (minimum.Status, minimum.Kind));
                Assert.Equal(-2, minimum.Value, 1e-12);
            }
            else
            {
                Assert.Equal((MinimumStatus.NotAMinimum, kind), (minimum.Status, minimum.Kind));
                Assert.False(minimum.IsSuccess);
            }
        }

        Minimum held = Minimize.NewtonCg(waves, [Math.PI, Math.PI], new() { EscapeSaddles = false });
        Assert.Equal((MinimumStatus.NotAMinimum, StationaryKind.Maximum), (held.Status, held.Kind));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void SciPy_20213_a_monkey_saddle_is_no_success(Method method)
    {
        // x³ − 3xy²: the Hessian is zero in the saddle; third derivatives tell. Bounded below by a quartic.
        var monkey = new Function(
            2,
            static x => x[0] * x[0] * x[0] - 3 * x[0] * x[1] * x[1] + Math.Pow(x[0] * x[0] + x[1] * x[1], 2),
            static x => [3 * x[0] * x[0] - 3 * x[1] * x[1] + 4 * x[0] * (x[0] * x[0] + x[1] * x[1]), -6 * x[0] * x[1] + 4 * x[1] * (x[0] * x[0] + x[1] * x[1])],
            static (x, v) =>
            {
                double cross = -6 * x[1] + 8 * x[0] * x[1], square = x[0] * x[0] + x[1] * x[1];
                return [(6 * x[0] + 4 * square + 8 * x[0] * x[0]) * v[0] + cross * v[1], cross * v[0] + (-6 * x[0] + 4 * square + 8 * x[1] * x[1]) * v[1]];
            });
        Minimum minimum = Methods.Run(method, monkey, [0, 0]);
        if (method == Method.NewtonCg)
            Assert.Equal((MinimumStatus.Converged, StationaryKind.Minimum), (minimum.Status, minimum.Kind));
        else
            Assert.Equal((MinimumStatus.NotAMinimum, StationaryKind.Degenerate), (minimum.Status, minimum.Kind));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_flat_minimum_is_a_success(Method method)
    {
        var flat = new Function(
            2,
            static x => Math.Pow(x[0], 4) + Math.Pow(x[1], 4),
            static x => [4 * Math.Pow(x[0], 3), 4 * Math.Pow(x[1], 3)],
            static (x, v) => [12 * x[0] * x[0] * v[0], 12 * x[1] * x[1] * v[1]]);
        Minimum minimum = Methods.Run(method, flat, [0, 0]);
        Assert.Equal((MinimumStatus.Converged, StationaryKind.Degenerate), (minimum.Status, minimum.Kind));
        Assert.True(Methods.Run(method, flat, [1, -2]).IsSuccess);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Optim_802_713_a_value_or_gradient_that_is_not_finite_is_a_status_and_no_assertion(Method method)
    {
        // log-barriers: NaN and infinity beyond the walls.
        var barrier = new Function(
            1,
            static x => x[0] - Math.Log(x[0]) - Math.Log(3 - x[0]),
            static x => [1 - 1 / x[0] + 1 / (3 - x[0])],
            static (x, v) => [(1 / (x[0] * x[0]) + 1 / ((3 - x[0]) * (3 - x[0]))) * v[0]]);
        Minimum minimum = Methods.Run(method, barrier, [2.99]);
        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        Assert.Equal((5 - Math.Sqrt(13)) / 2, minimum.Point[0], 1e-7);

        Minimum outside = Methods.Run(method, barrier, [-1]);
        Assert.Equal(MinimumStatus.NotFinite, outside.Status);
        Assert.False(outside.IsSuccess);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Optim_713_a_zero_gradient_beside_a_value_that_is_not_finite_does_not_converge(Method method)
    {
        foreach (double value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Minimum minimum = Methods.Run(method, new Function(2, _ => value, static _ => [0, 0]), [1, 2]);
            Assert.Equal(MinimumStatus.NotFinite, minimum.Status);
            Assert.Equal([1, 2], minimum.Point);
        }

        Assert.Equal(MinimumStatus.NotFinite, Methods.Run(method, new Function(1, static _ => 0, static _ => [double.NaN]), [1]).Status);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Ceres_988_what_falls_without_end_does_not_converge_at_infinity(Method method)
    {
        var slope = new Function(2, static x => -x[0] - 2 * x[1], static _ => [-1, -2], static (_, _) => [0, 0]);
        var pit = new Function(1, static x => -Math.Exp(x[0]), static x => [-Math.Exp(x[0])], static (x, v) => [-Math.Exp(x[0]) * v[0]]);
        foreach (IObjective objective in new IObjective[] { slope, pit })
        {
            Minimum minimum = Methods.Run(method, objective, new double[objective.Dimension], new() { MaxIterations = 2000 });
            Assert.False(minimum.IsSuccess);
            Assert.True(double.IsFinite(minimum.Value));
            Assert.All(minimum.Point, static x => Assert.True(double.IsFinite(x)));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_minimum_at_the_start_takes_one_evaluation(Method method)
    {
        Minimum minimum = Valley.Run(method, start: [1, 1]);
        Assert.Equal((MinimumStatus.Converged, 0, 1), (minimum.Status, minimum.Iterations, minimum.Evaluations));
    }
}
