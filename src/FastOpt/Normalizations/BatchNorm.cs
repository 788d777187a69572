using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Batch normalization (Ioffe, Szegedy, 2015), as PyTorch's <c>torch.nn.BatchNorm1d</c> and <c>BatchNorm2d</c>: <c>y = (x − mean) / √(variance + ε) · weight +
/// bias</c> for each feature, or for each channel of an image. While training, mean and biased variance are those of the batch and all positions; Predict and
/// Evaluate use running ones.
/// </summary>
/// <param name="Epsilon">ε, what keeps the root from 0. Default: 1e-5.</param>
/// <param name="Momentum">The weight of a batch in the running statistics: <c>running ← (1 − Momentum) · running + Momentum · batch</c>, with the unbiased
/// variance. Default: 0.1.</param>
[Normalization(Over = Axis.Batch)]
public readonly partial record struct BatchNorm([Range(0, double.MaxValue)] double Epsilon = 1e-5, [Range(0, 1)] double Momentum = 0.1)
{
    /// <summary><c>(x − mean) / √(variance + ε) · scale + shift</c>.</summary>
    /// <param name="x">The input.</param>
    /// <param name="mean">The mean of the feature or channel.</param>
    /// <param name="variance">Its biased variance.</param>
    /// <param name="scale">The trained factor, "weight"; 1 at first.</param>
    /// <param name="shift">The trained summand, "bias"; 0 at first.</param>
    public float Apply(float x, float mean, float variance, [Trained(1, Name = "weight")] float scale, [Trained(0, Name = "bias")] float shift) =>
        (x - mean) / MathF.Sqrt(variance + (float)Epsilon) * scale + shift;
}
