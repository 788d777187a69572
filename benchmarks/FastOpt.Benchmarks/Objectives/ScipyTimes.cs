using System.Diagnostics;
using System.Globalization;

namespace FastOpt.Benchmarks.Objectives;

/// <summary>SciPy's L-BFGS-B in a process of its own (peers/objectives_scipy.py times), by its thread's clock.</summary>
internal static class ScipyTimes
{
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "peers", "objectives_scipy.py");

    /// <summary>One measurement; null where Python or SciPy is missing.</summary>
    public static Measurement? Measure()
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Script, "times"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["OMP_NUM_THREADS"] = "1";
        try
        {
            using var process = Process.Start(start)!;
            string last = process.StandardOutput.ReadToEnd().Trim().Split('\n')[^1];
            process.WaitForExit();
            string[] cells = last.Split(' ');
            return process.ExitCode == 0
                ? new(1000 * Number(cells[0]), (int)Number(cells[1]), Number(cells[3]))
                : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <param name="Nanoseconds">Of one iteration.</param>
    /// <param name="Iterations">All of them.</param>
    /// <param name="Value">Where it ended.</param>
    internal sealed record Measurement(double Nanoseconds, int Iterations, double Value);
}
