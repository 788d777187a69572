using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FastOpt.Benchmarks.Machine;

/// <summary>
/// The time that this thread has spent on a core. All that is measured runs on one thread, so on an idle machine this is the clock's time; on a busy one it leaves out
/// what other programs took from the core. Where the system has no such clock it is the clock's time.
/// </summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    private static readonly bool Available = OperatingSystem.IsLinux();

    /// <summary>Nanoseconds from any start.</summary>
    public static long Nanoseconds
    {
        get
        {
            if (!Available)
                return Stopwatch.GetTimestamp() * (1_000_000_000 / Stopwatch.Frequency);
            _ = GetTime(ThreadCpuTime, out TimeSpecification time);
            return ((long)time.Seconds * 1_000_000_000) + time.Nanoseconds;
        }
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out TimeSpecification time);

    private struct TimeSpecification
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
