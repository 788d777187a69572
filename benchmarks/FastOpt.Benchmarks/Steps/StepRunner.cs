using FastOpt.Benchmarks.Machine;
using FastOpt.Benchmarks.Measuring;
using FastOpt.Benchmarks.Peers;

namespace FastOpt.Benchmarks.Steps;

/// <summary>Measures one case: FastOpt, the peers and the FMA peak in turn.</summary>
internal static class StepRunner
{
    private const int AllocationSteps = 20;

    public static StepResult Run(StepCase step, IReadOnlyList<Peer> peers, int rounds)
    {
        IStepWork ours = step.Create(step);
        List<IWork> works = [ours];
        List<(string Column, string Note)> columns = [];
        foreach (Peer peer in peers)
        {
            if (peer.Open(step, out string note) is { } work)
            {
                works.Add(work);
                columns.Add((peer.Name, string.Join(", ", ((string[])[peer.Description, note]).Where(text => text.Length > 0))));
            }
        }

        var peak = new Series();
        ReadBandwidth? bandwidth = step.BytesRead is { } bytes ? new ReadBandwidth(bytes) : null;
        var reading = new Series();
        Series[] series = Interleaving.Measure(works, rounds, () =>
        {
            peak.Add(FmaPeak.Measure());
            if (bandwidth is not null)
                reading.Add(bandwidth.Measure());
        });
        var times = new Dictionary<string, PeerTime>();
        for (int i = 0; i < columns.Count; i++)
        {
            var time = new PeerTime(series[i + 1].Median / 1e3, series[i + 1].Smallest / 1e3, columns[i].Note);
            if (!times.TryGetValue(columns[i].Column, out PeerTime? other) || time.Median < other.Median)
                times[columns[i].Column] = time;
        }

        return new StepResult(step, series[0].Median / 1e3, series[0].Smallest / 1e3, peak.Median, ours.AllocatedPerStep(AllocationSteps), times)
        {
            Reading = bandwidth is null ? null : reading.Median,
        };
    }
}
