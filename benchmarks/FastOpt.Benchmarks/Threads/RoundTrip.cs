using System.Diagnostics;
using System.Runtime.InteropServices;
using FastOpt.Benchmarks.Measuring;

namespace FastOpt.Benchmarks.Threads;

/// <summary>
/// How long a cache line takes from one processor to the other and back, while two threads bounce a number. It says what sharing a step costs, and on a virtual machine it changes with where
/// the host has put the processors.
/// </summary>
internal static class RoundTrip
{
    private const int Batches = 21;
    private const int Exchanges = 500;
    private const int End = -1;

    /// <summary>Nanoseconds of a round trip, the median of some batches.</summary>
    public static double Nanoseconds()
    {
        var line = new Line();
        var answering = new Thread(() => Answer(line)) { IsBackground = true };
        answering.Start();
        var series = new Series();
        for (int batch = 0; batch < Batches; batch++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int exchange = 1; exchange <= Exchanges; exchange++)
            {
                int call = (2 * exchange) - 1;
                Volatile.Write(ref line.Number, call);
                while (Volatile.Read(ref line.Number) == call)
                {
                }
            }

            series.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / Exchanges);
        }

        Volatile.Write(ref line.Number, End);
        answering.Join();
        return series.Median;
    }

    /// <summary>Each odd number is answered by 0.</summary>
    private static void Answer(Line line)
    {
        while (Volatile.Read(ref line.Number) is var number && number != End)
        {
            if (number != 0)
                Volatile.Write(ref line.Number, 0);
        }
    }

    /// <summary>A number with a cache line of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private sealed class Line
    {
        [FieldOffset(128)]
        public int Number;
    }
}
