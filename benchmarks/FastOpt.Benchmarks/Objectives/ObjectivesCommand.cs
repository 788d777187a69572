using System.Globalization;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Reports;

namespace FastOpt.Benchmarks.Objectives;

/// <summary>
/// `objectives`: an iteration of L-BFGS (m = 10) on Rosenbrock's function of 100 variables, evaluations included, beside MathNet.Numerics and SciPy; and the
/// gradients of the problems of Moré, Garbow and Hillstrom beside numerical differentiation.
/// </summary>
internal static class ObjectivesCommand
{
    private const int Dimension = 100;

    private const string Explanation = """
        One thread. A figure is the median over rounds in which all take turns, in nanoseconds of the thread's own time; × is the time divided by FastOpt's.
        "derived" is the value and the gradient that the compiler derived from the scalar method; forward differences take n + 1 values of the same method,
        central ones 2n + 1. What does not depend on the variables, such as the exponentials in BrownDennis, is computed at compile time in the derived form and
        at every call of the method. An error is the largest one of a component, in parts of the gradient's largest one. Bytes are what the derived form
        allocates.
        """;

    public static void Run(string[] args)
    {
        (int rounds, bool save) = Parse(args);
        string text = $"{MeasureLbfgs(rounds)}\n\n{MghGradients.Measure(rounds)}\n\n{MghGradients.Evaluations()}\n\n{Explanation}";
        Console.WriteLine(ResultFile.MachineLine);
        Console.WriteLine();
        Console.WriteLine(text);
        if (save)
            ResultFile.Write("objectives-", $"Objectives on {Processor.Name}", text);
    }

    private static (int Rounds, bool Save) Parse(string[] args)
    {
        (int rounds, bool save) = (15, false);
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--save")
                save = true;
            else if (args[i] == "--rounds" && i + 1 < args.Length && int.TryParse(args[++i], CultureInfo.InvariantCulture, out int number) && number > 0)
                rounds = number;
            else
                throw new ArgumentException("objectives takes no options but --rounds N and --save.");
        }

        return (rounds, save);
    }

    private static string MeasureLbfgs(int rounds)
    {
        var chain = new RosenbrockChain(Dimension);
        double[] start = [.. Enumerable.Range(0, Dimension).Select(static i => i % 2 == 0 ? -1.2 : 1.0)];
        var workspace = new MinimizeWorkspace();
        var options = new MinimizeOptions { Classify = false };
        var mathNet = new MathNetWork(chain, start);

        Minimum own = Minimize.Lbfgs(chain, start, options, workspace);
        (int Iterations, double Value) other = mathNet.Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Minimize.Lbfgs(chain, start, options, workspace);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        mathNet.Run();
        long otherBytes = GC.GetAllocatedBytesForCurrentThread() - before - bytes;

        var scipy = new Series();
        ScipyTimes.Measurement? peer = ScipyTimes.Measure();
        int round = 0;
        void EachRound()
        {
            // SciPy's turn comes in every fifth round; it takes a second to start.
            if (peer is not null && round++ % 5 == 0 && ScipyTimes.Measure() is { } measurement)
                scipy.Add(measurement.Nanoseconds);
        }

        IWork[] works = [new Repeated(() => Minimize.Lbfgs(chain, start, options, workspace)), new Repeated(() => mathNet.Run())];
        Series[] series = Interleaving.Measure(works, rounds, EachRound, turn: 50e6);
        double time = series[0].Median / own.Iterations;

        var table = new MarkdownTable("L-BFGS on Rosenbrock-100", ">iterations", ">f at the end", ">ns per iteration", ">× FastOpt", ">bytes per run");
        void Add(string name, int iterations, double value, double nanoseconds, string allocated) => table.Add(
            name,
            iterations.ToString(CultureInfo.InvariantCulture),
            value.ToString("0.0e+0", CultureInfo.InvariantCulture),
            nanoseconds.ToString("0", CultureInfo.InvariantCulture),
            (nanoseconds / time).ToString("0.0", CultureInfo.InvariantCulture),
            allocated);
        Add("FastOpt", own.Iterations, own.Value, time, bytes.ToString(CultureInfo.InvariantCulture));
        Add("MathNet.Numerics 5.0", other.Iterations, other.Value, series[1].Median / other.Iterations, otherBytes.ToString(CultureInfo.InvariantCulture));
        if (peer is not null)
            Add("SciPy L-BFGS-B", peer.Iterations, peer.Value, scipy.Median, "–");
        else
            Console.WriteLine("SciPy: skipped, python3-scipy is not installed.");
        return table.ToString();
    }
}
