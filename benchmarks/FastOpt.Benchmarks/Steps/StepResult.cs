using System.Text.Json;

namespace FastOpt.Benchmarks.Steps;

/// <summary>What was measured of a case; times in microseconds per step.</summary>
/// <param name="Case">The case.</param>
/// <param name="Median">FastOpt's median round.</param>
/// <param name="Best">FastOpt's best round.</param>
/// <param name="Peak">The median FMA peak of the same rounds, GFLOP/s.</param>
/// <param name="Allocated">Bytes per step.</param>
/// <param name="Peers">The peers' median rounds, by column; of several builds the fastest.</param>
internal sealed record StepResult(StepCase Case, double Median, double Best, double Peak, double Allocated, IReadOnlyDictionary<string, PeerTime> Peers)
{
    /// <summary>The median rate at which this core reads as many bytes as the weights have, GB/s, where a prediction is bound by it.</summary>
    public double? Reading { get; init; }

    /// <summary>The same of the prediction itself.</summary>
    public double? ReadRate => Case.BytesRead / (Median * 1e3);

    /// <summary>GFLOP/s of the matrix products over the whole step's time.</summary>
    public double Rate => Case.Flops / (Median * 1e3);

    public double PeakShare => Rate / Peak;

    public double? Ratio(string peer) => Peers.TryGetValue(peer, out PeerTime? time) ? time.Median / Median : null;

    public string ToJson() => JsonSerializer.Serialize(new
    {
        name = Case.Name,
        flops = Case.Flops,
        microseconds = Math.Round(Median, 3),
        best = Math.Round(Best, 3),
        gflops = Math.Round(Rate, 2),
        peak = Math.Round(Peak, 1),
        allocated = Allocated,
        peers = Peers.ToDictionary(peer => peer.Key, peer => new { microseconds = Math.Round(peer.Value.Median, 2), best = Math.Round(peer.Value.Best, 2), note = peer.Value.Note }),
    });
}

/// <summary>A peer's time for a step in microseconds.</summary>
/// <param name="Median">Median round.</param>
/// <param name="Best">Best round.</param>
/// <param name="Note">Which of its forms it was.</param>
internal sealed record PeerTime(double Median, double Best, string Note);
