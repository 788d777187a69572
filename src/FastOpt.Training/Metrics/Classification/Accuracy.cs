namespace FastOpt.Training;

/// <summary>
/// The share of examples whose largest output is that of their label, as scikit-learn's <c>accuracy_score</c>; the first of equal outputs wins.
/// NaN if an output is not a number.
/// </summary>
public sealed class Accuracy : Metric<int>
{
    private long _examples, _right;
    private bool _notANumber;

    /// <inheritdoc/>
    public override string Name => "accuracy";

    /// <inheritdoc/>
    public override double Value => _examples == 0 || _notANumber ? double.NaN : (double)_right / _examples;

    /// <inheritdoc/>
    public override void Reset() => (_examples, _right, _notANumber) = (0, 0, false);

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets)
    {
        int classes = MetricBatch.Classes(Name, outputs, targets);
        for (int i = 0; i < targets.Length; i++)
        {
            int largest = MetricBatch.Largest(outputs.Slice(i * classes, classes));
            _right += largest == targets[i] ? 1 : 0;
            _notANumber |= largest < 0;
        }

        _examples += targets.Length;
    }
}
