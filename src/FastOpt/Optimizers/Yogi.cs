using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Yogi (Zaheer et al. 2018, "Adaptive methods for nonconvex optimization"): Adam whose mean square changes by g² and not by its own size, so that it
/// forgets large gradients slowly. The means are corrected as Adam's are.
/// <code>
/// g = gradient + λ·weight
/// m = m + (1 − β₁)·(g − m)
/// v = v − (1 − β₂)·sign(v − g²)·g²
/// weight −= α / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
/// </code>
/// State: 8 bytes per parameter (m, v).
/// </summary>
/// <param name="LearningRate">α, about the length of each weight's step. Default: 1e-2.</param>
/// <param name="Beta1">β₁, the share of the mean gradient that is kept, in [0, 1). Default: 0.9.</param>
/// <param name="Beta2">β₂, the share of the mean square that is kept, in [0, 1). Default: 0.999.</param>
/// <param name="Epsilon">ε, added to the corrected root. Default: 1e-3.</param>
/// <param name="WeightDecay">λ, the coefficient of the L2 penalty ½λ·weight². Default: 0.</param>
/// <param name="InitialAccumulator">v before the first step; not negative. Default: 1e-6.</param>
[Optimizer]
public readonly partial record struct Yogi(
    [Range(0, double.MaxValue)] double LearningRate = 1e-2,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta1 = 0.9,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta2 = 0.999,
    [Range(0, double.MaxValue)] double Epsilon = 1e-3,
    [Range(0, double.MaxValue)] double WeightDecay = 0,
    [Range(0, double.MaxValue)] double InitialAccumulator = 1e-6)
{
    /// <summary>Updates one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="momentum">m, zero before the first step.</param>
    /// <param name="variance">v; before the first step zero stands for its initial value.</param>
    /// <param name="step">t, the number of the step, from 1.</param>
    public void Update(ref float weight, float gradient, ref float momentum, ref float variance, long step)
    {
        double correction1 = 1 - Math.Pow(Beta1, step);
        double correction2 = 1 - Math.Pow(Beta2, step);
        double initial = step == 1 ? InitialAccumulator : 0;

        float decayed = gradient + (float)WeightDecay * weight;
        momentum += (float)(1 - Beta1) * (decayed - momentum);
        float square = decayed * decayed;
        float before = variance + (float)initial;
        variance = before - (float)(1 - Beta2) * MathF.Sign(before - square) * square;
        float denominator = MathF.Sqrt(variance) * (float)(1 / Math.Sqrt(correction2)) + (float)Epsilon;
        weight -= (float)(LearningRate / correction1) * (momentum / denominator);
    }
}
