using System.Reflection;
using System.Text;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using FastOpt.Runtime;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>Random networks over all layers, with branches, odd widths and odd batches: each against the oracle in double precision, whose gradients are held to central differences.</summary>
[Collection(nameof(TeamTests))]
public sealed class RandomGraphTests
{
    /// <summary>As many as the variable says: FASTOPT_GRAPHS=300 is the long form.</summary>
    private static readonly int Networks = int.TryParse(Environment.GetEnvironmentVariable("FASTOPT_GRAPHS"), out int count) ? count : 40;

    private const int OfOneCompilation = 20;
    private const ulong Seed = 5;

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, Networks / OfOneCompilation)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void NetworksAreTheOracles(int part)
    {
        // A network has a dense layer.
        RandomGraph[] graphs =
        [
            .. Enumerable.Range(0, 3 * Networks).Select(static number => new RandomGraph((ulong)number)).Where(static graph => graph.Layers.Any(static layer => layer.StartsWith("Dense", StringComparison.Ordinal)))
                .Skip(part * OfOneCompilation).Take(OfOneCompilation),
        ];
        var source = new StringBuilder("#pragma warning disable FOPT0063, FOPT0152\n");
        for (int i = 0; i < graphs.Length; i++)
            source.Append(Declaration(graphs[i], i));
        Assembly assembly = Generation.LoadUndocumented(source.ToString());
        for (int i = 0; i < graphs.Length; i++)
            Compare(graphs[i], Probe.Create(assembly, $"Graph{i}", graphs[i].Batch), $"graph {(part * OfOneCompilation) + i}: {graphs[i]}");
    }

    private static string Declaration(RandomGraph graph, int number)
    {
        string loss = graph.Classifies ? "SoftmaxCrossEntropy" : "MeanSquaredError";
        return $"[Network({string.Join(", ", graph.InputShape)}{(number % 4 > 0 ? ", ExactShapes = 0" : "")}), {string.Join(", ", graph.Layers)}, {loss}]\npublic sealed partial class Graph{number};\n";
    }

    private static void Compare(RandomGraph random, Probe network, string what)
    {
        ReferenceGraph graph = random.Graph;
        Assert.True(graph.ParameterCount == network.ParameterCount, $"{what}: {string.Join(", ", graph.Tensors.Select(static tensor => tensor.Name + " " + tensor.Count))}; {network.ParameterCount} parameters");
        var generator = new Random(what.Length);
        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (double)(float)((generator.NextDouble() * 2) - 1))];
        double[] inputs = Numbers(random.Batch * graph.Inputs);
        double[] targets = random.Classifies
            ? [.. Enumerable.Range(0, random.Batch).Select(i => (double)(i % graph.Outputs))]
            : Numbers(random.Batch * graph.Outputs);
        double[] parameters = Numbers(graph.ParameterCount);
        network.Parameters = [.. parameters.Select(static value => (float)value)];
        float[] Floats(double[] values) => [.. values.Select(static value => (float)value)];
        TestBatch batch = random.Classifies
            ? new(random.Batch, Floats(inputs), [], [.. targets.Select(static label => (int)label)])
            : new(random.Batch, Floats(inputs), Floats(targets), []);

        ReferencePass predicted = graph.Evaluate(parameters, graph.InitialBuffers, inputs, targets);
        OracleComparison.AssertClose(predicted.Outputs, network.Outputs(batch), 1e-4, what + ", outputs");
        OracleComparison.AssertClose(predicted.Outputs, network.FoldedOutputs(batch), 1e-4, what + ", folded outputs");
        Near.Equal(predicted.Loss, network.Evaluate(batch), 1e-4, 1e-6, what + ", evaluated");

        if (predicted.DistanceToKink > 1e-4)
            OracleComparison.AssertClose(predicted.InputGradients, network.InputGradients(batch), 1e-3, what + ", gradients of the inputs");

        ReferencePass trained = graph.Train(parameters, graph.InitialBuffers, inputs, targets, draws: Draws(random.Batch));
        if (trained.DistanceToKink > 1e-4)
            OracleComparison.AssertClose(trained.Gradients, network.Gradients(batch), 1e-3, what + ", gradients");
        Near.Equal(trained.Loss, network.TrainStep(batch), 5e-4, 1e-6, what + ", loss of the step");
    }

    /// <summary>The numbers of the first step.</summary>
    private static ReferenceDraws Draws(int batch) => (stream, draws) =>
    {
        int stride = (stream.Size + 15) / 16 * 16;
        float[] rows = new float[batch * stride];
        if (stream.Kind == ReferenceDraw.Uniform)
            RandomRows.Uniform(ref rows[0], stride, stream.Size, 0, batch, Seed, 1, stream.Ordinal, coarse: true);
        else
            RandomRows.Normal(ref rows[0], stride, stream.Size, 0, batch, Seed, 1, stream.Ordinal);
        for (int i = 0; i < draws.Length; i++)
            draws[i] = rows[(i / stream.Size * stride) + (i % stream.Size)];
    };
}
