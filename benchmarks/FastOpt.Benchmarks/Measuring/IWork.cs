namespace FastOpt.Benchmarks.Measuring;

/// <summary>Something that can be run a number of times and says how long that took.</summary>
internal interface IWork
{
    /// <summary>Runs it and returns the nanoseconds that all of the runs took together.</summary>
    double Run(int times);
}
