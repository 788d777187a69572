using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Studies;

public sealed class StudyTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheBestIsTheFirstOfTheBestCompleteTrials()
    {
        double[] values = [3, 1, 0, 1, 2];
        foreach ((StudyDirection direction, int best) in new[] { (StudyDirection.Minimize, 1), (StudyDirection.Maximize, 0) })
        {
            using var study = Study.Open(_folder[$"{direction}"], 0, new StudyOptions { Direction = direction });
            Assert.Null(study.Best);
            StudyResult result = study.Search(5, trial => trial.Number == 2 ? double.NaN : values[trial.Number]);
            Assert.Equal(best, result.Best!.Number);
            Assert.Equal(best, study.Best!.Number);
        }
    }

    [Fact]
    public void ARunWithFewerTrialsThanThereAreDoesNothing()
    {
        using var study = Study.Open(_folder["few"]);
        study.Search(3, static _ => 1);
        StudyResult result = study.Search(2, static _ => throw new InvalidOperationException());
        Assert.Equal((StudyEnd.Completed, 3), (result.End, result.Trials.Count));
        Assert.Equal("3 of 3 trials are complete, 0 pruned, 0 failed.", result.Reason);
        Assert.Throws<ArgumentOutOfRangeException>(() => study.Search(-1, static _ => 1));
        Assert.Throws<ArgumentNullException>(() => study.Search(1, null!));
    }

    [Fact]
    public void AParameterIsAskedForWhereItIsNeeded()
    {
        using var study = Study.Open(_folder["conditional"], 3);
        study.Search(40, static trial => trial.Choose("schedule", ["constant", "cosine"]) == "cosine" ? trial.Uniform("floor", 0, 1) : 0.5);
        Assert.All(study.Trials, static trial => Assert.Equal(trial["schedule"]!.Text == "cosine", trial["floor"] is not null));
        Assert.Contains(study.Trials, static trial => trial["floor"] is not null);
        Assert.Contains(study.Trials, static trial => trial["floor"] is null);
    }

    [Fact]
    public void AskedForAgainAParameterHasTheSameValueAndAnotherRangeIsAnError()
    {
        using var study = Study.Open(_folder["twice"], 3);
        StudyResult result = study.Search(2, static trial =>
        {
            Assert.Equal(trial.Uniform("x", 0, 1), trial.Uniform("x", 0, 1));
            return trial.Number == 0 ? 1 : trial.Uniform("x", 0, 2);
        });
        Assert.Equal(TrialState.Complete, result.Trials[0].State);
        Assert.Single(result.Trials[0].Parameters);
        Assert.Equal("ArgumentException: Trial 1 asks for 'x' twice: from 0 to 1, and from 0 to 2. (Parameter 'name')", result.Trials[1].Cause);
    }

    [Theory]
    [InlineData(double.NaN, "The objective is NaN, no finite number.")]
    [InlineData(double.PositiveInfinity, "The objective is ∞, no finite number.")]
    [InlineData(double.NegativeInfinity, "The objective is -∞, no finite number.")]
    public void AValueThatIsNoNumberIsAFailedTrial(double value, string cause)
    {
        using var study = Study.Open(_folder["nan"]);
        TrialRecord trial = Assert.Single(study.Search(1, _ => value).Trials);
        Assert.Equal((TrialState.Failed, cause.Replace("∞", "Infinity")), (trial.State, trial.Cause));
        Assert.Null(study.Best);
    }

    [Fact]
    public void AnExceptionIsAFailedTrialAndTheStudyGoesOn()
    {
        using var study = Study.Open(_folder["exception"]);
        StudyResult result = study.Search(4, static trial => trial.Number % 2 == 0 ? throw new FormatException("no\r\ngood") : 1);
        Assert.Equal(StudyEnd.Completed, result.End);
        Assert.Equal(["FormatException: no good", "", "FormatException: no good", ""], result.Trials.Select(static trial => trial.Cause));
    }

    [Fact]
    public void TrialsThatFailOneBehindTheOtherEndTheRunWithTheirCause()
    {
        using var study = Study.Open(_folder["failing"], 0, new StudyOptions { MaxFailuresInARow = 3 });
        StudyResult result = study.Search(50, static trial => trial.Number == 1 ? 1 : throw new FileNotFoundException("no train.csv"));
        Assert.Equal((StudyEnd.Failing, 5), (result.End, result.Trials.Count));
        Assert.StartsWith(
            "The last 3 trials failed, at last by this: FileNotFoundException: no train.csv So far, 1 of 5 trials are complete",
            result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AnObjectiveThatDoesNotHeedACancellationKeepsItsValue()
    {
        using var study = Study.Open(_folder["heedless"]);
        using var cancellation = new CancellationTokenSource();
        StudyResult result = study.Run(
            9,
            trial =>
            {
                cancellation.Cancel();
                return 4;
            },
            cancellation.Token);
        Assert.Equal((StudyEnd.Cancelled, 4.0), (result.End, Assert.Single(result.Trials).Value));
    }

    [Fact]
    public void TimeIsOver()
    {
        using var study = Study.Open(_folder["timeout"], 0, new StudyOptions { Timeout = TimeSpan.FromMilliseconds(20) });
        StudyResult result = study.Search(1, static trial =>
        {
            trial.Cancellation.WaitHandle.WaitOne();
            return 1;
        });
        Assert.Equal((StudyEnd.TimedOut, TrialState.Released), (result.End, Assert.Single(result.Trials).State));
        Assert.StartsWith("The time of 00:00:00.0200000 is over: 0 of 1 trials are complete", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ATrialThatTakesTooLongHasFailed()
    {
        using var study = Study.Open(_folder["long"], 0, new StudyOptions { TrialTimeout = TimeSpan.FromMilliseconds(20) });
        StudyResult result = study.Search(1, static trial =>
        {
            trial.Cancellation.WaitHandle.WaitOne();
            return 1;
        });
        Assert.Equal((StudyEnd.Completed, TrialState.Failed), (result.End, result.Trials[0].State));
        Assert.Equal("It took longer than 00:00:00.0200000.", result.Trials[0].Cause);
    }

    [Fact]
    public void ProgressIsToldEachTrialOfThisProcess()
    {
        var told = new List<(int, double)>();
        using var study = Study.Open(_folder["progress"], 0, new StudyOptions { Workers = 3, Progress = trial => told.Add((trial.Number, trial.Value)) });
        study.Search(20, static trial => trial.Number * 2);
        Assert.Equal(Enumerable.Range(0, 20).Select(static i => (i, i * 2.0)), told.Order());
    }

    [Fact]
    public void TheSeedOfATrialIsItsOwnAndTheSameInEveryRun()
    {
        ulong[] Seeds(string name, ulong seed)
        {
            var seeds = new List<ulong>();
            using var study = Study.Open(_folder[name], seed);
            study.Search(5, trial =>
            {
                seeds.Add(trial.Seed);
                return 1;
            });
            return [.. seeds];
        }

        ulong[] first = Seeds("a", 1);
        Assert.Equal(5, first.Distinct().Count());
        Assert.Equal(first, Seeds("b", 1));
        Assert.Empty(first.Intersect(Seeds("c", 2)));
    }

    [Fact]
    public void AStudyRunsOnceAtATime()
    {
        using var study = Study.Open(_folder["nested"]);
        InvalidOperationException? error = null;
        study.Search(1, _ =>
        {
            error = Assert.Throws<InvalidOperationException>(() => study.Search(2, static _ => 1));
            return 1;
        });
        Assert.Contains("StudyOptions.Workers", error!.Message, StringComparison.Ordinal);
    }

    /// <summary>Others take the trials of a process without a sign of life: a study that has given its own back begins none.</summary>
    [Fact]
    public void ADisposedStudyIsReadAndNotRun()
    {
        var study = Study.Open(_folder["disposed"]);
        study.Search(1, static _ => 7);
        study.Dispose();
        study.Dispose();
        Assert.Throws<ObjectDisposedException>(() => study.Search(2, static _ => 1));
        Assert.Equal(7, study.Best!.Value);
    }

    [Fact]
    public void StagesGoUpwards()
    {
        using var study = Study.Open(_folder["stages"]);
        StudyResult result = study.Search(2, static trial =>
        {
            trial.Report(trial.Number, 1); // from 1
            trial.Report(2, 1);
            trial.Report(2, 1);
            return 1;
        });
        Assert.All(result.Trials, static trial => Assert.StartsWith("ArgumentOutOfRangeException: ", trial.Cause, StringComparison.Ordinal));
        Assert.Equal([0, 2], result.Trials.Select(static trial => trial.Reports.Count));
    }

    public static TheoryData<string, StudyOptions> BadOptions => new()
    {
        { "Workers is 0, but it must be at least 1", new StudyOptions { Workers = 0 } },
        { "MaxAttempts is 0", new StudyOptions { MaxAttempts = 0 } },
        { "MaxFailuresInARow is -1", new StudyOptions { MaxFailuresInARow = -1 } },
        { "Timeout is 00:00:00", new StudyOptions { Timeout = TimeSpan.Zero } },
        { "TrialTimeout is -00:00:01", new StudyOptions { TrialTimeout = TimeSpan.FromSeconds(-1) } },
        { "Heartbeat is 100.00:00:00", new StudyOptions { Heartbeat = TimeSpan.FromDays(100), GracePeriod = TimeSpan.FromDays(1) } },
        { "GracePeriod is 00:00:15, but it must be at least twice the heartbeat", new StudyOptions { GracePeriod = TimeSpan.FromSeconds(15) } },
        { "LockTimeout is ", new StudyOptions { LockTimeout = TimeSpan.FromTicks(-1) } },
        { "Direction is 7", new StudyOptions { Direction = (StudyDirection)7 } },
        { "Sampler", new StudyOptions { Sampler = null! } },
        { "Pruner", new StudyOptions { Pruner = null! } },
        { "Objective", new StudyOptions { Objective = null! } },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void AnOptionOutOfRangeIsNamed(string message, StudyOptions options)
    {
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => Study.Open(_folder["options"], 0, options)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["options"]));
    }
}
