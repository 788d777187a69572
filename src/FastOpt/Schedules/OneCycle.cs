using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// Up to the learning rate and down again, far below where it began, as PyTorch's <c>OneCycleLR</c> (Smith and Topin 2017). The optimizer's own rate α is the peak:
/// from α/d up to α over the first share p of n steps, then down to α/(d·f). The rate stays there when the steps are over.
/// </summary>
/// <param name="Steps">n, the steps or epochs of the whole cycle, at least 2. Default: 1000.</param>
/// <param name="WarmupShare">p. Default: 0.3.</param>
/// <param name="StartDivisor">d. Default: 25.</param>
/// <param name="EndDivisor">f. Default: 10000.</param>
/// <param name="Linear">Whether the way up and down is straight; else half a cosine each. Default: false.</param>
/// <param name="ThreePhases">Whether it first comes down to α/d, as fast as it went up, and then to the end. Default: false.</param>
[Schedule]
public readonly partial record struct OneCycle(
    [Range(1.0, double.MaxValue)] long Steps = 1000,
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)] double WarmupShare = 0.3,
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)] double StartDivisor = 25,
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)] double EndDivisor = 1e4,
    bool Linear = false,
    bool ThreePhases = false)
{
    /// <summary>The learning rate at a time.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="time">t, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="Steps"/> is below 1.</exception>
    public double At(double learningRate, long time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1);
        double first = learningRate / StartDivisor;
        double last = first / EndDivisor;
        double up = (WarmupShare * Steps) - 1;
        double end = Steps - 1;
        double t = Math.Min(time, end);
        if (t <= up)
            return Between(first, learningRate, t, 0, up);
        if (!ThreePhases)
            return Between(learningRate, last, t, up, end);
        double down = (2 * WarmupShare * Steps) - 2;
        return t <= down ? Between(learningRate, first, t, up, down) : Between(first, last, t, down, end);
    }

    /// <summary>The way from one rate to another, from one time to another; a phase without length is over.</summary>
    private double Between(double from, double to, double time, double begin, double end)
    {
        double share = end > begin ? (time - begin) / (end - begin) : 1;
        return Linear ? ((to - from) * share) + from : to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * share)));
    }
}
