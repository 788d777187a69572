using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>
/// Hessian-vector products of random networks over all layers, against differences of the gradients of the oracle in double precision; and symmetric: uᵀHv =
/// vᵀHu.
/// </summary>
[Collection(nameof(TeamTests))]
public sealed class RandomCurvatureTests
{
    private const int Count = 100;
    private const int OfOneCompilation = 20;
    private const ulong Seed = 5;
    private const double FarFromKinks = 1e-5;

    private static readonly Subject[] Subjects =
    [
        .. Enumerable.Range(0, 3 * Count).Select(static number => new RandomGraph((ulong)number))
            .Where(static graph => graph.Layers.Any(static layer => layer.StartsWith("Dense", StringComparison.Ordinal)))
            .Take(Count / 2).Select(static graph => new Subject(graph.InputShape, graph.Layers, graph.Graph, graph.Batch, graph.Classifies, static gradients => gradients)),
        .. Enumerable.Range(0, Count / 2).Select(static number => new RandomConvolution((ulong)number))
            .Select(static graph => new Subject(graph.InputShape, graph.Layers, graph.Graph, graph.Batch, graph.Classifies, graph.Unfrozen)),
    ];

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, Count / OfOneCompilation)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void ProductsAreTheOracles(int part)
    {
        Subject[] subjects = Subjects[(part * OfOneCompilation)..((part + 1) * OfOneCompilation)];
        string source = "#pragma warning disable FOPT0063, FOPT0152\n" + string.Concat(subjects.Select(Declaration));
        Assembly assembly = Generation.LoadUndocumented(source, thisWidthOnly: true);
        for (int i = 0; i < subjects.Length; i++)
            Compare(subjects[i], Probe.Create(assembly, $"Network{i}", subjects[i].Batch, seed: Seed), $"network {(part * OfOneCompilation) + i}: {subjects[i].Text}");
    }

    /// <summary>Random networks that had nothing of a kind would say nothing about it.</summary>
    [Theory]
    [InlineData("Dense", 60)]
    [InlineData("Conv2D", 25)]
    [InlineData("Conv1D", 8)]
    [InlineData("MaxPool", 12)]
    [InlineData("AveragePool", 6)]
    [InlineData("Global", 6)]
    [InlineData("BatchNorm", 15)]
    [InlineData("LayerNorm", 8)]
    [InlineData("RmsNorm", 8)]
    [InlineData("GroupNorm", 12)]
    [InlineData("InstanceNorm", 5)]
    [InlineData("Dropout", 15)]
    [InlineData("GaussianNoise", 10)]
    [InlineData("PRelu", 4)]
    [InlineData("Add", 20)]
    [InlineData("Multiply", 15)]
    [InlineData("Concat", 20)]
    [InlineData("From", 5)]
    public void TheyHaveEveryLayer(string kind, int least)
    {
        int found = Subjects.Count(subject => subject.Layers.Any(layer => layer.StartsWith(kind, StringComparison.Ordinal)));
        Assert.True(found >= least, $"{found} of {Count} networks have {kind}");
    }

    private static string Declaration(Subject subject, int number)
    {
        string loss = subject.Classifies ? "SoftmaxCrossEntropy" : "MeanSquaredError";
        return $"[Network({string.Join(", ", subject.Shape)}, Curvature = true), {string.Join(", ", subject.Layers)}, {loss}]\npublic sealed partial class Network{number};\n";
    }

    private static void Compare(Subject subject, Probe network, string what)
    {
        (float[] parameters, TestBatch batch) = AwayFromKinks(subject, what);
        network.Parameters = parameters;
        float[] left = Direction(subject, 1), right = Direction(subject, 2);
        float[] ofLeft = network.HessianVectorProduct(batch, left), ofRight = network.HessianVectorProduct(batch, right);
        double[] Expected(float[] direction) => subject.WithoutFrozen(CurvatureOracle.Product(
            CurvatureOracle.GradientOf(subject.Graph, batch, Seed), TestData.ToDouble(parameters), TestData.ToDouble(direction), step: 2e-7));
        OracleComparison.AssertClose(Expected(left), ofLeft, 2e-3, what);
        OracleComparison.AssertClose(Expected(right), ofRight, 2e-3, what);
        double scale = Math.Max(CurvatureOracle.Norm(ofLeft) * CurvatureOracle.Norm(right), CurvatureOracle.Norm(ofRight) * CurvatureOracle.Norm(left));
        Near.Equal(CurvatureOracle.Dot(right, ofLeft), CurvatureOracle.Dot(left, ofRight), 0, (1e-5 * scale) + 1e-12, what + ", symmetry");
        Assert.Equal(parameters, network.Parameters);
    }

    /// <summary>A direction that does not move what is frozen.</summary>
    private static float[] Direction(Subject subject, ulong seed) =>
        [.. subject.WithoutFrozen(TestData.ToDouble(new IntegerGenerator(seed + 77).Floats(subject.Graph.ParameterCount))).Select(static value => (float)value)];

    private static (float[] Parameters, TestBatch Batch) AwayFromKinks(Subject subject, string what)
    {
        for (ulong attempt = 1; attempt <= 200; attempt++)
        {
            float[] parameters = TestData.Parameters(subject.Graph, attempt);
            TestBatch batch = TestBatch.For(subject.Graph, subject.Batch, attempt + 1000);
            ReferencePass pass = subject.Graph.Train(
                TestData.ToDouble(parameters), subject.Graph.InitialBuffers, batch.ExactInputs, batch.ExactTargets, draws: ReferencePhilox.Draws(Seed, step: 1));
            if (pass.DistanceToKink > FarFromKinks)
                return (parameters, batch);
        }

        throw new InvalidOperationException($"{what}: all of 200 batches come near a kink.");
    }

    private sealed record Subject(int[] Shape, IReadOnlyList<string> Layers, ReferenceGraph Graph, int Batch, bool Classifies, Func<double[], double[]> WithoutFrozen)
    {
        public string Text => $"[{string.Join(", ", Shape)}] b{Batch}: {string.Join(", ", Layers)}";
    }
}
