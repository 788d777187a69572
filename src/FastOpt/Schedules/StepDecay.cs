using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Smaller by a factor after every so many steps or epochs, as PyTorch's <c>StepLR</c>: <c>α·γ^⌊(t + s)/n⌋</c>.
/// With γ = 0.5, n = 10 and s = 1 it is the form that counts epochs from 1, whose first drop comes at t = 9.
/// </summary>
/// <param name="Every">n, steps or epochs between drops, at least 1. Default: 30.</param>
/// <param name="Factor">γ. Default: 0.1.</param>
/// <param name="Shift">s, by how much all drops come earlier. Default: 0.</param>
[Schedule]
public readonly partial record struct StepDecay([Range(1.0, double.MaxValue)] long Every = 30, double Factor = 0.1, [Range(0.0, double.MaxValue)] long Shift = 0)
{
    /// <summary>The learning rate at a time.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="time">t, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="Every"/> is below 1.</exception>
    public double At(double learningRate, long time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Every, 1);
        return learningRate * Math.Pow(Factor, (time + Shift) / Every);
    }
}
