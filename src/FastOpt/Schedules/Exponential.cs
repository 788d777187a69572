namespace FastOpt;

/// <summary>Smaller by a factor every step or epoch, as PyTorch's <c>ExponentialLR</c>: <c>α·γᵗ</c>.</summary>
/// <param name="Factor">γ. Default: 0.95.</param>
[Schedule]
public readonly partial record struct Exponential(double Factor = 0.95)
{
    /// <summary>The learning rate at a time.</summary>
    /// <param name="learningRate">α.</param>
    /// <param name="time">t, from 0.</param>
    public double At(double learningRate, long time) => learningRate * Math.Pow(Factor, time);
}
