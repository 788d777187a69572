namespace FastOpt;

/// <summary>
/// The swish with a gate of straight pieces, as PyTorch's <c>torch.nn.Hardswish</c>: <c>y = x·(x + 3) / 6</c> within ±3, 0 below and x above.
/// Its derivative at −3 is −½ and at 3 it is 1½. NaN passes through.
/// </summary>
[Activation(Init = typeof(HeNormal))]
public readonly partial record struct HardSwish
{
    /// <summary><c>x·(x + 3) / 6</c> within ±3, 0 below and x above.</summary>
    /// <param name="x">The input.</param>
    public static float Apply(float x) => x < -3 ? 0 : x > 3 ? x : x * (x + 3) * (1 / 6f);
}
