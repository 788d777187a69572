namespace FastOpt.Training;

/// <summary>
/// The mean of <c>log Σⱼ e^zⱼ − z_label</c> over examples, z being the network's logits: scikit-learn's <c>log_loss</c> of their softmax, without its clipping
/// of probabilities. In double; it is free of class weights and label smoothing, which the training loss may have.
/// </summary>
public sealed class LogLoss : Metric<int>
{
    private long _examples;
    private double _sum;

    /// <inheritdoc/>
    public override string Name => "log loss";

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value => _examples == 0 ? double.NaN : _sum / _examples;

    /// <inheritdoc/>
    public override void Reset() => (_examples, _sum) = (0, 0);

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets)
    {
        int classes = MetricBatch.Classes(Name, outputs, targets);
        for (int i = 0; i < targets.Length; i++)
        {
            ReadOnlySpan<float> scores = outputs.Slice(i * classes, classes);
            _sum += MetricBatch.LogSumExp(scores) - scores[targets[i]];
        }

        _examples += targets.Length;
    }
}
