namespace FastOpt;

/// <summary>
/// The Gaussian error linear unit in its exact form, as PyTorch's <c>torch.nn.GELU</c>: <c>y = x·Φ(x) = ½·x·(1 + erf(x/√2))</c>,
/// with Φ the normal distribution function. As there, −∞ gives NaN.
/// </summary>
[Activation(Init = typeof(HeNormal))]
public readonly partial record struct Gelu
{
    /// <summary><c>½·x·(1 + erf(x/√2))</c>.</summary>
    /// <param name="x">The input.</param>
    public static float Apply(float x) => 0.5f * x * (1 + VectorMath.Erf(x * 0.70710678118654752f));
}
