using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Adds the gradient of the penalty λ·Σ|weight| (lasso, Tibshirani 1996): <c>g = gradient + λ·sign(weight)</c>, and nothing where the weight is zero. The penalty itself is not
/// part of the loss that a step returns.
/// </summary>
/// <param name="WeightDecay">λ, the penalty per unit of each weight; scaled for each layer by <see cref="DenseAttribute.WeightDecayScale"/>. Default: 1e-4.</param>
[GradientRule]
public readonly partial record struct L1([Range(0, double.MaxValue)] double WeightDecay = 1e-4)
{
    /// <summary>The gradient of one weight, the penalty's included.</summary>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="weight">The weight.</param>
    public float Apply(float gradient, float weight) => gradient + (float)WeightDecay * MathF.Sign(weight);
}
