using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Shortens the gradient, all trainable parameters taken as one vector, to a largest L2 norm (Pascanu, Mikolov and Bengio 2013), as PyTorch's
/// <c>torch.nn.utils.clip_grad_norm_</c>: <c>g = gradient · min(1, largest / (norm + 1e-6))</c>. The network stores its gradients, and its <c>GradientNorm</c> is the norm
/// before. A norm that is infinite makes the gradient zero where it is finite; one that is NaN makes it NaN.
/// </summary>
/// <param name="MaxNorm">The largest norm, greater than 0. Default: 1.</param>
[GradientRule]
public readonly partial record struct ClipNorm([Range(0, double.MaxValue, MinimumIsExclusive = true)] double MaxNorm = 1)
{
    /// <summary>The gradient of one weight, shortened with all others.</summary>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="norm">The L2 norm of the whole gradient.</param>
    public float Apply(float gradient, double norm)
    {
        double scale = Math.Min(1, MaxNorm / (norm + 1e-6));
        return (float)scale * gradient;
    }
}
