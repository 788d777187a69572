using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// <c>α / (1 + k·t/n)</c>, as Keras' <c>InverseTimeDecay</c>; with n = 1 per step it is Keras' former <c>decay</c>, which counts steps and not epochs.
/// </summary>
/// <param name="Rate">k. Default: 0.5.</param>
/// <param name="Steps">n, steps or epochs after which the denominator has grown by k, at least 1. Default: 1.</param>
/// <param name="Staircase">Whether t/n is rounded down, so that the rate falls in stairs. Default: false.</param>
[Schedule]
public readonly partial record struct InverseTime(double Rate = 0.5, [Range(1.0, double.MaxValue)] long Steps = 1, bool Staircase = false)
{
    /// <summary>The learning rate at a time.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="time">t, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="Steps"/> is below 1.</exception>
    public double At(double learningRate, long time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1);
        return learningRate / (1 + (Rate * (Staircase ? time / Steps : (double)time / Steps)));
    }
}
