using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Adadelta (Zeiler 2012), as PyTorch's <c>torch.optim.Adadelta</c>: each weight's step is as long, by the root mean square of its recent steps, as
/// its gradient is by that of its recent gradients.
/// <code>
/// g = gradient + λ·weight
/// s = ρ·s + (1 − ρ)·g²
/// d = √(u + ε) / √(s + ε) · g
/// u = ρ·u + (1 − ρ)·d²
/// weight −= α·d
/// </code>
/// State: 8 bytes per parameter (s, u).
/// </summary>
/// <param name="LearningRate">α, the factor of the step. Default: 1.</param>
/// <param name="Rho">ρ, the share of the mean squares that is kept, in [0, 1). Default: 0.9.</param>
/// <param name="Epsilon">ε, added inside both roots; the first steps are about √ε long. Default: 1e-6.</param>
/// <param name="WeightDecay">λ, the coefficient of the L2 penalty ½λ·weight². Default: 0.</param>
[Optimizer]
public readonly partial record struct Adadelta(
    [Range(0, double.MaxValue)] double LearningRate = 1,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Rho = 0.9,
    [Range(0, double.MaxValue)] double Epsilon = 1e-6,
    [Range(0, double.MaxValue)] double WeightDecay = 0)
{
    /// <summary>Updates one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="meanSquare">s, zero before the first step.</param>
    /// <param name="meanSquareStep">u, zero before the first step.</param>
    public void Update(ref float weight, float gradient, ref float meanSquare, ref float meanSquareStep)
    {
        float decayed = gradient + (float)WeightDecay * weight;
        meanSquare = (float)Rho * meanSquare + (float)(1 - Rho) * (decayed * decayed);
        float direction = MathF.Sqrt(meanSquareStep + (float)Epsilon) / MathF.Sqrt(meanSquare + (float)Epsilon) * decayed;
        meanSquareStep = (float)Rho * meanSquareStep + (float)(1 - Rho) * (direction * direction);
        weight -= (float)LearningRate * direction;
    }
}
