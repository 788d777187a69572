namespace FastOpt;

/// <summary>One parameter tensor of a network.</summary>
/// <param name="Name">Layer and role, as in PyTorch's state dictionaries: "dense1.weight", "dense1.bias".</param>
/// <param name="Shape">The extents: [out, in] for weights, [out] for biases.</param>
/// <param name="Offset">The position of its first scalar in the canonical order.</param>
/// <param name="IsFrozen">Whether the tensor's layer keeps its weights.</param>
public sealed record ParameterInfo(string Name, IReadOnlyList<int> Shape, int Offset, bool IsFrozen = false)
{
    /// <summary>Scalars of the tensor.</summary>
    public int Count => Shape.Aggregate(1, (product, extent) => product * extent);
}
