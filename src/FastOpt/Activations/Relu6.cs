namespace FastOpt;

/// <summary>
/// The rectified linear unit with a ceiling, as PyTorch's <c>torch.nn.ReLU6</c>: <c>y = min(max(x, 0), 6)</c>.
/// Its derivative at 0 and 6 is 0. NaN passes through.
/// </summary>
[Activation(Init = typeof(HeNormal))]
public readonly partial record struct Relu6
{
    /// <summary><c>min(max(x, 0), 6)</c>.</summary>
    /// <param name="x">The input.</param>
    public static float Apply(float x) => x <= 0 ? 0 : x >= 6 ? 6 : x;
}
