using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// AdaBelief (Zhuang et al. 2020): Adam that divides by how far gradients are from their mean, so that steps are long where they agree.
/// <code>
/// g = gradient + λ·weight
/// m = m + (1 − β₁)·(g − m)
/// s = β₂·s + (1 − β₂)·(g − m)² + ε
/// weight −= α / (1 − β₁ᵗ) · m / (√s / √(1 − β₂ᵗ) + ε)
/// </code>
/// State: 8 bytes per parameter (m, s).
/// </summary>
/// <param name="LearningRate">α, the factor of the step. Default: 1e-3.</param>
/// <param name="Beta1">β₁, the share of the mean gradient that is kept, in [0, 1). Default: 0.9.</param>
/// <param name="Beta2">β₂, the share of the mean squared distance that is kept, in [0, 1). Default: 0.999.</param>
/// <param name="Epsilon">ε, added to the mean squared distance in each step and to the corrected root. Default: 1e-16.</param>
/// <param name="WeightDecay">λ, the coefficient of the L2 penalty ½λ·weight². Default: 0.</param>
[Optimizer]
public readonly partial record struct AdaBelief(
    [Range(0, double.MaxValue)] double LearningRate = 1e-3,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta1 = 0.9,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta2 = 0.999,
    [Range(0, double.MaxValue)] double Epsilon = 1e-16,
    [Range(0, double.MaxValue)] double WeightDecay = 0)
{
    /// <summary>Updates one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="momentum">m, zero before the first step.</param>
    /// <param name="distance">s, zero before the first step.</param>
    /// <param name="step">t, the number of the step, from 1.</param>
    public void Update(ref float weight, float gradient, ref float momentum, ref float distance, long step)
    {
        double correction1 = 1 - Math.Pow(Beta1, step);
        double correction2 = 1 - Math.Pow(Beta2, step);

        float decayed = gradient + (float)WeightDecay * weight;
        momentum += (float)(1 - Beta1) * (decayed - momentum);
        float surprise = decayed - momentum;
        distance = (float)Beta2 * distance + (float)(1 - Beta2) * (surprise * surprise) + (float)Epsilon;
        float denominator = MathF.Sqrt(distance) * (float)(1 / Math.Sqrt(correction2)) + (float)Epsilon;
        weight -= (float)(LearningRate / correction1) * (momentum / denominator);
    }
}
