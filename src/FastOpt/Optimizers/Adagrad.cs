using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Adagrad (Duchi, Hazan and Singer 2011), as PyTorch's <c>torch.optim.Adagrad</c>: each weight's step is divided by the root of the sum of all its
/// squared gradients.
/// <code>
/// g = gradient + λ·weight
/// s = s + g²
/// weight −= α / (1 + (t − 1)·d) · g / (√s + ε)          PyTorch; Paper (the article's δ)
/// weight −= α / (1 + (t − 1)·d) · g / √(s + ε)          Keras, whose ε is 1e-7 and whose s begins at 0.1
/// </code>
/// State: 4 bytes per parameter (s).
/// </summary>
/// <param name="LearningRate">α, the step's length. Default: 1e-2.</param>
/// <param name="LearningRateDecay">d, by which the step shortens with time. Default: 0.</param>
/// <param name="Epsilon">ε, added to the root, or inside it. Default: 1e-10.</param>
/// <param name="WeightDecay">λ, the coefficient of the L2 penalty ½λ·weight². Default: 0.</param>
/// <param name="InitialAccumulator">s before the first step; not negative. Default: 0.</param>
/// <param name="Convention">Where ε stands; see above. Default: PyTorch's.</param>
[Optimizer]
public readonly partial record struct Adagrad(
    [Range(0, double.MaxValue)] double LearningRate = 1e-2,
    [Range(0, double.MaxValue)] double LearningRateDecay = 0,
    [Range(0, double.MaxValue)] double Epsilon = 1e-10,
    [Range(0, double.MaxValue)] double WeightDecay = 0,
    [Range(0, double.MaxValue)] double InitialAccumulator = 0,
    Convention Convention = Convention.PyTorch)
{
    /// <summary>Updates one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="sum">s without its initial value, zero before the first step.</param>
    /// <param name="step">t, the number of the step, from 1.</param>
    public void Update(ref float weight, float gradient, ref float sum, long step)
    {
        double shortened = LearningRate / (1 + (step - 1) * LearningRateDecay);
        double initial = step == 1 ? InitialAccumulator : 0;
        double inside = Convention == Convention.Keras ? Epsilon : 0;
        double outside = Convention == Convention.Keras ? 0 : Epsilon;

        float decayed = gradient + (float)WeightDecay * weight;
        sum = sum + (float)initial + decayed * decayed;
        weight -= (float)shortened * (decayed / (MathF.Sqrt(sum + (float)inside) + (float)outside));
    }
}
