using System.Text.Json;

namespace FastOpt.Members.Tests;

/// <summary>PyTorch's learning rates, step by step, as <c>Recorded/record_schedules.py</c> wrote them.</summary>
internal static class RecordedSchedules
{
    private static readonly JsonElement s_record = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recorded", "schedules.json"))).RootElement;

    /// <summary>The optimizer's own learning rate in every run.</summary>
    public static double Base => s_record.GetProperty("base").GetDouble();

    /// <summary>The names of the runs.</summary>
    public static IEnumerable<string> Names => s_record.GetProperty("schedules").EnumerateObject().Select(static run => run.Name);

    /// <summary>The rates of a run.</summary>
    public static double[] Rates(string name) => Numbers(s_record.GetProperty("schedules").GetProperty(name));

    /// <summary>The metrics that the plateaus were shown.</summary>
    public static double[] Metrics => Numbers(s_record.GetProperty("metrics"));

    /// <summary>The rates after each metric.</summary>
    public static double[] PlateauRates(string name) => Numbers(s_record.GetProperty("plateaus").GetProperty(name));

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(static number => number.GetDouble())];
}
