using System.Text.Json;

namespace FastOpt.Training.Tests.Metrics;

/// <summary>One case of Recorded/metrics.json, which Recorded/metrics.py wrote.</summary>
public sealed record RecordedMetrics(string Name, string Kind, int Size, float[] Outputs, double[] Targets, Dictionary<string, double[]> Values)
{
    private static readonly List<RecordedMetrics> All = Read();

    /// <summary>The names of the cases of a kind: "labels", "binary" or "numbers".</summary>
    public static TheoryData<string> Names(string kind) => [.. All.Where(c => c.Kind == kind).Select(c => c.Name)];

    /// <summary>A case.</summary>
    public static RecordedMetrics Get(string name) => All.Single(c => c.Name == name);

    /// <summary>The figure of a metric to which the case came in batches of so many examples.</summary>
    public double Figure<TTarget>(Metric<TTarget> metric, int batch)
        where TTarget : unmanaged
    {
        TTarget[] targets = typeof(TTarget) == typeof(int)
            ? (TTarget[])(object)Targets.Select(t => (int)t).ToArray()
            : (TTarget[])(object)Targets.Select(t => (float)t).ToArray();
        int perExample = typeof(TTarget) == typeof(int) ? 1 : Size, examples = Outputs.Length / Size;
        metric.Reset();
        for (int i = 0; i < examples; i += batch)
        {
            int count = Math.Min(batch, examples - i);
            metric.Add(Outputs.AsSpan(i * Size, count * Size), targets.AsSpan(i * perExample, count * perExample));
        }

        return metric.Value;
    }

    /// <summary>Asserts that a metric says the recorded value, whatever the batches; NaN where none was recorded.</summary>
    public void Check<TTarget>(string key, Metric<TTarget> metric, double tolerance = 1e-12)
        where TTarget : unmanaged
    {
        double expected = Values.TryGetValue(key, out double[]? values) ? values[0] : double.NaN;
        foreach (int batch in new[] { 1, 7, 1000 })
        {
            double actual = Figure(metric, batch);
            Assert.True(
                double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected)),
                $"{metric.Name} of '{Name}' in batches of {batch}: {actual}, scikit-learn's {key}: {expected}");
        }
    }

    private static List<RecordedMetrics> Read()
    {
        using Stream stream = typeof(RecordedMetrics).Assembly.GetManifestResourceStream("metrics.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(c => new RecordedMetrics(
            c.GetProperty("name").GetString()!,
            c.GetProperty("kind").GetString()!,
            c.GetProperty("size").GetInt32(),
            [.. c.GetProperty("outputs").EnumerateArray().Select(v => v.GetSingle())],
            [.. c.GetProperty("targets").EnumerateArray().Select(v => v.GetDouble())],
            c.GetProperty("values").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.Array
                ? p.Value.EnumerateArray().Select(v => v.GetDouble()).ToArray()
                : [p.Value.GetDouble()])))];
    }
}
