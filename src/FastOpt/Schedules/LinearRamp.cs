using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// From one share of the learning rate to another in a straight line, as PyTorch's <c>LinearLR</c>: <c>α·(a + (b − a)·min(t, n)/n)</c>.
/// </summary>
/// <param name="StartFactor">a. Default: 1/3.</param>
/// <param name="EndFactor">b. Default: 1.</param>
/// <param name="Steps">n, steps or epochs from a to b, at least 1. Default: 5.</param>
[Schedule]
public readonly partial record struct LinearRamp(double StartFactor = 1.0 / 3, double EndFactor = 1, [Range(1.0, double.MaxValue)] long Steps = 5)
{
    /// <summary>The learning rate at a time.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="time">t, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="Steps"/> is below 1.</exception>
    public double At(double learningRate, long time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1);
        return learningRate * (StartFactor + ((EndFactor - StartFactor) * Math.Min(time, Steps) / Steps));
    }
}
