using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Rectified Adam (Liu et al. 2020), as PyTorch's <c>torch.optim.RAdam</c>: the mean gradient alone until the mean square is worth dividing by, then
/// Adam, with a factor that grows to 1.
/// <code>
/// g = gradient + λ·weight
/// m = m + (1 − β₁)·(g − m)
/// v = β₂·v + (1 − β₂)·g²
/// ρ∞ = 2 / (1 − β₂) − 1,  ρ = ρ∞ − 2·t·β₂ᵗ / (1 − β₂ᵗ)
/// r = √((ρ − 4)·(ρ − 2)·ρ∞ / ((ρ∞ − 4)·(ρ∞ − 2)·ρ))
/// weight −= α / (1 − β₁ᵗ) · m                                    while ρ ≤ threshold
/// weight −= α / (1 − β₁ᵗ) · m · r·√(1 − β₂ᵗ) / (√v + ε)          afterwards
/// </code>
/// State: 8 bytes per parameter (m, v).
/// </summary>
/// <param name="LearningRate">α, about the length of each weight's later steps. Default: 1e-3.</param>
/// <param name="Beta1">β₁, the share of the mean gradient that is kept, in [0, 1). Default: 0.9.</param>
/// <param name="Beta2">β₂, the share of the mean square that is kept, in [0, 1). Default: 0.999.</param>
/// <param name="Epsilon">ε, added to the root, before its correction. Default: 1e-8.</param>
/// <param name="WeightDecay">λ, the coefficient of the L2 penalty ½λ·weight². Default: 0.</param>
/// <param name="Threshold">The ρ beyond which the mean square is trusted, at least 4, which is the article's. Default: 5.</param>
[Optimizer]
public readonly partial record struct RAdam(
    [Range(0, double.MaxValue)] double LearningRate = 1e-3,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta1 = 0.9,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta2 = 0.999,
    [Range(0, double.MaxValue)] double Epsilon = 1e-8,
    [Range(0, double.MaxValue)] double WeightDecay = 0,
    [Range(4, double.MaxValue)] double Threshold = 5)
{
    /// <summary>Updates one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="momentum">m, zero before the first step.</param>
    /// <param name="variance">v, zero before the first step.</param>
    /// <param name="step">t, the number of the step, from 1.</param>
    public void Update(ref float weight, float gradient, ref float momentum, ref float variance, long step)
    {
        double correction1 = 1 - Math.Pow(Beta1, step);
        double correction2 = 1 - Math.Pow(Beta2, step);
        double limit = 2 / (1 - Beta2) - 1;
        double length = limit - 2 * step * Math.Pow(Beta2, step) / correction2;
        bool rectified = length > Threshold;
        double rectification = rectified
            ? Math.Sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length)) * Math.Sqrt(correction2)
            : 1;

        float decayed = gradient + (float)WeightDecay * weight;
        momentum += (float)(1 - Beta1) * (decayed - momentum);
        variance = (float)Beta2 * variance + (float)(1 - Beta2) * (decayed * decayed);
        float direction = rectified ? momentum / (MathF.Sqrt(variance) + (float)Epsilon) : momentum;
        weight -= (float)(LearningRate / correction1 * rectification) * direction;
    }
}
