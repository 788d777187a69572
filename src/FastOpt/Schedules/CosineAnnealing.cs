using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Half a cosine from the learning rate down, as PyTorch's <c>CosineAnnealingLR</c> (Loshchilov and Hutter 2016, without restarts):
/// <c>e + (α − e)·(1 + cos(πt/n))/2</c>. Behind t = n the cosine goes on, up again.
/// </summary>
/// <param name="Steps">n, steps or epochs down, at least 1. Default: 1000.</param>
/// <param name="Minimum">e, the learning rate at t = n. Default: 0.</param>
[Schedule]
public readonly partial record struct CosineAnnealing([Range(1.0, double.MaxValue)] long Steps = 1000, double Minimum = 0)
{
    /// <summary>The learning rate at a time.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="time">t, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="Steps"/> is below 1.</exception>
    public double At(double learningRate, long time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1);
        return Minimum + ((learningRate - Minimum) * (1 + Math.Cos(Math.PI * time / Steps)) / 2);
    }
}
