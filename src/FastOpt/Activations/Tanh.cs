namespace FastOpt;

/// <summary>
/// The hyperbolic tangent, as PyTorch's <c>torch.nn.Tanh</c>: <c>y = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)</c>.
/// </summary>
[Activation]
public readonly partial record struct Tanh
{
    /// <summary><c>tanh x</c>.</summary>
    /// <param name="x">The input.</param>
    public static float Apply(float x) => VectorMath.Tanh(x);
}
