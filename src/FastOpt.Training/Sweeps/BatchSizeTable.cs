using System.Globalization;
using System.Text;

namespace FastOpt.Training;

/// <summary>What came out of a sweep over batch sizes. Losses and steps are the same on every run; times are those of the machine.</summary>
/// <param name="TargetLoss">The validation loss to reach.</param>
/// <param name="Rows">One line for each batch size, in the order given.</param>
public sealed record BatchSizeTable(double TargetLoss, IReadOnlyList<BatchSizeRow> Rows)
{
    private string[] Heads => ["batch", "examples/s", "epochs", "best loss", "steps to " + Text(TargetLoss), "time to " + Text(TargetLoss)];

    /// <summary>The fastest to the target; null where none reached it.</summary>
    public BatchSizeRow? Fastest => Rows.Where(static row => row.TimeToTarget is not null).MinBy(static row => row.TimeToTarget);

    /// <summary>The table with aligned columns, for terminals; lines end in a line feed.</summary>
    public override string ToString()
    {
        string[][] cells = [Heads, .. Rows.Select(Cells)];
        int[] widths = [.. Enumerable.Range(0, Heads.Length).Select(column => cells.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in cells)
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadLeft(widths[column])))).Append('\n');
        return text.ToString();
    }

    /// <summary>The table in Markdown; lines end in a line feed.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder().Append("| ").AppendJoin(" | ", Heads).Append(" |\n|").AppendJoin("|", Heads.Select(static _ => "--:")).Append("|\n");
        foreach (BatchSizeRow row in Rows)
            text.Append("| ").AppendJoin(" | ", Cells(row)).Append(" |\n");
        return text.ToString();
    }

    private static string[] Cells(BatchSizeRow row) =>
    [
        row.BatchSize.ToString(CultureInfo.InvariantCulture),
        row.ExamplesPerSecond.ToString("N0", CultureInfo.InvariantCulture),
        row.Epochs.ToString(CultureInfo.InvariantCulture),
        Text(row.BestLoss),
        row.StepsToTarget?.ToString(CultureInfo.InvariantCulture) ?? "not reached",
        row.TimeToTarget is { } time ? time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s" : "–",
    ];

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}

/// <summary>One batch size of a sweep.</summary>
/// <param name="BatchSize">Examples of a step.</param>
/// <param name="Epochs">Epochs that were run.</param>
/// <param name="Steps">Steps that were run.</param>
/// <param name="ExamplesPerSecond">Examples that steps took in a second, without validation.</param>
/// <param name="BestLoss">The lowest validation loss.</param>
/// <param name="StepsToTarget">Steps until the end of the first epoch whose validation loss was at the target; null where none was.</param>
/// <param name="TimeToTarget">The time of these steps, without validation.</param>
public sealed record BatchSizeRow(int BatchSize, int Epochs, long Steps, double ExamplesPerSecond, double BestLoss, long? StepsToTarget,
    TimeSpan? TimeToTarget);
