using System.Globalization;

namespace FastOpt.Cli.Training;

/// <summary>How often examples of one class were taken for another: rows are the true classes, columns the predicted ones.</summary>
internal sealed class ConfusionMatrix(int classes)
{
    private readonly int[] _counts = new int[classes * classes];

    /// <summary>Classes told apart.</summary>
    public int Classes { get; } = classes;

    /// <summary>Examples counted.</summary>
    public int Total { get; private set; }

    /// <summary>Examples whose prediction is right.</summary>
    public int Correct { get; private set; }

    /// <summary>The share of right predictions; 0 when nothing was counted.</summary>
    public double Accuracy => Total == 0 ? 0 : (double)Correct / Total;

    /// <summary>Examples of class <paramref name="actual"/> that were taken for <paramref name="predicted"/>.</summary>
    public int this[int actual, int predicted] => _counts[(actual * Classes) + predicted];

    /// <summary>Forgets all counts.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        (Total, Correct) = (0, 0);
    }

    /// <summary>Counts examples whose predictions are the largest of <see cref="Classes"/> scores each; the first wins a tie.</summary>
    public void Add(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            int predicted = IndexOfLargest(scores.Slice(i * Classes, Classes));
            _counts[(labels[i] * Classes) + predicted]++;
            Total++;
            if (predicted == labels[i])
                Correct++;
        }
    }

    /// <summary>Writes an aligned table; a dot stands for 0, so that the mistakes stand out.</summary>
    public void Write(TextWriter writer)
    {
        int width = Math.Max(4, Enumerable.Range(0, _counts.Length).Max(i => Text(_counts[i]).Length) + 1);
        writer.WriteLine("confusion matrix (rows: digit, columns: taken for)");
        writer.WriteLine("    " + string.Concat(Enumerable.Range(0, Classes).Select(column => Text(column).PadLeft(width))));
        for (int row = 0; row < Classes; row++)
        {
            writer.Write(Text(row).PadLeft(4));
            for (int column = 0; column < Classes; column++)
                writer.Write((this[row, column] == 0 ? "." : Text(this[row, column])).PadLeft(width));
            writer.WriteLine();
        }
    }

    private static int IndexOfLargest(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
                best = i;
        }

        return best;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
