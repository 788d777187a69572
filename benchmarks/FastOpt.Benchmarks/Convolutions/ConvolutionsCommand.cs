using System.Globalization;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Peers;
using FastOpt.Benchmarks.Reports;

namespace FastOpt.Benchmarks.Convolutions;

/// <summary>`convolutions`: each kernel of the networks' convolutions in parts of the FMA peak, beside oneDNN as PyTorch calls it.</summary>
internal static class ConvolutionsCommand
{
    private const string Explanation = """
        One thread. A figure is the median over rounds in which a kernel and the peer's take turns, in microseconds of the thread's own time; the peak is that
        of fused multiply-adds in the same rounds. GFLOP/s and % of peak are nominal: through a pool as if it passed all of its gradients on. FastOpt's kernels
        are called as a compiled network calls them, with the weights laid out in each call. The peer is `conv2d`, and of backward the one gradient that is
        asked for, in the faster of PyTorch's two layouts; through the pool with the backward of `max_pool2d` before it. First layers have marks of their own:
        45 % of the peak from one channel, 60 % from three.
        """;

    public static void Run(string[] args)
    {
        (int rounds, bool save) = Parse(args);
        using Peer? peer = PeerPrograms.StartConvolutions();
        Console.WriteLine(ResultFile.MachineLine);
        var table = new MarkdownTable("layer", "shape", "kernel", ">MFLOP", ">µs", ">GFLOP/s", ">% of peak", ">oneDNN µs", ">×", "mark");
        double highest = 0;
        foreach (ConvolutionLayer layer in ConvolutionLayers.All)
            highest = Math.Max(highest, Measure(layer, peer, rounds, table));

        string text = $"{table}\n\n{Explanation}\n\nFMA peak: {Text(highest, "0.0")} GFLOP/s.\n\n- oneDNN: {peer?.Description ?? "skipped"}";
        Console.WriteLine(text);
        if (save)
            ResultFile.Write("convolutions-", $"Convolutions on {Processor.Name}", text);
    }

    private static (int Rounds, bool Save) Parse(string[] args)
    {
        (int rounds, bool save) = (25, args.Contains("--save"));
        string[] rest = [.. args.Where(static option => option != "--save")];
        if (rest is ["--rounds", var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out rounds) && rounds > 0)
            return (rounds, save);
        return rest.Length == 0 ? (25, save) : throw new ArgumentException("convolutions takes no options but --rounds N and --save.");
    }

    private static double Measure(ConvolutionLayer layer, Peer? peer, int rounds, MarkdownTable table)
    {
        double highest = 0;
        foreach (ConvolutionKernel kernel in ConvolutionKernel.Of(layer))
        {
            List<IWork> works = [kernel.Work(layer)];
            if (peer?.Open(layer.Request(kernel.Request), out _) is { } other)
                works.Add(other);
            var peak = new Series();
            Series[] series = Interleaving.Measure(works, rounds, () => peak.Add(FmaPeak.Measure()));
            double rate = layer.Flops / series[0].Median, share = rate / peak.Median;
            highest = Math.Max(highest, peak.Median);
            string[] cells =
            [
                layer.Name,
                layer.Shape,
                kernel.Name,
                Text(layer.Flops / 1e6, "0.0"),
                Text(series[0].Median / 1e3, "0.0"),
                Text(rate, "0.0"),
                Text(100 * share, "0"),
                works.Count > 1 ? Text(series[1].Median / 1e3, "0.0") : "–",
                works.Count > 1 ? Text(series[1].Median / series[0].Median, "0.00") + "×" : "–",
                kernel.Mark(layer) is double mark ? $"{Text(100 * mark, "0")} % {(share >= mark ? "met" : "NOT MET")}" : "",
            ];
            Console.WriteLine(string.Join("  ", cells));
            table.Add(cells);
        }

        return highest;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
