using System.Globalization;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Peers;
using FastOpt.Benchmarks.Reports;
using FastOpt.Benchmarks.Steps;

namespace FastOpt.Benchmarks.Programs;

/// <summary>`aot`: every case under the JIT and published by NativeAOT, interleaved.</summary>
internal static class AotCommand
{
    private const double Mark = 0.95;

    /// <summary>Steps behind which results are compared.</summary>
    private const int ComparedSteps = 20;

    /// <summary>How far outputs without fused multiply-adds may be from those with them, as a part of the largest.</summary>
    private const double Rounding = 1e-4;

    private const string Explanation = """
        One program, run under the JIT and published by NativeAOT, each in a process of its own; a figure is the median over rounds in which they take turns, in microseconds of the
        thread's own time. × is the JIT's time divided by NativeAOT's at the same instruction set: level v4 beside the JIT as it is, level v3 beside the JIT without AVX-512.
        Within 5 % means at least 0.95×. Without AVX there are no fused multiply-adds: NativeAOT's own default, which the package replaces by v3.
        Before it is measured each program takes 20 steps from the same start. "Bits" compares a SHA-256 of the weights and of what they predict over all programs with fused multiply-adds;
        without them only closeness is promised, and "off by" is the largest difference of an output as a part of the largest output, at most 1e-4.
        """;

    private static readonly string[] Names =
        [StepPeerProgram.Jit, StepPeerProgram.JitAvx2, StepPeerProgram.Version3, StepPeerProgram.Version4, StepPeerProgram.Baseline];

    public static void Run(string[] args)
    {
        bool isBuilt = args.Contains("--no-build");
        StepOptions options = StepOptions.Parse([.. args.Where(argument => argument != "--no-build")]);
        var peers = new Dictionary<string, Peer>();
        foreach (string name in Names)
        {
            if (StepPeerProgram.Build(name, isBuilt)?.StartPeer() is { } peer)
                peers.Add(name, peer);
        }

        try
        {
            Console.WriteLine(ResultFile.MachineLine);
            var table = new MarkdownTable(["network, batch", .. Names.Select(name => $">{name} µs"), ">v3 ×", ">v4 ×", "mark", "bits", ">no AVX off by"]);
            foreach (StepCase step in StepCases.All.Where(options.Matches))
                table.Add(Measure(step, peers, options.Rounds));
            string text = $"{table}\n\n{Explanation}\n" + string.Concat(peers.Select(peer => $"\n- {peer.Key}: {peer.Value.Description}"));
            Console.WriteLine(text);
            if (options.Save)
                ResultFile.Write("aot-", $"NativeAOT beside the JIT on {Processor.Name}", text);
        }
        finally
        {
            foreach (Peer peer in peers.Values)
                peer.Dispose();
        }
    }

    private static string[] Measure(StepCase step, Dictionary<string, Peer> peers, int rounds)
    {
        var works = new List<IWork>();
        var names = new List<string>();
        var results = new Dictionary<string, (string Hash, float[] Outputs)>();
        foreach (var (name, peer) in peers)
        {
            if (peer.Open(step, out _) is { } work)
            {
                works.Add(work);
                names.Add(name);
                results.Add(name, peer.OutputsAfter(ComparedSteps));
            }
        }

        Series[] series = Interleaving.Measure(works, rounds);
        Series? Of(string name) => names.IndexOf(name) is >= 0 and var index ? series[index] : null;
        double? Ratio(string jit, string aot) => Of(jit)?.Median / Of(aot)?.Median;
        double?[] ratios = [Ratio(StepPeerProgram.JitAvx2, StepPeerProgram.Version3), Ratio(StepPeerProgram.Jit, StepPeerProgram.Version4)];
        string[] cells =
        [
            step.Name,
            .. Names.Select(name => Of(name) is { } measured ? Text(measured.Median / 1e3) : "–"),
            .. ratios.Select(ratio => ratio is { } value ? Text(value) : "–"),
            ratios.All(ratio => ratio is null or >= Mark) ? "met" : "NOT MET",
            results.Where(result => result.Key != StepPeerProgram.Baseline).Select(result => result.Value.Hash).Distinct().Count() <= 1 ? "equal" : "DIFFERENT",
            Distance(results),
        ];
        Console.WriteLine(string.Join("  ", cells));
        return cells;
    }

    /// <summary>How far the outputs without AVX are from those with it.</summary>
    private static string Distance(Dictionary<string, (string Hash, float[] Outputs)> results)
    {
        if (!results.TryGetValue(StepPeerProgram.Baseline, out var without) || !results.TryGetValue(StepPeerProgram.Jit, out var with))
            return "–";
        double distance = with.Outputs.Zip(without.Outputs, static (a, b) => Math.Abs((double)a - b)).Max() / with.Outputs.Max(Math.Abs);
        return distance.ToString("0.0e+0", CultureInfo.InvariantCulture) + (distance <= Rounding ? "" : " TOO FAR");
    }

    private static string Text(double value) => value.ToString(value < 100 ? "0.00" : "0", CultureInfo.InvariantCulture);
}
