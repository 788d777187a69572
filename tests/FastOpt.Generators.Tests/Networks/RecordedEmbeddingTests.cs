using System.Reflection;
using System.Text.Json;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>
/// A hundred steps of networks with embeddings are those of PyTorch: dense tables with momentum, and lazy ones, of which only vectors move that were
/// read.
/// </summary>
[Collection(nameof(TeamTests))]
public sealed class RecordedEmbeddingTests
{
    private const int Count = 11, Outputs = 2, Batch = 5;

    private static readonly Lazy<JsonElement> Recorded = new(static () =>
    {
        using Stream stream = typeof(RecordedGraphRun).Assembly.GetManifestResourceStream("embeddings.json")!;
        return JsonDocument.Parse(stream).RootElement.Clone();
    });

    private static readonly Lazy<Assembly> Compiled = new(static () => Generation.LoadUndocumented(string.Concat(
        from run in new[]
        {
            ("DenseAdam", "Adam(LearningRate = 0.01)"),
            ("LazyAdam", "Adam(LearningRate = 0.01)"),
            ("DenseSgd", "Sgd(LearningRate = 0.05, Momentum = 0.9)"),
            ("LazySgd", "Sgd(LearningRate = 0.05)"),
        }
        let lazy = run.Item1.StartsWith("Lazy", StringComparison.Ordinal) ? ", Lazy = true" : ""
        let layers = $"Embedding(11, 3, Columns = new[] {{ 0, 3 }}{lazy}), Dense(7), Tanh, Dense(2)"
        select $"[Network(4), {layers}, MeanSquaredError, {run.Item2}] public sealed partial class {run.Item1};\n")));

    [Theory]
    [InlineData("DenseAdam", 1)]
    [InlineData("LazyAdam", 1)]
    [InlineData("LazyAdam", 2)]
    [InlineData("DenseSgd", 1)]
    [InlineData("LazySgd", 1)]
    public void AHundredStepsArePyTorchs(string name, int threads)
    {
        JsonElement run = Recorded.Value.GetProperty("runs").EnumerateArray()
            .Single(item => name == (item.GetProperty("isLazy").GetBoolean() ? "Lazy" : "Dense") + item.GetProperty("optimizer").GetString());
        double[] losses = Numbers(run, "losses"), parameters = Numbers(run, "parameters");
        Probe network = Probe.Create(Compiled.Value, name, Batch, threads);
        network.Parameters = [.. Enumerable.Range(0, network.ParameterCount).Select(static i => (float)((((i * 37) + 11) % 101 / 101.0) - 0.5))];
        for (int step = 0; step < losses.Length; step++)
            Near.Equal(losses[step], network.TrainStep(BatchOf(step)), 1e-4, 1e-6, $"{name}, step {step}");
        Assert.Equal(100, losses.Length);
        OracleComparison.AssertClose(parameters, network.Parameters, 1e-4, name);
    }

    private static double[] Numbers(JsonElement run, string property) =>
        [.. run.GetProperty(property).EnumerateArray().Select(static value => value.GetDouble())];

    private static TestBatch BatchOf(int step) => new(
        Batch,
        [.. Enumerable.Range(0, Batch).SelectMany(e => new[]
        {
            ((7 * step) + (3 * e) + (e * e)) % Count,
            (float)((((5 * e) + step) % 11 / 11.0) - 0.5), (float)(((3 * e) + (2 * step)) % 7 / 7.0), ((step * step) + (2 * e)) % 8,
        })],
        [.. Enumerable.Range(0, Batch * Outputs).Select(i => (float)((((i / Outputs) + step + (2 * (i % Outputs))) % 5 / 5.0) - 0.4))],
        []);
}
