using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Adamax (Kingma and Ba 2015), as PyTorch's <c>torch.optim.Adamax</c>: Adam with the largest recent gradient in place of the root mean square.
/// <code>
/// g = gradient + λ·weight
/// m = m + (1 − β₁)·(g − m)
/// u = max(β₂·u, |g| + ε),  weight −= α / (1 − β₁ᵗ) · m / u           PyTorch
/// u = max(β₂·u, |g|),  weight −= α / (1 − β₁ᵗ) · m / (u + ε)         Keras, whose ε is 1e-7; Paper, with ε = 0 and then 0 / 0 at g = 0
/// </code>
/// State: 8 bytes per parameter (m, u).
/// </summary>
/// <param name="LearningRate">α, the longest step. Default: 2e-3.</param>
/// <param name="Beta1">β₁, the share of the mean gradient that is kept, in [0, 1). Default: 0.9.</param>
/// <param name="Beta2">β₂, the share of the largest gradient that is kept, in [0, 1). Default: 0.999.</param>
/// <param name="Epsilon">ε, added to the gradient's size, or to u. Default: 1e-8.</param>
/// <param name="WeightDecay">λ, the coefficient of the L2 penalty ½λ·weight². Default: 0.</param>
/// <param name="Convention">Where ε stands; see above. Default: PyTorch's.</param>
[Optimizer]
public readonly partial record struct Adamax(
    [Range(0, double.MaxValue)] double LearningRate = 2e-3,
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
    /// <param name="largest">u, zero before the first step.</param>
    /// <param name="step">t, the number of the step, from 1.</param>
    public void Update(ref float weight, float gradient, ref float momentum, ref float largest, long step)
    {
        double correction = 1 - Math.Pow(Beta1, step);
        double ofGradient = Convention == Convention.PyTorch ? Epsilon : 0;
        double ofLargest = Convention == Convention.PyTorch ? 0 : Epsilon;

        float decayed = gradient + (float)WeightDecay * weight;
        momentum += (float)(1 - Beta1) * (decayed - momentum);
        largest = MathF.Max((float)Beta2 * largest, MathF.Abs(decayed) + (float)ofGradient);
        weight -= (float)(LearningRate / correction) * (momentum / (largest + (float)ofLargest));
    }
}
