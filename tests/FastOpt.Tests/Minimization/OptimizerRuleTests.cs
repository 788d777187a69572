using FastOpt.Mgh;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Minimization;

/// <summary>Optimizers' rules as minimizers.</summary>
public class OptimizerRuleTests
{
    private static readonly QuadraticForm Bowl = new([0.5, 1, 2, 4], new Random(5), isTurned: true);
    private static readonly double[] Start = [1.5, -1, 0.5, 2];

    [Fact]
    public void Adam_steps_as_its_scalar_rule_does()
    {
        var adam = new Adam(0.05);
        float[] weights = [.. Start.Select(static a => (float)a)], first = new float[4], second = new float[4];
        double[] gradient = new double[4];
        for (int step = 1; step <= 50; step++)
        {
            Bowl.ValueAndGradient([.. weights.Select(static a => (double)a)], gradient);
            for (int i = 0; i < 4; i++)
                adam.Update(ref weights[i], (float)gradient[i], ref first[i], ref second[i], step);
        }

        double[] last = [];
        Minimum minimum = Minimize.With(adam, Bowl, Start, new() { MaxIterations = 50, Observer = (in Iterate iterate) => last = iterate.Point.ToArray() });
        Assert.Equal(MinimumStatus.IterationLimit, minimum.Status);
        Assert.Equal([.. weights.Select(static a => (double)a)], last);
        Assert.Equal(51, minimum.Evaluations);
    }

    [Fact]
    public void Every_rule_of_the_library_lowers_a_bowl()
    {
        AssertLowers(new Sgd(0.1));
        AssertLowers(new Sgd(0.05, Momentum: 0.9));
        AssertLowers(new Sgd(0.05, Momentum: 0.9, Nesterov: true));
        AssertLowers(new Adam(0.05));
        AssertLowers(new AdamW(0.05));
        AssertLowers(new Adamax(0.05));
        AssertLowers(new AdaBelief(0.05));
        AssertLowers(new AdEmaMix(0.05));
        AssertLowers(new Adagrad(0.3));
        AssertLowers(new Adadelta(1.0));
        AssertLowers(new Adan(0.05));
        AssertLowers(new AmsGrad(0.05));
        AssertLowers(new Asgd(0.1));
        AssertLowers(new Lion(0.01));
        AssertLowers(new NAdam(0.05));
        AssertLowers(new RAdam(0.05));
        AssertLowers(new RmsProp(0.01));
        AssertLowers(new RmsPropCentered(0.01));
        AssertLowers(new Rprop(0.01));
        AssertLowers(new SignSgd(0.01));
        AssertLowers(new Yogi(0.05));
    }

    [Fact]
    public void Momentum_converges_where_floats_let_it()
    {
        var bowl = new Function(2, static x => x[0] * x[0] + 2 * x[1] * x[1], static x => [2 * x[0], 4 * x[1]], static (_, v) => [2 * v[0], 4 * v[1]]);
        Minimum minimum = Minimize.With(new Sgd(0.1, Momentum: 0.5), bowl, [1, -1]);
        Assert.Equal((MinimumStatus.Converged, StationaryKind.Minimum), (minimum.Status, minimum.Kind));
    }

    [Fact]
    public void What_diverges_returns_the_best_point_and_is_not_finite_or_at_a_limit()
    {
        Minimum minimum = Minimize.With(new Sgd(10), Bowl, Start);
        Assert.Equal(MinimumStatus.NotFinite, minimum.Status);
        Assert.Equal(Bowl.Value(Start), minimum.Value);
        Assert.Equal(Start, minimum.Point);
    }

    [Fact]
    public void A_saddle_is_no_success()
    {
        var saddle = new Function(2, static x => x[0] * x[0] - x[1] * x[1], static x => [2 * x[0], -2 * x[1]], static (_, v) => [2 * v[0], -2 * v[1]]);
        Minimum minimum = Minimize.With(new Sgd(0.1), saddle, [1, 0]);
        Assert.Equal((MinimumStatus.NotAMinimum, StationaryKind.Saddle), (minimum.Status, minimum.Kind));
    }

    [Fact]
    public void Nothing_is_allocated_with_a_workspace()
    {
        var workspace = new MinimizeWorkspace();
        var options = new MinimizeOptions { MaxIterations = 100 };
        Minimize.With(new Adam(0.05), Bowl, Start, options, workspace);
        Allocations.AssertNone(() => Minimize.With(new Adam(0.05), Bowl, Start, options, workspace));
    }

    private static void AssertLowers<TOptimizer>(TOptimizer optimizer)
        where TOptimizer : struct, IOptimizerRule
    {
        Minimum minimum = Minimize.With(optimizer, Bowl, Start, new() { MaxIterations = 1000 });
        double start = Bowl.Value(Start);
        Assert.True(minimum.Value < 0.05 * start, $"{optimizer}: {minimum.Value} from {start}");
    }
}
