using System.Globalization;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Reports;

namespace FastOpt.Benchmarks.Objectives;

/// <summary>
/// `objectives`: an iteration of L-BFGS (m = 10) on Rosenbrock's function of 100 variables, evaluations included, beside MathNet.Numerics and SciPy.
/// </summary>
internal static class ObjectivesCommand
{
    private const int Dimension = 100;

    public static void Run(string[] args)
    {
        int rounds = args switch
        {
            [] => 15,
            ["--rounds", var text] => int.Parse(text, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException("objectives takes no option but --rounds N."),
        };
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

        Console.WriteLine(ResultFile.MachineLine);
        Console.WriteLine();
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
        Console.WriteLine(table);
    }
}
