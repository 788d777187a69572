using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// A power of the time that is left, as PyTorch's <c>PolynomialLR</c>, with Keras' <c>PolynomialDecay</c>'s end:
/// <c>(α − e)·(1 − t/n)^p + e</c>, and e from t = n on. With p = 1 it is Goodfellow's linear decay, <c>(1 − t/n)·α + t/n·e</c>.
/// </summary>
/// <param name="Steps">n, steps or epochs until the end, at least 1. Default: 5.</param>
/// <param name="Power">p. Default: 1.</param>
/// <param name="End">e, the last learning rate. Default: 0.</param>
[Schedule]
public readonly partial record struct Polynomial([Range(1.0, double.MaxValue)] long Steps = 5, double Power = 1, double End = 0)
{
    /// <summary>The learning rate at a time.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="time">t, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="Steps"/> is below 1.</exception>
    public double At(double learningRate, long time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1);
        return ((learningRate - End) * Math.Pow(1 - ((double)Math.Min(time, Steps) / Steps), Power)) + End;
    }
}
