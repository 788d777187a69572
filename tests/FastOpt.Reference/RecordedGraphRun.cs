using System.Globalization;
using System.Text.Json;
using FastOpt.Reference.Graphs;

namespace FastOpt.Reference;

/// <summary>What a recorded run of a graph produced.</summary>
/// <param name="Losses">The loss of every step, before its update; of accumulated gradients the mean over the parts.</param>
/// <param name="Parameters">After the last step, in canonical order.</param>
/// <param name="Buffers">After the last step, in canonical order.</param>
/// <param name="TrainOutputs">Of the last step while training, before its update; of accumulated gradients those of the last part.</param>
/// <param name="EvalOutputs">Of the first batch while predicting, after the last step.</param>
public sealed record RecordedGraphResult(double[] Losses, double[] Parameters, double[] Buffers, double[] TrainOutputs, double[] EvalOutputs);

/// <summary>
/// A PyTorch run of a network with normalizations, branches, dropout or weighted losses, recorded by FastOpt.Tests/Recorded/record_graphs.py, with the
/// parameters and the data that it began with. Step t, counted from 0, trains on batch t mod their count.
/// </summary>
public sealed class RecordedGraphRun
{
    private readonly JsonElement _json;

    private RecordedGraphRun(JsonElement json) => _json = json;

    /// <summary>All runs.</summary>
    public static IReadOnlyList<RecordedGraphRun> All { get; } = Load();

    /// <summary>"residual, batch norm".</summary>
    public string Name => _json.GetProperty("name").GetString()!;

    /// <summary>The shape of one example: [n], [channels, length] or [channels, height, width].</summary>
    public int[] Shape => List("shape", extent => extent.GetInt32());

    /// <summary>The layers as they are declared, in order: "Dense(16)", "Add(\"in\")".</summary>
    public string[] Layers => List("layers", layer => layer.GetString()!);

    /// <summary>The name of the loss's rule.</summary>
    public string LossName => _json.GetProperty("loss").GetString()!;

    /// <summary>One for each class, or null.</summary>
    public double[]? ClassWeights =>
        LossOptions.TryGetProperty("classWeights", out JsonElement weights) ? [.. weights.EnumerateArray().Select(one => one.GetDouble())] : null;

    /// <summary>The share of the uniform distribution in the targets.</summary>
    public double LabelSmoothing => LossOptions.TryGetProperty("labelSmoothing", out JsonElement smoothing) ? smoothing.GetDouble() : 0;

    /// <summary>Whether targets are a probability for each class.</summary>
    public bool HasSoftTargets => LossOptions.TryGetProperty("softTargets", out _);

    /// <summary>Whether the examples of a batch are weighted.</summary>
    public bool HasExampleWeights => LossOptions.TryGetProperty("exampleWeights", out _);

    /// <summary>Whether an example's loss is the sum over its outputs instead of their mean.</summary>
    public bool SumsOutputs => LossOptions.TryGetProperty("sumOutputs", out _);

    /// <summary>Examples per batch.</summary>
    public int Batch => _json.GetProperty("batch").GetInt32();

    /// <summary>Equal parts of the batch whose gradients were averaged before each step.</summary>
    public int Parts => _json.GetProperty("parts").GetInt32();

    /// <summary>Steps that were recorded.</summary>
    public int Steps => _json.GetProperty("steps").GetInt32();

    /// <summary>The name of the optimizer's rule.</summary>
    public string Optimizer => _json.GetProperty("optimizer").GetString()!;

    /// <summary>The optimizer's hyperparameters that were set; the others have PyTorch's defaults.</summary>
    public IReadOnlyDictionary<string, double> Options => RecordedUpdates.Options(_json.GetProperty("options"));

    /// <summary>Names and values of the gradient rules, in order.</summary>
    public (string Name, double Value)[] Rules => List("rules", rule => (rule[0].GetString()!, rule[1].GetDouble()));

    /// <summary>Whether each layer with parameters keeps them; empty where all train.</summary>
    public bool[] Frozen => List("frozen", frozen => frozen.GetBoolean());

    /// <summary>
    /// The seed of the draws: step t, counted from 1, of the i-th layer that draws, counted from 0, has those of <see cref="ReferencePhilox.Draws"/>,
    /// with 16 bits.
    /// </summary>
    public ulong DrawSeed => _json.GetProperty("drawSeed").GetUInt64();

    /// <summary>The run in float32, which the library must agree with.</summary>
    public RecordedGraphResult Single => Result("float32");

    /// <summary>The run in float64, which the oracle must agree with.</summary>
    public RecordedGraphResult Double => Result("float64");

    private JsonElement LossOptions => _json.GetProperty("lossOptions");

    /// <summary>The network as the oracle computes it.</summary>
    public ReferenceGraph CreateGraph()
    {
        ReferenceLoss loss = LossName == "SoftmaxCrossEntropy"
            ? ReferenceLosses.SoftmaxCrossEntropyWith(ClassWeights, LabelSmoothing, HasSoftTargets)
            : ReferenceRules.Loss(LossName);
        return Layers.Aggregate(new ReferenceGraph(Shape), (graph, layer) => graph.Declare(layer)).WithLoss(SumsOutputs ? loss.SummedOverOutputs() : loss);
    }

    /// <summary>The run from its start, as the oracle computes it.</summary>
    public ReferenceTraining CreateTraining()
    {
        ReferenceGraph graph = CreateGraph();
        var update = new ReferenceUpdate(graph.Tensors, Options["LearningRate"], (rate, decay) => RecordedUpdates.Optimizer(Optimizer, Options, rate, decay))
        {
            Rules = [.. Rules.Select(rule => RecordedUpdates.Rule(rule.Name, rule.Value))],
            Frozen = Frozen,
        };
        return new ReferenceTraining(graph, update, TestData.ToDouble(InitialParameters()));
    }

    /// <summary>The parameters before the first step, in canonical order.</summary>
    public float[] InitialParameters() => TestData.Parameters(CreateGraph(), _json.GetProperty("seed").GetUInt64());

    /// <summary>The batches.</summary>
    public TestBatch[] Batches()
    {
        ReferenceGraph graph = CreateGraph();
        var generator = new IntegerGenerator(_json.GetProperty("seed").GetUInt64() + 1000);
        var batches = new TestBatch[_json.GetProperty("batches").GetInt32()];
        for (int i = 0; i < batches.Length; i++)
            batches[i] = TestBatch.Next(graph, Batch, generator, HasExampleWeights);
        return batches;
    }

    /// <summary>The equal parts of a batch.</summary>
    public TestBatch[] PartsOf(TestBatch batch) => [.. Enumerable.Range(0, Parts).Select(part => batch.Slice(part * (Batch / Parts), Batch / Parts))];

    /// <summary>Whether each element of a layer that drops some was kept.</summary>
    /// <param name="layer">The layer's number among those, counted from 0.</param>
    /// <param name="step">The step, counted from 0.</param>
    /// <param name="count">Elements: batch times size.</param>
    public bool[] Mask(int layer, int step, int count)
    {
        string digits = _json.GetProperty("masks")[layer][step].GetString()!;
        return [.. Enumerable.Range(0, count).Select(i => (Convert.ToInt32(digits[i / 4].ToString(), 16) & (1 << (i % 4))) != 0)];
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}: [{string.Join(", ", Shape)}], {string.Join(", ", Layers)}, batch {Batch}");

    private static List<RecordedGraphRun> Load()
    {
        using Stream stream = typeof(RecordedGraphRun).Assembly.GetManifestResourceStream("graphs.json")
            ?? throw new FileNotFoundException("There is no graphs.json.");
        using JsonDocument document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(run => new RecordedGraphRun(run.Clone()))];
    }

    private T[] List<T>(string name, Func<JsonElement, T> read) => [.. _json.GetProperty(name).EnumerateArray().Select(read)];

    private RecordedGraphResult Result(string type)
    {
        JsonElement result = _json.GetProperty(type);
        double[] Numbers(string name) => [.. result.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
        return new RecordedGraphResult(Numbers("losses"), Numbers("parameters"), Numbers("buffers"), Numbers("trainOutputs"), Numbers("evalOutputs"));
    }
}
