using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// A cosine down that starts anew, each time longer, as PyTorch's <c>CosineAnnealingWarmRestarts</c> (Loshchilov and Hutter 2016, SGDR):
/// <c>e + (α − e)·(1 + cos(π·u/T))/2</c>, u since the last restart, in a cycle of length T.
/// </summary>
/// <param name="Period">Steps or epochs of the first cycle, at least 1. Default: 10.</param>
/// <param name="Growth">How many times as long each cycle is as the one before, at least 1. Default: 1.</param>
/// <param name="Minimum">e. Default: 0.</param>
[Schedule]
public readonly partial record struct CosineWarmRestarts([Range(1.0, double.MaxValue)] long Period = 10, [Range(1.0, double.MaxValue)] long Growth = 1, double Minimum = 0)
{
    /// <summary>The learning rate at a time.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="time">t, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="Period"/> is below 1.</exception>
    public double At(double learningRate, long time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Period, 1);
        long length = Period;
        if (Growth <= 1)
        {
            time %= length;
        }
        else
        {
            while (time >= length)
            {
                time -= length;
                length = length > long.MaxValue / Growth ? long.MaxValue : length * Growth;
            }
        }

        return Minimum + ((learningRate - Minimum) * (1 + Math.Cos(Math.PI * time / length)) / 2);
    }
}
