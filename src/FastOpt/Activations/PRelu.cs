namespace FastOpt;

/// <summary>
/// The rectified linear unit with a trained slope (He, Zhang, Ren, Sun, 2015), as PyTorch's <c>torch.nn.PReLU</c> with one slope for each feature or channel:
/// <c>y = x</c> for x &gt; 0, else
/// <c>y = weight · x</c>. Its derivative at 0 is the slope. NaN passes through.
/// </summary>
[Activation(Init = typeof(HeNormal))]
public readonly partial record struct PRelu
{
    /// <summary><c>x</c> for x &gt; 0, else <c>slope · x</c>.</summary>
    /// <param name="x">The input.</param>
    /// <param name="slope">The trained slope, "weight"; 0.25 at first.</param>
    public static float Apply(float x, [Trained(0.25, Name = "weight")] float slope) => x > 0 ? x : slope * x;
}
