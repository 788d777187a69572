using BenchmarkDotNet.Attributes;
using FastOpt.Benchmarks.Generation;

namespace FastOpt.Benchmarks.Suites;

/// <summary>The generator over a compilation with one network.</summary>
[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private readonly GeneratorRun _run = new(GeneratorRun.Digits);

    /// <summary>A first run.</summary>
    [Benchmark]
    public object Cold() => _run.Cold();

    /// <summary>A run after an edit in a file without declarations.</summary>
    [Benchmark]
    public object EditElsewhere() => _run.EditElsewhere();
}
