using System.ComponentModel.DataAnnotations;

namespace FastOpt;

/// <summary>
/// A share of the learning rate at first, then all of it, as PyTorch's <c>ConstantLR</c>: <c>α·f</c> while t &lt; n, then α.
/// </summary>
/// <param name="Factor">f, the share. Default: 1/3.</param>
/// <param name="Steps">n, steps or epochs with the share. Default: 5.</param>
[Schedule]
public readonly partial record struct ConstantFactor(double Factor = 1.0 / 3, [Range(1.0, double.MaxValue)] long Steps = 5)
{
    /// <summary>The learning rate at a time.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="time">t, from 0.</param>
    public double At(double learningRate, long time) => time < Steps ? learningRate * Factor : learningRate;
}
