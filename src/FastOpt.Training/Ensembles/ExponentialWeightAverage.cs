namespace FastOpt.Training;

/// <summary>
/// The exponential moving average of a run's weights (EMA), as PyTorch's <c>AveragedModel</c> with <c>get_ema_multi_avg_fn</c>:
/// <c>a ← d·a + (1 − d)·w</c>, the first update <c>a = w</c>. By default from the first step on, each step.
/// </summary>
/// <param name="decay">d in [0, 1): the average reaches back about 1/(1 − d) updates. Default: 0.999.</param>
public sealed class ExponentialWeightAverage(double decay = 0.999) : WeightAverage
{
    /// <summary>d.</summary>
    public double Decay { get; } = decay >= 0 && decay < 1
        ? decay
        : throw new ArgumentOutOfRangeException(nameof(decay), decay, "ExponentialWeightAverage: decay must be at least 0 and below 1.");

    private protected override int DefaultEvery => 1;

    private protected override int DefaultStart(int epochs) => 1;

    private protected override double Share(long updates) => 1 - Decay;
}
