using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// RMSprop, as PyTorch's <c>torch.optim.RMSprop</c> (not centred): each weight's step is divided by the root mean square of its recent gradients.
/// <code>
/// g = gradient + λ·weight
/// s = ρ·s + (1 − ρ)·g²
/// b = μ·b + g / (√s + ε)
/// weight −= α·b
/// </code>
/// State: 8 bytes per parameter (s, b).
/// </summary>
/// <param name="LearningRate">α, the step's length. Default: 1e-2.</param>
/// <param name="Alpha">ρ, the share of the mean square that is kept, in [0, 1). Default: 0.99.</param>
/// <param name="Epsilon">ε, added to the root. Default: 1e-8.</param>
/// <param name="WeightDecay">λ, the coefficient of the L2 penalty ½λ·weight². Default: 0.</param>
/// <param name="Momentum">μ, the share of the last step's direction that is kept, in [0, 1). Default: 0.</param>
[Optimizer]
public readonly partial record struct RmsProp(
    [Range(0, double.MaxValue)] double LearningRate = 1e-2,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Alpha = 0.99,
    [Range(0, double.MaxValue)] double Epsilon = 1e-8,
    [Range(0, double.MaxValue)] double WeightDecay = 0,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Momentum = 0)
{
    /// <summary>Updates one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="meanSquare">s, zero before the first step.</param>
    /// <param name="momentum">b, zero before the first step.</param>
    public void Update(ref float weight, float gradient, ref float meanSquare, ref float momentum)
    {
        float decayed = gradient + (float)WeightDecay * weight;
        meanSquare = (float)Alpha * meanSquare + (float)(1 - Alpha) * (decayed * decayed);
        momentum = (float)Momentum * momentum + decayed / (MathF.Sqrt(meanSquare) + (float)Epsilon);
        weight -= (float)LearningRate * momentum;
    }
}
