using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Resilient backpropagation (Riedmiller and Braun 1993), as PyTorch's <c>torch.optim.Rprop</c>: only the gradient's sign counts, and each weight has
/// a step of its own, longer while the sign stays, shorter when it changes. Meant for batches that hold all examples.
/// <code>
/// s = α                                        in the first step
/// s = clamp(η₊·s, smallest, largest)           where gradient·p &gt; 0
/// s = clamp(η₋·s, smallest, largest), g = 0    where gradient·p &lt; 0; elsewhere g = gradient
/// weight −= s·sign(g)
/// p = g
/// </code>
/// State: 8 bytes per parameter (p, s).
/// </summary>
/// <param name="LearningRate">α, the length of each weight's first step. Default: 1e-2.</param>
/// <param name="EtaMinus">η₋, what the step is multiplied by when the sign changes, in (0, 1). Default: 0.5.</param>
/// <param name="EtaPlus">η₊, what the step is multiplied by when the sign stays; greater than 1. Default: 1.2.</param>
/// <param name="SmallestStep">The shortest step. Default: 1e-6.</param>
/// <param name="LargestStep">The longest step. Default: 50.</param>
[Optimizer]
public readonly partial record struct Rprop(
    [Range(0, double.MaxValue)] double LearningRate = 1e-2,
    [Range(0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)] double EtaMinus = 0.5,
    [Range(1.0, double.MaxValue, MinimumIsExclusive = true)] double EtaPlus = 1.2,
    [Range(0, double.MaxValue)] double SmallestStep = 1e-6,
    [Range(0, double.MaxValue)] double LargestStep = 50)
{
    /// <summary>Updates one weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">The loss's derivative in the weight.</param>
    /// <param name="previous">p, zero before the first step.</param>
    /// <param name="length">s, unused before the first step.</param>
    /// <param name="step">The number of the step, from 1.</param>
    public void Update(ref float weight, float gradient, ref float previous, ref float length, long step)
    {
        float agreement = gradient * previous;
        float factor = agreement > 0 ? (float)EtaPlus : agreement < 0 ? (float)EtaMinus : 1;
        float start = step == 1 ? (float)LearningRate : length;
        length = Math.Clamp(start * factor, (float)SmallestStep, (float)LargestStep);
        float direction = agreement < 0 ? 0 : gradient;
        weight -= MathF.Sign(direction) * length;
        previous = direction;
    }
}
