using FastOpt.Benchmarks.Peers;
using Microsoft.ML.OnnxRuntime;

namespace FastOpt.Benchmarks;

/// <summary>A network with four random batches of data, and predictions of them in turn, with inputs and outputs that are bound beforehand.</summary>
internal sealed class PeerCase : IDisposable
{
    private const int Batches = 4;

    private readonly RunOptions _run = new();
    private readonly InferenceSession _session;
    private readonly List<OrtValue> _values = [];
    private readonly OrtIoBinding[] _bindings;

    /// <summary>Makes the network ready.</summary>
    /// <exception cref="ArgumentException">It has a layer that the peer does not know.</exception>
    public PeerCase(int batch, string text)
    {
        (long[] shape, LayerText[] layers) = LayerText.Parse(text);
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _session = new InferenceSession(OnnxModel.Write(batch, shape, layers), options);
        var random = new Random(1);
        OrtValue outputs = Create(_session.OutputMetadata["output"].Dimensions, static () => 0);
        _bindings = [.. Enumerable.Range(0, Batches).Select(_ =>
        {
            OrtIoBinding binding = _session.CreateIoBinding();
            binding.BindInput("input", Create(_session.InputMetadata["input"].Dimensions, random.NextSingle));
            binding.BindOutput("output", outputs);
            return binding;
        })];
    }

    /// <summary>Predicts.</summary>
    public void Run(int times)
    {
        for (int i = 0; i < times; i++)
            _session.RunWithBinding(_run, _bindings[i % Batches]);
    }

    public void Dispose()
    {
        foreach (IDisposable part in (IDisposable[])[.. _bindings, .. _values, _session, _run])
            part.Dispose();
    }

    private OrtValue Create(int[] shape, Func<float> next)
    {
        float[] data = new float[shape.Aggregate(1, static (a, b) => a * b)];
        for (int i = 0; i < data.Length; i++)
            data[i] = next();
        OrtValue value = OrtValue.CreateTensorValueFromMemory(data, [.. shape.Select(static extent => (long)extent)]);
        _values.Add(value);
        return value;
    }
}
