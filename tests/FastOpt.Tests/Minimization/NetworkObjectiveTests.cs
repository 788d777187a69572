using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Minimization;

/// <summary>
/// A network with a data set as an objective: values, gradients and products of the whole set against the oracle in double, and minimized by each method.
/// </summary>
public class NetworkObjectiveTests
{
    private const int Examples = 23;

    private static readonly float[] XorInputs = [0, 0, 0, 1, 1, 0, 1, 1];
    private static readonly float[] XorTargets = [-0.8f, 0.8f, 0.8f, -0.8f];

    public static TheoryData<string> Methods => ["Lbfgs", "NewtonCg", "Bfgs", "ConjugateGradient"];

    [Theory]
    [InlineData(64)]
    [InlineData(23)]
    [InlineData(10)]
    [InlineData(1)]
    public void Parts_of_a_data_set_are_put_together_as_the_loss_divides(int maxBatch)
    {
        ReferenceGraph classes = new ReferenceGraph(5).Dense(6).Activation("Tanh").Dense(3).WithLoss(ReferenceLosses.SoftmaxCrossEntropyWith([1, 0.25, 3]));
        TestBatch labels = TestBatch.For(classes, Examples, 4);
        Compare(classes, labels, new NetworkObjective<CurvedClasses, int>(new(maxBatch), labels.Inputs, labels.Labels));
        ReferenceGraph sum = new ReferenceGraph(5).Dense(6).Activation("Tanh").Dense(2).WithLoss(ReferenceLosses.Huber().SummedOverOutputs());
        TestBatch values = TestBatch.For(sum, Examples, 5);
        Compare(sum, values, new NetworkObjective<CurvedSum, float>(new(maxBatch), values.Inputs, values.Targets));
        ReferenceGraph mean = new ReferenceGraph(5).Dense(12).Activation("Tanh").Dense(6).Activation("Silu").Dense(2).WithLoss(ReferenceLosses.MeanSquaredError);
        TestBatch targets = TestBatch.For(mean, Examples, 6);
        Compare(mean, targets, new NetworkObjective<CurvedDeep, float>(new(maxBatch), targets.Inputs, targets.Targets));
    }

    [Fact]
    public void A_penalty_adds_its_value_and_derivatives()
    {
        const double Penalty = 0.3;
        ReferenceGraph graph = new ReferenceGraph(4).Dense(1).WithLoss(ReferenceLosses.MeanSquaredError);
        TestBatch batch = TestBatch.For(graph, Examples, 4);
        var plain = new NetworkObjective<CurvedLinear, float>(new(), batch.Inputs, batch.Targets);
        var penalized = new NetworkObjective<CurvedLinear, float>(new(), batch.Inputs, batch.Targets, Penalty);
        double[] point = [0.5, -1, 0.25, 2, 0.125], direction = [1, 2, -1, 0.5, 0.25], one = new double[5], other = new double[5];
        double value = plain.ValueAndGradient(point, one), with = penalized.ValueAndGradient(point, other);
        Assert.Equal(value + (0.5 * Penalty * point.Sum(static x => x * x)), with, 1e-12);
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(one[i] + (Penalty * point[i]), other[i], 1e-12));
        Assert.Equal(with, penalized.Value(point));
        plain.HessianVector(point, direction, one);
        penalized.HessianVector(point, direction, other);
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(one[i] + (Penalty * direction[i]), other[i], 1e-12));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Exclusive_or_is_learned_to_the_last_digit(string method)
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var network = new CurvedXor(4, seed);
            var objective = new NetworkObjective<CurvedXor, float>(network, XorInputs, XorTargets);
            Minimum minimum = Run(method, objective);
            Assert.True(minimum.IsSuccess, $"{method}, seed {seed}: {minimum}");
            Assert.True(minimum.Value < 1e-5, $"{method}, seed {seed}: {minimum}");
            Assert.Equal(minimum.Value, network.Evaluate(XorInputs, XorTargets), 1e-9);
            var outputs = new float[4];
            network.Predict(XorInputs, outputs);
            Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(XorTargets[i], outputs[i], 0.02f));
        }
    }

    [Fact]
    public void An_optimizers_rule_takes_the_steps_of_full_batch_training()
    {
        CurvedXor minimized = new(4, seed: 3), trained = new(4, seed: 3) { Optimizer = new Adam(0.02) };
        Minimum minimum = Minimize.With(
            new Adam(0.02), new NetworkObjective<CurvedXor, float>(minimized, XorInputs, XorTargets), MinimizeOptions.ForNetworks with { MaxIterations = 50 });
        for (int step = 0; step < 50; step++)
            trained.TrainStep(XorInputs, XorTargets);
        Assert.Equal(50, minimum.Iterations);
        Assert.Equal(trained.Evaluate(XorInputs, XorTargets), minimum.Value, 1e-4);
        Assert.Equal(minimum.Value, minimized.Evaluate(XorInputs, XorTargets), 1e-7);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Limits_never_throw_and_leave_the_best_point_in_the_network(string method)
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        (MinimizeOptions Options, MinimumStatus Status)[] limits =
        [
            (new() { MaxIterations = 2 }, MinimumStatus.IterationLimit),
            (new() { MaxEvaluations = 2 }, MinimumStatus.EvaluationLimit),
            (new() { CancellationToken = cancelled.Token }, MinimumStatus.Cancelled),
        ];
        foreach ((MinimizeOptions options, MinimumStatus status) in limits)
        {
            var network = new CurvedXor(4, seed: 2);
            float before = network.Evaluate(XorInputs, XorTargets);
            var objective = new NetworkObjective<CurvedXor, float>(network, XorInputs, XorTargets);
            Minimum minimum = Run(method, objective, options);
            Assert.Equal((status, false), (minimum.Status, minimum.IsSuccess));
            Assert.True(minimum.Value <= before + 1e-7);
            Assert.Equal(minimum.Value, network.Evaluate(XorInputs, XorTargets), 1e-7);
            Assert.Equal(minimum.Point.Select(static x => (float)x), objective.Point().Select(static x => (float)x));
        }
    }

    /// <summary>A tolerance that floats cannot meet ends where rounding hides what is left, and not at a limit.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void What_rounding_hides_ends_the_search(string method)
    {
        ReferenceGraph graph = new ReferenceGraph(4).Dense(1).WithLoss(ReferenceLosses.MeanSquaredError);
        TestBatch batch = TestBatch.For(graph, Examples, 4);
        var objective = new NetworkObjective<CurvedLinear, float>(new(), batch.Inputs, batch.Targets);
        Minimum minimum = Run(method, objective, new() { GradientTolerance = 1e-14 });
        Assert.Equal(MinimumStatus.LineSearchFailed, minimum.Status);
        Assert.True(minimum.GradientNorm < 1e-4 && minimum.Evaluations < 500, minimum.ToString());
    }

    [Fact]
    public void What_is_frozen_is_no_variable()
    {
        ReferenceGraph graph = new ReferenceGraph(5).Dense(6).Activation("Tanh").Dense(2).WithLoss(ReferenceLosses.MeanSquaredError);
        TestBatch batch = TestBatch.For(graph, Examples, 4);
        var network = new CurvedPartly(Examples, seed: 3);
        float[] before = new float[CurvedPartly.ParameterCount], after = new float[CurvedPartly.ParameterCount];
        network.CopyParametersTo(before);
        var objective = new NetworkObjective<CurvedPartly, float>(network, batch.Inputs, batch.Targets);
        Assert.Equal(14, objective.Dimension);
        Minimum minimum = Minimize.NewtonCg(objective);
        Assert.Equal((true, StationaryKind.Minimum), (minimum.IsSuccess, minimum.Kind));
        network.CopyParametersTo(after);
        Assert.Equal(before[..36], after[..36]);
        Assert.NotEqual(before[36..], after[36..]);
    }

    [Fact]
    public void Statistics_of_the_batch_and_masks_are_those_of_the_next_step()
    {
        ReferenceGraph graph = new ReferenceGraph(5).Dense(6).BatchNorm().Activation("Tanh").Dropout(0.25).Dense(2).WithLoss(ReferenceLosses.MeanSquaredError);
        TestBatch batch = TestBatch.For(graph, Examples, 4);
        var network = new CurvedBatch(Examples, seed: 9);
        var objective = new NetworkObjective<CurvedBatch, float>(network, batch.Inputs, batch.Targets);
        float[] parameters = TestData.Parameters(graph, 3);
        double[] point = TestData.ToDouble(parameters), gradient = new double[point.Length];
        ReferencePass expected = graph.Train(point, graph.InitialBuffers, batch.ExactInputs, batch.ExactTargets, draws: ReferencePhilox.Draws(9, step: 1));
        Assert.Equal(expected.Loss, objective.ValueAndGradient(point, gradient), 1e-5);
        AssertClose(expected.Gradients, gradient, 1e-3);
        Assert.True(Minimize.Lbfgs(objective, MinimizeOptions.ForNetworks with { MaxIterations = 30 }).Value < expected.Loss);
    }

    [Fact]
    public void Nothing_is_allocated_with_a_workspace()
    {
        var objective = new NetworkObjective<CurvedXor, float>(new(2, seed: 2), XorInputs, XorTargets);
        double[] start = objective.Point();
        var workspace = new MinimizeWorkspace();
        MinimizeOptions options = MinimizeOptions.ForNetworks with { MaxIterations = 20 };
        Allocations.AssertNone(() =>
        {
            objective.Load(start);
            Minimize.Lbfgs(objective, options, workspace);
            objective.Load(start);
            Minimize.NewtonCg(objective, options, workspace);
            Minimize.With(new Adam(0.01), objective, options, workspace);
            Spectrum.Largest(objective, start, workspace: workspace);
        });
    }

    [Fact]
    public void Lengths_are_checked()
    {
        var network = new CurvedXor(4);
        Assert.Contains("7 floats, but each example has 2", Assert.Throws<ArgumentException>(() => new NetworkObjective<CurvedXor, float>(network, new float[7], XorTargets)).Message, StringComparison.Ordinal);
        Assert.Contains("3 targets, but 4 examples", Assert.Throws<ArgumentException>(() => new NetworkObjective<CurvedXor, float>(network, XorInputs, new float[3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkObjective<CurvedXor, float>(network, XorInputs, XorTargets, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkObjective<CurvedXor, float>(network, XorInputs, XorTargets, double.NaN));
        var objective = new NetworkObjective<CurvedXor, float>(network, XorInputs, XorTargets);
        Assert.Contains("2 numbers, but 17", Assert.Throws<ArgumentException>(() => objective.Value(new double[2])).Message, StringComparison.Ordinal);
        Assert.Contains("2 numbers, but 17", Assert.Throws<ArgumentException>(() => objective.Load(new double[2])).Message, StringComparison.Ordinal);
    }

    private static Minimum Run(string method, NetworkObjective<CurvedXor, float> objective, MinimizeOptions? options = null) => Run<CurvedXor>(method, objective, options);

    private static Minimum Run<TNetwork>(string method, NetworkObjective<TNetwork, float> objective, MinimizeOptions? options)
        where TNetwork : class, INetwork<TNetwork, float>, ICurvature<float> => method switch
        {
            "Lbfgs" => Minimize.Lbfgs(objective, options),
            "NewtonCg" => Minimize.NewtonCg(objective, options),
            "Bfgs" => Minimize.Bfgs(objective, options),
            _ => Minimize.ConjugateGradient(objective, options),
        };

    private static void Compare<TObjective>(ReferenceGraph graph, TestBatch batch, TObjective objective)
        where TObjective : IObjective
    {
        double[] point = TestData.ToDouble(TestData.Parameters(graph, 3)), gradient = new double[point.Length], product = new double[point.Length];
        double[] direction = TestData.ToDouble(new IntegerGenerator(8).Floats(point.Length, 4));
        ReferencePass expected = graph.Train(point, [], batch.ExactInputs, batch.ExactTargets);
        Assert.Equal(point.Length, objective.Dimension);
        Assert.Equal(expected.Loss, objective.Value(point), 1e-6 * Math.Abs(expected.Loss));
        Assert.Equal(expected.Loss, objective.ValueAndGradient(point, gradient), 1e-6 * Math.Abs(expected.Loss));
        AssertClose(expected.Gradients, gradient, 2e-5);
        objective.HessianVector(point, direction, product);
        AssertClose(CurvatureOracle.Product(CurvatureOracle.GradientOf(graph, batch, 0), point, direction, step: 1e-5), product, 5e-5);
    }

    private static void AssertClose(double[] expected, double[] actual, double relative)
    {
        double rms = Math.Sqrt(expected.Sum(static value => value * value) / expected.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], relative * (Math.Abs(expected[i]) + rms));
    }
}
