using System.Globalization;
using System.Text;

namespace FastOpt.Training;

/// <summary>
/// A study as one HTML file: the best trial, the course of the values, what each parameter matters, parallel coordinates, and a table of all trials. The file
/// needs no other one, runs no script and asks no server. The same journal gives the same bytes.
/// </summary>
public static class StudyReport
{
    /// <summary>Writes the report. The file is replaced as a whole: who reads it sees the old one or the new one.</summary>
    /// <param name="study">The study, as it was read last.</param>
    /// <param name="path">The file; its folder is made if it is not there.</param>
    /// <param name="title">The heading. Default: the journal's name.</param>
    /// <param name="subtitle">A sentence below the heading. Default: none.</param>
    public static void Write(Study study, string path, string title = "", string subtitle = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        AtomicFile.Write(LocalFiles.Instance, full, Encoding.UTF8.GetBytes(Render(study, title, subtitle)));
    }

    /// <summary>The report as text; lines end in a line feed.</summary>
    /// <param name="study">The study, as it was read last.</param>
    /// <param name="title">The heading. Default: the journal's name.</param>
    /// <param name="subtitle">A sentence below the heading. Default: none.</param>
    public static string Render(Study study, string title = "", string subtitle = "")
    {
        ArgumentNullException.ThrowIfNull(study);
        IReadOnlyList<TrialRecord> trials = study.Trials;
        TrialRecord[] complete = [.. trials.Where(static trial => trial.State == TrialState.Complete)];
        IReadOnlyList<(string Parameter, double Share)> importances = ParameterImportance.Of(trials);
        var page = new StringBuilder();
        ReportShell.Begin(page, "Study", title.Length > 0 ? title : Path.GetFileNameWithoutExtension(study.Path), subtitle);
        WriteKeyFigures(page, study, trials);
        if (complete.Length == 0)
            page.Append("<p class=\"verdict plain\">No trial is complete: there is nothing to compare yet.</p>\n");
        else
            WriteFigures(page, study, complete, importances);
        TrialTable.Write(page, trials, study.Direction);
        ReportShell.End(page, StudyJson.Text(study, trials, importances));
        return page.ToString();
    }

    private static void WriteKeyFigures(StringBuilder page, Study study, IReadOnlyList<TrialRecord> trials)
    {
        page.Append("<dl class=\"tiles\">");
        if (study.Best is { } best)
        {
            string better = study.Direction == StudyDirection.Minimize ? "less" : "more";
            ReportShell.Tile(page, "Best value", Html.Figure(best.Value), Text($"trial {best.Number}, {better} is better"));
        }

        ReportShell.Tile(page, "Trials", Html.Count(trials.Count), Text($"seed {study.Seed}"));
        foreach (TrialState state in new[] { TrialState.Complete, TrialState.Pruned, TrialState.Failed })
            ReportShell.Tile(page, JournalText.Name(state), Html.Count(trials.Count(trial => trial.State == state)), "trials");
        page.Append("</dl>\n");
    }

    private static void WriteFigures(
        StringBuilder page, Study study, TrialRecord[] complete, IReadOnlyList<(string Parameter, double Share)> importances)
    {
        TrialRecord best = Study.BestOf(complete, study.Direction)!;
        page.Append("<section><h2>Course</h2><div class=\"grid2\">\n");
        PlotFigure.Write(page, Course(complete, study.Direction), "course", "Each complete trial, and the best so far.");
        page.Append("<figure class=\"card\"><figcaption><h3>").Append(Text($"Best trial: {best.Number}"))
            .Append("</h3></figcaption><table class=\"facts\"><tbody>\n");
        Fact(page, "value", best.Value.ToString("R", CultureInfo.InvariantCulture));
        foreach (TrialParameter parameter in best.Parameters)
            Fact(page, parameter.Name, parameter.Text);
        page.Append("</tbody></table></figure>\n</div></section>\n<section><h2>Parameters</h2>\n");
        if (importances.Count > 0)
            WriteImportances(page, importances);
        string[] names = importances.Count > 0
            ? [.. importances.Select(static importance => importance.Parameter)]
            : [.. complete.SelectMany(static trial => trial.Parameters).Select(static parameter => parameter.Name).Distinct()];
        ParallelPlot.Write(page, complete, names, study.Direction);
        page.Append("</section>\n");
    }

    private static Plot Course(TrialRecord[] complete, StudyDirection direction)
    {
        double[] numbers = [.. complete.Select(static trial => (double)trial.Number)], values = [.. complete.Select(static trial => trial.Value)];
        double[] best = [.. values];
        for (int i = 1; i < best.Length; i++)
            best[i] = direction == StudyDirection.Minimize ? Math.Min(best[i - 1], best[i]) : Math.Max(best[i - 1], best[i]);
        return new Plot("Values", "trial", "value", [new PlotSeries("trial", numbers, values, SeriesKind.Cloud), new PlotSeries("best so far", numbers, best)]);
    }

    private static void WriteImportances(StringBuilder page, IReadOnlyList<(string Parameter, double Share)> importances)
    {
        page.Append("<figure class=\"card\"><figcaption><h3>Importance</h3><p>The share of the values' variance that each parameter explains alone, by fANOVA ")
            .Append("over a forest of 64 trees. What parameters explain only together is nobody's; with few trials the shares are rough.</p></figcaption>")
            .Append("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>").Append(Html.Heads("parameter", "share")).Append("</tr></thead><tbody>\n");
        foreach ((string parameter, double share) in importances)
        {
            string percent = Html.Number(100 * share, "0.0");
            page.Append("<tr><th scope=\"row\">").Append(Html.Escape(parameter))
                .Append("</th><td class=\"bar\" style=\"--v:").Append(percent).Append("%\">").Append(percent).Append(" %</td></tr>\n");
        }

        page.Append("</tbody></table></div></figure>\n");
    }

    private static void Fact(StringBuilder page, string name, string value) =>
        page.Append("<tr><th scope=\"row\">").Append(Html.Escape(name)).Append("</th><td>").Append(Html.Escape(value)).Append("</td></tr>\n");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
