using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Lion (Chen et al. 2023, "Symbolic discovery of optimization algorithms"): the sign of a mean gradient, with decoupled weight decay.
/// <code>
/// weight −= α·(sign(β₁·m + (1 − β₁)·gradient) + λ·weight)
/// m = β₂·m + (1 − β₂)·gradient
/// </code>
/// State: 4 bytes per parameter (m).
/// </summary>
/// <param name="LearningRate">α, the length of each weight's step; a third to a tenth of Adam's suits. Default: 1e-4.</param>
/// <param name="Beta1">β₁, the share of the mean in the direction, in [0, 1). Default: 0.9.</param>
/// <param name="Beta2">β₂, the share of the mean that is kept, in [0, 1). Default: 0.99.</param>
/// <param name="WeightDecay">λ, the weight's decay per unit of learning rate; three to ten times AdamW's suits. Default: 0.</param>
[Optimizer]
public readonly partial record struct Lion(
    [Range(0, double.MaxValue)] double LearningRate = 1e-4,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta1 = 0.9,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta2 = 0.99,
    [Range(0, double.MaxValue)] double WeightDecay = 0)
{
    /// <summary>Updates one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="momentum">m, zero before the first step.</param>
    public void Update(ref float weight, float gradient, ref float momentum)
    {
        float direction = MathF.Sign((float)Beta1 * momentum + (float)(1 - Beta1) * gradient);
        weight -= (float)LearningRate * (direction + (float)WeightDecay * weight);
        momentum = (float)Beta2 * momentum + (float)(1 - Beta2) * gradient;
    }
}
