using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Layer normalization (Ba, Kiros, Hinton, 2016), as PyTorch's <c>torch.nn.LayerNorm</c> over all of an example: <c>y = (x − mean) / √(variance + ε) · weight +
/// bias</c>, with the mean and the biased variance of the example.
/// </summary>
/// <param name="Epsilon">ε, what keeps the root from 0. Default: 1e-5.</param>
[Normalization(Over = Axis.Features)]
public readonly partial record struct LayerNorm([Range(0, double.MaxValue)] double Epsilon = 1e-5)
{
    /// <summary><c>(x − mean) / √(variance + ε) · scale + shift</c>.</summary>
    /// <param name="x">The input.</param>
    /// <param name="mean">The mean of the example.</param>
    /// <param name="variance">Its biased variance.</param>
    /// <param name="scale">The trained factor, "weight"; 1 at first.</param>
    /// <param name="shift">The trained summand, "bias"; 0 at first.</param>
    public float Apply(float x, float mean, float variance, [Trained(1, Name = "weight")] float scale, [Trained(0, Name = "bias")] float shift) =>
        (x - mean) / MathF.Sqrt(variance + (float)Epsilon) * scale + shift;
}
