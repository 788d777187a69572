using FastOpt.Benchmarks.Machine;

namespace FastOpt.Benchmarks.Measuring;

/// <summary>An action as work.</summary>
internal sealed class Repeated(Action action) : IWork
{
    public double Run(int times)
    {
        long start = ThreadClock.Nanoseconds;
        for (int i = 0; i < times; i++)
            action();
        return ThreadClock.Nanoseconds - start;
    }
}
