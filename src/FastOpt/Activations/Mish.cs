namespace FastOpt;

/// <summary>
/// Mish (Misra 2019), as PyTorch's <c>torch.nn.Mish</c>: <c>y = x·tanh(log(1 + eˣ))</c>. As there, −∞ gives NaN.
/// </summary>
[Activation(Init = typeof(HeNormal))]
public readonly partial record struct Mish
{
    /// <summary><c>x·tanh(log(1 + eˣ))</c>.</summary>
    /// <param name="x">The input.</param>
    public static float Apply(float x) => x * VectorMath.Tanh(VectorMath.Softplus(x));
}
