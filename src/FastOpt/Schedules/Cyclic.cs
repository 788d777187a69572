using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>How the height of a <see cref="Cyclic"/> schedule's cycles changes.</summary>
public enum CyclicMode
{
    /// <summary>All cycles are equally high.</summary>
    Triangular,

    /// <summary>Each cycle is half as high as the one before.</summary>
    Triangular2,

    /// <summary>The height falls by a factor every step: γᵗ.</summary>
    ExponentialRange,
}

/// <summary>
/// Up and down between two rates, as PyTorch's <c>CyclicLR</c> (Smith 2015), without its cycling of the momentum: the optimizer's own rate α is the upper one, and
/// <c>e + (α − e)·s·h</c> is the rate, where s runs from 0 up to 1 and back, and h is the height of the cycle.
/// </summary>
/// <param name="Minimum">e, the lower rate. Default: 0.</param>
/// <param name="StepsUp">Steps or epochs up, at least 1. Default: 2000.</param>
/// <param name="StepsDown">Steps or epochs down; 0 for as many as up. Default: 0.</param>
/// <param name="Mode">How the height changes. Default: Triangular.</param>
/// <param name="Factor">γ of <see cref="CyclicMode.ExponentialRange"/>. Default: 1.</param>
[Schedule]
public readonly partial record struct Cyclic(
    double Minimum = 0,
    [Range(1.0, double.MaxValue)] long StepsUp = 2000,
    [Range(0.0, double.MaxValue)] long StepsDown = 0,
    CyclicMode Mode = CyclicMode.Triangular,
    double Factor = 1)
{
    /// <summary>The learning rate at a time.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="time">t, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="StepsUp"/> is below 1.</exception>
    public double At(double learningRate, long time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(StepsUp, 1);
        long down = StepsDown == 0 ? StepsUp : StepsDown;
        long cycle = time / (StepsUp + down);
        long within = time % (StepsUp + down);
        double share = within <= StepsUp ? (double)within / StepsUp : (double)(StepsUp + down - within) / down;
        double height = Mode switch
        {
            CyclicMode.Triangular2 => Math.Pow(2, -cycle),
            CyclicMode.ExponentialRange => Math.Pow(Factor, time),
            _ => 1,
        };
        return Minimum + ((learningRate - Minimum) * share * height);
    }
}
