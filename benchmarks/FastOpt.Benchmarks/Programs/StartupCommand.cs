using System.Diagnostics;
using System.Globalization;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Reports;

namespace FastOpt.Benchmarks.Programs;

/// <summary>`startup`: from the start of a process to its first finished step, and from the start of Main, of 2-16-16-2.</summary>
internal static class StartupCommand
{
    private const int Starts = 25;
    private const double AotMark = 10;
    private const double JitMark = 150;

    private const string Explanation = """
        A program that declares 2-16-16-2, constructs it and trains one batch of 32; medians of 25 starts in milliseconds, in turn. "From the start" counts from the moment before the system is asked
        for the process. Marks: NativeAOT at most 10 ms from the start, the JIT at most 150 ms after Main.
        """;

    private static readonly string[] Names = [StepPeerProgram.Version3, StepPeerProgram.Version4, StepPeerProgram.Jit];

    public static void Run(string[] args)
    {
        bool isBuilt = args.Contains("--no-build");
        StepPeerProgram[] programs = [.. Names.Select(name => StepPeerProgram.Build(name, isBuilt)).OfType<StepPeerProgram>()];
        (Series FromStart, Series AfterMain)[] series = [.. programs.Select(_ => (new Series(), new Series()))];
        for (int start = 0; start < Starts; start++)
        {
            for (int i = 0; i < programs.Length; i++)
            {
                var (fromStart, afterMain) = Measure(programs[i]);
                series[i].FromStart.Add(fromStart);
                series[i].AfterMain.Add(afterMain);
            }
        }

        var table = new MarkdownTable("program", ">from the start ms", ">best", ">after Main ms", ">best", "mark");
        for (int i = 0; i < programs.Length; i++)
        {
            bool isNative = programs[i].Name != StepPeerProgram.Jit;
            double value = isNative ? series[i].FromStart.Median : series[i].AfterMain.Median;
            double mark = isNative ? AotMark : JitMark;
            table.Add(
                programs[i].Name, Text(series[i].FromStart.Median), Text(series[i].FromStart.Smallest), Text(series[i].AfterMain.Median), Text(series[i].AfterMain.Smallest),
                $"at most {mark} ms {(isNative ? "from the start" : "after Main")}: {(value <= mark ? "met" : "NOT MET")}");
        }

        string text = $"{table}\n\n{Explanation}";
        Console.WriteLine(text);
        ResultFile.Write("startup-", $"Start-up on {Processor.Name}", text);
    }

    private static (double FromStart, double AfterMain) Measure(StepPeerProgram program)
    {
        ProcessStartInfo start = program.Start("first-step");
        start.RedirectStandardOutput = true;
        long asked = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string[] stamps = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        long main = long.Parse(stamps[0], CultureInfo.InvariantCulture);
        long finished = long.Parse(stamps[1], CultureInfo.InvariantCulture);
        return (Milliseconds(finished - asked), Milliseconds(finished - main));
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
