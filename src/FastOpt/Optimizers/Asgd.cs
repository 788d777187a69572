using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Averaged stochastic gradient descent (Polyak and Juditsky 1992; the schedule is Bottou's), as PyTorch's <c>torch.optim.ASGD</c>.
/// <code>
/// g = gradient + λ·weight
/// η = α / (1 + d·α·(t − 1))^p
/// weight = (1 − d·η)·weight − η·g
/// a = a + (weight − a) / max(1, t − 1 − start)
/// </code>
/// The average a is kept beside the weight; training and prediction use the weight, as in PyTorch.
/// State: 4 bytes per parameter (a).
/// </summary>
/// <param name="LearningRate">α, the length of the first step. Default: 1e-2.</param>
/// <param name="Decay">d, by which weights and steps shrink. Default: 1e-4.</param>
/// <param name="Power">p, of the step's decay. Default: 0.75.</param>
/// <param name="Start">The step from which on weights are averaged; before, a is the weight. Default: 1e6.</param>
/// <param name="WeightDecay">λ, the coefficient of the L2 penalty ½λ·weight². Default: 0.</param>
[Optimizer]
public readonly partial record struct Asgd(
    [Range(0, double.MaxValue)] double LearningRate = 1e-2,
    [Range(0, double.MaxValue)] double Decay = 1e-4,
    double Power = 0.75,
    double Start = 1e6,
    [Range(0, double.MaxValue)] double WeightDecay = 0)
{
    /// <summary>Updates one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="average">a, unused before the first step.</param>
    /// <param name="step">t, the number of the step, from 1.</param>
    public void Update(ref float weight, float gradient, ref float average, long step)
    {
        double length = LearningRate / Math.Pow(1 + Decay * LearningRate * (step - 1), Power);
        double share = 1 / Math.Max(1, step - 1 - Start);

        float decayed = gradient + (float)WeightDecay * weight;
        weight = (float)(1 - Decay * length) * weight - (float)length * decayed;
        average = share == 1 ? weight : average + (float)share * (weight - average);
    }
}
