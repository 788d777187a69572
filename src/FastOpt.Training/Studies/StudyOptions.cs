using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>How a study goes.</summary>
public sealed record StudyOptions
{
    /// <summary>Which values are better. It stands in the journal. Default: less is better.</summary>
    public StudyDirection Direction { get; init; }

    /// <summary>
    /// What is measured, in words: whatever must be alike for two values to be comparable, such as the data and the epochs. It stands in the journal; a journal
    /// with another text is refused. Default: empty.
    /// </summary>
    public string Objective { get; init; } = "";

    /// <summary>What suggests parameters. Default: <see cref="TpeSampler"/>.</summary>
    public Sampler Sampler { get; init; } = new TpeSampler();

    /// <summary>What ends trials that are not worth going on. Default: <see cref="MedianPruner"/>; it acts where a trial reports values.</summary>
    public Pruner Pruner { get; init; } = new MedianPruner();

    /// <summary>Trials that run at once in this process, each on a thread of its own. Default: 1.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Time of a <see cref="Study.Run"/>; the trials that are running then are cut and released. Default: none.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Time of one trial; one that takes longer is cut, and has failed. Default: none.</summary>
    public TimeSpan? TrialTimeout { get; init; }

    /// <summary>
    /// How often a trial is begun whose process dies; behind that it has failed. 1: what a dead process left has failed at once. Default: 10.
    /// </summary>
    public int MaxAttempts { get; init; } = 10;

    /// <summary>Failed trials in a row behind which a run ends, since something is wrong with all of them. Default: 10.</summary>
    public int MaxFailuresInARow { get; init; } = 10;

    /// <summary>Time between two signs of life of this process. Default: 10 s.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Time without a sign of life behind which a process counts as dead although its lock is held, as on a file server whose client is gone. A process of
    /// this machine that ended is known to be dead at once. Default: 60 s.
    /// </summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time to wait for the journal while other processes write to it. Default: 60 s.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Is told each trial that this process ended, one at a time. Default: nothing.</summary>
    public Action<TrialRecord>? Progress { get; init; }

    /// <summary>What silence is measured by.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Sampler, nameof(Sampler));
        ArgumentNullException.ThrowIfNull(Pruner, nameof(Pruner));
        ArgumentNullException.ThrowIfNull(Objective, nameof(Objective));
        if (!Enum.IsDefined(Direction))
            throw Refused(nameof(Direction), (int)Direction, "Minimize or Maximize");
        AtLeastOne(nameof(Workers), Workers);
        AtLeastOne(nameof(MaxAttempts), MaxAttempts);
        AtLeastOne(nameof(MaxFailuresInARow), MaxFailuresInARow);
        Above(nameof(Timeout), Timeout);
        Above(nameof(TrialTimeout), TrialTimeout);
        Above(nameof(Heartbeat), Heartbeat);
        Above(nameof(GracePeriod), GracePeriod);
        Above(nameof(LockTimeout), LockTimeout);
        if (GracePeriod < 2 * Heartbeat)
            throw Refused(nameof(GracePeriod), GracePeriod, Invariant($"at least twice the heartbeat of {Heartbeat}"));
    }

    private static void AtLeastOne(string name, int value)
    {
        if (value < 1)
            throw Refused(name, value, "at least 1");
    }

    private static void Above(string name, TimeSpan? time)
    {
        if (time is { } value && (value <= TimeSpan.Zero || value.TotalMilliseconds > int.MaxValue))
            throw Refused(name, value, "above zero and below 24 days");
    }

    private static ArgumentException Refused(string name, object value, string allowed) =>
        new(Invariant($"{name} is {value}, but it must be {allowed}."), "options");
}
