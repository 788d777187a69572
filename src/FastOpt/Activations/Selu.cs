namespace FastOpt;

/// <summary>
/// The self-normalizing exponential linear unit (Klambauer et al. 2017), as PyTorch's <c>torch.nn.SELU</c>: <c>y = s·x</c> for x &gt; 0, else
/// <c>y = s·α·(eˣ − 1)</c>, with s = 1.0507009873554805 and α = 1.6732632423543772, which keep mean 0 and variance 1.
/// Its derivative at 0 is s·α. NaN passes through.
/// </summary>
[Activation]
public readonly partial record struct Selu
{
    /// <summary><c>s·x</c> for x &gt; 0, else <c>s·α·(eˣ − 1)</c>.</summary>
    /// <param name="x">The input.</param>
    public static float Apply(float x) => x > 0 ? 1.0507009873554805f * x : 1.7580993408473766f * VectorMath.Expm1(x);
}
