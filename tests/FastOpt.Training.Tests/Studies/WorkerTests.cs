using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Studies;

/// <summary>Several that work on one journal, and what becomes of the trials of those that are gone.</summary>
public sealed class WorkerTests : IDisposable
{
    private static readonly StudyOptions Random = new() { Sampler = new RandomSampler() };
    private readonly TestFolder _folder = new();
    private int _arrivals;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FourOnOneJournalLoseAndRepeatNoTrial()
    {
        int[] ran = new int[200];
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            using var study = Study.Open(_folder["four"], 6, Random with { Pruner = Pruner.None });
            study.Search(ran.Length, trial =>
            {
                Interlocked.Increment(ref ran[trial.Number]);
                trial.Report(1, trial.Number);
                return trial.Uniform("x", 0, 1);
            });
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.All(ran, static times => Assert.Equal(1, times));
        using var read = Study.Open(_folder["four"], 6);
        Assert.Equal(ran.Length, read.Trials.Count(static trial => trial.State == TrialState.Complete));
        Assert.Equal(ran.Length, read.Trials.Select(static trial => trial["x"]!.Value).Distinct().Count());
    }

    /// <summary>
    /// The journal cannot be read for a moment in which two trials ask for a parameter: that fails the run, but neither trial, and the next run takes both up.
    /// </summary>
    [Fact]
    public void WhereTheJournalFailsNoTrialHasFailed()
    {
        string path = _folder["broken"];
        using var study = Study.Open(path, 3, Random with { Workers = 2 });
        using var both = new Barrier(2);
        byte[] whole = [];
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => study.Search(2, trial =>
        {
            Together(() =>
            {
                whole = File.ReadAllBytes(path);
                File.WriteAllBytes(path, whole[..20]);
            });
            Exception? mistake = Xunit.Record.Exception(() => trial.Uniform("x", 0, 1));
            Together(() => File.WriteAllBytes(path, whole));
            throw mistake!;
        }));
        Assert.Contains("it was cut or replaced", error.Message, StringComparison.Ordinal);
        study.Refresh();
        Assert.All(study.Trials, static trial => Assert.Equal(TrialState.Running, trial.State));
        Assert.All(study.Search(2, static trial => trial.Uniform("x", 0, 1)).Trials, static trial => Assert.Equal(TrialState.Complete, trial.State));

        // One of two does it, between two moments at which both are there.
        void Together(Action act)
        {
            if (Rendezvous() == 0)
                act();
            Rendezvous();
        }

        int Rendezvous()
        {
            int place = (int)(Interlocked.Increment(ref _arrivals) & 1);
            both.SignalAndWait(TestContext.Current.CancellationToken);
            return place;
        }
    }

    /// <summary>A dead process's trial is taken up under its number, with the parameters that it had, and its reports are forgotten.</summary>
    [Fact]
    public void ATrialWhoseProcessIsDeadIsTakenUp()
    {
        double first;
        using (var desk = new StudyDesk(_folder["dead"], 3, Random))
        {
            Assert.Equal(0, desk.Begin(5)!.Number);
            first = desk.Suggest(0, "x", ParameterRange.Numbers("x", 0, 1, false)).Value;
            desk.Report(0, new TrialReport(4, 1));
        }

        using var study = Study.Open(_folder["dead"], 3, Random);
        StudyResult result = study.Search(2, static trial => trial.Uniform("x", 0, 1));
        Assert.Equal([0, 1], result.Trials.Select(static trial => trial.Number));
        TrialRecord taken = result.Trials[0];
        Assert.Equal((TrialState.Complete, first, 2, 0), (taken.State, taken.Value, taken.Attempt, taken.Reports.Count));
        Assert.Equal("Trial 0 is taken up: its process ended before it did.", Assert.Single(result.Notes));
    }

    [Fact]
    public void ATrialWhoseProgramHasChangedIsTakenUpWithItsNewRange()
    {
        using (var desk = new StudyDesk(_folder["changed"], 3, Random))
        {
            desk.Begin(5);
            desk.Suggest(0, "x", ParameterRange.Numbers("x", 0, 1, false));
        }

        using var study = Study.Open(_folder["changed"], 3, Random);
        TrialParameter parameter = Assert.Single(study.Search(1, static trial => trial.Uniform("x", 5, 6)).Trials[0].Parameters);
        Assert.InRange(parameter.Value, 5, 6);
    }

    [Fact]
    public void ATrialOfALivingProcessIsLeftToIt()
    {
        using var living = new StudyDesk(_folder["living"], 3, Random);
        living.Begin(5);
        using var study = Study.Open(_folder["living"], 3, Random);
        StudyResult result = study.Search(3, static _ => 1);
        Assert.Equal([TrialState.Running, TrialState.Complete, TrialState.Complete], result.Trials.Select(static trial => trial.State));
        Assert.Equal("2 of 3 trials are complete, 0 pruned, 0 failed, 1 not at their end.", result.Reason);
        Assert.NotNull(living.End(0, TrialState.Complete, 7, ""));
        Assert.Equal(7, study.Search(3, static _ => 1).Trials[0].Value);
    }

    [Fact]
    public void ATrialThatKillsItsProcessEachTimeHasFailedAtLast()
    {
        StudyOptions options = Random with { MaxAttempts = 3 };
        for (int death = 0; death < 3; death++)
        {
            using var desk = new StudyDesk(_folder["killer"], 3, options);
            Assert.Equal((0, death + 1), (desk.Begin(2) is { } begun ? begun.Number : -1, desk.Trials[0].Attempt));
        }

        using var study = Study.Open(_folder["killer"], 3, options);
        StudyResult result = study.Search(2, static _ => 1);
        Assert.Equal((TrialState.Failed, "Its process ended before it did, 3 times."), (result.Trials[0].State, result.Trials[0].Cause));
        Assert.Equal(TrialState.Complete, result.Trials[1].State);
    }

    /// <summary>On a file server, a lock may outlive its process: then the heartbeat says that nobody is there. Clocks are a test's own.</summary>
    [Fact]
    public void AProcessWithoutAHeartbeatCountsAsDeadBehindTheGracePeriodAndItsResultIsNotRecorded()
    {
        var clock = new HandClock();
        StudyOptions options = Random with { Heartbeat = TimeSpan.FromDays(10), GracePeriod = TimeSpan.FromDays(20), Clock = clock };
        using var silent = new StudyDesk(_folder["silent"], 3, options);
        silent.Begin(9);
        using var other = new StudyDesk(_folder["silent"], 3, options);
        Assert.Equal(1, other.Begin(9)!.Number);
        clock.Now += TimeSpan.FromDays(20) - TimeSpan.FromSeconds(1);
        Assert.Equal(2, other.Begin(9)!.Number);
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal((0, 2), (other.Begin(9) is { } taken ? taken.Number : -1, other.Trials[0].Attempt));
        other.Refresh();
        Assert.Throws<TrialLostException>(() => silent.Report(0, new TrialReport(1, 1)));
        Assert.Null(silent.End(0, TrialState.Complete, 1, ""));
        Assert.Contains("was taken up by another process", Assert.Single(silent.Notes), StringComparison.Ordinal);
        Assert.NotNull(other.End(0, TrialState.Complete, 2, ""));
        Assert.Equal(2, other.Trials[0].Value);
    }

    [Fact]
    public void ABeatThatIsSeenAnewBeginsTheGracePeriodAnew()
    {
        var clock = new HandClock();
        var watch = new WorkerWatch(TimeSpan.FromSeconds(60), clock);
        DateTime beat = DateTime.UnixEpoch;
        Assert.False(watch.IsSilent("a", beat));
        clock.Now += TimeSpan.FromSeconds(59);
        Assert.False(watch.IsSilent("a", beat));
        Assert.False(watch.IsSilent("a", beat.AddSeconds(-5))); // another clock's beat: only that it moves counts
        clock.Now += TimeSpan.FromSeconds(59);
        Assert.False(watch.IsSilent("a", beat.AddSeconds(-5)));
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.True(watch.IsSilent("a", beat.AddSeconds(-5)));
        Assert.False(watch.IsSilent("b", beat));
    }

    [Fact]
    public void SignsOfLifeAreGoneBehindAStudyAndThoseOfTheDeadAreSweptAway()
    {
        string left = _folder.Write("signs.0123456789abcdef.alive", "");

        // Those of a journal whose name goes on are that journal's alone: it is not open, and one that is being made looks like a dead one.
        string others = _folder.Write("signs.journal.0123456789abcdef.alive", "");
        using (Study.Open(_folder["signs"]))
        {
            Assert.False(File.Exists(left));
            Assert.Equal(2, Directory.GetFiles(_folder.Root, "*.alive").Length);
        }

        Assert.Equal([_folder["signs"], others], Directory.GetFiles(_folder.Root).Order(StringComparer.Ordinal));
    }

    private sealed class HandClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
