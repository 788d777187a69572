namespace FastOpt;

/// <summary>
/// The rectified linear unit, as PyTorch's <c>torch.nn.ReLU</c>: <c>y = max(x, 0)</c>.
/// Its derivative at 0 is 0. NaN passes through.
/// </summary>
[Activation(Init = typeof(HeNormal))]
public readonly partial record struct Relu
{
    /// <summary><c>max(x, 0)</c>.</summary>
    /// <param name="x">The input.</param>
    public static float Apply(float x) => x <= 0 ? 0 : x;
}
