using System.Globalization;
using System.Text;

namespace FastOpt.Training;

/// <summary>
/// Parallel coordinates as inline SVG: an axis for each parameter and one for the value, and a line for each complete trial. The best tenth is drawn over the
/// others, broader and in another colour, the best one with markers, too.
/// </summary>
internal static class ParallelPlot
{
    private const int Height = 380, Top = 58, Bottom = 40, Margin = 70, Pitch = 132, MostAxes = 12;
    private const int Inner = Height - Top - Bottom;

    /// <summary>Writes the figure.</summary>
    public static void Write(StringBuilder page, IReadOnlyList<TrialRecord> complete, IReadOnlyList<string> parameters, StudyDirection direction)
    {
        ParameterScale[] scales = [.. parameters.Take(MostAxes).Select(name => new ParameterScale(name, complete))];
        TrialRecord[] ordered = [.. direction == StudyDirection.Minimize
            ? complete.OrderByDescending(static trial => trial.Value)
            : complete.OrderBy(static trial => trial.Value)];
        (double least, double most) = (complete.Min(static trial => trial.Value), complete.Max(static trial => trial.Value));
        PlotAxis values = PlotAxis.For(complete.Select(static trial => trial.Value));
        int best = Math.Max(1, (ordered.Length + 9) / 10), width = (2 * Margin) + (Pitch * scales.Length);
        page.Append("<figure class=\"card\"><figcaption><h3>Parameters and value of each trial</h3><p>").Append(Note(ordered.Length, best, parameters.Count))
            .Append("</p></figcaption>\n<div class=\"scroll\" tabindex=\"0\">");
        Add(page, $"""
            <svg viewBox="0 0 {width} {Height}" style="min-width:{Math.Min(width, 620)}px" role="img" aria-labelledby="parallel-title parallel-desc">
            <title id="parallel-title">Parameters and value of each trial</title>
            <desc id="parallel-desc">A line for each of {ordered.Length} complete trials across {scales.Length} parameters to its value,
             from {Html.Figure(least)} to {Html.Figure(most)}. The table behind it has the figures.</desc>

            """);
        for (int i = 0; i < ordered.Length; i++)
            WriteTrial(page, ordered[i], scales, values, i >= ordered.Length - best, i == ordered.Length - 1);
        for (int i = 0; i < scales.Length; i++)
            WriteAxis(page, i, scales[i].Name + (scales[i].IsLog ? ", log" : ""), scales[i].Labels());
        WriteAxis(page, scales.Length, "value" + (values.IsLog ? ", log" : ""), [.. values.Ticks.Select(tick => (values.Position(tick.Value), tick.Text))]);
        page.Append("</svg></div><details><summary>Table</summary>");
        TrialTable.WriteTable(page, complete, direction);
        page.Append("</details></figure>\n");
    }

    private static string Note(int trials, int best, int parameters) =>
        string.Create(CultureInfo.InvariantCulture, $"{trials} complete trials; the best {(best == 1 ? "one is" : best + " are")} drawn over the others.")
        + (parameters > MostAxes ? string.Create(CultureInfo.InvariantCulture, $" The {MostAxes} most important of {parameters} parameters are shown.") : "");

    private static void WriteTrial(StringBuilder page, TrialRecord trial, ParameterScale[] scales, PlotAxis values, bool isGood, bool isBest)
    {
        var line = new StringBuilder();
        var markers = new StringBuilder();
        bool isOpen = false;
        for (int i = 0; i <= scales.Length; i++)
        {
            double position = i < scales.Length ? scales[i].Position(trial) : values.Position(trial.Value);
            if (double.IsNaN(position))
            {
                isOpen = false;
                continue;
            }

            Add(line, $"{(isOpen ? 'L' : 'M')}{Margin + (i * Pitch)} {Down(position)}");
            Add(markers, $"M{Margin + (i * Pitch)} {Down(position)}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z");
            isOpen = true;
        }

        string look = isGood ? "line s1\" stroke-opacity=\".95" : "line s0\" stroke-opacity=\".28";
        Add(page, $"<path class=\"{look}\" d=\"{line}\"/>\n");
        if (isBest)
            Add(page, $"<path class=\"marker s1\" d=\"{markers}\"/>\n");
    }

    private static void WriteAxis(StringBuilder page, int index, string name, IReadOnlyList<(double Position, string Text)> labels)
    {
        int x = Margin + (index * Pitch);
        Add(page, $"<path class=\"axis\" d=\"M{x} {Top}v{Inner}\"/>");
        Add(page, $"<text class=\"name\" x=\"{x}\" y=\"{Top - 32}\" text-anchor=\"middle\">{Html.Escape(name)}</text>");
        foreach ((double position, string text) in labels.Where(static label => label.Position is >= -1e-9 and <= 1 + 1e-9))
            Add(page, $"<text class=\"note\" x=\"{x + 7}\" y=\"{Down(position)}\" dy=\".35em\">{Html.Escape(text)}</text>");
        page.Append('\n');
    }

    private static string Down(double position) => Html.Number(Top + ((1 - position) * Inner), "0.#");

    private static void Add(StringBuilder page, FormattableString text) => page.Append(text.ToString(CultureInfo.InvariantCulture));
}
