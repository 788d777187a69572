namespace FastOpt;

/// <summary>
/// The hyperbolic tangent of straight pieces, as PyTorch's <c>torch.nn.Hardtanh</c>: <c>y = x</c>, held within the bounds.
/// Its derivative at the bounds is 0. NaN passes through.
/// </summary>
/// <param name="Smallest">The lower bound. Default: −1.</param>
/// <param name="Largest">The upper bound. Default: 1.</param>
[Activation]
public readonly partial record struct HardTanh(double Smallest = -1, double Largest = 1)
{
    /// <summary><c>x</c>, held within the bounds.</summary>
    /// <param name="x">The input.</param>
    public float Apply(float x) => x <= (float)Smallest ? (float)Smallest : x >= (float)Largest ? (float)Largest : x;
}
