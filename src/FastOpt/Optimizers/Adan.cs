using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Adan (Xie et al. 2022, "Adan: adaptive Nesterov momentum algorithm"): Adam with Nesterov's look-ahead by the change of the gradient, and
/// proximal weight decay. The β of the article are 1 − these; the means are corrected, as in the authors' program.
/// <code>
/// d = gradient − p            0 in the first step
/// m = m + (1 − β₁)·(gradient − m)
/// v = v + (1 − β₂)·(d − v)
/// n = β₃·n + (1 − β₃)·(gradient + β₂·d)²
/// u = (m / (1 − β₁ᵗ) + β₂·v / (1 − β₂ᵗ)) / (√n / √(1 − β₃ᵗ) + ε)
/// weight = (weight − α·u) / (1 + α·λ)
/// p = gradient
/// </code>
/// State: 16 bytes per parameter (m, v, n, p).
/// </summary>
/// <param name="LearningRate">α, about the length of each weight's step. Default: 1e-3.</param>
/// <param name="Beta1">β₁, the share of the mean gradient that is kept, in [0, 1). Default: 0.98.</param>
/// <param name="Beta2">β₂, the share of the mean change that is kept, and the share of the change that is looked ahead by, in [0, 1). Default: 0.92.</param>
/// <param name="Beta3">β₃, the share of the mean square that is kept, in [0, 1). Default: 0.99.</param>
/// <param name="Epsilon">ε, added to the corrected root. Default: 1e-8.</param>
/// <param name="WeightDecay">λ, the weight's decay per unit of learning rate. Default: 0.</param>
[Optimizer]
public readonly partial record struct Adan(
    [Range(0, double.MaxValue)] double LearningRate = 1e-3,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta1 = 0.98,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta2 = 0.92,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta3 = 0.99,
    [Range(0, double.MaxValue)] double Epsilon = 1e-8,
    [Range(0, double.MaxValue)] double WeightDecay = 0)
{
    /// <summary>Updates one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="momentum">m, zero before the first step.</param>
    /// <param name="change">v, zero before the first step.</param>
    /// <param name="variance">n, zero before the first step.</param>
    /// <param name="previous">p, unused before the first step.</param>
    /// <param name="step">t, the number of the step, from 1.</param>
    public void Update(ref float weight, float gradient, ref float momentum, ref float change, ref float variance, ref float previous, long step)
    {
        double correction1 = 1 - Math.Pow(Beta1, step);
        double correction2 = 1 - Math.Pow(Beta2, step);
        double correction3 = 1 - Math.Pow(Beta3, step);

        float difference = step == 1 ? 0 : gradient - previous;
        momentum += (float)(1 - Beta1) * (gradient - momentum);
        change += (float)(1 - Beta2) * (difference - change);
        float ahead = gradient + (float)Beta2 * difference;
        variance = (float)Beta3 * variance + (float)(1 - Beta3) * (ahead * ahead);
        float direction = (float)(1 / correction1) * momentum + (float)(Beta2 / correction2) * change;
        float denominator = MathF.Sqrt(variance) * (float)(1 / Math.Sqrt(correction3)) + (float)Epsilon;
        weight = (float)(1 / (1 + LearningRate * WeightDecay)) * (weight - (float)LearningRate * (direction / denominator));
        previous = gradient;
    }
}
