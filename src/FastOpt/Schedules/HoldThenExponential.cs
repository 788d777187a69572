using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>The learning rate for a while, then an exponential decay without a jump: <c>α</c> while t &lt; n, then <c>α·exp(k·(n − t))</c>.</summary>
/// <param name="Hold">n, steps or epochs at the full rate. Default: 10.</param>
/// <param name="Rate">k. Default: 0.1.</param>
[Schedule]
public readonly partial record struct HoldThenExponential([Range(0.0, double.MaxValue)] long Hold = 10, double Rate = 0.1)
{
    /// <summary>The learning rate at a time.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="time">t, from 0.</param>
    public double At(double learningRate, long time) => time < Hold ? learningRate : learningRate * Math.Exp(Rate * (Hold - time));
}
