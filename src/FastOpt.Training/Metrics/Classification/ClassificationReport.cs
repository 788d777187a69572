using System.Globalization;

namespace FastOpt.Training;

/// <summary>
/// Precision, recall and F1 of each class and their averages as a table for terminals, with the figures of scikit-learn's <c>classification_report</c>.
/// </summary>
public static class ClassificationReport
{
    /// <summary>Writes the table. Lines end in a line feed.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="matrix">What was counted.</param>
    /// <param name="names">The names of the classes. Default: their numbers.</param>
    public static void Write(TextWriter writer, ConfusionMatrix matrix, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(matrix);
        var rows = new List<string[]> { new[] { "", "precision", "recall", "F1", "examples" } };
        (double P, double R, double F) macro = default, weighted = default;
        int there = 0;
        for (int i = 0; i < matrix.Classes; i++)
        {
            (double p, double r, double f, long actual) = OfClass(matrix, i);
            string name = names is not null && i < names.Count ? names[i] : i.ToString(CultureInfo.InvariantCulture);
            rows.Add([name, Text(p), Text(r), Text(f), Text(actual)]);
            if (actual + matrix.PredictedCount(i) == 0)
                continue;
            there++;
            macro = (macro.P + p, macro.R + r, macro.F + f);
            weighted = (weighted.P + (actual * p), weighted.R + (actual * r), weighted.F + (actual * f));
        }

        double total = matrix.Total;
        rows.Add(["macro average", Text(macro.P / there), Text(macro.R / there), Text(macro.F / there), Text(matrix.Total)]);
        rows.Add(["weighted average", Text(weighted.P / total), Text(weighted.R / total), Text(weighted.F / total), Text(matrix.Total)]);
        rows.Add(["accuracy", "", "", Text(matrix.Value), Text(matrix.Total)]);
        int[] widths = [.. Enumerable.Range(0, 5).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
            writer.Write(row[0].PadRight(widths[0]) + string.Concat(Enumerable.Range(1, 4).Select(column => "  " + row[column].PadLeft(widths[column])))
                + "\n");
    }

    /// <summary>Precision, recall, F1 and examples of a class.</summary>
    internal static (double Precision, double Recall, double F1, long Examples) OfClass(ConfusionMatrix matrix, int index)
    {
        long hits = matrix[index, index], predicted = matrix.PredictedCount(index), actual = matrix.ActualCount(index);
        return (Precision.Ratio(hits, predicted), Precision.Ratio(hits, actual), FScore.Of(1, hits, predicted, actual), actual);
    }

    private static string Text(double value) => double.IsNaN(value) ? "–" : value.ToString("F4", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
