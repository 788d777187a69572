using System.Globalization;
using FastOpt.Benchmarks.Peers;
using FastOpt.Benchmarks.Reports;

namespace FastOpt.Benchmarks.Steps;

/// <summary>The results as a table, with what the marks ask for and whether it is met.</summary>
internal static class StepTable
{
    /// <summary>The table, with a column for each peer that ran any of the cases.</summary>
    public static MarkdownTable Create(IReadOnlyList<StepResult> results)
    {
        bool reads = results.Any(static result => result.Reading is not null);
        string[] peers = [.. PeerPrograms.All.Where(peer => results.Any(result => result.Peers.ContainsKey(peer)))];
        var table = new MarkdownTable(
        [
            "network, batch", ">µs", ">best", ">GFLOP/s", ">% of peak",
            .. reads ? [">GB/s", ">% of reading"] : Array.Empty<string>(),
            .. peers.SelectMany(static peer => new[] { $">{peer} µs", ">×" }),
            ">bytes", "mark",
        ]);
        foreach (StepResult result in results)
        {
            table.Add(
            [
                result.Case.Name,
                Microseconds(result.Median),
                Microseconds(result.Best),
                Number(result.Rate, "0.0"),
                Number(100 * result.PeakShare, "0"),
                .. reads ? Reading(result) : [],
                .. peers.SelectMany(peer => new[] { Peer(result, peer), Times(result.Ratio(peer)) }),
                Number(result.Allocated, "0"),
                string.Join(", ", Marks(result, results)),
            ]);
        }

        return table;
    }

    private static IEnumerable<string> Marks(StepResult result, IReadOnlyList<StepResult> results)
    {
        StepMark mark = result.Case.Mark;
        if (mark.PyTorch is { } pyTorch && result.Ratio(PeerPrograms.PyTorch) is { } pyTorchRatio)
            yield return $"PyTorch {Times(pyTorch)} {Verdict(pyTorchRatio >= pyTorch)}";
        if (mark.Dlib is { } dlib && result.Ratio(PeerPrograms.Dlib) is { } dlibRatio)
            yield return $"dlib {Times(dlib)} {Verdict(dlibRatio >= dlib)}";
        if (mark.BestPeer is { } best && result.Peers.Count > 0)
        {
            double ratio = result.Peers.Min(peer => peer.Value.Median) / result.Median;
            yield return $"best peer {Times(best)} {Verdict(ratio >= best)}";
        }

        if (mark.PeakShare is { } share)
            yield return $"{Number(100 * share, "0")} % of peak {Verdict(result.PeakShare >= share)}";
        if (mark.NeighborShare is { } neighbor && results.FirstOrDefault(other => ReferenceEquals(other.Case, result.Case.Neighbor)) is { } round)
            yield return $"{Number(100 * neighbor, "0")} % of the rate of {round.Case.Shape}: {Number(100 * result.Rate / round.Rate, "0")} % {Verdict(result.Rate >= neighbor * round.Rate)}";
    }

    private static string[] Reading(StepResult result) => result is { Reading: { } reading, ReadRate: { } rate }
        ? [Number(rate, "0.0"), Number(100 * rate / reading, "0")]
        : ["", ""];

    private static string Verdict(bool met) => met ? "met" : "NOT MET";

    private static string Peer(StepResult result, string name) => result.Peers.TryGetValue(name, out PeerTime? time) ? Microseconds(time.Median) : "–";

    private static string Times(double? ratio) => ratio is { } value ? Number(value, value < 20 ? "0.00" : "0") + "×" : "–";

    private static string Microseconds(double value) => Number(value, value < 20 ? "0.00" : value < 1000 ? "0.0" : "0");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
