namespace FastOpt;

/// <summary>
/// The soft sign, as PyTorch's <c>torch.nn.Softsign</c>: <c>y = x / (1 + |x|)</c>. As there, ±∞ give NaN.
/// </summary>
[Activation]
public readonly partial record struct Softsign
{
    /// <summary><c>x / (1 + |x|)</c>.</summary>
    /// <param name="x">The input.</param>
    public static float Apply(float x) => x / (1 + MathF.Abs(x));
}
