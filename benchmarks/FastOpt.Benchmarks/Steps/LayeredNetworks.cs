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
        new StepMark(BestPeer: 4.5, PeakShare: 0.67));

    private static string Block(string mark) => $"Mark({mark});Dense(128);BatchNorm;Relu;Dense(128);BatchNorm;Add({mark});Relu";
}
