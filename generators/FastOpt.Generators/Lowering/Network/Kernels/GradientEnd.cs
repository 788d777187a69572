namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>What becomes of a parameter's gradient in the kernel that sums it.</summary>
internal abstract record GradientEnd;

/// <summary>Gradient rules and optimizer run on it, in registers.</summary>
/// <param name="Chain">Gradient rules and optimizer.</param>
/// <param name="StateDistance">Floats from a parameter to its first state, and from a state to the next.</param>
internal sealed record UpdateEnd(UpdateChain Chain, int StateDistance) : GradientEnd;

/// <summary>It is stored in the weights' own layout.</summary>
/// <param name="Adds">Whether the sum may start at what is stored, so that batches add up in the order of one large batch.</param>
internal sealed record StoreEnd(bool Adds) : GradientEnd;

/// <summary>It is written in the canonical layout.</summary>
internal sealed record CanonicalEnd : GradientEnd;
