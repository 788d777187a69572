using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// A cautious beginning, meant to stand before any other schedule: <c>α·(a + (1 − a)·min(t, n)/n)</c>, or a constant <c>α·a</c> until t = n. Declared as
/// <c>[Warmup(Steps = 500, Until = 500), CosineAnnealing(Steps = 9500)]</c>.
/// </summary>
/// <param name="Steps">n, the steps or epochs of the warm-up, at least 1. Default: 500.</param>
/// <param name="StartFactor">a, the share of the rate at the beginning. Default: 0.01.</param>
/// <param name="IsConstant">Whether the share stays until the end of the warm-up, instead of growing in a straight line. Default: false.</param>
[Schedule]
public readonly partial record struct Warmup([Range(1.0, double.MaxValue)] long Steps = 500, double StartFactor = 0.01, bool IsConstant = false)
{
    /// <summary>The learning rate at a time.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="time">t, from 0.</param>
    public double At(double learningRate, long time)
    {
        if (time >= Steps)
            return learningRate;
        return learningRate * (IsConstant ? StartFactor : StartFactor + ((1 - StartFactor) * time / Steps));
    }
}
