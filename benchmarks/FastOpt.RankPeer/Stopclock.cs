using System.Diagnostics;
using FastOpt.Mpi;

namespace FastOpt.Benchmarks.RankPeer;

/// <summary>Times what all processes do together: the first one's clock says how often, so that all do it equally often.</summary>
internal static class Stopclock
{
    private const int Batches = 15;

    /// <summary>Nanoseconds of one call, the median of some batches.</summary>
    public static double Nanoseconds(MpiCommunicator processes, double seconds, Action work)
    {
        work();
        long calls = 1;
        double spent = Agreed(processes, (long)Once(work, calls));
        while (spent < 0.05e9)
        {
            calls *= 2;
            spent = Agreed(processes, (long)Once(work, calls));
        }

        long each = Agreed(processes, Math.Max(1, (long)(seconds * 1e9 / Batches / (spent / calls))));
        var times = new double[Batches];
        for (int i = 0; i < Batches; i++)
            times[i] = Once(work, each) / each;
        Array.Sort(times);
        return times[Batches / 2];
    }

    private static double Once(Action work, long calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (long i = 0; i < calls; i++)
            work();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    /// <summary>What the first process says.</summary>
    private static long Agreed(MpiCommunicator processes, long number) =>
        long.Parse(processes.Gather(number.ToString(System.Globalization.CultureInfo.InvariantCulture))[0], System.Globalization.CultureInfo.InvariantCulture);
}
