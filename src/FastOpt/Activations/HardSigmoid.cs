namespace FastOpt;

/// <summary>
/// The logistic function of straight pieces, as PyTorch's <c>torch.nn.Hardsigmoid</c>: <c>y = (x + 3) / 6</c>, held within 0 and 1.
/// Its derivative at −3 and 3 is 0. NaN passes through.
/// </summary>
[Activation]
public readonly partial record struct HardSigmoid
{
    /// <summary><c>(x + 3) / 6</c>, held within 0 and 1.</summary>
    /// <param name="x">The input.</param>
    public static float Apply(float x) => x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) * (1 / 6f);
}
