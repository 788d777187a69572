using System.Globalization;
using System.Text;

namespace FastOpt.Training;

/// <summary>What came out of a sweep over batch sizes. Losses and steps are the same on every run; times are those of the machine.</summary>
/// <param name="TargetLoss">The validation loss to reach.</param>
/// <param name="Rows">One line for each batch size, in the order given.</param>
public sealed record BatchSizeTable(double TargetLoss, IReadOnlyList<BatchSizeRow> Rows)
{
    /// <summary>The metrics of the rows, in their order. Default: none.</summary>
    public IReadOnlyList<MetricInfo> Metrics { get; init; } = [];

    // Without a target that a loss can be at, nothing is said of reaching it.
    private bool HasTarget => !double.IsNegativeInfinity(TargetLoss);

    private string[] Heads =>
    [
        "batch", "examples/s", "epochs", "best loss",
        .. Metrics.Select(static metric => metric.Name),
        .. HasTarget ? (string[])["steps to " + Text(TargetLoss), "time to " + Text(TargetLoss)] : [],
    ];

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

    /// <summary>
    /// Writes a page with the figures of the study: speed, best loss and metrics against the batch size, and steps and time to the target where there is one.
    /// One HTML file that runs no script and asks no server.
    /// </summary>
    /// <param name="path">The file; its folder is made if it is not there.</param>
    /// <param name="title">The heading. Default: "Batch sizes".</param>
    /// <exception cref="IOException">The file could not be written; what was there before is as it was.</exception>
    public void WriteHtml(string path, string title = "Batch sizes")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(title);
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        AtomicFile.Write(LocalFiles.Instance, full, Encoding.UTF8.GetBytes(BatchSizePage.Render(this, title)));
    }

    private string[] Cells(BatchSizeRow row) =>
    [
        row.BatchSize.ToString(CultureInfo.InvariantCulture),
        row.ExamplesPerSecond.ToString("N0", CultureInfo.InvariantCulture),
        row.Epochs.ToString(CultureInfo.InvariantCulture),
        Text(row.BestLoss),
        .. Metrics.Select((_, i) => i < row.Metrics.Count ? Text(row.Metrics[i].Value) : "–"),
        .. HasTarget ? Reached(row) : [],
    ];

    private static string[] Reached(BatchSizeRow row) =>
    [
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
    TimeSpan? TimeToTarget)
{
    /// <summary>The epoch of the lowest validation loss, from 1; 0 where no loss was a number.</summary>
    public int BestEpoch { get; init; }

    /// <summary>The metrics of that epoch, in the order of the sweep's; empty without any.</summary>
    public IReadOnlyList<MetricValue> Metrics { get; init; } = [];
}
