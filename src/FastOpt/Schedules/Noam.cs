using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// The Transformer's schedule (Vaswani et al. 2017): <c>α·d^−½·min(k^−½, k·w^−3⁄2)</c>, where k = t + 1 is the number of the step. α is usually 1 or 2.
/// </summary>
/// <param name="ModelSize">d, the width of the model. Default: 512.</param>
/// <param name="WarmupSteps">w, the steps of the warm-up, at least 1. Default: 4000.</param>
[Schedule]
public readonly partial record struct Noam([Range(1.0, double.MaxValue)] long ModelSize = 512, [Range(1.0, double.MaxValue)] long WarmupSteps = 4000)
{
    /// <summary>The learning rate at a time.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="time">t, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="ModelSize"/> or <see cref="WarmupSteps"/> is below 1.</exception>
    public double At(double learningRate, long time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ModelSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(WarmupSteps, 1);
        double number = time + 1;
        return learningRate / Math.Sqrt(ModelSize) * Math.Min(1 / Math.Sqrt(number), number / (WarmupSteps * Math.Sqrt(WarmupSteps)));
    }
}
