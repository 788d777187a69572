using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>
/// Layers beside one another whose training and prediction are fused differently, in networks large enough that weights stand in blocks of columns:
/// predictions,
/// their loss and the gradients of the inputs against the oracle.
/// </summary>
[Collection(nameof(TeamTests))]
public sealed class NeighbouringLayerTests
{
    private const int Batch = 9;

    private static readonly (string Name, int Inputs, string[] Layers)[] Cases =
    [
        ("DropoutFirst", 784, ["Dropout(0.2)", "Dense(128)", "Relu", "Dense(10)"]),
        ("DropoutFirstInFewerColumns", 512, ["Dropout(0.2)", "Dense(256)", "Tanh", "Dense(10)"]),
        ("MarkFirst", 784, ["Mark(\"in\")", "Dense(128)", "Gelu", "Dense(784)", "Add(\"in\")", "Dense(10)"]),
        ("FrozenFirst", 20, ["Dense(784, Frozen = true)", "Tanh", "Dense(128)", "Tanh", "Dense(10)"]),
        ("DropoutThenGelu", 12, ["Dense(7)", "Dropout(0.5)", "Gelu", "Dense(10)"]),
        ("GeluInTheEnd", 12, ["Dense(10)", "Dropout(0.5)", "Gelu"]),
        ("SiluInTheEnd", 12, ["Dense(20)", "Tanh", "Dense(10)", "GaussianNoise(0.1)", "Silu"]),
        ("SoftplusBehindTwo", 12, ["Dense(10)", "Dropout(0.5)", "GaussianNoise(0.1)", "Softplus"]),
    ];

    private static readonly Lazy<Assembly> Compiled = new(static () => Generation.LoadUndocumented("#pragma warning disable FOPT0063, FOPT0152\n" + string.Concat(
        Cases.Select(static item =>
            $"[Network({item.Inputs}), {string.Join(", ", item.Layers)}, MeanSquaredError] public sealed partial class {item.Name};\n"))));

    public static TheoryData<string> Names => [.. Cases.Select(static item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void PredictionsAndGradientsOfTheInputsAreTheOracles(string name)
    {
        (_, int inputs, string[] layers) = Cases.Single(item => item.Name == name);
        ReferenceGraph graph = layers.Aggregate(new ReferenceGraph(inputs), static (graph, layer) => graph.Declare(layer.Replace(", Frozen = true", "")))
            .WithLoss(ReferenceLosses.MeanSquaredError);
        foreach (int threads in new[] { 1, 2 })
        {
            Probe network = Probe.Create(Compiled.Value, name, Batch, threads);
            float[] start = TestData.Parameters(graph, seed: 3);
            network.Parameters = start;
            TestBatch batch = TestBatch.Next(graph, Batch, new IntegerGenerator(5), isWeighted: false);
            ReferencePass expected = graph.Evaluate(TestData.ToDouble(start), graph.InitialBuffers, batch.ExactInputs, batch.ExactTargets);
            OracleComparison.AssertClose(expected.Outputs, network.Outputs(batch), 1e-4, name + ", outputs");
            Near.Equal(expected.Loss, network.Evaluate(batch), 1e-4, 1e-6, name + ", evaluated");
            OracleComparison.AssertClose(expected.InputGradients, network.InputGradients(batch), 1e-3, name + ", gradients of the inputs");
            Assert.True(float.IsFinite(network.TrainStep(batch)));
        }
    }
}
