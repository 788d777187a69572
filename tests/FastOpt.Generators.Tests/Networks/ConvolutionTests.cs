using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>
/// Networks of windows against the oracle: outputs, loss, gradients of parameters and of inputs, on one thread and on two, and the steps that follow.
/// </summary>
[Collection(nameof(TeamTests))]
public sealed class ConvolutionTests
{
    private static readonly (string Name, int[] Input, string[] Layers)[] Cases =
    [
        ("Plain", [3, 8, 8], ["Conv2D(16, 3, Padding = 1)", "Relu", "Dense(4)"]),
        ("Valid", [2, 7, 9], ["Conv2D(5, 3)", "Tanh", "Dense(4)"]),
        ("OnlyConvolutions", [3, 6, 5], ["Conv2D(4, 3, Padding = 1)", "Tanh", "Conv2D(2, 3, Padding = 1)"]),
        ("Strided", [3, 9, 7], ["Conv2D(6, 3, Stride = 2, Padding = 1)", "Tanh", "Conv2D(4, 2, Stride = 2)", "Tanh", "Dense(3)"]),
        ("Dilated", [4, 9, 9], ["Conv2D(5, 3, Dilation = 2, Padding = 2)", "Tanh", "Conv2D(3, 3, Dilation = 3)", "Tanh", "Dense(3)"]),
        ("Grouped", [6, 5, 5], ["Conv2D(9, 3, Groups = 3, Padding = 1)", "Tanh", "Conv2D(6, 3, Groups = 3)", "Dense(3)"]),
        ("Depthwise", [5, 6, 6], ["Conv2D(5, 3, Groups = 5, Padding = 1)", "Tanh", "Conv2D(10, 3, Groups = 5)", "Tanh", "Dense(3)"]),
        ("Rectangular", [2, 6, 8], ["Conv2D(5, 2, 4)", "Tanh", "Conv2D(4, 3, 1, Bias = false)", "Tanh", "Dense(3)"]),
        ("SameWithStride", [3, 7, 8], ["Conv2D(4, 4, Same = true, Stride = 2)", "Tanh", "Conv2D(4, 2, Same = true)", "Tanh", "Dense(3)"]),
        ("WiderThanPadding", [2, 4, 4], ["Conv2D(3, 2, Padding = 3)", "Tanh", "Conv2D(3, 2, Padding = 2, Stride = 3)", "Tanh", "Dense(3)"]),
        ("AsLargeAsTheImage", [3, 4, 5], ["Conv2D(7, 4, 5)", "Tanh", "Dense(3)"]),
        ("OnePixel", [3, 1, 1], ["Conv2D(8, 1)", "Tanh", "Conv2D(4, 3, Padding = 1)", "Tanh", "Dense(3)"]),
        ("ManyFilters", [8, 5, 5], ["Conv2D(40, 3)", "Tanh", "Conv2D(33, 2)", "Tanh", "Dense(3)"]),
        ("MaxPool", [3, 8, 8], ["Conv2D(6, 3, Padding = 1)", "MaxPool2D(2)", "Conv2D(17, 3)", "MaxPool2D(2)", "Dense(3)"]),
        ("ThroughRelu", [2, 8, 8], ["Conv2D(6, 3)", "Relu", "MaxPool2D(2)", "Conv2D(20, 2, Padding = 1)", "Relu", "MaxPool2D(2)", "Dense(3)"]),
        ("ThroughTanh", [9, 7, 7], ["Conv2D(33, 3, Stride = 2, Padding = 1)", "Tanh", "MaxPool2D(3, Stride = 1, Padding = 1)", "Dense(3)"]),
        ("PoolThenRelu", [3, 7, 6], ["Conv2D(4, 2)", "MaxPool2D(3, 2)", "Relu", "Dense(3)"]),
        ("NotThroughGelu", [3, 6, 6], ["Conv2D(4, 3)", "Gelu", "MaxPool2D(2)", "Dense(3)"]),
        ("OverlappingPools", [4, 7, 7], ["MaxPool2D(3, Stride = 2, Padding = 1)", "Conv2D(5, 2)", "AveragePool2D(2, Stride = 1)", "Dense(3)"]),
        ("AveragePool", [2, 6, 6], ["Conv2D(6, 3, Padding = 1)", "Tanh", "AveragePool2D(2)", "AveragePool2D(3, Padding = 1)", "Dense(3)"]),
        ("GlobalPools", [2, 5, 6],
            ["Conv2D(6, 3)", "Tanh", "Mark(\"a\")", "GlobalAveragePool", "Mark(\"mean\")", "From(\"a\")", "GlobalMaxPool", "Add(\"mean\")", "Dense(3)"]),
        ("Signals", [3, 16], ["Conv1D(8, 5, Padding = 2)", "Tanh", "MaxPool1D(2)", "Conv1D(6, 3, Stride = 2)", "Tanh", "AveragePool1D(2)", "Dense(3)"]),
        ("BatchNormBetween", [2, 6, 6],
            ["Conv2D(5, 3, Padding = 1, Bias = false)", "BatchNorm", "Tanh", "Conv2D(4, 3)", "BatchNorm", "MaxPool2D(2)", "Dense(3)"]),
        ("BatchNormOfWholeVectors", [3, 6, 6],
            ["Conv2D(16, 3, Padding = 1, Bias = false)", "BatchNorm", "Tanh", "Conv2D(48, 3)", "BatchNorm", "Gelu", "AveragePool2D(2)", "Dense(3)"]),
        ("BatchNormOfManyPixels", [1, 20, 20], ["Conv2D(32, 3, Padding = 1)", "BatchNorm", "Relu", "AveragePool2D(4)", "BatchNorm", "Dense(3)"]),
        ("Residual", [4, 5, 5],
            ["Mark(\"in\")", "Conv2D(4, 3, Padding = 1)", "Tanh", "Conv2D(4, 3, Padding = 1)", "Add(\"in\")", "Tanh", "Conv2D(3, 3)", "GlobalAveragePool"]),
        ("Concatenated", [3, 4, 4], ["Conv2D(4, 3, Padding = 1)", "Mark(\"a\")", "Conv2D(2, 1)", "Tanh", "Concat(\"a\")", "Conv2D(3, 2)", "Dense(2)"]),
        ("Normalized", [4, 4, 5], ["Conv2D(6, 3, Padding = 1)", "GroupNorm(3)", "PRelu", "Conv2D(4, 2)", "InstanceNorm", "Tanh", "LayerNorm", "Dense(2)"]),
        ("Reshaped", [24],
            ["Dense(36)", "Tanh", "Reshape(4, 3, 3)", "Conv2D(3, 2)", "Tanh", "Flatten", "LayerNorm", "Reshape(3, 4)", "Conv1D(2, 3)", "Dense(2)"]),
        ("FrozenFirst", [2, 5, 5], ["Conv2D(4, 3, Frozen = true)", "Tanh", "Conv2D(3, 2)", "Tanh", "Dense(2)"]),
        ("FrozenInTheMiddle", [2, 5, 5], ["Conv2D(4, 3)", "Tanh", "Conv2D(3, 2, Frozen = true)", "Tanh", "Dense(2)"]),
    ];

    private static readonly Lazy<Assembly> Compiled = new(static () =>
        Generation.LoadUndocumented("#pragma warning disable FOPT0063, FOPT0152\n" + string.Concat(Cases.Select(static item => $"""
            [Network({string.Join(", ", item.Input)}), {string.Join(", ", item.Layers)}, MeanSquaredError, Sgd(LearningRate = 0.1)]
            public sealed partial class {item.Name};

            """))));

    public static TheoryData<string> Names => [.. Cases.Select(static item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AreTheOracles(string name)
    {
        (_, int[] input, string[] layers) = Cases.Single(item => item.Name == name);
        foreach ((int batch, int threads) in new[] { (1, 1), (5, 1), (5, 2) })
        {
            // A batch of one has no variance where it has one position.
            if (batch == 1 && layers.Contains("BatchNorm"))
                continue;
            ReferenceGraph graph = layers.Aggregate(new ReferenceGraph(input), static (graph, layer) => graph.Declare(layer.Replace(", Frozen = true", "")))
                .WithLoss(ReferenceLosses.MeanSquaredError);
            Probe network = Probe.Create(Compiled.Value, name, batch, threads);
            float[] start = TestData.Parameters(graph, seed: 3);
            network.Parameters = start;
            string what = $"{name}, batch {batch}, {threads} threads";
            double[] parameters = TestData.ToDouble(start);
            (TestBatch data, ReferencePass predicted, ReferencePass trained) = AwayFromKinks(graph, parameters, batch, what);
            OracleComparison.AssertClose(predicted.Outputs, network.Outputs(data), 1e-4, what + ", outputs");
            Near.Equal(predicted.Loss, network.Evaluate(data), 1e-4, 1e-6, what + ", evaluated");
            OracleComparison.AssertClose(predicted.InputGradients, network.InputGradients(data), 1e-3, what + ", gradients of the inputs");
            double[] gradients = Unfrozen(graph, layers, trained.Gradients);
            OracleComparison.AssertClose(gradients, network.Gradients(data), 1e-3, what + ", gradients");
            Near.Equal(trained.Loss, network.TrainStep(data), 1e-4, 1e-6, what + ", loss of the step");
            double[] expected = [.. parameters.Zip(gradients, static (parameter, gradient) => parameter - (0.1 * gradient))];
            OracleComparison.AssertClose(expected, network.Parameters, 1e-4, what + ", parameters after the step");
        }
    }

    /// <summary>Data at which float and double fall on the same side of every kink.</summary>
    private static (TestBatch Batch, ReferencePass Predicted, ReferencePass Trained) AwayFromKinks(
        ReferenceGraph graph, double[] parameters, int size, string what)
    {
        for (ulong seed = 5; seed < 55; seed++)
        {
            TestBatch batch = TestBatch.For(graph, size, seed);
            ReferencePass predicted = graph.Evaluate(parameters, graph.InitialBuffers, batch.ExactInputs, batch.ExactTargets);
            ReferencePass trained = graph.Train(parameters, graph.InitialBuffers, batch.ExactInputs, batch.ExactTargets);
            if (Math.Min(predicted.DistanceToKink, trained.DistanceToKink) > 1e-5)
                return (batch, predicted, trained);
        }

        throw new InvalidOperationException($"{what}: all of 50 batches come near a kink.");
    }

    /// <summary>Frozen layers have no gradient.</summary>
    private static double[] Unfrozen(ReferenceGraph graph, string[] layers, double[] gradients)
    {
        IEnumerable<string> convolutions = layers.Where(static layer => layer.StartsWith("Conv", StringComparison.Ordinal));
        string[] frozen = [.. convolutions.Select(static (layer, i) => layer.Contains("Frozen") ? $"conv{i + 1}." : "").Where(static name => name.Length > 0)];
        double[] result = [.. gradients];
        foreach (ReferenceTensor tensor in graph.Tensors.Where(tensor => frozen.Any(name => tensor.Name.StartsWith(name, StringComparison.Ordinal))))
            result.AsSpan(tensor.Offset, tensor.Count).Clear();
        return result;
    }
}
