using System.Globalization;

namespace FastOpt.Training;

/// <summary>
/// How often examples of one class were taken for another: rows are the true classes, columns the predicted ones, as scikit-learn's <c>confusion_matrix</c>.
/// The largest output is the prediction; the first of equals wins. As a metric its figure is the accuracy.
/// </summary>
/// <param name="classes">Classes told apart; 0, the default, takes their number from the first batch.</param>
public sealed class ConfusionMatrix(int classes = 0) : Metric<int>
{
    private readonly int _fixed = classes == 0 || classes >= 2 ? classes
        : throw new ArgumentOutOfRangeException(nameof(classes), classes, "At least two classes.");
    private long[] _counts = new long[classes * classes];

    /// <inheritdoc/>
    public override string Name => "accuracy";

    /// <summary>The share of right predictions; NaN where nothing was counted, or an output was not a number.</summary>
    public override double Value => Total == 0 || NotNumbers > 0 ? double.NaN : (double)Correct / Total;

    /// <summary>Classes told apart; 0 before the first batch.</summary>
    public int Classes { get; private set; } = classes;

    /// <summary>Examples counted.</summary>
    public long Total { get; private set; }

    /// <summary>Examples whose prediction is right.</summary>
    public long Correct { get; private set; }

    /// <summary>Examples that are not counted because an output of theirs was not a number.</summary>
    public long NotNumbers { get; private set; }

    /// <summary>Examples of class <paramref name="actual"/> that were taken for <paramref name="predicted"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(actual);
            ArgumentOutOfRangeException.ThrowIfNegative(predicted);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actual, Classes);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, Classes);
            return _counts[(actual * Classes) + predicted];
        }
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        Array.Clear(_counts);
        (Total, Correct, NotNumbers) = (0, 0, 0);
    }

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> targets)
    {
        int found = MetricBatch.Classes("confusion matrix", outputs, targets);
        if (found == 0)
            return;
        if (found != Classes)
            Resize(found);
        for (int i = 0; i < targets.Length; i++)
            Count(targets[i], MetricBatch.Largest(outputs.Slice(i * found, found)));
    }

    /// <summary>Counts one prediction.</summary>
    internal void Count(int actual, int predicted)
    {
        if (predicted < 0)
        {
            NotNumbers++;
            return;
        }

        _counts[(actual * Classes) + predicted]++;
        Total++;
        Correct += predicted == actual ? 1 : 0;
    }

    /// <summary>Examples of a class.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long ActualCount(int actual)
    {
        long sum = 0;
        for (int predicted = 0; predicted < Classes; predicted++)
            sum += this[actual, predicted];
        return sum;
    }

    /// <summary>Examples that were taken for a class.</summary>
    public long PredictedCount(int predicted)
    {
        long sum = 0;
        for (int actual = 0; actual < Classes; actual++)
            sum += this[actual, predicted];
        return sum;
    }

    /// <summary>Writes an aligned table; a dot stands for 0, so that the mistakes stand out. Before the first batch there is none.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="names">The names of the classes. Default: their numbers.</param>
    public void Write(TextWriter writer, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (Classes == 0)
            return;
        string[] heads = [.. Enumerable.Range(0, Classes)
            .Select(i => names is not null && i < names.Count ? names[i] : i.ToString(CultureInfo.InvariantCulture))];
        int rowHead = heads.Max(static head => head.Length);
        int width = Math.Max(rowHead, _counts.Max(static count => count.ToString(CultureInfo.InvariantCulture).Length)) + 2;
        writer.Write("confusion matrix (rows: true class, columns: taken for)\n");
        writer.Write(new string(' ', rowHead) + string.Concat(heads.Select(head => head.PadLeft(width))) + "\n");
        for (int actual = 0; actual < Classes; actual++)
        {
            writer.Write(heads[actual].PadLeft(rowHead));
            for (int predicted = 0; predicted < Classes; predicted++)
                writer.Write((this[actual, predicted] == 0 ? "." : this[actual, predicted].ToString(CultureInfo.InvariantCulture)).PadLeft(width));
            writer.Write('\n');
        }
    }

    private void Resize(int found)
    {
        if (_fixed > 0 || Total + NotNumbers > 0)
            throw new ArgumentException($"confusion matrix: {found} outputs for each label, but {Classes} classes.", nameof(found));
        (Classes, _counts) = (found, new long[found * found]);
    }
}
