namespace FastOpt;

/// <summary>
/// The logistic function, as PyTorch's <c>torch.nn.Sigmoid</c>: <c>y = 1 / (1 + e⁻ˣ)</c>.
/// </summary>
[Activation]
public readonly partial record struct Sigmoid
{
    /// <summary><c>1 / (1 + e⁻ˣ)</c>.</summary>
    /// <param name="x">The input.</param>
    public static float Apply(float x) => VectorMath.Sigmoid(x);
}
