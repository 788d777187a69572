using FastOpt.Benchmarks.Measuring;

namespace FastOpt.Benchmarks.Steps;

/// <summary>FastOpt's side of a case.</summary>
internal interface IStepWork : IWork
{
    /// <summary>Bytes that this thread allocates in one step.</summary>
    double AllocatedPerStep(int steps);

    /// <summary>Trains some steps, if the case trains, and gives what the network then predicts for the first batch.</summary>
    /// <param name="steps">How many; the same number as often as asked gives the same only on a fresh network.</param>
    /// <param name="parameters">The network's parameters.</param>
    float[] OutputsAfter(int steps, out float[] parameters);
}
