using System.Globalization;

namespace FastOpt.Training;

/// <summary>
/// Curves as text, for terminals and logs: eight dots in a character (braille), or plain characters where the output is a file or a terminal without them.
/// Lines end in a line feed and are not longer than the width.
/// </summary>
public sealed record TextChart
{
    private const int LeastColumns = 8;
    private static readonly string[] Colours = ["\e[34m", "\e[33m", "\e[36m", "\e[35m", "\e[32m", "\e[31m"];

    /// <summary>Characters of a line, at least 24. Default: 80.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Lines of the curves, without title, axis and legend, at least 3. Default: 10.</summary>
    public int Height { get; init; } = 10;

    /// <summary>Whether plain characters are used, one mark for each series. Default: false, braille.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Whether series have colours by ANSI escape sequences, which do not count as width. Default: false.</summary>
    public bool HasColours { get; init; }

    /// <summary>The chart for a console: as wide as it is; plain where the output is redirected.</summary>
    public static TextChart ForConsole() => new()
    {
        Width = Console.IsOutputRedirected ? 80 : Math.Clamp(Console.WindowWidth - 1, 24, 120),
        IsPlain = Console.IsOutputRedirected,
        HasColours = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "",
    };

    /// <summary>
    /// Writes the curves of a run: losses, then each metric, then best epoch, gap and what to try in one sentence (<see cref="FitVerdict"/>).
    /// </summary>
    public void Write(TextWriter writer, History history)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(history);
        IReadOnlyList<EpochReport> epochs = history.Epochs;
        if (epochs.Count > 1)
        {
            var losses = new List<TextCurve> { new("training", [.. epochs.Select(static epoch => epoch.TrainLoss)]) };
            if (epochs.Any(static epoch => !double.IsNaN(epoch.ValidationLoss)))
                losses.Add(new TextCurve("validation", [.. epochs.Select(static epoch => epoch.ValidationLoss)]));
            Write(writer, "loss", losses, epochs[0].Epoch);
            for (int i = 0; i < epochs[0].Metrics.Count; i++)
                Write(writer, epochs[0].Metrics[i].Name,
                    [new("validation", [.. epochs.Select(epoch => i < epoch.Metrics.Count ? epoch.Metrics[i].Value : double.NaN)])], epochs[0].Epoch);
        }

        FitVerdict verdict = FitVerdict.Of(history);
        WriteWrapped(writer, verdict.Sentence);
        if (double.IsFinite(verdict.Gap))
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"Gap in epoch {verdict.Best!.Epoch}: {verdict.Gap:G4} (validation − training loss).\n"));
    }

    /// <summary>Writes one chart; its horizontal axis counts the values.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="title">Its title.</param>
    /// <param name="curves">Its curves, with values of the same positions; what is not finite is a gap.</param>
    /// <param name="first">The number of the first value. Default: 1.</param>
    public void Write(TextWriter writer, string title, IReadOnlyList<TextCurve> curves, int first = 1)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, 24, nameof(Width));
        ArgumentOutOfRangeException.ThrowIfLessThan(Height, 3, nameof(Height));
        int count = curves.Max(static curve => curve.Values.Count);
        PlotAxis axis = PlotAxis.For(curves.SelectMany(static curve => curve.Values));
        int labels = axis.Ticks.Max(static tick => tick.Text.Length), columns = Math.Max(LeastColumns, Width - labels - 2);
        var canvas = new TextCanvas(columns, Height, IsPlain);
        for (int i = 0; i < curves.Count; i++)
            canvas.Draw(curves[i].Values, count, axis, i);
        writer.Write(Cut(title + (axis.IsLog ? " (log scale)" : "")) + "\n");
        WriteRows(writer, axis, canvas, labels);
        string from = first.ToString(CultureInfo.InvariantCulture), to = (first + count - 1).ToString(CultureInfo.InvariantCulture);
        writer.Write(new string(' ', labels + 1) + (IsPlain ? "+" : "└") + new string(IsPlain ? '-' : '─', columns) + "\n");
        writer.Write(new string(' ', labels + 2) + (count > 1 ? from + to.PadLeft(columns - from.Length) : from) + "\n");
        if (curves.Count > 1)
            WriteLegend(writer, curves, labels + 2);
    }

    private void WriteRows(TextWriter writer, PlotAxis axis, TextCanvas canvas, int labels)
    {
        for (int row = 0; row < Height; row++)
        {
            string label = axis.Ticks.Where(tick => axis.Position(tick.Value) is >= 0 and <= 1 && Row(axis, tick.Value) == row)
                .Select(static tick => tick.Text).FirstOrDefault("");
            writer.Write(label.PadLeft(labels) + " " + (label.Length > 0 ? (IsPlain ? "+" : "┤") : IsPlain ? "|" : "│"));
            int colour = -1;
            string line = canvas.Row(row);
            for (int column = 0; column < line.Length; column++)
            {
                int owner = line[column] == ' ' || !HasColours ? -1 : canvas.Owner(row, column);
                if (owner != colour)
                    writer.Write(owner < 0 ? "\e[0m" : Colours[owner % Colours.Length]);
                colour = owner;
                writer.Write(line[column]);
            }

            writer.Write(colour < 0 ? "\n" : "\e[0m\n");
        }
    }

    private int Row(PlotAxis axis, double value) => Math.Clamp((int)((1 - axis.Position(value)) * Height), 0, Height - 1);

    private void WriteLegend(TextWriter writer, IReadOnlyList<TextCurve> curves, int indent)
    {
        string[] keys = [.. curves.Select((curve, i) => (IsPlain ? TextCanvas.Mark(i).ToString() : i == 0 ? "⠒⠒" : "⠂⠐") + " " + curve.Name)];
        string line = new string(' ', indent) + string.Join("   ", keys);
        if (!HasColours || line.Length > Width)
        {
            writer.Write(Cut(line) + "\n");
            return;
        }

        writer.Write(new string(' ', indent) + string.Join("   ", keys.Select(static (key, i) => Colours[i % Colours.Length] + key + "\e[0m")) + "\n");
    }

    private void WriteWrapped(TextWriter writer, string text)
    {
        int column = 0;
        foreach (string word in text.Split(' '))
        {
            bool breaks = column > 0 && column + 1 + word.Length > Width;
            writer.Write(breaks ? "\n" : column > 0 ? " " : "");
            writer.Write(word);
            column = breaks ? word.Length : column + word.Length + (column > 0 ? 1 : 0);
        }

        writer.Write('\n');
    }

    private string Cut(string line) => line.Length <= Width ? line : line[..(Width - 1)] + (IsPlain ? "~" : "…");
}

/// <summary>One curve of a <see cref="TextChart"/>.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Values">Its values; what is not finite is a gap.</param>
public sealed record TextCurve(string Name, IReadOnlyList<double> Values);
