using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// AMSGrad (Reddi, Kale and Kumar 2018), as PyTorch's <c>torch.optim.Adam</c> with <c>amsgrad=True</c>: Adam whose divisor never shrinks but by its
/// correction.
/// <code>
/// g = gradient + λ·weight
/// m = m + (1 − β₁)·(g − m)
/// v = β₂·v + (1 − β₂)·g²
/// u = max(u, v)
/// weight −= α / (1 − β₁ᵗ) · m / (√u / √(1 − β₂ᵗ) + ε)              PyTorch
/// weight −= α·√(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√u + ε)                Keras, whose ε is 1e-7
/// weight −= α·m / (√u + ε)                                         Paper, which corrects nothing
/// </code>
/// State: 12 bytes per parameter (m, v, u).
/// </summary>
/// <param name="LearningRate">α, about the length of each weight's first steps. Default: 1e-3.</param>
/// <param name="Beta1">β₁, the share of the mean gradient that is kept, in [0, 1). Default: 0.9.</param>
/// <param name="Beta2">β₂, the share of the mean square that is kept, in [0, 1). Default: 0.999.</param>
/// <param name="Epsilon">ε, added to the corrected root. Default: 1e-8.</param>
/// <param name="WeightDecay">λ, the coefficient of the L2 penalty ½λ·weight². Default: 0.</param>
/// <param name="Convention">Where ε stands, and whether means are corrected; see above. Default: PyTorch's.</param>
[Optimizer]
public readonly partial record struct AmsGrad(
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
    /// <param name="largest">u, zero before the first step.</param>
    /// <param name="step">t, the number of the step, from 1.</param>
    public void Update(ref float weight, float gradient, ref float momentum, ref float variance, ref float largest, long step)
    {
        double correction1 = Convention == Convention.Paper ? 1 : 1 - Math.Pow(Beta1, step);
        double correction2 = Convention == Convention.Paper ? 1 : 1 - Math.Pow(Beta2, step);
        double epsilon = Convention == Convention.Keras ? Epsilon / Math.Sqrt(correction2) : Epsilon;

        float decayed = gradient + (float)WeightDecay * weight;
        momentum += (float)(1 - Beta1) * (decayed - momentum);
        variance = (float)Beta2 * variance + (float)(1 - Beta2) * (decayed * decayed);
        largest = MathF.Max(largest, variance);
        float denominator = MathF.Sqrt(largest) * (float)(1 / Math.Sqrt(correction2)) + (float)epsilon;
        weight -= (float)(LearningRate / correction1) * (momentum / denominator);
    }
}
