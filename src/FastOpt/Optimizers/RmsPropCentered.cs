using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// RMSprop that is centred (Graves 2013), as PyTorch's <c>torch.optim.RMSprop</c> with <c>centered=True</c>: each weight's step is divided by the standard
/// deviation of its recent gradients. A rule of its own because it keeps one state more than <see cref="RmsProp"/>.
/// <code>
/// g = gradient + λ·weight
/// s = ρ·s + (1 − ρ)·g²
/// m = m + (1 − ρ)·(g − m)
/// b = μ·b + g / (√(s − m²) + ε),  weight −= α·b            PyTorch
/// b = μ·b + α·g / √(s − m² + ε),  weight −= b              Keras, whose ρ is 0.9 and ε 1e-7; Paper (Graves 2013), whose ρ is 0.95 and ε 1e-4
/// </code>
/// State: 12 bytes per parameter (s, m, b). What rounding makes of s − m² is never below 0.
/// </summary>
/// <param name="LearningRate">α, the step's length. Default: 1e-2.</param>
/// <param name="Alpha">ρ, the share of the mean square that is kept, in [0, 1). Default: 0.99.</param>
/// <param name="Epsilon">ε, added to the root, or inside it. Default: 1e-8.</param>
/// <param name="WeightDecay">λ, the coefficient of the L2 penalty ½λ·weight². Default: 0.</param>
/// <param name="Momentum">μ, the share of the last step's direction that is kept, in [0, 1). Default: 0.</param>
/// <param name="Convention">Where ε and α stand; see above. Default: PyTorch's.</param>
[Optimizer]
public readonly partial record struct RmsPropCentered(
    [Range(0, double.MaxValue)] double LearningRate = 1e-2,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Alpha = 0.99,
    [Range(0, double.MaxValue)] double Epsilon = 1e-8,
    [Range(0, double.MaxValue)] double WeightDecay = 0,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Momentum = 0,
    Convention Convention = Convention.PyTorch)
{
    /// <summary>Updates one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="meanSquare">s, zero before the first step.</param>
    /// <param name="mean">m, zero before the first step.</param>
    /// <param name="momentum">b, zero before the first step.</param>
    public void Update(ref float weight, float gradient, ref float meanSquare, ref float mean, ref float momentum)
    {
        double inside = Convention == Convention.PyTorch ? 0 : Epsilon;
        double outside = Convention == Convention.PyTorch ? Epsilon : 0;
        double share = Convention == Convention.PyTorch ? 1 : LearningRate;
        double length = Convention == Convention.PyTorch ? LearningRate : 1;

        float decayed = gradient + (float)WeightDecay * weight;
        meanSquare = (float)Alpha * meanSquare + (float)(1 - Alpha) * (decayed * decayed);
        mean += (float)(1 - Alpha) * (decayed - mean);
        float variance = MathF.Max(meanSquare - mean * mean, 0);
        float direction = decayed / (MathF.Sqrt(variance + (float)inside) + (float)outside);
        momentum = MathF.FusedMultiplyAdd((float)Momentum, momentum, (float)share * direction);
        weight -= (float)length * momentum;
    }
}
