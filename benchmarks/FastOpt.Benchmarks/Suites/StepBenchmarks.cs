using BenchmarkDotNet.Attributes;
using FastOpt.Benchmarks.Steps;

namespace FastOpt.Benchmarks.Suites;

/// <summary>Whole steps and inference, the cases of `steps` without peers.</summary>
[MemoryDiagnoser]
public class StepBenchmarks
{
    private IStepWork _work = null!;

    /// <summary>The cases' names.</summary>
    public static IEnumerable<string> Names => StepCases.All.Select(step => step.Name);

    /// <summary>The case.</summary>
    [ParamsSource(nameof(Names))]
    public string Case { get; set; } = "";

    /// <summary>Makes the network and its data.</summary>
    [GlobalSetup]
    public void Setup()
    {
        StepCase step = StepCases.All.First(candidate => candidate.Name == Case);
        _work = step.Create(step);
    }

    /// <summary>One step.</summary>
    [Benchmark]
    public double Step() => _work.Run(1);
}
