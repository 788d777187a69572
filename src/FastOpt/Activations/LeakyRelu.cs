namespace FastOpt;

/// <summary>
/// The leaky rectified linear unit, as PyTorch's <c>torch.nn.LeakyReLU</c>: <c>y = x</c> for x &gt; 0, else <c>y = s·x</c>.
/// Its derivative at 0 is s. NaN passes through.
/// </summary>
/// <param name="NegativeSlope">s, the slope for negative inputs. Default: 0.01.</param>
[Activation(Init = typeof(HeNormal))]
public readonly partial record struct LeakyRelu(double NegativeSlope = 0.01)
{
    /// <summary><c>x</c> for x &gt; 0, else <c>s·x</c>.</summary>
    /// <param name="x">The input.</param>
    public float Apply(float x) => x > 0 ? x : (float)NegativeSlope * x;
}
