using System.Text;

namespace FastOpt.Training;

/// <summary>The table of all trials: the best first, then those that were pruned, failed, or are not at their end.</summary>
internal static class TrialTable
{
    /// <summary>Writes it as a section.</summary>
    public static void Write(StringBuilder page, IReadOnlyList<TrialRecord> trials, StudyDirection direction)
    {
        page.Append("<section><h2>Trials</h2><figure class=\"card\"><figcaption><h3>All trials, the best first</h3></figcaption>\n");
        WriteTable(page, trials, direction);
        page.Append("</figure></section>\n");
    }

    /// <summary>Writes it alone.</summary>
    public static void WriteTable(StringBuilder page, IReadOnlyList<TrialRecord> trials, StudyDirection direction)
    {
        string[] names = [.. trials.SelectMany(static trial => trial.Parameters).Select(static parameter => parameter.Name).Distinct()];
        page.Append("<div class=\"scroll\" tabindex=\"0\"><table class=\"left\"><thead><tr>")
            .Append(Html.Heads(["trial", "state", "value", .. names, "cause"])).Append("</tr></thead><tbody>\n");
        foreach (TrialRecord trial in Ordered(trials, direction))
        {
            page.Append("<tr><th scope=\"row\">").Append(Html.Number(trial.Number)).Append("</th><td>")
                .Append(JournalText.Name(trial.State)).Append("</td><td>")
                .Append(Html.Figure(trial.Value)).Append("</td>");
            foreach (string name in names)
                page.Append("<td>").Append(trial[name] is { } parameter ? Html.Escape(Text(parameter)) : "–").Append("</td>");
            page.Append("<td>").Append(Html.Escape(trial.Cause)).Append("</td></tr>\n");
        }

        page.Append("</tbody></table></div>\n");
    }

    private static string Text(TrialParameter parameter) =>
        parameter.Range.Kind == ParameterKind.Choice ? parameter.Text : Html.Figure(parameter.Value);

    private static IEnumerable<TrialRecord> Ordered(IReadOnlyList<TrialRecord> trials, StudyDirection direction) => trials
        .OrderBy(static trial => trial.State switch { TrialState.Complete => 0, TrialState.Pruned => 1, TrialState.Failed => 2, _ => 3 })
        .ThenBy(trial => trial.State == TrialState.Complete ? (direction == StudyDirection.Minimize ? trial.Value : -trial.Value) : trial.Number);
}
