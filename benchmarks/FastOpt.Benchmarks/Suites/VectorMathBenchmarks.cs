using BenchmarkDotNet.Attributes;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.VectorMathTable;

namespace FastOpt.Benchmarks.Suites;

/// <summary>VectorMath beside TensorPrimitives over 1024 floats.</summary>
[MemoryDiagnoser]
public class VectorMathBenchmarks
{
    private const int Elements = 1024;

    private readonly float[] _arguments = [.. RandomData.Normals(new Random(1), Elements).Select(MathF.Abs)];
    private readonly float[] _result = new float[Elements];
    private SpanFunction _ours = null!;
    private SpanFunction _peer = null!;

    /// <summary>Functions that both have.</summary>
    public static IEnumerable<string> Names => FunctionEntry.All.Where(entry => entry.Ours is not null && entry.Peer is not null).Select(entry => entry.Name);

    /// <summary>The function.</summary>
    [ParamsSource(nameof(Names))]
    public string Function { get; set; } = "";

    /// <summary>Finds the function.</summary>
    [GlobalSetup]
    public void Setup()
    {
        FunctionEntry entry = FunctionEntry.All.First(candidate => candidate.Name == Function);
        (_ours, _peer) = (entry.Ours!, entry.Peer!);
    }

    /// <summary>FastOpt's.</summary>
    [Benchmark(Baseline = true)]
    public void VectorMath() => _ours(_arguments, _result);

    /// <summary>The platform's.</summary>
    [Benchmark]
    public void TensorPrimitives() => _peer(_arguments, _result);
}
