namespace FastOpt.Training;

/// <summary>Watches the beats of other processes by this process's own clock: clocks of two machines may differ.</summary>
internal sealed class WorkerWatch(TimeSpan gracePeriod, TimeProvider clock)
{
    private readonly Dictionary<string, (DateTime Beat, long SeenAt)> _seen = [];

    /// <summary>Whether the beat has stood still for the whole grace period.</summary>
    public bool IsSilent(string worker, DateTime beat)
    {
        if (!_seen.TryGetValue(worker, out (DateTime Beat, long SeenAt) last) || last.Beat != beat)
        {
            _seen[worker] = (beat, clock.GetTimestamp());
            return false;
        }

        return clock.GetElapsedTime(last.SeenAt) >= gracePeriod;
    }
}
