using FastOpt.Reference;
using FastOpt.Reference.Graphs;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>A network whose memory is watched.</summary>
/// <param name="Name">The name of its class.</param>
/// <param name="Source">Its declaration.</param>
/// <param name="Graph">What batches suit it.</param>
internal sealed record CanarySample(string Name, string Source, ReferenceGraph Graph)
{
    /// <summary>The samples of all dense kernels, and some networks with values of the batch, statistics of rows, random numbers, branches and
    /// windows.</summary>
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

        // Rows that end within vectors of every width.
        Create("OddWidths", "", [13],
            ["Dense(21)", "BatchNorm", "Silu", "Dropout(0.5)", "Dense(18)", "LayerNorm", "PRelu", "Dense(2)"],
            labels: false, "Adam"),

        // Weights in blocks of columns between passes by columns and by rows.
        Create("ColumnStatistics", "", [48],
            ["Dense(384, Bias = false)", "BatchNorm", "Gelu", "Dropout(0.2)", "Dense(192)", "LayerNorm", "Tanh", "Dense(2)"],
            labels: false, "Adam"),

        // Gradients through both maxima, filters that leave remainders of every width, and a first layer of one channel.
        Create("Maxima", "", [1, 9, 8],
            ["Conv2D(6, 3, Padding = 1)", "Relu", "MaxPool2D(2)", "Conv2D(19, 2)", "Tanh", "MaxPool2D(2, Stride = 1)", "Dense(3)"],
            labels: true, "Adam"),

        // Statistics of channels, windows of each channel and of groups, means, and channels of one pixel.
        Create("Windows", "", [4, 6, 7],
            [
                "Conv2D(8, 3, Padding = 1, Bias = false)", "BatchNorm", "Relu", "Mark(\"in\")", "Conv2D(8, 3, Padding = 1, Groups = 8)", "Silu",
                "Conv2D(8, 1, Groups = 2)", "Add(\"in\")", "AveragePool2D(3, Stride = 2, Padding = 1)", "GlobalAveragePool", "Dense(5)",
            ],
            labels: true, "Sgd(LearningRate = 0.02, Momentum = 0.9)"),

        // Signals with strides, dilation and padding, more filters than lanes, random numbers, gradients that are stored and clipped.
        Create("Signals", ", AccumulateGradients = true", [3, 23],
            [
                "Conv1D(35, 5, Stride = 2, Padding = 4)", "Tanh", "MaxPool1D(3, Stride = 2, Padding = 1)", "Dropout(0.2)", "Conv1D(9, 3, Dilation = 2)", "Gelu",
                "AveragePool1D(2)", "Dense(2)",
            ],
            labels: false, "ClipNorm(MaxNorm = 0.5), AdamW"),

        // Shapes that change without work, concatenated channels, a maximum over all, the sides of Same.
        Create("Turns", "", [20],
            [
                "Dense(36)", "Tanh", "Reshape(3, 4, 3)", "Conv2D(5, 2, 3, Same = true)", "GroupNorm(5)", "PRelu", "Mark(\"a\")", "Conv2D(7, 4, 3)", "Tanh",
                "Flatten",
                "Dense(36)", "Reshape(3, 4, 3)", "Concat(\"a\")", "MaxPool2D(3, Stride = 1, Padding = 1)", "Conv2D(17, 3, Stride = 2, Padding = 2)",
                "GlobalMaxPool",
                "Dense(2)",
            ],
            labels: false, "RmsProp"),
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
