namespace FastOpt.Playground;

/// <summary>A plot as numbers, for those who do not see it.</summary>
/// <param name="Head">The columns' names.</param>
/// <param name="Rows">The cells.</param>
internal sealed record PlotTable(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const int MostRows = 200;

    /// <summary>The points that a plot shows now: series, horizontal and vertical value. Of long series, every so manieth point and the last.</summary>
    public static PlotTable Of(Plot plot)
    {
        if (plot.Table is PlotTable own)
            return own;
        Series[] shown = [.. plot.Series.Where(static one => one.Kind != SeriesKind.Contours && one.Label.Length > 0)];
        int share = Math.Max(4, MostRows / Math.Max(1, shown.Length));
        var rows = new List<IReadOnlyList<string>>();
        foreach (Series series in shown)
        {
            int stride = Math.Max(1, (int)Math.Ceiling(series.Count / (double)share));
            for (int i = 0; i < series.Count; i++)
            {
                if (i % stride == 0 || i == series.Count - 1)
                    rows.Add([series.Label, Text(series.Xs[i]), Text(series.Ys[i])]);
            }
        }

        return new(["Series", plot.X.Label, plot.Y.Label], rows);
    }

    /// <summary>Six digits.</summary>
    public static string Text(double value) => NumberText.Of(value, 6);
}
