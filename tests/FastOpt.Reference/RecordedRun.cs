using System.Globalization;
using System.Text.Json;

namespace FastOpt.Reference;

/// <summary>What a recorded run produced.</summary>
/// <param name="Losses">The mean loss of every step, before its update.</param>
/// <param name="First">Every <see cref="RecordedRun.Stride"/>-th weight after the first step, in canonical order.</param>
/// <param name="Last">The same after the last step.</param>
/// <param name="Norms">The norm of the gradient before each step's clipping; empty where nothing is clipped by it.</param>
public sealed record RecordedResult(double[] Losses, double[] First, double[] Last, double[] Norms);

/// <summary>A PyTorch training run recorded by FastOpt.Tests/Recorded/record_trajectories.py, with the data that it trained on.</summary>
public sealed class RecordedRun
{
    private readonly JsonElement _json;

    private RecordedRun(JsonElement json) => _json = json;

    /// <summary>The runs of one file: "optimizers", "activations", "losses" or "updates".</summary>
    public static IReadOnlyList<RecordedRun> Load(string file)
    {
        using Stream stream = typeof(RecordedRun).Assembly.GetManifestResourceStream(file + ".json")
            ?? throw new FileNotFoundException($"No recording is named {file}.json.");
        using JsonDocument document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(run => new RecordedRun(run.Clone()))];
    }

    /// <summary>All runs of all files.</summary>
    public static IReadOnlyList<RecordedRun> All { get; } = [.. Load("optimizers"), .. Load("activations"), .. Load("losses"), .. Load("updates")];

    /// <summary>"adam weight decay".</summary>
    public string Name => _json.GetProperty("name").GetString()!;

    /// <summary>The widths: inputs, hidden layers, outputs.</summary>
    public int[] Widths => [.. _json.GetProperty("layers").EnumerateArray().Select(width => width.GetInt32())];

    /// <summary>Examples per batch.</summary>
    public int Batch => _json.GetProperty("batch").GetInt32();

    /// <summary>Steps that were recorded.</summary>
    public int Steps => _json.GetProperty("steps").GetInt32();

    /// <summary>Every how many-th weight was kept.</summary>
    public int Stride => _json.GetProperty("stride").GetInt32();

    /// <summary>The name of the optimizer's rule.</summary>
    public string Optimizer => _json.GetProperty("optimizer").GetString()!;

    /// <summary>The hyperparameters that were set; the others have PyTorch's defaults.</summary>
    public IReadOnlyDictionary<string, double> Options => RecordedUpdates.Options(_json.GetProperty("options"));

    /// <summary>The run in float32, which the library must agree with.</summary>
    public RecordedResult Single => Result("float32");

    /// <summary>The run in float64, which the oracle must agree with.</summary>
    public RecordedResult Double => Result("float64");

    /// <summary>The network as the oracle computes it: an activation between the dense layers, none after the last.</summary>
    public ReferenceNetwork CreateNetwork()
    {
        var layers = new List<ReferenceLayer>();
        foreach (int width in Widths[1..^1])
        {
            layers.Add(ReferenceLayer.Dense(width));
            layers.Add(ReferenceRules.Activation(_json.GetProperty("activation").GetString()!));
        }

        layers.Add(ReferenceLayer.Dense(Widths[^1]));
        return new ReferenceNetwork(Widths[0], ReferenceRules.Loss(_json.GetProperty("loss").GetString()!), [.. layers]);
    }

    /// <summary>Parts of the batch whose gradients were added up before each step.</summary>
    public int Parts => _json.TryGetProperty("parts", out JsonElement parts) ? parts.GetInt32() : 1;

    /// <summary>The update as the oracle computes it: gradient rules, groups of parameters and the optimizer.</summary>
    public ReferenceUpdate CreateUpdate()
    {
        T[] List<T>(string name, Func<JsonElement, T> read) => _json.TryGetProperty(name, out JsonElement list) ? [.. list.EnumerateArray().Select(read)] : [];
        return new ReferenceUpdate(CreateNetwork(), Options["LearningRate"], CreateOptimizer)
        {
            Rules = List("rules", static rule => RecordedUpdates.Rule(rule[0].GetString()!, rule[1].GetDouble())),
            DecaysBiases = !_json.TryGetProperty("decayBiases", out JsonElement decays) || decays.GetBoolean(),
            LearningRateScales = List("learningRateScales", static scale => scale.GetDouble()),
            WeightDecayScales = List("weightDecayScales", static scale => scale.GetDouble()),
            Frozen = List("frozen", static frozen => frozen.GetBoolean()),
        };
    }

    /// <summary>The optimizer as the oracle computes it, with factors of its learning rate and of its weight decay.</summary>
    public ReferenceOptimizer CreateOptimizer(double learningRateScale = 1, double weightDecayScale = 1) =>
        RecordedUpdates.Optimizer(Optimizer, Options, learningRateScale, weightDecayScale);

    /// <summary>The weights before the first step, in canonical order.</summary>
    public float[] InitialParameters() => TestData.Parameters(CreateNetwork(), _json.GetProperty("seed").GetUInt64());

    /// <summary>The batches; step t, counted from 0, trains on batch t mod their count.</summary>
    public TestBatch[] Batches()
    {
        ReferenceNetwork network = CreateNetwork();
        var generator = new IntegerGenerator(_json.GetProperty("seed").GetUInt64() + 1000);
        var batches = new TestBatch[_json.GetProperty("batches").GetInt32()];
        for (int i = 0; i < batches.Length; i++)
            batches[i] = TestBatch.Next(network, Batch, generator);
        return batches;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {string.Join('-', Widths)}, batch {Batch}");

    private RecordedResult Result(string type)
    {
        JsonElement result = _json.GetProperty(type);
        double[] Numbers(string name) => [.. result.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
        return new RecordedResult(Numbers("losses"), Numbers("first"), Numbers("last"), result.TryGetProperty("norms", out _) ? Numbers("norms") : []);
    }
}
