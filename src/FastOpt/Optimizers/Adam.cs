using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Adam, as PyTorch's <c>torch.optim.Adam</c>: running means of the gradient and of its square, both corrected for their start at zero.
/// <code>
/// g = gradient + λ·weight
/// m = m + (1 − β₁)·(g − m)
/// v = β₂·v + (1 − β₂)·g²
/// weight −= α / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)              PyTorch; Paper (Kingma and Ba 2015, algorithm 1)
/// weight −= α·√(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε)                Keras (end of the article's section 2), whose ε is 1e-7
/// </code>
/// State: 8 bytes per parameter (m, v).
/// </summary>
/// <param name="LearningRate">α, about the length of each weight's step. Default: 1e-3.</param>
/// <param name="Beta1">β₁, the share of the mean gradient that is kept, in [0, 1). Default: 0.9.</param>
/// <param name="Beta2">β₂, the share of the mean square that is kept, in [0, 1). Default: 0.999.</param>
/// <param name="Epsilon">ε, added to the corrected root. Default: 1e-8.</param>
/// <param name="WeightDecay">λ, the coefficient of the L2 penalty ½λ·weight²; <see cref="AdamW"/> decays the weight itself. Default: 0.</param>
/// <param name="Convention">Where ε stands; see above. Default: PyTorch's.</param>
[Optimizer]
public readonly partial record struct Adam(
    [Range(0, double.MaxValue)] double LearningRate = 1e-3,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta1 = 0.9,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta2 = 0.999,
    [Range(0, double.MaxValue)] double Epsilon = 1e-8,
    [Range(0, double.MaxValue)] double WeightDecay = 0,
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

        float decayed = gradient + (float)WeightDecay * weight;
        momentum += (float)(1 - Beta1) * (decayed - momentum);
        variance = (float)Beta2 * variance + (float)(1 - Beta2) * (decayed * decayed);
        float denominator = MathF.Sqrt(variance) * (float)(1 / Math.Sqrt(correction2)) + (float)epsilon;
        weight -= (float)(LearningRate / correction1) * (momentum / denominator);
    }
}
