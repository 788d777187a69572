using System.Globalization;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Reports;
using FastOpt.Benchmarks.Steps;

namespace FastOpt.Benchmarks.Threads;

/// <summary>`threads`: every case on two threads beside one, interleaved, by the clock.</summary>
internal static class ThreadsCommand
{
    private const int AllocationSteps = 50;
    private const int StepsToSettle = 100;
    private const double Turn = 20e6;
    private const double LargeStepFlops = 100e6;
    private const double LargeStepMark = 1.85;

    /// <summary>A ratio this close to 1 is the same speed: two runs of the same code differ by more.</summary>
    private const double SameSpeed = 0.97;

    private const string Explanation = """
        A figure is the median over rounds in which one and two threads take turns, in microseconds of the clock; "best" compares the best rounds. Steps of 100
        MFLOP and more, and of residual blocks, are meant to reach 1.85×, and none to be slower on two threads than on one (0.97× counts as the same). Work too
        small to share runs on one thread either way. Bytes are what all threads allocate in a step. The round trip is that of a cache line between the two
        processors, the longer one of before and behind the case: weights that one thread has written and the other reads take that way.
        """;

    public static void Run(string[] args)
    {
        StepOptions options = StepOptions.Parse(args);
        Console.WriteLine(ResultFile.MachineLineFor(2));
        if (Environment.ProcessorCount < 2)
        {
            Console.WriteLine("threads: skipped, there is one processor.");
            return;
        }

        var table = new MarkdownTable("network, batch", ">MFLOP", ">one thread µs", ">two threads µs", ">×", ">best ×", ">bytes", ">round trip ns", "mark");
        foreach (StepCase step in ThreadCases.All.Where(options.Matches))
            table.Add(Measure(step, options.Rounds));
        string text = $"{table}\n\n{Explanation}";
        Console.WriteLine(text);
        if (options.Save)
            ResultFile.Write("threads-" + options.Page, $"Threads on {Processor.Name}", text, cores: 2);
    }

    private static string[] Measure(StepCase step, int rounds)
    {
        IStepWork one = step.Create(step with { IsWallTime = true });
        IStepWork two = step.Create(step with { Threads = 2 });

        // The engine tries both ways and needs some trials to be sure.
        two.Run(StepsToSettle);
        double roundTrip = RoundTrip.Nanoseconds();
        Series[] series = Interleaving.Measure([one, two], rounds, turn: Turn);
        roundTrip = Math.Max(roundTrip, RoundTrip.Nanoseconds());
        double ratio = series[0].Median / series[1].Median;
        double best = series[0].Smallest / series[1].Smallest;
        double least = step.Mark.TwoThreads ?? (step.Flops >= LargeStepFlops && step.Kind == StepKind.Train ? LargeStepMark : SameSpeed);
        string verdict = $"{Text(least, "0.00")}×: {(ratio >= least ? "met" : "NOT MET")}";
        string[] cells =
        [
            step.Name, Text(step.Flops / 1e6, "0.00"), Text(series[0].Median / 1e3, "0.00"), Text(series[1].Median / 1e3, "0.00"), Text(ratio, "0.00"), Text(best, "0.00"),
            Text(two.AllocatedPerStep(AllocationSteps), "0"), Text(roundTrip, "0"), verdict,
        ];
        Console.WriteLine(string.Join("  ", cells));
        return cells;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
