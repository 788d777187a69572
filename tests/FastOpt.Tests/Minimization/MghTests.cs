using FastOpt.Mgh;

namespace FastOpt.Tests.Minimization;

/// <summary>
/// The 35 problems of Moré, Garbow and Hillstrom: their minima within 1e-6 (of the value, or of the start's height above it where it is zero) for at least
/// 34 by each method, with no more evaluations in all than SciPy needs.
/// </summary>
public class MghTests
{
    // The minima that the paper prints; SciPy's refined values agree to as many digits. Several where a method may rightly end at either.
    private static readonly Dictionary<string, double[]> Minima = new()
    {
        ["FreudensteinRoth"] = [48.98425367924, 0],
        ["JennrichSampson"] = [124.3621823556],
        ["Bard"] = [8.214877306579e-3],
        ["Gaussian"] = [1.127932769619e-8],
        ["Meyer"] = [87.94585517024],
        ["KowalikOsborne"] = [3.075056038492e-4],
        ["BrownDennis"] = [85822.20162635],
        ["Osborne1"] = [5.464894697483e-5],
        ["BiggsExp6"] = [0, 5.655649925e-3],
        ["Osborne2"] = [4.013773629355e-2],
        ["Watson"] = [2.287670053552e-3],
        ["Penalty1"] = [2.249977500899e-5],
        ["Penalty2"] = [9.376293007355e-6],
        ["Trigonometric"] = [0, 2.795056121876e-5],
        ["BrownAlmostLinear"] = [0, 1],
        ["LinearFullRank"] = [10],
        ["LinearRank1"] = [4.634146341463],
        ["LinearRank1Zero"] = [6.135135135135],
        ["Chebyquad"] = [3.516873725681e-3],
    };

    public static TheoryData<Method, string> Methods => new()
    {
        { Method.Bfgs, "BFGS" },
        { Method.Lbfgs, "L-BFGS-B" },
        { Method.NewtonCg, "trust-ncg" },
    };

    [Fact]
    public void There_are_35() => Assert.Equal([.. ScipyRecord.All.Keys.Order()], MghProblem.All.Select(static p => p.Name).Order());

    [Fact]
    public void Residuals_and_derivatives_are_those_of_the_peer()
    {
        foreach (string[] row in ScipyRecord.Read("objectives-derivatives.csv")[1..])
        {
            MghProblem problem = MghProblem.All.Single(p => p.Name == row[0]);
            int n = problem.Start.Length;
            double[] x = [.. problem.Start.Select(static (a, i) => a + 0.03 * (i % 5 + 1))], gradient = new double[n], product = new double[n];
            double value = problem.Objective.ValueAndGradient(x, gradient);
            problem.Objective.HessianVector(x, [.. Enumerable.Range(1, n).Select(static i => (double)i)], product);

            double expected = ScipyRecord.Number(row[1]);
            Assert.Equal(expected, value, 1e-12 * Math.Abs(expected));
            Assert.Equal(value, problem.Objective.Value(x), 1e-14 * Math.Abs(value));
            AssertNear(row[2], gradient);
            AssertNear(row[3], product);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Minima_of_at_least_34_are_found(Method method, string peer)
    {
        string[] missed = [.. MghProblem.All.Where(problem => !IsMinimum(problem, problem.Run(method).Value)).Select(static p => p.Name)];
        Assert.True(missed.Length <= 1, $"{method} (beside {peer}) misses {string.Join(", ", missed)}.");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Evaluations_in_all_are_no_more_than_the_peer_s(Method method, string peer)
    {
        int own = MghProblem.All.Sum(problem => problem.Run(method).Evaluations), other = ScipyRecord.All.Values.Sum(record => record.Evaluations(peer));
        Assert.True(own <= other, $"{method}: {own} evaluations, SciPy's {peer}: {other}.");
    }

    [Fact]
    public void Products_in_all_are_no_more_than_the_peer_s()
    {
        int own = MghProblem.All.Sum(static problem => problem.Run(Method.NewtonCg).Products);
        Assert.InRange(own, 1, MghProblem.All.Sum(static problem => ScipyRecord.All[problem.Name].Products("trust-ncg")));
    }

    [Fact]
    public void Conjugate_gradients_find_32_with_fewer_evaluations_than_the_peer()
    {
        Minimum[] minima = [.. MghProblem.All.Select(static problem => problem.Run(Method.ConjugateGradient))];
        Assert.InRange(MghProblem.All.Where((problem, i) => IsMinimum(problem, minima[i].Value)).Count(), 32, 35);
        Assert.InRange(minima.Sum(static m => m.Evaluations), 1, ScipyRecord.All.Values.Sum(static record => record.Evaluations("CG")));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void What_is_called_converged_is(Method method, string peer)
    {
        foreach (MghProblem problem in MghProblem.All)
        {
            Minimum minimum = problem.Run(method);
            double[] gradient = new double[problem.Start.Length];
            Assert.Equal(minimum.Value, problem.Objective.ValueAndGradient(minimum.Point, gradient));
            Assert.Equal(minimum.GradientNorm, gradient.Max(Math.Abs));
            if (minimum.Status == MinimumStatus.Converged)
                Assert.True(minimum is { GradientNorm: <= 1e-8, Kind: StationaryKind.Minimum or StationaryKind.Degenerate }, $"{method}, {peer}: {problem}");
            else
                Assert.False(minimum.IsSuccess);
        }
    }

    private static bool IsMinimum(MghProblem problem, double value)
    {
        double height = Math.Min(1, ScipyRecord.All[problem.Name].Start);
        return Minima.GetValueOrDefault(problem.Name, [0]).Any(minimum => Math.Abs(value - minimum) <= 1e-6 * (minimum == 0 ? height : minimum));
    }

    private static void AssertNear(string expected, double[] actual)
    {
        double[] numbers = [.. expected.Split(' ').Select(ScipyRecord.Number)];
        double scale = numbers.Max(Math.Abs);
        Assert.Equal(numbers.Length, actual.Length);
        for (int i = 0; i < numbers.Length; i++)
            Assert.Equal(numbers[i], actual[i], 1e-12 * scale);
    }
}
