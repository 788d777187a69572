namespace FastOpt;

/// <summary>
/// The exponential linear unit, as PyTorch's <c>torch.nn.ELU</c>: <c>y = x</c> for x &gt; 0, else <c>y = α·(eˣ − 1)</c>.
/// Its derivative at 0 is α. NaN passes through.
/// </summary>
/// <param name="Alpha">α, the size of the limit for very negative inputs. Default: 1.</param>
[Activation(Init = typeof(HeNormal))]
public readonly partial record struct Elu(double Alpha = 1)
{
    /// <summary><c>x</c> for x &gt; 0, else <c>α·(eˣ − 1)</c>.</summary>
    /// <param name="x">The input.</param>
    public float Apply(float x) => x > 0 ? x : (float)Alpha * VectorMath.Expm1(x);
}
