namespace FastOpt.Benchmarks.Steps;

/// <summary>
/// A network with more than dense layers and ReLU, as the table calls it and as the peers build it: the inputs, then the layers as FastOpt declares them,
/// without spaces and quotation marks.
/// </summary>
/// <param name="Title">"784-256-BN-128-BN-10 + dropout".</param>
/// <param name="Layers">"784;Dense(256);BatchNorm;Relu;Dropout(0.5);Dense(10)".</param>
/// <param name="Mark">What its step is meant to reach.</param>
internal sealed record LayeredNetwork(string Title, string Layers, StepMark Mark)
{
    /// <summary>The case of a network that computes the same.</summary>
    public StepCase Of(StepCase step) => step with { Title = Title, Layers = Layers, Mark = Mark };
}

/// <summary>The layered networks of the table.</summary>
internal static class LayeredNetworks
{
    /// <summary>A classifier with batch norm and dropout, for batches of 64.</summary>
    public static LayeredNetwork BatchNormDropout { get; } = new(
        "784-256-BN-128-BN-10 + dropout",
        "784;Dense(256);BatchNorm;Relu;Dropout(0.5);Dense(128);BatchNorm;Relu;Dropout(0.5);Dense(10)",
        new StepMark(BestPeer: 3.1, PeakShare: 0.74));

    /// <summary>A regression with layer norm, under the mean squared error, for batches of 32.</summary>
    public static LayeredNetwork LayerNorm { get; } = new(
        "64-(128-LN-GELU)×3-1",
        "64;Dense(128);LayerNorm;Gelu;Dense(128);LayerNorm;Gelu;Dense(128);LayerNorm;Gelu;Dense(1)",
        new StepMark(BestPeer: 8.3, PeakShare: 0.51));

    /// <summary>A classifier of three residual blocks, for batches of 64.</summary>
    public static LayeredNetwork Residual { get; } = new(
        "128-(128-BN-128-BN, add)×3-10",
        $"128;{Block("a")};{Block("b")};{Block("c")};Dense(10)",
        new StepMark(BestPeer: 4.5, PeakShare: 0.67, TwoThreads: 1.85));

    /// <summary>LeNet-5, for batches of 64.</summary>
    public static LayeredNetwork LeNet { get; } = new(
        "LeNet-5",
        "1x28x28;Conv2D(6,5,Padding=2);Relu;MaxPool2D(2);Conv2D(16,5);Relu;MaxPool2D(2);Flatten;Dense(120);Relu;Dense(84);Relu;Dense(10)",
        new StepMark(BestPeer: 3.9, PeakShare: 0.74, TwoThreads: 1.85));

    /// <summary>A small network after VGG, for batches of 32.</summary>
    public static LayeredNetwork Vgg { get; } = new(
        "small VGG",
        $"3x32x32;{VggBlock(32)};{VggBlock(64)};Flatten;Dense(128);Relu;Dense(10)",
        new StepMark(BestPeer: 1.55, PeakShare: 0.84, TwoThreads: 1.85));

    /// <summary>Convolutions of signals, for batches of 32.</summary>
    public static LayeredNetwork Signal { get; } = new(
        "1-D convolutions",
        "1x128;Conv1D(16,5,Padding=2);Relu;Conv1D(32,5,Padding=2);Relu;MaxPool1D(2);Flatten;Dense(5)",
        new StepMark(BestPeer: 4.1, PeakShare: 0.78));

    private static string VggBlock(int filters) => $"Conv2D({filters},3,Padding=1);Relu;Conv2D({filters},3,Padding=1);Relu;MaxPool2D(2)";

    private static string Block(string mark) => $"Mark({mark});Dense(128);BatchNorm;Relu;Dense(128);BatchNorm;Add({mark});Relu";
}
