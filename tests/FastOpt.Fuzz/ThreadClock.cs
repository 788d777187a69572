using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FastOpt.Fuzz;

/// <summary>
/// The processor time of the calling thread, which other programs on the machine do not lengthen; elapsed time where the system does not tell it.
/// </summary>
public static class ThreadClock
{
    private const int ThreadProcessorTime = 3; // CLOCK_THREAD_CPUTIME_ID

    /// <summary>Milliseconds from some start.</summary>
    public static double Milliseconds
    {
        get
        {
            if (OperatingSystem.IsLinux() && Environment.Is64BitProcess && ClockGetTime(ThreadProcessorTime, out Time time) == 0)
                return (time.Seconds * 1e3) + (time.Nanoseconds * 1e-6);
            return Stopwatch.GetTimestamp() * (1e3 / Stopwatch.Frequency);
        }
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int ClockGetTime(int clock, out Time time);

    private readonly struct Time
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
