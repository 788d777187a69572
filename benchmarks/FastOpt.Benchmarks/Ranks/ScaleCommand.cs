using System.Globalization;
using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Reports;

namespace FastOpt.Benchmarks.Ranks;

/// <summary>`scale`: fits the model of docs/scale.md to this machine, checks it on two processes, and says what steps cost on up to 1,024.</summary>
internal static class ScaleCommand
{
    private const string Explanation =
        "× is how much faster a step is than on one process. \"Pays up to\" is the largest number of processes that are at least half as good as can be.";

    private static readonly int[] Processes = [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

    /// <summary>What networks are said to do: latency of a message as MPI programs see it, and bytes of one direction.</summary>
    private static readonly Link[] Assumed =
    [
        new("10 Gbit Ethernet (assumed 30 µs, 1.1 GB/s)", 30e-6, 1.1e9),
        new("100 Gbit Ethernet (assumed 5 µs, 11 GB/s)", 5e-6, 11e9),
        new("InfiniBand HDR (assumed 1.5 µs, 23 GB/s)", 1.5e-6, 23e9),
    ];

    private static readonly (string Network, string Name, int[] Fitted, int[] Shown)[] Networks =
    [
        ("small", "784-128-10", [64, 256, 1024], [512, 8192, 65_536]),
        ("large", "784-1024-1024-10", [64, 256, 1024], [512, 8192, 65_536]),
        ("vgg", "small VGG", [32, 128, 256], [128, 2048, 32_768]),
    ];

    public static void Run(string[] args)
    {
        var options = RankOptions.Parse(args);
        var peer = new RankPeer(options);
        peer.Build();
        if (peer.Measure(1, "exchanges", Number(options.Seconds)) is not { } alone)
            return;
        var model = new ScaleModel(alone["add"] * 1e-9);
        Link local = Exchanges(peer, options);
        Case[] cases = [.. Networks.Select(one => new Case(Fit(peer, options, one.Network, one.Name, one.Fitted), one.Network, one.Fitted, one.Shown))];
        string text = string.Join(
            "\n\n",
            "## What was fitted",
            Fitted(model, local, cases),
            "## What two processes take",
            Check(peer, options, model, local, cases),
            "## What more take",
            Shown(model, [local, .. Assumed], cases));
        Console.WriteLine(text);
        if (options.Save)
            ResultFile.Write("scale-", $"Steps on 1 to 1,024 processes, from {Processor.Name}", text, cores: 2);
    }

    private static Link Exchanges(RankPeer peer, RankOptions options)
    {
        Dictionary<string, double> times = peer.Measure(2, "exchanges", Number(options.Seconds))!;
        return Link.Fit("this machine's memory", [.. times.Select(static time => (Bytes(time.Key), time.Value * 1e-9))]);

        // "gather 4096"
        static double Bytes(string figure) => double.Parse(figure.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static ScaledNetwork Fit(RankPeer peer, RankOptions options, string network, string name, int[] batches)
    {
        List<(double Batch, double Seconds)> steps = [];
        Dictionary<string, double> figures = [];
        foreach (int batch in batches)
        {
            figures = peer.Measure(1, "steps", network, Number(batch), Number(options.Seconds))!;
            steps.Add((batch, figures["shared"] * 1e-9));
        }

        return ScaledNetwork.Fit(name, figures["parameters"], (int)figures["granule"], steps);
    }

    private static string Fitted(ScaleModel model, Link local, Case[] cases)
    {
        var table = new MarkdownTable("network", ">parameters", ">granule", ">fixed µs", ">µs per example");
        foreach ((ScaledNetwork network, _, _, _) in cases)
        {
            string[] times = [Text(network.Fixed * 1e6, "0.0"), Text(network.PerExample * 1e6, "0.000")];
            table.Add([network.Name, Text(network.Parameters, "#,0"), Number(network.Granule), .. times]);
        }

        (string latency, string megabyte) = (Text(local.Latency * 1e6, "0.00"), Text(1e12 / local.BytesPerSecond, "0.0"));
        string message = $"A message of {local.Name} takes {latency} µs and {megabyte} µs for each megabyte";
        return $"{message}; adding a float to another takes {Text(model.AddPerFloat * 1e9, "0.000")} ns.\n\n{table}";
    }

    private static string Check(RankPeer peer, RankOptions options, ScaleModel model, Link local, Case[] cases)
    {
        var table = new MarkdownTable("network, batch", ">predicted µs", ">measured µs", ">predicted ×", ">measured ×");
        foreach ((ScaledNetwork network, string key, int[] batches, _) in cases)
        {
            foreach (int batch in batches)
            {
                double one = model.Step(network, batch, 1, local), two = model.Step(network, batch, 2, local);
                double measured = peer.Measure(2, "steps", key, Number(batch), Number(options.Seconds), "sending")!["shared"] * 1e-9;
                table.Add($"{network.Name}, {batch}", Text(two * 1e6, "0"), Text(measured * 1e6, "0"), Text(one / two, "0.00"), Text(one / measured, "0.00"));
            }
        }

        return table.ToString();
    }

    private static string Shown(ScaleModel model, Link[] links, Case[] cases)
    {
        string[] heads = ["network, batch", "link", ">µs on 1", .. Processes.Select(static processes => $">{processes}×"), ">fastest on", ">pays up to"];
        var table = new MarkdownTable(heads);
        foreach ((ScaledNetwork network, _, _, int[] batches) in cases)
        {
            foreach (int batch in batches)
            {
                foreach (Link link in links)
                {
                    double one = model.Step(network, batch, 1, link);
                    double[] times = [.. Processes.Select(processes => one / model.Step(network, batch, processes, link))];
                    int fastest = times.Max() <= 1 ? 1 : Processes[Array.IndexOf(times, times.Max())];
                    int pays = Processes.Where((processes, i) => times[i] >= processes / 2.0).DefaultIfEmpty(1).Max();
                    string[] ratios = [.. times.Select(static ratio => Text(ratio, "0.0"))];
                    table.Add([$"{network.Name}, {Text(batch, "#,0")}", link.Name, Text(one * 1e6, "#,0"), .. ratios, Text(fastest, "#,0"), Text(pays, "#,0")]);
                }
            }
        }

        return $"{table}\n\n{Explanation}";
    }

    /// <summary>A network, its name to FastOpt.RankPeer, the batches that it is fitted to, and those that are shown.</summary>
    private sealed record Case(ScaledNetwork Network, string Key, int[] Fitted, int[] Shown);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
