namespace FastOpt;

/// <summary>
/// The sigmoid linear unit, or swish, as PyTorch's <c>torch.nn.SiLU</c>: <c>y = x / (1 + e⁻ˣ)</c>. As there, −∞ gives NaN.
/// </summary>
[Activation(Init = typeof(HeNormal))]
public readonly partial record struct Silu
{
    /// <summary><c>x / (1 + e⁻ˣ)</c>.</summary>
    /// <param name="x">The input.</param>
    public static float Apply(float x) => x * VectorMath.Sigmoid(x);
}
