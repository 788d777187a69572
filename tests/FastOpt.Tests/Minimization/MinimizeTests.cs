using FastOpt.Mgh;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Minimization;

/// <summary>Arguments, options, memory and bits of the minimizers.</summary>
public class MinimizeTests
{
    private static readonly MghProblem Valley = MghProblem.All[0];

    public static TheoryData<Method> All => [.. Enum.GetValues<Method>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Arguments_are_checked_with_a_message_that_says_what_is_wrong(Method method)
    {
        string length = Assert.Throws<ArgumentException>(() => Valley.Run(method, start: [1, 2, 3])).Message;
        Assert.Contains("The point has 3 numbers, but the objective has 2 variables", length);
        Assert.Contains("number 1 is NaN", Assert.Throws<ArgumentException>(() => Valley.Run(method, start: [1, double.NaN])).Message);
        var none = new Function(0, static _ => 0, static _ => []);
        Assert.Contains("0 variables", Assert.Throws<ArgumentException>(() => Methods.Run(method, none, [])).Message);
        Assert.Throws<ArgumentNullException>(() => Methods.Run<Function>(method, null!, [1]));
        MinimizeOptions[] wrong =
        [
            new() { GradientTolerance = -1 }, new() { GradientTolerance = double.NaN }, new() { ValueTolerance = -1 }, new() { StepTolerance = -1 },
            new() { MaxIterations = -1 }, new() { MaxEvaluations = 0 }, new() { Memory = 0 }, new() { TrustRadius = 0 },
            new() { TrustRadius = 2, MaximumTrustRadius = 1 },
        ];
        foreach (MinimizeOptions options in wrong)
            Assert.Contains("MinimizeOptions.", Assert.Throws<ArgumentOutOfRangeException>(() => Valley.Run(method, options)).Message);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Nothing_is_allocated_with_a_workspace(Method method)
    {
        var workspace = new MinimizeWorkspace();
        var options = new MinimizeOptions { MaxIterations = 300, Observer = static (in Iterate iterate) => Seen = iterate.Value };
        foreach (MghProblem problem in new[] { Valley, MghProblem.All[18], MghProblem.All[34] })
        {
            problem.Run(method, options, workspace);
            Allocations.AssertNone(() => problem.Run(method, options, workspace));
        }
    }

    [Fact]
    public void Nothing_is_allocated_for_the_spectrum_with_a_workspace()
    {
        var workspace = new MinimizeWorkspace();
        var form = new QuadraticForm([.. Enumerable.Range(1, 100).Select(static i => i - 4.5)], new Random(1), quartic: 1);
        double[] lower = new double[100];
        void Run()
        {
            StationaryPoint.Classify(form, form.Center, workspace: workspace);
            Spectrum.Largest(form, form.Center, workspace: workspace);
            Spectrum.Smallest(form, form.Center, lower, workspace: workspace);
            StationaryPoint.TryEscape(form, form.Center, lower, workspace: workspace);
            Minimize.Lbfgs(form, lower, workspace: workspace);
        }

        Run();
        Allocations.AssertNone(Run);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_start_gives_the_same_bits_with_any_workspace(Method method)
    {
        var workspace = new MinimizeWorkspace();
        foreach (MghProblem problem in MghProblem.All.Where(static (_, i) => i % 4 == 0))
        {
            var options = new MinimizeOptions { MaxIterations = 200 };
            Minimum first = problem.Run(method, options), again = problem.Run(method, options), shared = problem.Run(method, options, workspace);
            Assert.Equal(first.Point, again.Point);
            Assert.Equal(first.Point, shared.Point);
            Assert.Equal(first with { Point = again.Point }, again);
            Assert.Equal(first with { Point = shared.Point }, shared);
            Assert.Same(shared.Point, problem.Run(method, options, workspace).Point);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_observer_sees_every_iterate_once(Method method)
    {
        int count = 0;
        double last = double.NaN;
        var options = new MinimizeOptions
        {
            MaxIterations = 50,
            Observer = (in Iterate iterate) =>
            {
                Assert.Equal(count++, iterate.Iteration);
                double[] gradient = new double[2];
                Assert.Equal(iterate.Value, Valley.Objective.ValueAndGradient(iterate.Point, gradient));
                Assert.Equal(gradient, iterate.Gradient.ToArray());
                Assert.Equal(gradient.Max(Math.Abs), iterate.GradientNorm);
                if (iterate.Iteration == 0)
                    Assert.Equal(Valley.Start, iterate.Point.ToArray());
                last = iterate.Value;
            },
        };
        Minimum minimum = Valley.Run(method, options);
        Assert.Equal(minimum.Iterations + 1, count);
        Assert.Equal(minimum.Value, last);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_cancelled_token_ends_it_with_the_point_so_far(Method method)
    {
        using var source = new CancellationTokenSource();
        var options = new MinimizeOptions
        {
            CancellationToken = source.Token,
            Observer = (in Iterate iterate) =>
            {
                if (iterate.Iteration == 5)
                    source.Cancel();
            },
        };
        Minimum minimum = Valley.Run(method, options);
        Assert.Equal((MinimumStatus.Cancelled, 5), (minimum.Status, minimum.Iterations));
        Assert.True(minimum.Value < 24.2);
    }

    [Theory]
    [InlineData(Method.Lbfgs)]
    [InlineData(Method.NewtonCg)]
    [InlineData(Method.ConjugateGradient)]
    public void A_thousand_variables_are_classified_by_Lanczos(Method method)
    {
        double[] eigenvalues = [.. Enumerable.Range(1, 1000).Select(static i => 1 + i / 100.0)];
        var bowl = Function.Diagonal(eigenvalues);
        double[] start = [.. Enumerable.Repeat(1.0, 1000)];
        Minimum minimum = Methods.Run(method, bowl, start);
        Assert.Equal((MinimumStatus.Converged, StationaryKind.Minimum), (minimum.Status, minimum.Kind));
        Assert.Equal(StationaryKind.Unknown, Methods.Run(method, bowl, start, new() { Classify = false, EscapeSaddles = false }).Kind);
    }

    [Theory]
    [InlineData(Method.Bfgs)]
    [InlineData(Method.Lbfgs)]
    [InlineData(Method.ConjugateGradient)]
    public void A_failed_search_is_no_small_step(Method method)
    {
        // After the first step no point is lower: the trials of the failed search come as near as they like.
        MinimizeOptions[] tolerances = [new() { StepTolerance = 1e-5 }, new() { ValueTolerance = 1e-3 }];
        foreach (MinimizeOptions tolerance in tolerances)
        {
            double floor = double.NegativeInfinity;
            var bowl = new Function(
                2, x => floor > 0 ? 1.0001 * floor : x[0] * x[0] + 10 * x[1] * x[1], static x => [2 * x[0], 20 * x[1]], static (_, v) => [2 * v[0], 20 * v[1]]);
            var options = tolerance with { Observer = (in Iterate iterate) => floor = iterate.Iteration == 1 ? iterate.Value : floor };
            Minimum minimum = Methods.Run(method, bowl, [3, 1], options);
            Assert.Equal((MinimumStatus.LineSearchFailed, 1, floor), (minimum.Status, minimum.Iterations, minimum.Value));
        }
    }

    private static double Seen { get; set; }
}
