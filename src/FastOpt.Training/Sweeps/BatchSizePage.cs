using System.Globalization;
using System.Text;

namespace FastOpt.Training;

/// <summary>The page of a batch-size study: a figure for each column of the table, against the logarithm of the batch size, since sizes double.</summary>
internal static class BatchSizePage
{
    public static string Render(BatchSizeTable table, string title)
    {
        var page = new StringBuilder();
        ReportShell.Begin(page, "Batch-size study", title, Sentence(table));
        if (table.Rows.Count > 0)
            WriteFigures(page, table);
        ReportShell.End(page);
        return page.ToString();
    }

    private static void WriteFigures(StringBuilder page, BatchSizeTable table)
    {
        page.Append("<section><h2>Against the batch size</h2><div class=\"grid2\">\n");
        Write("Speed", "examples per second", "speed", static row => row.ExamplesPerSecond);
        for (int i = 0; i < table.Metrics.Count; i++)
        {
            int metric = i;
            string name = table.Metrics[i].Name;
            Write(
                char.ToUpperInvariant(name[0]) + name[1..],
                $"validation {name}, best epoch",
                $"metric{metric.ToString(CultureInfo.InvariantCulture)}",
                row => metric < row.Metrics.Count ? row.Metrics[metric].Value : double.NaN);
        }

        Write("Loss", "lowest validation loss", "loss", static row => row.BestLoss);
        if (table.Rows.Any(static row => row.StepsToTarget is not null))
        {
            Write("Steps to the target", "steps", "steps", static row => row.StepsToTarget ?? double.NaN);
            Write("Time to the target", "seconds", "time", static row => row.TimeToTarget?.TotalSeconds ?? double.NaN);
        }

        page.Append("</div></section>\n");

        void Write(string title, string unit, string id, Func<BatchSizeRow, double> figure)
        {
            BatchSizeRow[] rows = [.. table.Rows.OrderBy(static row => row.BatchSize)];
            double[] x = [.. rows.Select(static row => Math.Log2(row.BatchSize))], y = [.. rows.Select(figure)];
            if (y.Any(double.IsFinite))
                PlotFigure.Write(page, new Plot(title, "log₂ of the batch size", unit, [new PlotSeries(title, x, y)]) { IsWhole = false }, id);
        }
    }

    private static string Sentence(BatchSizeTable table)
    {
        string sizes = string.Join(", ", table.Rows.Select(static row => row.BatchSize.ToString(CultureInfo.InvariantCulture)));
        string target = double.IsNegativeInfinity(table.TargetLoss) ? "" : $", until the validation loss is {Html.Figure(table.TargetLoss)}";
        string fastest = table.Fastest is { } best ? $" The fastest to it has batches of {best.BatchSize.ToString(CultureInfo.InvariantCulture)}." : "";
        return $"The same network from the same weights in batches of {sizes}{target}. Speeds and times are those of the machine that ran it.{fastest}";
    }
}
