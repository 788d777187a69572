using System.Globalization;
using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using Xunit;
using Losses = FastOpt.Reference.ReferenceLosses;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>Class weights, label smoothing, soft targets, sums over outputs, given gradients and weights of examples, against PyTorch's recorded runs and the
/// oracle in double precision.</summary>
[Collection(nameof(TeamTests))]
public sealed class LossOptionTests
{
    private const int MaxBatch = 37;
    private const int Inputs = 5;

    private static readonly double[] ThreeWeights = [1, 0.25, 3];

    /// <summary>Each option with its oracle, for so many outputs.</summary>
    private static readonly (string Name, bool IsWeighted, Func<int, string> Loss, Func<int, ReferenceLoss> Reference)[] Options =
    [
        ("Smooth", false, static _ => "SoftmaxCrossEntropy(LabelSmoothing = 0.1)", static _ => Losses.SoftmaxCrossEntropyWith(smoothing: 0.1)),
        ("Classes", false, static n => $"SoftmaxCrossEntropy(ClassWeights = {List(n)}, LabelSmoothing = 0.2)", static n => Losses.SoftmaxCrossEntropyWith(Weights(n), 0.2)),
        ("Soft", false, static _ => "SoftmaxCrossEntropy(SoftTargets = true)", static _ => Losses.SoftmaxCrossEntropyWith(softTargets: true)),
        ("SoftClasses", false, static n => $"SoftmaxCrossEntropy({List(n)}, 0.3, true)", static n => Losses.SoftmaxCrossEntropyWith(Weights(n), 0.3, softTargets: true)),
        ("Weighted", true, static _ => "SoftmaxCrossEntropy", static _ => Losses.SoftmaxCrossEntropy),
        ("WeightedClasses", true, static n => $"SoftmaxCrossEntropy(ClassWeights = {List(n)})", static n => Losses.SoftmaxCrossEntropyWith(Weights(n))),
        ("WeightedSoft", true, static _ => "SoftmaxCrossEntropy(SoftTargets = true)", static _ => Losses.SoftmaxCrossEntropyWith(softTargets: true)),
        ("Sum", false, static _ => "Loss<MeanSquaredError>(Sum = true)", static _ => Losses.MeanSquaredError.SummedOverOutputs()),
        ("SumHuber", false, static _ => "Huber(Delta = 0.5, Sum = true)", static _ => Losses.Huber(0.5).SummedOverOutputs()),
        ("WeightedValues", true, static _ => "Huber(0.5)", static _ => Losses.Huber(0.5)),
        ("WeightedSum", true, static _ => "MeanSquaredError(Sum = true)", static _ => Losses.MeanSquaredError.SummedOverOutputs()),
        ("Given", false, static _ => "GivenGradient", static _ => Losses.GivenGradient),
        ("WeightedGiven", true, static _ => "GivenGradient", static _ => Losses.GivenGradient),
    ];

    /// <summary>Outputs, and what stands behind the last dense layer: a derivative from the output and one from the input are taken in the loss's
    /// kernel.</summary>
    private static readonly (int Outputs, string Last)[] Shapes = [(2, ""), (3, ""), (3, "Sigmoid"), (16, ""), (33, "Silu")];

    private static readonly Lazy<Assembly> Networks = new(static () => Generation.LoadUndocumented(string.Concat(
        from option in Options
        from shape in Shapes
        select Declaration(option.Name, option.IsWeighted, shape.Outputs, shape.Last, option.Loss(shape.Outputs)))));

    public static TheoryData<string> Names => [.. Options.Select(static option => option.Name)];

    public static TheoryData<string> Recordings => [.. RecordedGraphRun.All.Where(IsOfOptions).Select(static run => run.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void LossesAndGradientsAreTheOracles(string name)
    {
        (_, bool isWeighted, _, Func<int, ReferenceLoss> loss) = Options.Single(option => option.Name == name);
        foreach ((int outputs, string last) in Shapes)
        {
            ReferenceGraph graph = Graph(outputs, last, loss(outputs));
            Probe network = Probe.Create(Networks.Value, $"{name}{outputs}{last}", MaxBatch);
            float[] start = TestData.Parameters(graph, seed: 3);
            double[] parameters = TestData.ToDouble(start);
            network.Parameters = start;
            foreach (int size in new[] { 1, 4, 13, 37 })
            {
                string what = $"{name}, {outputs} outputs {last}, batch {size}";
                TestBatch batch = TestBatch.Next(graph, size, new IntegerGenerator((ulong)size), isWeighted);
                ReferencePass expected = graph.Train(parameters, [], batch.ExactInputs, batch.ExactTargets, batch.ExactWeights);
                OracleComparison.AssertClose(expected.Gradients, Gradients(network, batch), 2e-5, what + ", gradients");
                if (!isWeighted)
                    OracleComparison.AssertClose(expected.InputGradients, network.InputGradients(batch), 2e-5, what + ", gradients of the inputs");
                Near.Equal(expected.Loss, Evaluate(network, batch), 2e-5, 1e-5, what + ", evaluated");
                Near.Equal(expected.Loss, TrainStep(network, batch), 2e-5, 1e-5, what + ", loss of the step");
                for (int i = 0; i < start.Length; i++)
                    Near.Equal(0.05 * expected.Gradients[i], parameters[i] - network.Parameters[i], 1e-3, 2e-6, what + $", parameter {i}");
                network.Parameters = start;
            }

            // Over several batches the weights of all count.
            TestBatch many = TestBatch.Next(graph, 90, new IntegerGenerator(4), isWeighted);
            ReferencePass evaluated = graph.Evaluate(parameters, [], many.ExactInputs, many.ExactTargets, many.ExactWeights);
            Near.Equal(evaluated.Loss, Evaluate(network, many), 2e-5, 2e-5, name + ", many");
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void FollowsPyTorch(string recording)
    {
        RecordedGraphRun run = RecordedGraphRun.All.Single(one => one.Name == recording);
        IEnumerable<string> settings = run.Options.Select(static option => FormattableString.Invariant($"{option.Key} = {option.Value}"));
        string weights = run.HasExampleWeights ? ", ExampleWeights = true" : "";
        string layers = string.Join(", ", [.. run.Layers, Loss(run), $"{run.Optimizer}({string.Join(", ", settings)})"]);
        string source = $"[Network({string.Join(", ", run.Shape)}{weights}), {layers}] public sealed partial class Net;";
        Probe network = Probe.Create(Generation.LoadUndocumented(source), "Net", run.Batch);
        network.Parameters = run.InitialParameters();
        TestBatch[] batches = run.Batches();
        for (int step = 0; step < run.Steps; step++)
        {
            float loss = TrainStep(network, batches[step % batches.Length]);
            Near.Equal(run.Single.Losses[step], loss, step == 0 ? 1e-6 : 1e-4, 1e-7, $"{run}, loss of step {step + 1}, float32");
            Near.Equal(run.Double.Losses[step], loss, step == 0 ? 1e-6 : 1e-4, 1e-7, $"{run}, loss of step {step + 1}, float64");
        }

        OracleComparison.AssertClose(run.Single.Parameters, network.Parameters, 1e-4, $"{run}, float32");
        OracleComparison.AssertClose(run.Double.Parameters, network.Parameters, 1e-4, $"{run}, float64");
        OracleComparison.AssertClose(run.Double.EvalOutputs, network.Outputs(batches[0]), 1e-4, $"{run}, outputs");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ThreadsGiveTheSameBits(string name)
    {
        (_, bool isWeighted, _, Func<int, ReferenceLoss> loss) = Options.Single(option => option.Name == name);
        ReferenceGraph graph = Graph(33, "Silu", loss(33));
        const int Threads = 3;
        Probe alone = Probe.Create(Networks.Value, $"{name}33Silu", MaxBatch), team = Probe.Create(Networks.Value, $"{name}33Silu", MaxBatch, Threads);
        for (int step = 0; step < 20; step++)
        {
            TestBatch batch = TestBatch.Next(graph, MaxBatch - (step % 3), new IntegerGenerator((ulong)step), isWeighted);
            Assert.Equal(Evaluate(alone, batch), Evaluate(team, batch));
            Assert.Equal(TrainStep(alone, batch), TrainStep(team, batch));
            Assert.Equal(alone.Parameters, team.Parameters);
        }
    }

    [Fact]
    public void AUsersLossOfSoftmaxRowsIsTheLibrarys()
    {
        const string Rule = """
            [Loss(Form = LossForm.SoftmaxRows)] public readonly partial record struct Mine(double LabelSmoothing = 0.1)
            {
                public static float Apply(ReadOnlySpan<float> logits, int label) => SoftmaxCrossEntropy.Apply(logits, label);
            }
            """;
        Assembly assembly = Generation.LoadUndocumented(Rule + """
            [Network(5), Dense(3), Loss<Mine>] public sealed partial class A;
            [Network(5), Dense(3), SoftmaxCrossEntropy(LabelSmoothing = 0.1)] public sealed partial class B;
            [Network(5), Dense(3), Loss<Mine>(0.0)] public sealed partial class C;
            [Network(5), Dense(3), SoftmaxCrossEntropy] public sealed partial class D;
            """);
        ReferenceGraph graph = new ReferenceGraph(Inputs).Dense(3).WithLoss(Losses.SoftmaxCrossEntropy);
        TestBatch batch = TestBatch.For(graph, 13, seed: 2);
        foreach ((string own, string library) in new[] { ("A", "B"), ("C", "D") })
        {
            Probe one = Probe.Create(assembly, own, 13), other = Probe.Create(assembly, library, 13);
            for (int step = 0; step < 5; step++)
                Assert.Equal(other.TrainStep(batch), one.TrainStep(batch));
            Assert.Equal(other.Parameters, one.Parameters);
        }
    }

    [Fact]
    public void AGivenGradientIsThatOfTheOutputs()
    {
        Probe given = Probe.Create(Networks.Value, "Given3Sigmoid", 13), open = Probe.Create(Networks.Value, "Given3Sigmoid", 13);
        TestBatch batch = TestBatch.For(Graph(3, "Sigmoid", Losses.GivenGradient), 13, seed: 2);
        given.TrainStep(batch);
        open.Network.GetType().GetMethod("TrainStepWithOutputGradients")!.CreateDelegate<OpenStep>(open.Network)(batch.Inputs, batch.Targets);
        Assert.Equal(open.Parameters, given.Parameters);
    }

    [Theory]
    [InlineData("Weighted")]
    [InlineData("WeightedClasses")]
    [InlineData("WeightedSum")]
    [InlineData("WeightedValues")]
    [InlineData("WeightedGiven")]
    public void PartsThatAreAccumulatedAreTheWholeBatch(string name)
    {
        ReferenceLoss loss = Options.Single(option => option.Name == name).Reference(3);
        Probe whole = Probe.Create(Networks.Value, name + "3", MaxBatch), parts = Probe.Create(Networks.Value, name + "3", MaxBatch);
        TestBatch batch = TestBatch.Next(Graph(3, "", loss), 30, new IntegerGenerator(9), isWeighted: true);
        TrainStep(whole, batch);
        if (loss.UsesLabels)
            Accumulate<int>(parts, batch);
        else
            Accumulate<float>(parts, batch);
        OracleComparison.AssertClose(TestData.ToDouble(whole.Parameters), parts.Parameters, 1e-6, name);
    }

    [Fact]
    public void EqualWeightsAreNone()
    {
        ReferenceGraph graph = Graph(3, "", Losses.Huber(0.5));
        Probe plain = Probe.Create(Networks.Value, "WeightedValues3", MaxBatch), weighted = Probe.Create(Networks.Value, "WeightedValues3", MaxBatch);
        for (int step = 0; step < 5; step++)
        {
            TestBatch batch = TestBatch.For(graph, 13 + step, (ulong)step);
            Assert.Equal(plain.TrainStep(batch), TrainStep(weighted, batch with { Weights = [.. Enumerable.Repeat(1f, batch.Size)] }));
            Assert.Equal(plain.Parameters, weighted.Parameters);
        }
    }

    [Fact]
    public void ABatchOfClassesWithoutWeightChangesNothing()
    {
        Assembly assembly = Generation.LoadUndocumented("[Network(5), Dense(3), SoftmaxCrossEntropy(ClassWeights = new[] { 1.0, 0, 2 }), Sgd] public sealed partial class Net;");
        Probe network = Probe.Create(assembly, "Net", 4);
        float[] before = network.Parameters;
        var batch = new TestBatch(4, [.. Enumerable.Repeat(0.5f, 20)], [], [1, 1, 1, 1]);
        Assert.Equal(0, network.Evaluate(batch));
        Assert.Equal(0, network.TrainStep(batch));
        Assert.Equal(before, network.Parameters);
    }

    [Theory]
    [InlineData("1 2", "weights has 2 elements, but inputs has 3 examples.")]
    [InlineData("", "weights has 0 elements, but inputs has 3 examples.")]
    [InlineData("1 -0.5 1", "weights[1] is -0.5, but weights are finite and not negative.")]
    [InlineData("1 1 NaN", "weights[2] is NaN, but")]
    [InlineData("Infinity 1 1", "weights[0] is Infinity, but")]
    [InlineData("0 0 0", "weights sum to 0, but a mean needs a sum from 1.1754944E-38 to 3.4028235E+38.")]
    [InlineData("1e-40 1e-40 1e-40", "weights sum to 2.99")]
    [InlineData("3e38 3e38 3e38", "weights sum to 9")]
    public void WeightsThatFitNoMeanAreRefused(string text, string expected)
    {
        Probe network = Probe.Create(Networks.Value, "Weighted3", MaxBatch);
        ReferenceGraph graph = Graph(3, "", Losses.SoftmaxCrossEntropy);
        float[] weights = [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static one => float.Parse(one, CultureInfo.InvariantCulture))];
        TestBatch batch = TestBatch.For(graph, 3, seed: 1) with { Weights = weights };
        float[] before = network.Parameters;
        var calls = (IExampleWeights<int>)network.Network;
        Weighted<int> accumulates = Accumulates<int>(network);
        Action[] refused =
        [
            () => calls.TrainStep(batch.Inputs, batch.Labels, weights), () => calls.Evaluate(batch.Inputs, batch.Labels, weights),
            () => calls.ComputeGradients(batch.Inputs, batch.Labels, weights, new float[network.ParameterCount]), () => accumulates(batch.Inputs, batch.Labels, weights),
        ];
        foreach (Action call in refused)
        {
            ArgumentException error = Assert.ThrowsAny<ArgumentException>(call);
            Assert.Equal("weights", error.ParamName);
            Assert.Contains("Weighted3: " + expected, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, network.Parameters);
        Assert.Equal(Probe.Create(Networks.Value, "Weighted3", MaxBatch).TrainStep(batch with { Weights = [] }), network.TrainStep(batch with { Weights = [] }));
    }

    /// <summary>Weights of examples and of classes are floats, and their products need not be.</summary>
    [Theory]
    [InlineData("2e-38 2e-38", "0 1", "weights times those of the labels' classes sum to 2.000")]
    [InlineData("3e38 1", "2 0", "weights times those of the labels' classes sum to ")]
    public void WeightsTimesThoseOfClassesThatFitNoMeanAreRefused(string text, string labels, string expected)
    {
        Assembly assembly = Generation.LoadUndocumented(
            "[Network(2, ExampleWeights = true), Dense(4), SoftmaxCrossEntropy(ClassWeights = new[] { 1e-30, 0, 3, 2e-38 }), Sgd] public sealed partial class Net;");
        Probe network = Probe.Create(assembly, "Net", 2);
        var calls = (IExampleWeights<int>)network.Network;
        float[] weights = [.. text.Split(' ').Select(static one => float.Parse(one, CultureInfo.InvariantCulture))], before = network.Parameters;
        int[] of = [.. labels.Split(' ').Select(static one => int.Parse(one, CultureInfo.InvariantCulture))];
        Action[] refused =
        [
            () => calls.TrainStep([1, 2, 3, 4], of, weights), () => calls.Evaluate([1, 2, 3, 4], of, weights),
            () => calls.ComputeGradients([1, 2, 3, 4], of, weights, new float[network.ParameterCount]),
        ];
        foreach (Action call in refused)
            Assert.Contains("Net: " + expected, Assert.Throws<ArgumentException>("weights", call).Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters);

        // The smallest sum that is a float: the mean of two equal examples is what it is with weights of 1, and so is its gradient.
        float[] small = new float[network.ParameterCount], whole = new float[network.ParameterCount];
        calls.ComputeGradients([1, 2, 3, 4], [2, 2], [float.Epsilon * (1 << 22), float.Epsilon * (1 << 22)], small);
        calls.ComputeGradients([1, 2, 3, 4], [2, 2], [1, 1], whole);
        Assert.All(small.Zip(whole), static pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    private delegate void OpenStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> gradients);

    private delegate float Weighted<TTarget>(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights);

    private static bool IsOfOptions(RecordedGraphRun run) => run.ClassWeights is not null || run.LabelSmoothing > 0 || run.HasSoftTargets || run.HasExampleWeights || run.SumsOutputs;

    private static string Loss(RecordedGraphRun run)
    {
        var settings = new List<string>();
        if (run.ClassWeights is { } weights)
            settings.Add($"ClassWeights = {List(weights)}");
        if (run.LabelSmoothing > 0)
            settings.Add(FormattableString.Invariant($"LabelSmoothing = {run.LabelSmoothing}"));
        if (run.HasSoftTargets)
            settings.Add("SoftTargets = true");
        if (run.SumsOutputs)
            settings.Add("Sum = true");
        return $"{run.LossName}({string.Join(", ", settings)})";
    }

    private static double[] Weights(int outputs) => [.. Enumerable.Range(0, outputs).Select(static label => ThreeWeights[label % 3])];

    private static string List(int outputs) => List(Weights(outputs));

    private static string List(double[] values) => $"new[] {{ {string.Join(", ", values.Select(static one => one.ToString("0.0##", CultureInfo.InvariantCulture)))} }}";

    private static string Declaration(string name, bool isWeighted, int outputs, string last, string loss)
    {
        string flags = isWeighted ? ", ExampleWeights = true, AccumulateGradients = true" : "";
        string activation = last.Length == 0 ? "" : ", " + last;
        return $"[Network({Inputs}{flags}), Dense(7), Tanh, Dense({outputs}){activation}, {loss}, Sgd(LearningRate = 0.05)]\npublic sealed partial class {name}{outputs}{last};\n";
    }

    private static ReferenceGraph Graph(int outputs, string last, ReferenceLoss loss)
    {
        ReferenceGraph graph = new ReferenceGraph(Inputs).Dense(7).Activation("Tanh").Dense(outputs);
        return (last.Length == 0 ? graph : graph.Activation(last)).WithLoss(loss);
    }

    private static float TrainStep(Probe network, TestBatch batch) => (network.Network, batch.Weights.Length) switch
    {
        (IExampleWeights<int> labels, > 0) => labels.TrainStep(batch.Inputs, batch.Labels, batch.Weights),
        (IExampleWeights<float> values, > 0) => values.TrainStep(batch.Inputs, batch.Targets, batch.Weights),
        _ => network.TrainStep(batch),
    };

    private static float Evaluate(Probe network, TestBatch batch) => (network.Network, batch.Weights.Length) switch
    {
        (IExampleWeights<int> labels, > 0) => labels.Evaluate(batch.Inputs, batch.Labels, batch.Weights),
        (IExampleWeights<float> values, > 0) => values.Evaluate(batch.Inputs, batch.Targets, batch.Weights),
        _ => network.Evaluate(batch),
    };

    private static float[] Gradients(Probe network, TestBatch batch)
    {
        var gradients = new float[network.ParameterCount];
        switch (network.Network, batch.Weights.Length)
        {
            case (IExampleWeights<int> labels, > 0):
                labels.ComputeGradients(batch.Inputs, batch.Labels, batch.Weights, gradients);
                return gradients;
            case (IExampleWeights<float> values, > 0):
                values.ComputeGradients(batch.Inputs, batch.Targets, batch.Weights, gradients);
                return gradients;
            default:
                return network.Gradients(batch);
        }
    }

    /// <summary>Two parts of different sizes, then the last one as a step.</summary>
    private static void Accumulate<TTarget>(Probe network, TestBatch batch)
        where TTarget : unmanaged
    {
        Weighted<TTarget> accumulate = Accumulates<TTarget>(network);
        foreach ((int start, int count) in new[] { (0, 7), (7, 13) })
        {
            TestBatch part = batch.Slice(start, count);
            accumulate(part.Inputs, (TTarget[])(object)(typeof(TTarget) == typeof(int) ? part.Labels : part.Targets), part.Weights);
        }

        TrainStep(network, batch.Slice(20, 10));
    }

    private static Weighted<TTarget> Accumulates<TTarget>(Probe network)
        where TTarget : unmanaged
    {
        Type[] parameters = [typeof(ReadOnlySpan<float>), typeof(ReadOnlySpan<TTarget>), typeof(ReadOnlySpan<float>)];
        return network.Network.GetType().GetMethod("AccumulateGradients", parameters)!.CreateDelegate<Weighted<TTarget>>(network.Network);
    }
}
