namespace FastOpt;

/// <summary>One line of a network's layer table.</summary>
/// <param name="Name">"dense1", "batchnorm1", "relu1", …</param>
/// <param name="Description">What the layer is, with its hyperparameters: "Dense 128".</param>
/// <param name="Inputs">Floats per example that enter.</param>
/// <param name="Outputs">Floats per example that leave.</param>
/// <param name="ParameterCount">Scalars of its parameters.</param>
/// <param name="FlopsPerExample">Floating-point operations of the matrix products of one training step, forward and backward, for one example.</param>
/// <param name="KeptForBackward">What the forward pass keeps for the backward pass, or "–".</param>
public sealed record LayerSummary(string Name, string Description, int Inputs, int Outputs, int ParameterCount, long FlopsPerExample, string KeptForBackward);

/// <summary>One region of a network's only buffer.</summary>
/// <param name="Name">"parameters", "Adam momentum", "activations", …</param>
/// <param name="Bytes">Bytes that do not depend on the batch.</param>
/// <param name="BytesPerExample">Bytes for each example of the largest batch.</param>
public sealed record MemoryRegion(string Name, long Bytes, long BytesPerExample)
{
    /// <summary>Bytes for each thread. Default: 0.</summary>
    public long BytesPerThread { get; init; }
}

/// <summary>What the compiler decided about a network: the same figures that head its generated source.</summary>
/// <param name="Name">The name of the network's class.</param>
/// <param name="Layers">All layers in order: dense ones, rules (activations, normalizations, dropout), and what joins branches.</param>
/// <param name="Loss">The loss with its hyperparameters.</param>
/// <param name="Optimizer">The optimizer with its hyperparameters.</param>
/// <param name="Memory">The regions of the buffer, in order.</param>
public sealed record NetworkSummary(string Name, IReadOnlyList<LayerSummary> Layers, string Loss, string Optimizer, IReadOnlyList<MemoryRegion> Memory)
{
    private const long CacheLine = 64;

    /// <summary>What the gradient goes through before the optimizer, in order, with the rules' hyperparameters. Default: none.</summary>
    public IReadOnlyList<string> GradientRules { get; init; } = [];

    /// <summary>
    /// The table that heads the network's generated source: layers with shapes and arithmetic, memory, kernels; lines end in a line feed. Default: empty.
    /// </summary>
    public string Table { get; init; } = "";

    /// <summary>The table; the name for a summary without one.</summary>
    public override string ToString() => Table.Length > 0 ? Table : Name;

    /// <summary>Scalars of all parameters, those of frozen layers included.</summary>
    public int ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    /// <summary>Floating-point operations of the matrix products of one training step, for one example.</summary>
    public long FlopsPerExample => Layers.Sum(layer => layer.FlopsPerExample);

    /// <summary>Bytes of the buffer of a network constructed with <paramref name="maxBatch"/>, for one thread.</summary>
    public long TotalBytes(int maxBatch) => TotalBytes(maxBatch, threads: 1);

    /// <summary>Bytes of the buffer of a network constructed with <paramref name="maxBatch"/> and <paramref name="threads"/>: the sum of the regions, in which the rows of the batch end on a cache line of 64 bytes.</summary>
    public long TotalBytes(int maxBatch, int threads) =>
        ((Memory.Sum(region => region.Bytes + (region.BytesPerExample * maxBatch)) + CacheLine - 1) / CacheLine * CacheLine) + (Memory.Sum(region => region.BytesPerThread) * threads);
}
