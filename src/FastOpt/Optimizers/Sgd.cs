using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Stochastic gradient descent with momentum, as PyTorch's <c>torch.optim.SGD</c>.
/// <code>
/// g = gradient + λ·weight
/// b = g                      in the first step
/// b = μ·b + (1 − τ)·g        afterwards
/// weight −= α·b              or, with Nesterov's look-ahead, α·(g + μ·b)
/// </code>
/// State: 4 bytes per parameter (b). With μ = 0 the dampening has no effect, so that b is g.
/// </summary>
/// <param name="LearningRate">α, the step's length. Default: 1e-3.</param>
/// <param name="Momentum">μ, the share of the last step's direction that is kept, in [0, 1). Default: 0.</param>
/// <param name="Dampening">τ, what the gradient's own share is reduced by. Default: 0.</param>
/// <param name="Nesterov">Whether the step looks ahead; meant for Momentum &gt; 0 and Dampening = 0. Default: false.</param>
/// <param name="WeightDecay">λ, the coefficient of the L2 penalty ½λ·weight². Default: 0.</param>
[Optimizer]
public readonly partial record struct Sgd(
    [Range(0, double.MaxValue)] double LearningRate = 1e-3,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Momentum = 0,
    double Dampening = 0,
    bool Nesterov = false,
    [Range(0, double.MaxValue)] double WeightDecay = 0)
{
    /// <summary>Updates one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="momentum">b, zero before the first step.</param>
    /// <param name="step">The number of the step, from 1.</param>
    public void Update(ref float weight, float gradient, ref float momentum, long step)
    {
        double share = step > 1 && Momentum != 0 ? 1 - Dampening : 1;

        float decayed = gradient + (float)WeightDecay * weight;
        momentum = (float)Momentum * momentum + (float)share * decayed;
        float direction = Nesterov ? decayed + (float)Momentum * momentum : momentum;
        weight -= (float)LearningRate * direction;
    }
}
