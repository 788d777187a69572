namespace FastOpt.Training;

/// <summary>
/// The mean of <c>max(z, 0) − z·y + log(1 + e^(−|z|))</c> over all logits z and targets y in [0, 1]: scikit-learn's <c>log_loss</c> of their sigmoid, without
/// its clipping of probabilities. In double.
/// </summary>
public sealed class BinaryLogLoss : Metric<float>
{
    private long _count;
    private double _sum;

    /// <inheritdoc/>
    public override string Name => "log loss";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value => _count == 0 ? double.NaN : _sum / _count;

    /// <inheritdoc/>
    public override void Reset() => (_count, _sum) = (0, 0);

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        MetricBatch.Same(Name, outputs, targets);
        for (int i = 0; i < targets.Length; i++)
        {
            if (!(targets[i] >= 0 && targets[i] <= 1))
                throw new ArgumentException(FormattableString.Invariant($"{Name}: target {targets[i]} at {i} is no probability in [0, 1]."), nameof(targets));
        }

        for (int i = 0; i < targets.Length; i++)
        {
            double z = outputs[i];
            double folded = Math.Exp(-Math.Abs(z));

            // log(1 + f) to the last bit for a small f, where 1 + f rounds (Kahan).
            double sum = 1 + folded;
            _sum += Math.Max(z, 0) - (z * targets[i]) + (sum == 1 ? folded : Math.Log(sum) * folded / (sum - 1));
        }

        _count += targets.Length;
    }
}
