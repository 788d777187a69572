using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// AdEMAMix (Pagliardini, Ablin and Grangier 2024, "The AdEMAMix optimizer: better, faster, older"): AdamW with a second, slow mean of the gradient.
/// <code>
/// m = m + (1 − β₁)·(g − m),  s = s + (1 − β₃ₜ)·(g − s),  v = β₂·v + (1 − β₂)·g²,  g = gradient
/// weight −= α·((m / (1 − β₁ᵗ) + κₜ·s) / (√v / √(1 − β₂ᵗ) + ε) + λ·weight)
/// κₜ = κ·min(1, t/T),  1 / ln β₃ₜ = (1 − t/T) / ln β₁ + t/T / ln β₃ until t = T, then β₃ₜ = β₃
/// </code>
/// State: 12 bytes per parameter (m, s, v).
/// </summary>
/// <param name="LearningRate">α, about the length of each weight's step. Default: 1e-3.</param>
/// <param name="Beta1">β₁, the share of the mean gradient that is kept, in (0, 1). Default: 0.9.</param>
/// <param name="Beta2">β₂, the share of the mean square that is kept, in [0, 1). Default: 0.999.</param>
/// <param name="Beta3">β₃, the share of the slow mean that is kept, in [β₁, 1). Default: 0.9999.</param>
/// <param name="Mix">κ, the weight of the slow mean; 4 to 10 suits. Default: 5.</param>
/// <param name="WarmUp">T, the steps after which κ and β₃ are in force; the article takes all steps of the training. Default: 0.</param>
/// <param name="Epsilon">ε, added to the corrected root. Default: 1e-8.</param>
/// <param name="WeightDecay">λ, the weight's decay per unit of learning rate. Default: 0.</param>
[Optimizer]
public readonly partial record struct AdEmaMix(
    [Range(0, double.MaxValue)] double LearningRate = 1e-3, [Range(0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)] double Beta1 = 0.9,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta2 = 0.999, [Range(0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)] double Beta3 = 0.9999,
    double Mix = 5, [Range(0, double.MaxValue)] double WarmUp = 0, [Range(0, double.MaxValue)] double Epsilon = 1e-8, [Range(0, double.MaxValue)] double WeightDecay = 0)
{
    /// <summary>Updates one weight; the states m, s and v are zero before the first step, t = 1.</summary>
    public void Update(ref float weight, float gradient, ref float momentum, ref float slow, ref float variance, long step)
    {
        double done = Math.Min(step / WarmUp, 1), kept = Math.Exp(1 / ((1 - done) / Math.Log(Beta1) + done / Math.Log(Beta3)));
        momentum += (float)(1 - Beta1) * (gradient - momentum);
        slow += (float)(1 - kept) * (gradient - slow);
        variance = (float)Beta2 * variance + (float)(1 - Beta2) * (gradient * gradient);
        float direction = (float)(1 / (1 - Math.Pow(Beta1, step))) * momentum + (float)(Mix * done) * slow;
        float root = MathF.Sqrt(variance) * (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step)));
        weight -= (float)LearningRate * (direction / (root + (float)Epsilon) + (float)WeightDecay * weight);
    }
}
