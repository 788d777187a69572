using System.Globalization;

namespace FastOpt.Training;

/// <summary>
/// The share of examples whose label is among the <c>k</c> largest outputs, as scikit-learn's <c>top_k_accuracy_score</c>: of equal outputs the one of
/// the higher class ranks first. NaN if an output is not a number.
/// </summary>
public sealed class TopK : Metric<int>
{
    private readonly int _k;
    private long _examples, _right;
    private bool _notANumber;

    /// <summary>Counts a label among the first <paramref name="k"/>.</summary>
    /// <param name="k">At least 1. With k of all classes the share is 1.</param>
    public TopK(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        _k = k;
        Name = $"top-{k.ToString(CultureInfo.InvariantCulture)} accuracy";
    }

    /// <inheritdoc/>
    public override string Name { get; }

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
            ReadOnlySpan<float> scores = outputs.Slice(i * classes, classes);
            float own = scores[targets[i]];
            int before = 0;
            for (int j = 0; j < classes; j++)
            {
                before += scores[j] > own || (scores[j] == own && j > targets[i]) ? 1 : 0;
                _notANumber |= float.IsNaN(scores[j]);
            }

            _right += before < _k ? 1 : 0;
        }

        _examples += targets.Length;
    }
}
