using FastOpt.Reference;
using FastOpt.Reference.Graphs;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>A network whose memory is watched.</summary>
/// <param name="Name">The name of its class.</param>
/// <param name="Source">Its declaration.</param>
/// <param name="Graph">What batches suit it.</param>
internal sealed record CanarySample(string Name, string Source, ReferenceGraph Graph)
{
    /// <summary>The samples of all dense kernels, and some networks with values of the batch, statistics of rows, random numbers and branches.</summary>
    public static IReadOnlyList<CanarySample> All { get; } =
    [
        .. NetworkSample.All.Select(static sample => new CanarySample(sample.Name, sample.Source, sample.Reference.Graph)),

        // Statistics over the batch, of the inputs too; random numbers; labels.
        Create("Statistics", "", [9], ["BatchNorm", "Dense(20)", "BatchNorm", "Relu", "Dropout(0.3)", "Dense(10)"], labels: true, "Adam"),

        // Statistics of rows with a remainder of every width, slopes that are trained, noise.
        Create("RowStatistics", "", [11],
            ["Dense(23)", "LayerNorm", "PRelu", "GaussianNoise(0.1)", "Dense(17)", "RmsNorm", "Dense(3)"],
            labels: false, "RmsProp"),

        // Channels with positions, groups of channels, a concatenation and its slices, gradients that are stored and clipped.
        Create("Channels", ", AccumulateGradients = true", [6, 5],
            [
                "Dropout(0.1)", "BatchNorm", "PRelu", "InstanceNorm", "GroupNorm(3)", "Mark(\"a\")", "Tanh", "Concat(\"a\")", "Dense(33)", "BatchNorm",
                "Dense(4)",
            ],
            labels: true, "ClipNorm(MaxNorm = 0.5), Sgd(LearningRate = 0.05, Momentum = 0.9)"),

        // A residual block, a product and a second branch; a normalization last, under the loss.
        Create("Branches", "", [19],
            [
                "Dense(40)", "Relu", "Mark(\"in\")", "Dense(40)", "BatchNorm", "Add(\"in\")", "Relu", "Mark(\"on\")", "From(\"in\")", "Dense(40)", "Sigmoid",
                "Multiply(\"on\")", "Concat(\"in\")", "Dense(5)", "BatchNorm",
            ],
            labels: false, "Adam(LearningRate = 0.01)"),

        // The same over rows of every width, whose kernels take extents as arguments.
        Create("AnyShapes", ", ExactShapes = 0", [13],
            ["Dense(21)", "BatchNorm", "Silu", "Dropout(0.5)", "Dense(18)", "LayerNorm", "PRelu", "Dense(2)"],
            labels: false, "Adam"),

        // Weights in blocks of columns between passes by columns and by rows.
        Create("ColumnStatistics", "", [48],
            ["Dense(384, Bias = false)", "BatchNorm", "Gelu", "Dropout(0.2)", "Dense(192)", "LayerNorm", "Tanh", "Dense(2)"],
            labels: false, "Adam"),
    ];

    /// <summary>One example has no statistics.</summary>
    public int SmallestBatch => Graph.BufferTensors.Count > 0 ? 2 : 1;

    /// <summary>The sample of a name.</summary>
    public static CanarySample Named(string name) => All.Single(sample => sample.Name == name);

    private static CanarySample Create(string name, string options, int[] shape, string[] layers, bool labels, string update)
    {
        ReferenceGraph graph = layers.Aggregate(new ReferenceGraph(shape), static (graph, layer) => graph.Declare(layer));
        graph.WithLoss(labels ? ReferenceLosses.SoftmaxCrossEntropy : ReferenceLosses.MeanSquaredError);
        string loss = labels ? "SoftmaxCrossEntropy" : "MeanSquaredError";
        string attributes = $"Network({string.Join(", ", shape)}{options}), {string.Join(", ", layers)}, {loss}, {update}";
        return new(name, $"[{attributes}]\npublic sealed partial class {name};\n", graph);
    }
}
