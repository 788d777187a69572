using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Adds the gradient of the penalty ½λ·Σweight² (ridge, Tikhonov 1943; the <c>weight_decay</c> of most of PyTorch's optimizers): <c>g = gradient + λ·weight</c>. Keras
/// counts the penalty λ·Σweight² without the half: use twice its λ. The penalty itself is not part of the loss that a step returns.
/// </summary>
/// <param name="WeightDecay">λ; scaled for each layer by <see cref="DenseAttribute.WeightDecayScale"/>. Default: 1e-4.</param>
[GradientRule]
public readonly partial record struct L2([Range(0, double.MaxValue)] double WeightDecay = 1e-4)
{
    /// <summary>The gradient of one weight, the penalty's included.</summary>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="weight">The weight.</param>
    public float Apply(float gradient, float weight) => gradient + (float)WeightDecay * weight;
}
