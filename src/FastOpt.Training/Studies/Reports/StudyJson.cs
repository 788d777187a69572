using System.Text;
using System.Text.Json;

namespace FastOpt.Training;

/// <summary>All figures of a study as JSON. What is not finite is null. Characters that HTML knows are escaped, so that it stands in a page as it is.</summary>
internal static class StudyJson
{
    /// <summary>The text.</summary>
    public static string Text(Study study, IReadOnlyList<TrialRecord> trials, IReadOnlyList<(string Parameter, double Share)> importances)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("seed", study.Seed);
            json.WriteString("direction", JournalText.Name(study.Direction));
            json.WriteStartObject("importances");
            foreach ((string parameter, double share) in importances)
                json.WriteNumber(parameter, share);
            json.WriteEndObject();
            json.WriteStartArray("trials");
            foreach (TrialRecord trial in trials)
                WriteTrial(json, trial);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void WriteTrial(Utf8JsonWriter json, TrialRecord trial)
    {
        json.WriteStartObject();
        json.WriteNumber("trial", trial.Number);
        json.WriteString("state", JournalText.Name(trial.State));
        Write(json, "value", trial.Value);
        json.WriteStartObject("parameters");
        foreach (TrialParameter parameter in trial.Parameters)
        {
            if (parameter.Range.Kind == ParameterKind.Choice)
                json.WriteString(parameter.Name, parameter.Text);
            else
                Write(json, parameter.Name, parameter.Value);
        }

        json.WriteEndObject();
        json.WriteStartArray("reports");
        foreach (TrialReport report in trial.Reports)
        {
            json.WriteStartObject();
            json.WriteNumber("stage", report.Stage);
            Write(json, "value", report.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (trial.Cause.Length > 0)
            json.WriteString("cause", trial.Cause);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
