using System.Globalization;
using System.Text;

namespace FastOpt.Training;

/// <summary>
/// Parallel coordinates as inline SVG: an axis for each parameter and one for the value, and a line for each complete trial. The best tenth is drawn over the
/// others, in another colour, the best one with markers, too. Who did not ask for a parameter passes below its axis.
/// </summary>
internal static class ParallelPlot
{
    private const int Height = 400, Top = 58, Bottom = 60, Margin = 70, Narrowest = 120, Below = 24, MostAxes = 12;
    private const int Inner = Height - Top - Bottom;
    private const double LetterWidth = 8.6;

    private sealed record Axis(int X, string Name, IReadOnlyList<(double Position, string Text)> Labels, Func<TrialRecord, double> Position);

    /// <summary>Writes the figure.</summary>
    public static void Write(StringBuilder page, IReadOnlyList<TrialRecord> complete, IReadOnlyList<string> parameters, StudyDirection direction)
    {
        TrialRecord[] ordered = [.. direction == StudyDirection.Minimize
            ? complete.OrderByDescending(static trial => trial.Value)
            : complete.OrderBy(static trial => trial.Value)];
        (double least, double most) = (complete.Min(static trial => trial.Value), complete.Max(static trial => trial.Value));
        Axis[] axes = Axes(complete, parameters);
        int best = Math.Max(1, (ordered.Length + 9) / 10), width = axes[^1].X + Margin;
        page.Append("<figure class=\"card\" style=\"margin-top:18px\"><figcaption><h3>Parameters and value of each trial</h3><p>")
            .Append(Note(ordered.Length, best, parameters.Count)).Append("</p></figcaption>\n<div class=\"scroll\" tabindex=\"0\">");
        Add(page, $"""
            <svg viewBox="0 0 {width} {Height}" style="min-width:{Math.Min(width, 620)}px" role="img" aria-labelledby="parallel-title parallel-desc">
            <title id="parallel-title">Parameters and value of each trial</title>
            <desc id="parallel-desc">A line for each of {ordered.Length} complete trials across {axes.Length - 1} parameters to its value,
             from {Html.Figure(least)} to {Html.Figure(most)}. The table behind it has the figures.</desc>

            """);
        for (int i = 0; i < ordered.Length; i++)
            WriteTrial(page, ordered[i], axes, i >= ordered.Length - best, i == ordered.Length - 1);
        foreach (Axis axis in axes)
            WriteAxis(page, axis, complete.Any(trial => double.IsNaN(axis.Position(trial))));
        page.Append("</svg></div><details><summary>Table</summary>");
        TrialTable.WriteTable(page, complete, direction);
        page.Append("</details></figure>\n");
    }

    /// <summary>The axes from left to right, each as far from the next as its labels and names are long.</summary>
    private static Axis[] Axes(IReadOnlyList<TrialRecord> complete, IReadOnlyList<string> parameters)
    {
        var axes = new List<Axis>();
        int x = Margin;
        foreach (string name in parameters.Take(MostAxes))
        {
            var scale = new ParameterScale(name, complete);
            var axis = new Axis(x, name + (scale.IsLog ? ", log" : ""), scale.Labels(), scale.Position);
            axes.Add(axis);
            x += Math.Max(Narrowest, (int)(LetterWidth * Math.Max(axis.Labels.Max(static label => label.Text.Length) + 3, axis.Name.Length + 2)));
        }

        PlotAxis values = PlotAxis.For(complete.Select(static trial => trial.Value));
        IReadOnlyList<(double, string)> ticks = [.. values.Ticks.Select(tick => (values.Position(tick.Value), tick.Text))];
        axes.Add(new Axis(x, "value" + (values.IsLog ? ", log" : ""), ticks, trial => values.Position(trial.Value)));
        return [.. axes];
    }

    private static string Note(int trials, int best, int parameters) =>
        string.Create(CultureInfo.InvariantCulture, $"{trials} complete trials; the best {(best == 1 ? "one is" : best + " are")} drawn over the others.")
        + (parameters > MostAxes ? string.Create(CultureInfo.InvariantCulture, $" The {MostAxes} most important of {parameters} parameters are shown.") : "");

    private static void WriteTrial(StringBuilder page, TrialRecord trial, Axis[] axes, bool isGood, bool isBest)
    {
        StringBuilder line = new(), markers = new();
        foreach (Axis axis in axes)
        {
            string y = Down(axis.Position(trial));
            Add(line, $"{(line.Length > 0 ? 'L' : 'M')}{axis.X} {y}");
            Add(markers, $"M{axis.X} {y}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z");
        }

        string look = isGood ? "line s1\" stroke-opacity=\".95" : "line s0\" stroke-opacity=\".28";
        Add(page, $"<path class=\"{look}\" d=\"{line}\"/>\n");
        if (isBest)
            Add(page, $"<path class=\"marker s1\" d=\"{markers}\"/>\n");
    }

    private static void WriteAxis(StringBuilder page, Axis axis, bool isPassed)
    {
        Add(page, $"<path class=\"axis\" d=\"M{axis.X} {Top}v{Inner}\"/>");
        Add(page, $"<text class=\"name\" x=\"{axis.X}\" y=\"{Top - 32}\" text-anchor=\"middle\">{Html.Escape(axis.Name)}</text>");
        foreach ((double position, string text) in axis.Labels.Where(static label => label.Position is >= -1e-9 and <= 1 + 1e-9))
            Add(page, $"<text class=\"note\" x=\"{axis.X + 7}\" y=\"{Down(position)}\" dy=\".35em\">{Html.Escape(text)}</text>");
        if (isPassed)
            Add(page, $"<text class=\"note\" x=\"{axis.X + 7}\" y=\"{Down(double.NaN)}\" dy=\".35em\">none</text>");
        page.Append('\n');
    }

    private static string Down(double position) => Html.Number(double.IsNaN(position) ? Top + Inner + Below : Top + ((1 - position) * Inner), "0.#");

    private static void Add(StringBuilder page, FormattableString text) => page.Append(text.ToString(CultureInfo.InvariantCulture));
}
