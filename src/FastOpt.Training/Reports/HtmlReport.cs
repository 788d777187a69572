using System.Text;

namespace FastOpt.Training;

/// <summary>
/// Writes a report at the end of a run: one HTML file with curves, tables and all figures as JSON. It needs no other file, runs no script and asks no server:
/// its content policy forbids both. The same run writes the same bytes, since it holds neither times nor dates. The network has its best weights by then.
/// </summary>
/// <param name="path">The file; its folder is made if it is not there.</param>
public sealed class HtmlReport(string path) : Callback
{
    private readonly string _path = string.IsNullOrEmpty(path) ? throw new ArgumentException("A report needs a path.", nameof(path)) : path;

    /// <summary>The heading. Default: the network's name.</summary>
    public string Title { get; init; } = "";

    /// <summary>A sentence below the heading. Default: none.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>A probe among the run's callbacks. Default: the first that is there.</summary>
    public GradientProbe? Probe { get; init; }

    /// <summary>
    /// Adds what only the program can know, right before the report is written: predictions on the validation set as <see cref="ReportContent.Confusion"/> or
    /// <see cref="ReportContent.Scatter"/>, test figures as <see cref="ReportContent.Facts"/>. Default: nothing.
    /// </summary>
    public Action<ReportContent>? Complete { get; init; }

    /// <inheritdoc/>
    public override void End(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var content = new ReportContent
        {
            Title = Title,
            Subtitle = Subtitle,
            Network = context.Summary,
            Options = context.Options,
            History = context.History,
            TrainCount = context.TrainCount,
            ValidationCount = context.ValidationCount,
            Probe = Probe ?? context.Options.Callbacks.OfType<GradientProbe>().FirstOrDefault(),
        };
        foreach (MetricInfo metric in context.Metrics.Where(static metric => !metric.HigherIsBetter))
            content.LowerIsBetter.Add(metric.Name);
        Complete?.Invoke(content);
        Write(_path, content);
    }

    /// <summary>Writes a report. The file is replaced as a whole: who reads it sees the old one or the new one.</summary>
    public static void Write(string path, ReportContent content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(content);
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        AtomicFile.Write(LocalFiles.Instance, full, Encoding.UTF8.GetBytes(Render(content)));
    }

    /// <summary>The report as text; lines end in a line feed.</summary>
    public static string Render(ReportContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return ReportPage.Render(content);
    }
}
