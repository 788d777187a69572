using System.Globalization;

namespace FastOpt.Training;

/// <summary>
/// Hits and mistakes of decisions by one logit, for networks with float targets 0 and 1, such as those of <c>BinaryCrossEntropy</c>. With several outputs each
/// output of each example is a decision of its own, and all count the same (micro).
/// </summary>
public abstract class BinaryMetric : Metric<float>
{
    private readonly double _logit;
    private bool _notANumber;

    private protected BinaryMetric(string name, double threshold)
    {
        if (!(threshold > 0 && threshold < 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold is a probability between 0 and 1.");
        _logit = Math.Log(threshold / (1 - threshold));
        Name = threshold == 0.5 ? name : $"{name} at {threshold.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>Ones that were taken for 1.</summary>
    public long TruePositives { get; private set; }

    /// <summary>Zeros that were taken for 1.</summary>
    public long FalsePositives { get; private set; }

    /// <summary>Ones that were taken for 0.</summary>
    public long FalseNegatives { get; private set; }

    /// <summary>Zeros that were taken for 0.</summary>
    public long TrueNegatives { get; private set; }

    /// <summary>The figure; NaN where nothing was counted, or an output was not a number.</summary>
    public override double Value => _notANumber || TruePositives + FalsePositives + FalseNegatives + TrueNegatives == 0 ? double.NaN : Figure();

    /// <inheritdoc/>
    public override void Reset() =>
        (TruePositives, FalsePositives, FalseNegatives, TrueNegatives, _notANumber) = (0, 0, 0, 0, false);

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        MetricBatch.Binary(Name, outputs, targets);
        for (int i = 0; i < targets.Length; i++)
        {
            bool taken = outputs[i] > _logit;
            _notANumber |= float.IsNaN(outputs[i]);
            if (targets[i] == 1)
                (TruePositives, FalseNegatives) = taken ? (TruePositives + 1, FalseNegatives) : (TruePositives, FalseNegatives + 1);
            else
                (FalsePositives, TrueNegatives) = taken ? (FalsePositives + 1, TrueNegatives) : (FalsePositives, TrueNegatives + 1);
        }
    }

    /// <summary>The figure of the counts.</summary>
    private protected abstract double Figure();
}
