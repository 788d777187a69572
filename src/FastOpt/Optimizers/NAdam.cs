using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Adam with Nesterov's look-ahead (Dozat 2016), as PyTorch's <c>torch.optim.NAdam</c> since 2.0: the momentum μ grows with time by a schedule, and
/// the means are corrected by its running product.
/// <code>
/// g = gradient + λ·weight
/// m = m + (1 − β₁)·(g − m)
/// v = β₂·v + (1 − β₂)·g²
/// μₜ = β₁·(1 − ½·0.96^(t·ψ)),  Πₜ = μ₁·μ₂⋯μₜ
/// weight −= α·((1 − μₜ) / (1 − Πₜ)·g + μₜ₊₁ / (1 − Πₜ₊₁)·m) / (√v / √(1 − β₂ᵗ) + ε)
/// </code>
/// ψ = 1 is Keras's rule (with ε = 1e-7 and α = 1e-3); ψ = ∞, which makes μ = β₁ at once, is the form without a schedule (optax, <c>nesterov=True</c>).
/// State: 8 bytes per parameter (m, v).
/// </summary>
/// <param name="LearningRate">α, about the length of each weight's step. Default: 2e-3.</param>
/// <param name="Beta1">β₁, the share of the mean gradient that is kept, in [0, 1). Default: 0.9.</param>
/// <param name="Beta2">β₂, the share of the mean square that is kept, in [0, 1). Default: 0.999.</param>
/// <param name="Epsilon">ε, added to the corrected root. Default: 1e-8.</param>
/// <param name="WeightDecay">λ, the coefficient of the L2 penalty ½λ·weight². Default: 0.</param>
/// <param name="MomentumDecay">ψ, how fast the momentum grows; not negative. Default: 4e-3, as in the article.</param>
[Optimizer]
public readonly partial record struct NAdam(
    [Range(0, double.MaxValue)] double LearningRate = 2e-3,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta1 = 0.9,
    [Range(0, 1.0, MaximumIsExclusive = true)] double Beta2 = 0.999,
    [Range(0, double.MaxValue)] double Epsilon = 1e-8,
    [Range(0, double.MaxValue)] double WeightDecay = 0,
    [Range(0, double.PositiveInfinity)] double MomentumDecay = 4e-3)
{
    /// <summary>Updates one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="momentum">m, zero before the first step.</param>
    /// <param name="variance">v, zero before the first step.</param>
    /// <param name="step">t, the number of the step, from 1.</param>
    public void Update(ref float weight, float gradient, ref float momentum, ref float variance, long step)
    {
        // The product without a loop over the steps: with q = 0.96^ψ, ln ∏(1 − ½qⁱ) = −Σₖ ½ᵏ/k · (qᵏ + q²ᵏ + ⋯ + qᵗᵏ), and the inner sum is geometric.
        // 28 terms leave less than 1e-9 of Πₜ.
        double q = Math.Pow(0.96, MomentumDecay);
        double qToStep = Math.Pow(q, step);
        double half = 1;
        double power = 1;
        double powerToStep = 1;
        double logarithm = 0;
        for (int k = 1; k <= 28; k++)
        {
            half *= 0.5;
            power *= q;
            powerToStep *= qToStep;
            logarithm += half / k * (power < 1 ? power * (1 - powerToStep) / (1 - power) : step);
        }

        double share = Beta1 * (1 - 0.5 * qToStep);
        double nextShare = Beta1 * (1 - 0.5 * qToStep * q);
        double product = Math.Pow(Beta1, step) * Math.Exp(-logarithm);
        double ofGradient = LearningRate * (1 - share) / (1 - product);
        double ofMomentum = LearningRate * nextShare / (1 - product * nextShare);
        double correction = 1 - Math.Pow(Beta2, step);

        float decayed = gradient + (float)WeightDecay * weight;
        momentum += (float)(1 - Beta1) * (decayed - momentum);
        variance = (float)Beta2 * variance + (float)(1 - Beta2) * (decayed * decayed);
        float denominator = MathF.Sqrt(variance) * (float)(1 / Math.Sqrt(correction)) + (float)Epsilon;
        weight -= ((float)ofGradient * decayed + (float)ofMomentum * momentum) / denominator;
    }
}
