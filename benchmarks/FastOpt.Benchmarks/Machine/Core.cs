using System.Diagnostics;

namespace FastOpt.Benchmarks.Machine;

/// <summary>Keeps what is measured on one core.</summary>
internal static class Core
{
    /// <summary>
    /// Binds the main thread, and what it starts, to the last core; the compiler's and the collector's threads, which run already, keep the others.
    /// Does nothing where the system does not offer it.
    /// </summary>
    public static void Pin()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            using Process self = Process.GetCurrentProcess();
            long cores = self.ProcessorAffinity;
            if (cores != 0)
                self.ProcessorAffinity = (nint)(1L << (63 - (int)long.LeadingZeroCount(cores)));
        }
    }
}
