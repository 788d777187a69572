using System.Globalization;
using System.Text;

namespace FastOpt.Training;

/// <summary>
/// A plot as inline SVG. Colours come from the page's style (classes s0 to s7), so that they follow the theme; series differ by dash and marker, too. The
/// margins leave room for the larger text that narrow screens get.
/// </summary>
internal static class PlotSvg
{
    /// <summary>Looks of series; the ninth has the first's again.</summary>
    public const int Looks = 8;

    private const int Width = 640, Height = 360, Left = 84, Right = 20, Top = 34, Bottom = 62, Markers = 9;
    private const int InnerWidth = Width - Left - Right, InnerHeight = Height - Top - Bottom;
    private static readonly string[] Dashes = ["", "9 5", "2 4", "12 4 2 4", "", "9 5", "2 4", "12 4 2 4"];

    /// <summary>Writes it.</summary>
    public static void Write(StringBuilder page, Plot plot, string id)
    {
        PlotAxis x = plot.X(), y = plot.Y();
        Add(page, $"""
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="{id}-title {id}-desc"><title id="{id}-title">{Html.Escape(plot.Title)}</title>
            <desc id="{id}-desc">{Html.Escape(Description(plot))}</desc>

            """);
        WriteAxes(page, plot, x, y);
        if (plot.IsSquare)
            Add(page, $"<path class=\"guide\" d=\"M{Left} {Top + InnerHeight}L{Left + InnerWidth} {Top}\"/>\n");
        WriteMarks(page, plot, x, y);
        for (int i = plot.Series.Count - 1; i >= 0; i--)
            WriteSeries(page, plot.Series[i], i, x, y);
        page.Append("</svg>\n");
    }

    /// <summary>A piece of a series' line, for the legend.</summary>
    public static void WriteKey(StringBuilder page, PlotSeries series, int index)
    {
        page.Append("<svg class=\"key\" viewBox=\"0 0 44 14\" aria-hidden=\"true\">");
        if (series.Kind == SeriesKind.Cloud)
            Add(page, $"<path class=\"cloud s{index % Looks}\" d=\"M10 7h0M20 4h0M24 10h0M34 7h0\"/>");
        else
        {
            Add(page, $"<path class=\"line s{index % Looks}\"{Dash(index)} d=\"M2 7H42\"/>");
            WriteMarker(page, index, 22, 7);
        }

        page.Append("</svg>");
    }

    private static void WriteAxes(StringBuilder page, Plot plot, PlotAxis x, PlotAxis y)
    {
        page.Append("<g class=\"grid\">");
        foreach (PlotAxis.Tick tick in y.Ticks)
            Add(page, $"<path d=\"M{Left} {Down(y, tick.Value)}h{InnerWidth}\"/>");
        page.Append("</g>\n<g class=\"tick\" text-anchor=\"end\">");
        foreach (PlotAxis.Tick tick in y.Ticks)
            Add(page, $"<text x=\"{Left - 9}\" y=\"{Down(y, tick.Value)}\" dy=\".35em\">{tick.Text}</text>");
        page.Append("</g>\n<g class=\"tick\" text-anchor=\"middle\">");
        foreach (PlotAxis.Tick tick in x.Ticks)
        {
            string at = Across(x, tick.Value);
            Add(page, $"<path d=\"M{at} {Top + InnerHeight}v5\"/><text x=\"{at}\" y=\"{Top + InnerHeight + 9}\" dy=\".9em\">{tick.Text}</text>");
        }

        Add(page, $"</g>\n<path class=\"axis\" d=\"M{Left} {Top + InnerHeight}h{InnerWidth}\"/>");
        Add(page, $"<text class=\"name\" x=\"{Left + InnerWidth}\" y=\"{Height - 6}\" text-anchor=\"end\">{Html.Escape(plot.XTitle)}</text>");
        Add(page, $"<text class=\"name\" x=\"2\" y=\"{Top - 16}\">{Html.Escape(plot.YTitle + (y.IsLog ? ", log scale" : ""))}</text>\n");
    }

    private static void WriteMarks(StringBuilder page, Plot plot, PlotAxis x, PlotAxis y)
    {
        if (plot.Horizontal is { } across && y.Position(across.Value) is >= 0 and <= 1)
        {
            string at = Down(y, across.Value);
            Add(page, $"<path class=\"guide\" d=\"M{Left} {at}h{InnerWidth}\"/>");
            Add(page, $"<text class=\"note\" x=\"{Left + InnerWidth}\" y=\"{at}\" dy=\"-.4em\" text-anchor=\"end\">{Html.Escape(across.Text)}</text>\n");
        }

        if (plot.Vertical is { } best && x.Position(best.Value) is >= 0 and <= 1)
        {
            string at = Across(x, best.Value);
            string anchor = x.Position(best.Value) > 0.5 ? "end" : "start";
            int shift = anchor == "end" ? -6 : 6;
            Add(page, $"<path class=\"best\" d=\"M{at} {Top}v{InnerHeight}\"/>");
            string y0 = IsHigh(plot, best.Value, y) ? $"y=\"{Top + InnerHeight}\" dy=\"-.5em\"" : $"y=\"{Top}\" dy=\".9em\"";
            Add(page, $"<text class=\"note\" x=\"{at}\" dx=\"{shift}\" {y0} text-anchor=\"{anchor}\">{Html.Escape(best.Text)}</text>\n");
        }
    }

    // Whether curves run through the upper part of the plot near a position, so that a text there has to stand at the bottom.
    private static bool IsHigh(Plot plot, double position, PlotAxis y)
    {
        PlotSeries first = plot.Series[0];
        for (int i = 0; i < first.X.Count; i++)
        {
            if (first.X[i] >= position)
                return y.Position(first.Y[i]) > 0.6;
        }

        return false;
    }

    private static void WriteSeries(StringBuilder page, PlotSeries series, int index, PlotAxis x, PlotAxis y)
    {
        if (series.Kind == SeriesKind.Bars)
        {
            WriteBars(page, series, index, x, y);
            return;
        }

        bool isCloud = series.Kind == SeriesKind.Cloud;
        var line = new StringBuilder();
        var shown = new List<int>();
        bool isOpen = false;
        for (int i = 0; i < series.Y.Count; i++)
        {
            double position = y.Position(series.Y[i]);
            if (!double.IsFinite(position) || position < -0.001)
            {
                isOpen = false;
                continue;
            }

            shown.Add(i);
            line.Append(isOpen && !isCloud ? 'L' : 'M').Append(Across(x, series.X[i])).Append(' ').Append(Down(y, series.Y[i])).Append(isCloud ? "h0" : "");
            isOpen = true;
        }

        if (shown.Count == 0)
            return;
        Add(page, $"<path class=\"{(isCloud ? "cloud" : "line")} s{index % Looks}\"{(isCloud ? "" : Dash(index))} d=\"{line}\"/>");
        if (!isCloud)
        {
            int stride = Math.Max(1, (shown.Count + Markers - 1) / Markers);
            for (int i = Math.Min(index * stride / 3, shown.Count - 1); i < shown.Count; i += stride)
                WriteMarker(page, index, Left + (x.Position(series.X[shown[i]]) * InnerWidth), Top + ((1 - y.Position(series.Y[shown[i]])) * InnerHeight));
        }

        page.Append('\n');
    }

    private static void WriteBars(StringBuilder page, PlotSeries series, int index, PlotAxis x, PlotAxis y)
    {
        double pitch = InnerWidth / (double)Math.Max(1, series.X.Count);
        Add(page, $"<path class=\"bars s{index % Looks}\" d=\"");
        for (int i = 0; i < series.X.Count; i++)
        {
            double height = (y.Position(series.Y[i]) - y.Position(0)) * InnerHeight;
            if (height > 0)
                Add(page, $"M{Left + (x.Position(series.X[i]) * InnerWidth) - (0.44 * pitch):0.#} {Down(y, 0)}v{-height:0.#}h{0.88 * pitch:0.#}v{height:0.#}z");
        }

        page.Append("\"/>\n");
    }

    private static void WriteMarker(StringBuilder page, int index, double x, double y)
    {
        string shape = (index % Looks) switch
        {
            0 => "m-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0-7.2 0z",
            1 => "m-3.4-3.4h6.8v6.8h-6.8z",
            2 => "m0-4.6l4.4 8h-8.8z",
            3 => "m0-4.8l4.8 4.8l-4.8 4.8l-4.8-4.8z",
            4 => "m0 4.6l4.4-8h-8.8z",
            5 => "m-1.3-4.2h2.6v2.9h2.9v2.6h-2.9v2.9h-2.6v-2.9h-2.9v-2.6h2.9z",
            6 => "m-4.4-1.4h8.8v2.8h-8.8z",
            _ => "m-1.4-4.4h2.8v8.8h-2.8z",
        };
        Add(page, $"<path class=\"marker s{index % Looks}\" d=\"M{x:0.#} {y:0.#}{shape}\"/>");
    }

    private static string Description(Plot plot) =>
        $"{plot.YTitle} against {plot.XTitle}: {string.Join(", ", plot.Series.Select(static series => series.Name))}. The table behind it has the figures.";

    private static string Dash(int index) => Dashes[index % Looks] is { Length: > 0 } dash ? $" stroke-dasharray=\"{dash}\"" : "";

    private static string Across(PlotAxis axis, double value) => Html.Number(Left + (axis.Position(value) * InnerWidth), "0.#");

    private static string Down(PlotAxis axis, double value) => Html.Number(Top + ((1 - axis.Position(value)) * InnerHeight), "0.#");

    private static void Add(StringBuilder page, FormattableString text) => page.Append(text.ToString(CultureInfo.InvariantCulture));
}
