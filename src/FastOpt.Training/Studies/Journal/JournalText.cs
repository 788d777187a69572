using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FastOpt.Training;

/// <summary>The texts of a journal's lines, in JSON: what a study is, and what happened to its trials.</summary>
internal static class JournalText
{
    /// <summary>The version of the journal's form.</summary>
    public const int Version = 1;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Study(ulong seed, StudyDirection direction, string objective) => Text(json =>
    {
        json.WriteNumber("study", Version);
        json.WriteNumber("seed", seed);
        json.WriteString("direction", Name(direction));
        json.WriteString("objective", objective);
    });

    public static string Begin(int trial, int attempt, string worker, long at) => Text(json =>
    {
        json.WriteNumber("begin", trial);
        json.WriteNumber("attempt", attempt);
        json.WriteString("worker", worker);
        json.WriteNumber("at", at);
    });

    public static string Parameter(int trial, TrialParameter parameter) => Text(json =>
    {
        ParameterRange range = parameter.Range;
        json.WriteNumber("parameter", trial);
        json.WriteString("name", parameter.Name);
        json.WriteString("kind", Name(range.Kind));
        if (range.Kind == ParameterKind.Choice)
        {
            json.WriteStartArray("choices");
            foreach (string choice in range.Choices)
                json.WriteStringValue(choice);
            json.WriteEndArray();
            json.WriteString("value", parameter.Text);
            return;
        }

        json.WriteNumber("low", range.Low);
        json.WriteNumber("high", range.High);
        json.WriteBoolean("log", range.IsLog);
        json.WriteNumber("step", range.Step);
        json.WriteNumber("value", parameter.Value);
    });

    public static string Report(int trial, TrialReport report) => Text(json =>
    {
        json.WriteNumber("report", trial);
        json.WriteNumber("stage", report.Stage);
        Write(json, report.Value);
    });

    public static string End(int trial, TrialState state, double value, string cause, long at) => Text(json =>
    {
        json.WriteNumber("end", trial);
        json.WriteString("state", Name(state));
        Write(json, value);
        if (cause.Length > 0)
            json.WriteString("cause", cause);
        json.WriteNumber("at", at);
    });

    /// <summary>A name as it stands in the journal: the lower case of the code's.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    // JSON has no word for what is not finite.
    private static void Write(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber("value", value);
        else
            json.WriteString("value", value.ToString(CultureInfo.InvariantCulture));
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
