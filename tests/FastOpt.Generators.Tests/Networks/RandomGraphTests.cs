using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>Random networks over all layers, with branches, odd widths and odd batches: each against the oracle in double precision, whose gradients are held to central differences.</summary>
[Collection(nameof(TeamTests))]
public sealed class RandomGraphTests(ITestOutputHelper output)
{
    private const int OfOneCompilation = 20;
    private const ulong Seed = 5;
    private const double FarFromKinks = 1e-4;

    /// <summary>FASTOPT_GRAPHS says how many, for a long run or a short one.</summary>
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("FASTOPT_GRAPHS"), out int count) ? count : 300;

    /// <summary>The first so many that have a dense layer, without which a network is none.</summary>
    private static readonly RandomGraph[] Graphs =
    [
        .. Enumerable.Range(0, 3 * Count).Select(static number => new RandomGraph((ulong)number)).Where(static graph => Has(graph, "Dense")).Take(Count),
    ];

    /// <summary>What a graph may have, and the least share of graphs that do.</summary>
    private static readonly (string Name, Func<RandomGraph, bool> IsIn, double Least)[] Features =
    [
        ("Add", static graph => Has(graph, "Add"), 0.35),
        ("Multiply", static graph => Has(graph, "Multiply"), 0.35),
        ("Concat", static graph => Has(graph, "Concat"), 0.3),
        ("From", static graph => Has(graph, "From"), 0.2),
        ("two branches", static graph => graph.Layers.Count(static layer => Kind(layer) is "Add" or "Multiply" or "Concat") > 1, 0.4),
        ("BatchNorm", static graph => Has(graph, "BatchNorm"), 0.3),
        ("LayerNorm", static graph => Has(graph, "LayerNorm"), 0.25),
        ("RmsNorm", static graph => Has(graph, "RmsNorm"), 0.25),
        ("GroupNorm", static graph => Has(graph, "GroupNorm"), 0.3),
        ("InstanceNorm", static graph => Has(graph, "InstanceNorm"), 0.12),
        ("Dropout", static graph => Has(graph, "Dropout"), 0.4),
        ("GaussianNoise", static graph => Has(graph, "GaussianNoise"), 0.3),
        ("PRelu", static graph => Has(graph, "PRelu"), 0.05),
        ("two layers that draw", static graph => graph.Layers.Count(static layer => Kind(layer) is "Dropout" or "GaussianNoise") > 1, 0.25),
        ("an image", static graph => graph.InputShape.Length == 3, 0.2),
        ("positions", static graph => graph.InputShape.Length == 2, 0.2),
        ("labels", static graph => graph.Classifies, 0.3),
        ("values", static graph => !graph.Classifies, 0.4),
        ("a layer of odd width", static graph => graph.Layers.Any(static layer => Kind(layer) == "Dense" && int.Parse(layer[6..^1], null) % 2 == 1), 0.5),
        ("an odd batch", static graph => graph.Batch % 2 == 1, 1),
        ("a batch below six, that of a tile", static graph => graph.Batch < 6, 0.3),
        ("a batch above six", static graph => graph.Batch > 6, 0.4),
    ];

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, Count / OfOneCompilation)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void NetworksAreTheOracles(int part)
    {
        RandomGraph[] graphs = Graphs[(part * OfOneCompilation)..((part + 1) * OfOneCompilation)];
        string source = "#pragma warning disable FOPT0063, FOPT0152\n" + string.Concat(graphs.Select(Declaration));
        Assembly assembly = Generation.LoadUndocumented(source, thisWidthOnly: true);
        for (int i = 0; i < graphs.Length; i++)
            Compare(graphs[i], Probe.Create(assembly, $"Graph{i}", graphs[i].Batch, seed: Seed), $"graph {(part * OfOneCompilation) + i}: {graphs[i]}");
    }

    /// <summary>Random graphs that had nothing of a kind would say nothing about it.</summary>
    [Fact]
    public void TheyHaveEveryLayerAndBranch()
    {
        Assert.Equal(Count, Graphs.Length);
        Assert.SkipUnless(Count >= 100, "Of few graphs none need have a layer.");
        int layers = Graphs.Sum(static graph => graph.Layers.Count), parameters = Graphs.Sum(static graph => graph.Graph.ParameterCount);
        output.WriteLine($"{Count} graphs, {layers} layers, {parameters} parameters");
        foreach ((string name, Func<RandomGraph, bool> isIn, double least) in Features)
        {
            int found = Graphs.Count(isIn);
            output.WriteLine($"{found,4} with {name}");
            Assert.True(found >= least * Count, $"{found} of {Count} graphs have {name}");
        }
    }

    private static bool Has(RandomGraph graph, string kind) => graph.Layers.Any(layer => Kind(layer) == kind);

    private static string Kind(string layer) => layer.Split('(')[0];

    private static string Declaration(RandomGraph graph, int number)
    {
        string loss = graph.Classifies ? "SoftmaxCrossEntropy" : "MeanSquaredError";
        string attributes = $"Network({string.Join(", ", graph.InputShape)}), {string.Join(", ", graph.Layers)}, {loss}";
        return $"[{attributes}]\npublic sealed partial class Graph{number};\n";
    }

    private static void Compare(RandomGraph random, Probe network, string what)
    {
        ReferenceGraph graph = random.Graph;
        Assert.True(graph.ParameterCount == network.ParameterCount, $"{what}: {network.ParameterCount} parameters instead of {graph.ParameterCount}");
        (float[] parameters, TestBatch batch, ReferencePass predicted, ReferencePass trained) = Passes(random, what);
        network.Parameters = parameters;

        OracleComparison.AssertClose(predicted.Outputs, network.Outputs(batch), 1e-4, what + ", outputs");
        OracleComparison.AssertClose(predicted.Outputs, network.FoldedOutputs(batch), 1e-4, what + ", folded outputs");
        Near.Equal(predicted.Loss, network.Evaluate(batch), 1e-4, 1e-6, what + ", evaluated");
        OracleComparison.AssertClose(predicted.InputGradients, network.InputGradients(batch), 1e-3, what + ", gradients of the inputs");
        OracleComparison.AssertClose(trained.Gradients, network.Gradients(batch), 1e-3, what + ", gradients");
        Near.Equal(trained.Loss, network.TrainStep(batch), 5e-4, 1e-6, what + ", loss of the step");
        OracleComparison.AssertClose(trained.Buffers, network.Buffers, 1e-4, what + ", running statistics");
    }

    /// <summary>Parameters and data at which neither pass comes near a kink, where float and double may fall on different sides.</summary>
    private static (float[] Parameters, TestBatch Batch, ReferencePass Predicted, ReferencePass Trained) Passes(RandomGraph random, string what)
    {
        ReferenceGraph graph = random.Graph;
        for (ulong attempt = 1; attempt <= 50; attempt++)
        {
            float[] parameters = new IntegerGenerator(attempt).Floats(graph.ParameterCount);
            TestBatch batch = TestBatch.For(graph, random.Batch, attempt + 1000);
            (double[] exact, double[] inputs, double[] targets) = (TestData.ToDouble(parameters), batch.ExactInputs, batch.ExactTargets);
            ReferencePass predicted = graph.Evaluate(exact, graph.InitialBuffers, inputs, targets);
            ReferencePass trained = graph.Train(exact, graph.InitialBuffers, inputs, targets, draws: ReferencePhilox.Draws(Seed, step: 1));
            if (Math.Min(predicted.DistanceToKink, trained.DistanceToKink) > FarFromKinks)
                return (parameters, batch, predicted, trained);
        }

        throw new InvalidOperationException($"{what}: all of 50 batches come near a kink.");
    }
}
