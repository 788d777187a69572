using FastOpt.Cli.Commands;
using FastOpt.Race;
using Spectre.Console;

namespace FastOpt.Cli.Race;

/// <summary>A race as it stands in a terminal or in a file: the picture, and a table of what each racer came to.</summary>
internal static class RaceReport
{
    private const int PlainColumns = 72, LeastColumns = 24, MostColumns = 108, LeastLines = 8;

    /// <summary>Writes it.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="console">The terminal that <paramref name="output"/> is, if it has colours.</param>
    /// <param name="title">What is raced.</param>
    /// <param name="landscape">The landscape.</param>
    /// <param name="runs">What the racers did.</param>
    public static void Write(TextWriter output, IAnsiConsole? console, string title, Landscape landscape, IReadOnlyList<RaceRun> runs)
    {
        output.WriteLine(title);
        output.WriteLine();
        int columns = console is null ? PlainColumns : ColumnsOf(console, runs.Count);
        var canvas = new Canvas(landscape, runs, columns, columns / 3);
        if (console is null)
            CharacterPicture.Write(output, canvas);
        else
            BlockPicture.Write(console, canvas);
        output.WriteLine(RaceText.Key(landscape, console is null ? "emptier" : "lighter", "·"));
        output.WriteLine();
        WriteTable(output, console, runs);
        if (runs.Any(static run => run.StepsToNear is int steps && run.Steps[steps].Evaluations > steps + 1))
            output.WriteLine("  in brackets: evaluations, where steps take several");
    }

    // As large as picture and table together fit; a picture is three characters wide for each line.
    private static int ColumnsOf(IAnsiConsole console, int racers)
    {
        int lines = Math.Max(LeastLines, console.Profile.Height - racers - 8);
        return Math.Clamp(Math.Min(console.Profile.Width, 3 * lines), LeastColumns, MostColumns) / 3 * 3;
    }

    private static void WriteTable(TextWriter output, IAnsiConsole? console, IReadOnlyList<RaceRun> runs)
    {
        var table = new TextTable("", "optimizer", ">distance", ">value", ">steps to 1e-3", "end");
        int[] order =
        [
            .. Enumerable.Range(0, runs.Count)
                .OrderBy(i => runs[i].StepsToNear ?? int.MaxValue)
                .ThenBy(i => runs[i].Last.Distance)
                .ThenBy(i => runs[i].Last.Value),
        ];
        foreach (int i in order)
        {
            RaceRun run = runs[i];
            table.Add(
                RaceKey.Letter(i).ToString(), RaceText.Name(run), RaceText.Distance(run), RaceText.Value(run), RaceText.StepsToNear(run), RaceText.End(run));
        }

        using var text = new StringWriter { NewLine = "\n" };
        table.Write(text);
        string[] lines = text.ToString().TrimEnd('\n').Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (console is null || i == 0)
                output.WriteLine(lines[i]);
            else
                WriteKeyed(console, lines[i], order[i - 1]);
        }
    }

    // The line of a racer, with its letter in its colour.
    private static void WriteKeyed(IAnsiConsole console, string line, int racer)
    {
        int at = line.IndexOf(RaceKey.Letter(racer), StringComparison.Ordinal);
        console.Write(new Text(line[..at]));
        console.Write(new Text(line[at..(at + 1)], new Style(Color.White, BlockPicture.Of(RaceKey.Colour(racer)), Decoration.Bold)));
        console.Write(new Text(line[(at + 1)..] + "\n"));
    }
}
