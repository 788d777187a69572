namespace FastOpt;

/// <summary>What a tensor of a network is for.</summary>
public enum TensorRole
{
    /// <summary>A weight or a bias, which training changes unless its layer is frozen.</summary>
    Parameter,

    /// <summary>What a network keeps of its examples without a gradient, such as running statistics.</summary>
    Buffer,

    /// <summary>What an optimizer keeps for each scalar of a parameter that trains, such as its momentum.</summary>
    OptimizerState,
}

/// <summary>
/// One tensor that a network keeps, in the canonical layout: parameters, buffers, and what the optimizer remembers of each parameter that trains.
/// </summary>
/// <param name="Name">
/// Layer and part, as in PyTorch's state dictionaries: "dense1.weight", "dense1.bias"; for a state of the optimizer "optimizer.momentum.dense1.weight".
/// Optimizers that follow one another
/// share the memory of their states, which then have the names of the one that keeps most.
/// </param>
/// <param name="Shape">The extents: [out, in] for weights, [out] for biases; a state has those of its parameter.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Offset">The position of its first scalar among those of all tensors of its role, in canonical order.</param>
public sealed record TensorInfo(string Name, IReadOnlyList<int> Shape, TensorRole Role, int Offset)
{
    /// <summary>Scalars of the tensor.</summary>
    public int Count => Shape.Aggregate(1, (product, extent) => product * extent);
}
