using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Root mean square normalization (Zhang, Sennrich, 2019), as PyTorch's <c>torch.nn.RMSNorm</c> over all of an example: <c>y = x / √(meanSquare + ε) ·
/// weight</c>, with the mean of the squares of the example.
/// </summary>
/// <param name="Epsilon">ε, what keeps the root from 0. Default: 2⁻²³ ≈ 1.19e-7, the machine epsilon of a float, which PyTorch's <c>eps=None</c> means.</param>
[Normalization(Over = Axis.Features)]
public readonly partial record struct RmsNorm([Range(0, double.MaxValue)] double Epsilon = 1.1920928955078125e-7)
{
    /// <summary><c>x / √(meanSquare + ε) · scale</c>.</summary>
    /// <param name="x">The input.</param>
    /// <param name="meanSquare">The mean of the squares of the example.</param>
    /// <param name="scale">The trained factor, "weight"; 1 at first.</param>
    public float Apply(float x, float meanSquare, [Trained(1, Name = "weight")] float scale) => x / MathF.Sqrt(meanSquare + (float)Epsilon) * scale;
}
