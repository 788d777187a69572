using System.Globalization;
using FastOpt.Cli.Commands;
using FastOpt.Training;

namespace FastOpt.Cli.Studies;

/// <summary>A study as plain lines: one for each trial that ends, and what was found at last.</summary>
/// <param name="output">Where they go.</param>
/// <param name="figure">What is searched for: "log loss".</param>
/// <param name="trials">How many trials there are to be.</param>
internal sealed class StudyLines(TextWriter output, string figure, int trials)
{
    private TrialRecord? _best;

    /// <summary>What is searched, and what the journal has already.</summary>
    public void Head(string objective, Study study)
    {
        output.WriteLine(objective);
        foreach (string note in study.Notes)
            output.WriteLine(note);
        _best = study.Best;
        if (study.Trials.Count > 0)
            output.WriteLine(Text($"the study goes on behind {study.Trials.Count(static trial => trial.IsFinished)} trials in {study.Path}"));
        output.WriteLine();
    }

    /// <summary>A trial that ended.</summary>
    public void Trial(TrialRecord trial)
    {
        bool isBest = trial.State == TrialState.Complete && (_best is null || trial.Value < _best.Value);
        if (isBest)
            _best = trial;
        string last = (trials - 1).ToString(CultureInfo.InvariantCulture), number = trial.Number.ToString(CultureInfo.InvariantCulture).PadLeft(last.Length);
        string outcome = trial.State switch
        {
            TrialState.Complete => Text($"{figure} {trial.Value:F4}{(isBest ? " *" : "  ")}"),
            TrialState.Pruned => Text($"pruned at {trial.Value:F4}"),
            _ => "failed",
        };
        string parameters = string.Join(", ", trial.Parameters.Select(static parameter => $"{parameter.Name} {Value(parameter)}"));
        string cause = trial.State == TrialState.Failed ? $": {trial.Cause}" : "";
        output.WriteLine($"trial {number}  {outcome}  {parameters}{cause}");
    }

    /// <summary>What was found.</summary>
    public void Result(StudyResult result, string journal)
    {
        output.WriteLine();
        output.WriteLine(result.Reason);
        if (result.Best is { } best)
        {
            output.WriteLine(Text($"best: trial {best.Number}, {figure} {best.Value:F4}"));
            var importances = ParameterImportance.Of(result.Trials).ToDictionary(static one => one.Parameter, static one => one.Share);
            var table = new TextTable("parameter", ">value", ">share of the variance");
            foreach (TrialParameter parameter in best.Parameters)
                table.Add(parameter.Name, Value(parameter), importances.TryGetValue(parameter.Name, out double share) ? Text($"{100 * share:F1} %") : "–");
            table.Write(output);
        }

        output.WriteLine($"journal in {journal}" + (result.End == StudyEnd.Completed ? "; the same command with more --trials goes on" : ""));
    }

    private static string Value(TrialParameter parameter) =>
        parameter.Range.Kind == ParameterKind.Number ? parameter.Value.ToString("G3", CultureInfo.InvariantCulture) : parameter.Text;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
