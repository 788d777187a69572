using System.Globalization;
using System.Text.Json;
using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>What the lines of a journal add up to: the study's head and its trials.</summary>
internal sealed class StudyLog(string path)
{
    private readonly List<TrialRecord> _trials = [];

    /// <summary>Whether the head was read.</summary>
    public bool HasHead { get; private set; }

    public ulong Seed { get; private set; }

    public StudyDirection Direction { get; private set; }

    public string Objective { get; private set; } = "";

    /// <summary>The trials, by number.</summary>
    public IReadOnlyList<TrialRecord> Trials => _trials;

    /// <summary>Takes a line in.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="line">Its number, for errors.</param>
    /// <exception cref="InvalidDataException">The line says what cannot be.</exception>
    public void Take(string text, int line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            if (root.TryGetProperty("study", out JsonElement version))
                TakeHead(root, version.GetInt32());
            else if (!HasHead)
                throw new FormatException("the first line is not the study's head");
            else if (root.TryGetProperty("begin", out JsonElement trial))
                Begin(trial.GetInt32(), root);
            else if (root.TryGetProperty("parameter", out trial))
                Change(trial, record => record with { Parameters = With(record.Parameters, Parameter(root)) });
            else if (root.TryGetProperty("report", out trial))
                Change(trial, record => record with { Reports = With(record.Reports, new TrialReport(root.GetProperty("stage").GetInt32(), Value(root))) });
            else if (root.TryGetProperty("end", out trial))
                Change(trial, record => End(record, root));
            else
                throw new FormatException("it is of no known kind");
        }
        catch (Exception mistake) when (mistake
            is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"{path}, line {line.ToString(CultureInfo.InvariantCulture)}: {mistake.Message}", mistake);
        }
    }

    private void TakeHead(JsonElement root, int version)
    {
        if (HasHead)
            throw new FormatException("the study has two heads");
        if (version != JournalText.Version)
            throw new FormatException(Invariant($"the journal has version {version}, and this release reads version {JournalText.Version}"));
        Seed = root.GetProperty("seed").GetUInt64();
        Direction = Named<StudyDirection>(root.GetProperty("direction"));
        Objective = root.GetProperty("objective").GetString() ?? "";
        HasHead = true;
    }

    private void Begin(int number, JsonElement root)
    {
        var begun = new TrialRecord(number, TrialState.Running)
        {
            Attempt = root.GetProperty("attempt").GetInt32(),
            Worker = root.GetProperty("worker").GetString() ?? "",
            BegunAt = root.GetProperty("at").GetInt64(),
        };
        if (number == _trials.Count)
            _trials.Add(begun);
        else if (number < _trials.Count && number >= 0 && !_trials[number].IsFinished)
            _trials[number] = begun with { Parameters = _trials[number].Parameters };
        else
            throw new FormatException(Invariant($"trial {number} begins, but {(number < _trials.Count ? "has ended" : "is not the next one")}"));
    }

    private void Change(JsonElement trial, Func<TrialRecord, TrialRecord> change)
    {
        int number = trial.GetInt32();
        if (number < 0 || number >= _trials.Count || _trials[number].State != TrialState.Running)
            throw new FormatException(Invariant($"trial {number} goes on, but does not run"));
        _trials[number] = change(_trials[number]);
    }

    private static TrialRecord End(TrialRecord record, JsonElement root) => record with
    {
        State = Named<TrialState>(root.GetProperty("state")),
        Value = Value(root),
        Cause = root.TryGetProperty("cause", out JsonElement cause) ? cause.GetString() ?? "" : "",
        Time = TimeSpan.FromMilliseconds(Math.Max(0, root.GetProperty("at").GetInt64() - record.BegunAt)),
    };

    private static TrialParameter Parameter(JsonElement root)
    {
        string name = root.GetProperty("name").GetString() ?? "";
        JsonElement value = root.GetProperty("value");
        ParameterKind kind = Named<ParameterKind>(root.GetProperty("kind"));
        if (kind == ParameterKind.Choice)
        {
            string[] choices = [.. root.GetProperty("choices").EnumerateArray().Select(static choice => choice.GetString() ?? "")];
            int place = Array.IndexOf(choices, value.GetString());
            if (place < 0)
                throw new FormatException($"'{name}' has a value that is no choice");
            return new TrialParameter(name, ParameterRange.OneOf(name, choices), place);
        }

        (double low, double high) = (root.GetProperty("low").GetDouble(), root.GetProperty("high").GetDouble());
        (bool isLog, double step) = (root.GetProperty("log").GetBoolean(), root.GetProperty("step").GetDouble());
        ParameterRange range = kind == ParameterKind.Integer
            ? ParameterRange.Integers(name, checked((int)low), checked((int)high), isLog, checked((int)step))
            : ParameterRange.Numbers(name, low, high, isLog, step);
        return new TrialParameter(name, range, value.GetDouble());
    }

    private static double Value(JsonElement root)
    {
        JsonElement value = root.GetProperty("value");
        return value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble();
    }

    private static T Named<T>(JsonElement name)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            if (JournalText.Name(value) == name.GetString())
                return value;
        }

        throw new FormatException($"'{name}' is no {typeof(T).Name}");
    }

    // A parameter that is there already is one that a dead process asked for, and that the program takes from another range now.
    private static TrialParameter[] With(IReadOnlyList<TrialParameter> parameters, TrialParameter parameter) =>
        [.. parameters.Where(other => other.Name != parameter.Name), parameter];

    private static TrialReport[] With(IReadOnlyList<TrialReport> reports, TrialReport report) =>
        [.. reports.Where(other => other.Stage != report.Stage).Append(report).OrderBy(static other => other.Stage)];
}
