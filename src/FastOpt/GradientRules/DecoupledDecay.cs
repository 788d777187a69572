using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Shrinks the weights themselves before the optimizer moves them (Loshchilov and Hutter 2019): <c>weight = (1 − α·λ)·weight</c>, the gradient as it is, so that under adaptive
/// optimizers all weights decay alike. Before <see cref="Adam"/> it makes <see cref="AdamW"/>, up to rounding.
/// </summary>
/// <param name="WeightDecay">λ, the decay per unit of the learning rate α; scaled for each layer by <see cref="DenseAttribute.WeightDecayScale"/>. Default: 1e-2.</param>
[GradientRule]
public readonly partial record struct DecoupledDecay([Range(0, double.MaxValue)] double WeightDecay = 1e-2)
{
    /// <summary>Shrinks one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight, which stays.</param>
    /// <param name="learningRate">α, the learning rate in force.</param>
    public void Apply(ref float weight, float gradient, double learningRate) => weight *= (float)(1 - learningRate * WeightDecay);
}
