using System.Globalization;

namespace FastOpt.Training;

/// <summary>
/// A figure of each class, from hits and mistakes, and its average: what <see cref="Precision"/>, <see cref="Recall"/> and <see cref="FScore"/> share.
/// </summary>
public abstract class ClassMetric : Metric<int>
{
    private readonly ConfusionMatrix _matrix = new();
    private readonly Averaging _averaging;
    private readonly int _class = -1;

    private protected ClassMetric(string name, Averaging averaging)
    {
        _averaging = averaging switch
        {
            Averaging.Macro or Averaging.Micro or Averaging.Weighted => averaging,
            _ => throw new ArgumentOutOfRangeException(nameof(averaging), averaging, "Macro, Micro or Weighted."),
        };
        Name = averaging == Averaging.Macro ? name : $"{name} ({(averaging == Averaging.Micro ? "micro" : "weighted")})";
    }

    private protected ClassMetric(string name, int ofClass)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ofClass);
        _class = ofClass;
        Name = $"{name} of class {ofClass.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>The hits and mistakes that the figures come from.</summary>
    public ConfusionMatrix Matrix => _matrix;

    /// <summary>The average over classes, or the figure of the chosen class; NaN where nothing was counted, or an output was not a number.</summary>
    public override double Value => double.IsNaN(_matrix.Value) ? double.NaN
        : _class >= 0 ? OfClass(_class)
        : _averaging == Averaging.Micro ? Figure(_matrix.Correct, _matrix.Total, _matrix.Total)
        : Average();

    /// <summary>The figure of a class; 0 where it would be 0 / 0, such as the precision of a class that was never predicted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class in what was added.</exception>
    public double OfClass(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _matrix.Classes);
        return Figure(_matrix[index, index], _matrix.PredictedCount(index), _matrix.ActualCount(index));
    }

    /// <inheritdoc/>
    public override void Reset() => _matrix.Reset();

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets) => _matrix.Add(outputs, targets);

    /// <summary>The figure of a class with so many hits, so many examples predicted to be of it, and so many that are.</summary>
    private protected abstract double Figure(long hits, long predicted, long actual);

    private double Average()
    {
        double sum = 0, weights = 0;
        for (int i = 0; i < _matrix.Classes; i++)
        {
            long predicted = _matrix.PredictedCount(i), actual = _matrix.ActualCount(i);
            if (predicted + actual == 0)
                continue;
            double weight = _averaging == Averaging.Weighted ? actual : 1;
            sum += weight * Figure(_matrix[i, i], predicted, actual);
            weights += weight;
        }

        return sum / weights;
    }
}
