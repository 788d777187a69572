using System.Text;

namespace FastOpt.Training;

/// <summary>A plot as an HTML figure: heading, legend, SVG, and the table behind it.</summary>
internal static class PlotFigure
{
    private const int TableRows = 200;

    /// <summary>Writes it.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="plot">The plot.</param>
    /// <param name="id">A name that no other figure of the page has.</param>
    /// <param name="note">A sentence below the heading. Default: none.</param>
    public static void Write(StringBuilder page, Plot plot, string id, string note = "")
    {
        page.Append("<figure class=\"card\"><figcaption><h3>").Append(Html.Escape(plot.Title)).Append("</h3>");
        if (note.Length > 0)
            page.Append("<p>").Append(Html.Escape(note)).Append("</p>");
        if (plot.Series.Count > 1 || plot.Series.Any(static series => series.Kind == SeriesKind.Cloud))
        {
            page.Append("<ul class=\"legend\">");
            for (int i = 0; i < plot.Series.Count; i++)
            {
                page.Append("<li>");
                PlotSvg.WriteKey(page, plot.Series[i], i);
                page.Append(Html.Escape(plot.Series[i].Name)).Append("</li>");
            }

            page.Append("</ul>");
        }

        page.Append("</figcaption>\n");
        PlotSvg.Write(page, plot, id);
        WriteTable(page, plot);
        page.Append("</figure>\n");
    }

    private static void WriteTable(StringBuilder page, Plot plot)
    {
        bool isCloud = plot.Series.Any(static series => series.Kind == SeriesKind.Cloud);
        int rows = plot.Series.Max(static series => series.X.Count), stride = Math.Max(1, (rows + TableRows - 1) / TableRows);
        page.Append("<details><summary>Table").Append(stride > 1 ? $" (one in {Html.Number(stride)} rows)" : "")
            .Append("</summary><div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">")
            .Append(Html.Escape(plot.XTitle)).Append("</th>");
        foreach (PlotSeries series in plot.Series)
            page.Append("<th scope=\"col\">").Append(Html.Escape(isCloud ? plot.YTitle : series.Name)).Append("</th>");
        page.Append("</tr></thead><tbody>\n");
        for (int row = 0; row < rows; row += stride)
        {
            page.Append("<tr><td>").Append(Html.Figure(plot.Series[0].X[row])).Append("</td>");
            foreach (PlotSeries series in plot.Series)
                page.Append("<td>").Append(row < series.Y.Count ? Html.Figure(series.Y[row]) : "").Append("</td>");
            page.Append("</tr>\n");
        }

        page.Append("</tbody></table></div></details>");
    }
}
