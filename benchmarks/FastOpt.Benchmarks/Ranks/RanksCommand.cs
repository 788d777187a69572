using System.Globalization;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Reports;

namespace FastOpt.Benchmarks.Ranks;

/// <summary>`ranks`: two processes beside one, under mpirun, and PyTorch's DDP on the same.</summary>
internal static class RanksCommand
{
    private const string Explanation = """
        Microseconds of a step by the clock, one thread for each process; the median of several starts, in turn. "alone" is the network as it trains without
        `Distributed`, "one" and "two" are the distributed one on one and two processes; "× one" and "× alone" compare two with these. PyTorch is its eager
        mode, on two processes with DistributedDataParallel over gloo. The batch is that of all processes together. Two processes need two idle processors.
        """;

    private static readonly (string Network, string Name, int Batch, double? Mark)[] Cases =
    [
        ("large", "784-1024-1024-10", 512, 1.8),
        ("large", "784-1024-1024-10", 128, null),
        ("vgg", "small VGG", 128, 1.7),
        ("vgg", "small VGG", 32, null),
    ];

    public static void Run(string[] args)
    {
        var options = RankOptions.Parse(args);
        var peer = new RankPeer(options);
        peer.Build();
        Console.WriteLine(ResultFile.MachineLineFor(2));
        var table = new MarkdownTable(
            "network, batch", ">alone µs", ">one µs", ">two µs", ">× one", ">× alone", "mark", ">PyTorch one µs", ">PyTorch two µs", ">PyTorch ×");
        foreach ((string network, string name, int batch, double? mark) in Cases)
        {
            if (Row(peer, options, network, $"{name}, {batch}", batch, mark) is not { } cells)
                return;
            Console.WriteLine(string.Join("  ", cells));
            table.Add(cells);
        }

        string text = $"{table}\n\n{Explanation}";
        Console.WriteLine(text);
        if (options.Save)
            ResultFile.Write("ranks-", $"Two processes on {Processor.Name}", text, cores: 2);
    }

    private static string[]? Row(RankPeer peer, RankOptions options, string network, string name, int batch, double? mark)
    {
        string[] arguments = [network, Text(batch, "0"), Text(options.Seconds, "0")];
        List<Dictionary<string, double>> one = [], two = [], torchOne = [], torchTwo = [];
        for (int round = 0; round < options.Rounds; round++)
        {
            if (peer.Measure(1, ["steps", .. arguments]) is not { } first || peer.Measure(2, ["steps", .. arguments]) is not { } second)
                return null;
            one.Add(first);
            two.Add(second);
            if (RankPeer.MeasurePyTorch(network, Text(batch, "0"), "1", Text(options.Seconds, "0")) is not { } torch
                || RankPeer.MeasurePyTorch(network, Text(batch, "0"), "2", Text(options.Seconds, "0")) is not { } ddp)
                continue;
            torchOne.Add(torch);
            torchTwo.Add(ddp);
        }

        Dictionary<string, double> alone = RankPeer.Medians(one);
        double shared = RankPeer.Medians(two)["shared"];
        double ratio = alone["shared"] / shared, besideAlone = alone["alone"] / shared;
        string verdict = mark is { } least ? $"{Text(least, "0.0")}×: {(ratio >= least ? "met" : "NOT MET")}" : "";
        string[] cells = [name, Micro(alone["alone"]), Micro(alone["shared"]), Micro(shared), Text(ratio, "0.00"), Text(besideAlone, "0.00"), verdict];
        if (torchOne.Count == 0)
            return [.. cells, "", "", ""];
        double torchAlone = RankPeer.Medians(torchOne)["shared"], torchShared = RankPeer.Medians(torchTwo)["shared"];
        return [.. cells, Micro(torchAlone), Micro(torchShared), Text(torchAlone / torchShared, "0.00")];
    }

    private static string Micro(double nanoseconds) => Text(nanoseconds / 1e3, "0");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
