using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Adam with decoupled weight decay, as PyTorch's <c>torch.optim.AdamW</c>: the weight shrinks by itself and the decay stays out of the means.
/// <code>
/// weight *= 1 − α·λ                                                PyTorch, Keras
/// weight *= 1 − λ                                                  Paper (Loshchilov and Hutter 2019, η = 1: a schedule of α leaves λ as it is)
/// m = m + (1 − β₁)·(gradient − m)
/// v = β₂·v + (1 − β₂)·gradient²
/// weight −= α / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)              PyTorch, Paper
/// weight −= α·√(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε)                Keras, whose ε is 1e-7 and λ 4e-3
/// </code>
/// State: 8 bytes per parameter (m, v).
/// </summary>
/// <param name="LearningRate">α, about the length of each weight's step. Default: 1e-3.</param>
/// <param name="Beta1">β₁, the share of the mean gradient that is kept, in [0, 1). Default: 0.9.</param>
/// <param name="Beta2">β₂, the share of the mean square that is kept, in [0, 1). Default: 0.999.</param>
/// <param name="Epsilon">ε, added to the corrected root. Default: 1e-8.</param>
/// <param name="WeightDecay">λ, the weight's decay per unit of learning rate, or per step. Default: 1e-2.</param>
/// <param name="Convention">Where ε stands, and whether α multiplies λ; see above. Default: PyTorch's.</param>
[Optimizer]
public readonly partial record struct AdamW(
    [Range(0, double.MaxValue)] double LearningRate = 1e-3,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta1 = 0.9,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta2 = 0.999,
    [Range(0, double.MaxValue)] double Epsilon = 1e-8,
    [Range(0, double.MaxValue)] double WeightDecay = 1e-2,
    Convention Convention = Convention.PyTorch)
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
        double epsilon = Convention == Convention.Keras ? Epsilon / Math.Sqrt(correction2) : Epsilon;
        double decay = Convention == Convention.Paper ? WeightDecay : LearningRate * WeightDecay;

        momentum += (float)(1 - Beta1) * (gradient - momentum);
        variance = (float)Beta2 * variance + (float)(1 - Beta2) * (gradient * gradient);
        float denominator = MathF.Sqrt(variance) * (float)(1 / Math.Sqrt(correction2)) + (float)epsilon;
        float kept = (float)(1 - decay) * weight;
        weight = kept - (float)(LearningRate / correction1) * (momentum / denominator);
    }
}
