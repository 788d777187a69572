using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Sign descent, with momentum Signum (Bernstein et al. 2018, "signSGD: compressed optimisation for non-convex problems"), with decoupled weight decay.
/// <code>
/// m = μ·m + (1 − μ)·gradient
/// weight −= α·(sign(m) + λ·weight)
/// </code>
/// State: 4 bytes per parameter (m).
/// </summary>
/// <param name="LearningRate">α, the length of each weight's step. Default: 1e-4.</param>
/// <param name="Momentum">μ, the share of the mean gradient that is kept, in [0, 1). Default: 0, the sign of the gradient itself.</param>
/// <param name="WeightDecay">λ, the weight's decay per unit of learning rate. Default: 0.</param>
[Optimizer]
public readonly partial record struct SignSgd(
    [Range(0, double.MaxValue)] double LearningRate = 1e-4,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Momentum = 0,
    [Range(0, double.MaxValue)] double WeightDecay = 0)
{
    /// <summary>Updates one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="momentum">m, zero before the first step.</param>
    public void Update(ref float weight, float gradient, ref float momentum)
    {
        momentum = (float)Momentum * momentum + (float)(1 - Momentum) * gradient;
        weight -= (float)LearningRate * (MathF.Sign(momentum) + (float)WeightDecay * weight);
    }
}
