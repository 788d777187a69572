using System.Globalization;
using System.Text;

namespace FastOpt.Training;

/// <summary>What was predicted: a confusion matrix with the figures of each class, or predicted against true numbers.</summary>
internal static class PredictionSection
{
    private const int MatrixClasses = 40, ShownMistakes = 8, Points = 2000;

    /// <summary>Writes it, if there is something.</summary>
    public static void Write(StringBuilder page, ReportContent content)
    {
        bool hasClasses = content.Confusion is { Total: > 0 }, hasScatter = content.Scatter is { Actual.Count: > 0 };
        if (!hasClasses && !hasScatter)
            return;
        page.Append("<section><h2>Predictions</h2><div class=\"grid2\">\n");
        if (hasClasses)
        {
            WriteMatrix(page, content.Confusion!, content.ClassNames);
            WriteClasses(page, content.Confusion!, content.ClassNames);
        }

        if (hasScatter)
            WriteScatter(page, content.Scatter!);
        page.Append("</div></section>\n");
    }

    private static void WriteMatrix(StringBuilder page, ConfusionMatrix matrix, IReadOnlyList<string> names)
    {
        page.Append("<figure class=\"card\"><figcaption><h3>Confusion matrix</h3><p>Rows: true class, columns: taken for. ")
            .Append("Shade of hits: their share of the row; of mistakes: how common they are among mistakes.</p></figcaption>\n");
        if (matrix.Classes <= MatrixClasses)
        {
            page.Append("<div class=\"scroll\" tabindex=\"0\"><table class=\"matrix\"><thead><tr>")
                .Append("<th scope=\"col\"><span class=\"hidden\">true class</span></th>");
            for (int predicted = 0; predicted < matrix.Classes; predicted++)
                page.Append("<th scope=\"col\">").Append(Html.Escape(Name(names, predicted))).Append("</th>");
            page.Append("</tr></thead><tbody>\n");
            long most = Mistakes(matrix).Select(static cell => cell.Count).FirstOrDefault(1);
            for (int actual = 0; actual < matrix.Classes; actual++)
                WriteRow(page, matrix, names, actual, most);
            page.Append("</tbody></table></div>\n");
        }

        WriteMistakes(page, matrix, names);
        page.Append("</figure>\n");
    }

    private static void WriteRow(StringBuilder page, ConfusionMatrix matrix, IReadOnlyList<string> names, int actual, long most)
    {
        page.Append("<tr><th scope=\"row\">").Append(Html.Escape(Name(names, actual))).Append("</th>");
        double total = Math.Max(1, matrix.ActualCount(actual));
        for (int predicted = 0; predicted < matrix.Classes; predicted++)
        {
            long count = matrix[actual, predicted];
            bool isHit = predicted == actual;
            double share = count / total, shade = isHit ? HitShade(share) : 8 + (37.0 * count / most);
            if (count == 0)
                page.Append("<td class=\"none\">·</td>");
            else
                page.Append(CultureInfo.InvariantCulture,
                    $"<td class=\"{(isHit ? "hit" : "miss")}{(shade > 90 ? " full" : "")}\" style=\"--v:{shade:0}%\">{count}</td>");
        }

        page.Append("</tr>\n");
    }

    // Shades between these two would be too dark for a dark text, and too light for a light one.
    private static double HitShade(double share) => share > 0.7 ? 92 + ((share - 0.7) / 0.3 * 8) : 8 + (50 * share);

    private static void WriteMistakes(StringBuilder page, ConfusionMatrix matrix, IReadOnlyList<string> names)
    {
        long wrong = matrix.Total - matrix.Correct;
        string share = Html.Number(100.0 * matrix.Correct / matrix.Total, "0.##");
        page.Append("<p>").Append(Html.Escape($"{Html.Count(matrix.Correct)} of {Html.Count(matrix.Total)} right ({share} %)."));
        if (wrong > 0)
        {
            IEnumerable<string> shown = Mistakes(matrix).Take(ShownMistakes)
                .Select(mistake => $"{Name(names, mistake.Actual)} taken for {Name(names, mistake.Predicted)} ({Html.Count(mistake.Count)})");
            page.Append(Html.Escape($" Most common mistakes: {string.Join(", ", shown)}."));
        }

        page.Append("</p>\n");
    }

    // From the most common one down; of equals the first in the matrix.
    private static List<(int Actual, int Predicted, long Count)> Mistakes(ConfusionMatrix matrix)
    {
        var mistakes = new List<(int Actual, int Predicted, long Count)>();
        for (int actual = 0; actual < matrix.Classes; actual++)
        {
            for (int predicted = 0; predicted < matrix.Classes; predicted++)
            {
                if (actual != predicted && matrix[actual, predicted] > 0)
                    mistakes.Add((actual, predicted, matrix[actual, predicted]));
            }
        }

        return [.. mistakes.OrderByDescending(static mistake => mistake.Count)];
    }

    private static void WriteClasses(StringBuilder page, ConfusionMatrix matrix, IReadOnlyList<string> names)
    {
        page.Append("<figure class=\"card\"><figcaption><h3>Classes</h3></figcaption><div class=\"scroll\" tabindex=\"0\"><table class=\"bars\"><thead><tr>")
            .Append(Html.Heads("class", "precision", "recall", "F1", "examples")).Append("</tr></thead><tbody>\n");
        for (int i = 0; i < matrix.Classes; i++)
        {
            (double precision, double recall, double f1, long examples) = ClassificationReport.OfClass(matrix, i);
            page.Append("<tr><th scope=\"row\">").Append(Html.Escape(Name(names, i))).Append("</th>");
            foreach (double value in new[] { precision, recall, f1 })
                page.Append(CultureInfo.InvariantCulture, $"<td class=\"bar\" style=\"--v:{value * 100:0.#}%\">{value:0.000}</td>");
            page.Append("<td>").Append(Html.Count(examples)).Append("</td></tr>\n");
        }

        page.Append("</tbody></table></div></figure>\n");
    }

    private static void WriteScatter(StringBuilder page, PredictionScatter scatter)
    {
        int stride = Math.Max(1, (scatter.Actual.Count + Points - 1) / Points);
        int[] shown = [.. Enumerable.Range(0, (scatter.Actual.Count + stride - 1) / stride).Select(i => i * stride)];
        var series = new PlotSeries("an example", [.. shown.Select(i => (double)scatter.Actual[i])], [.. shown.Select(i => (double)scatter.Predicted[i])],
            SeriesKind.Cloud);
        PlotFigure.Write(
            page,
            new Plot("Predicted against true", $"true {scatter.Name}", $"predicted {scatter.Name}", [series]) { IsSquare = true, IsLog = false },
            "scatter",
            stride == 1 ? "On the dashed line a prediction is exact."
                : $"On the dashed line a prediction is exact. One in {Html.Number(stride)} of {Html.Count(scatter.Actual.Count)} examples is shown.");
        var errors = new Mae();
        var fit = new R2();
        float[] predicted = [.. scatter.Predicted], actual = [.. scatter.Actual];
        errors.Add(predicted, actual);
        fit.Add(predicted, actual);
        WriteResiduals(page, scatter, $"Mean absolute error {Html.Figure(errors.Value)}, R² {Html.Figure(fit.Value)}.");
    }

    private static void WriteResiduals(StringBuilder page, PredictionScatter scatter, string note)
    {
        const int Buckets = 31;
        double[] errors = [.. scatter.Predicted.Zip(scatter.Actual, static (predicted, actual) => (double)predicted - actual).Where(double.IsFinite)];
        if (errors.Length == 0)
            return;
        double most = errors.Select(Math.Abs).Order().ElementAt((int)(0.99 * (errors.Length - 1))), width = 2 * (most > 0 ? most : 1) / Buckets;
        double[] counts = new double[Buckets];
        foreach (double error in errors)
            counts[Math.Clamp((int)Math.Floor((error / width) + (Buckets / 2.0)), 0, Buckets - 1)]++;
        double[] x = [.. Enumerable.Range(0, Buckets).Select(i => (i - (Buckets / 2)) * width)];
        PlotFigure.Write(
            page,
            new Plot("Errors", $"predicted − true {scatter.Name}", "examples", [new PlotSeries("examples", x, counts, SeriesKind.Bars)])
            {
                IsWhole = false, IsLog = false,
            },
            "errors",
            note + " The outermost buckets hold all errors beyond them.");
    }

    private static string Name(IReadOnlyList<string> names, int index) => index < names.Count ? names[index] : index.ToString(CultureInfo.InvariantCulture);
}
