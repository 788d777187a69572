using FastOpt.Benchmarks.Measuring;

namespace FastOpt.Benchmarks.Steps;

/// <summary>FastOpt's side of a case.</summary>
internal interface IStepWork : IWork
{
    /// <summary>Bytes that this thread allocates in one step.</summary>
    double AllocatedPerStep(int steps);
}
