using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Bounds every element of the gradient, as PyTorch's <c>torch.nn.utils.clip_grad_value_</c>: <c>g = clamp(gradient, −limit, limit)</c>. NaN stays NaN.
/// </summary>
/// <param name="Limit">The largest magnitude that passes, at least 0. Default: 1.</param>
[GradientRule]
public readonly partial record struct ClipValue([Range(0, double.MaxValue)] double Limit = 1)
{
    /// <summary>The gradient of one weight, bounded.</summary>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    public float Apply(float gradient) => Math.Clamp(gradient, -(float)Limit, (float)Limit);
}
