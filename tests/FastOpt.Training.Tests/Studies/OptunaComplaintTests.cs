using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Studies;

/// <summary>What users of other libraries complain about, each as a test of ours.</summary>
public sealed class OptunaComplaintTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // 32 processes that began at once found the database locked. Each Study has a lock of its own, as a process has.
    [Fact]
    public void Optuna820_ManyThatStartAtOnceDoNotFindTheJournalLocked()
    {
        using var start = new Barrier(16);
        Parallel(16, _ =>
        {
            start.SignalAndWait();
            using var study = Study.Open(_folder["a.journal"], 1, new StudyOptions { Sampler = new RandomSampler() });
            study.Search(48, static trial => trial.Uniform("x", 0, 1));
        });
        using var read = Study.Open(_folder["a.journal"], 1);
        Assert.Equal(48, read.Trials.Count);
        Assert.All(read.Trials, static trial => Assert.Equal((TrialState.Complete, 1), (trial.State, trial.Attempt)));
    }

    [Fact]
    public void Optuna4994_AJournalThatIsHeldIsWaitedForAndAtLastNamed()
    {
        string path = _folder["b.journal"];
        var options = new StudyOptions { LockTimeout = TimeSpan.FromMilliseconds(40) };
        using var study = Study.Open(path, 1, options);
        using (FileLock.TryOpen(path, FileMode.Open))
        {
            IOException error = Assert.Throws<IOException>(() => study.Search(1, static _ => 1));
            Assert.Equal($"{path} has been locked by another process for 0.04 s. End the program that has it open, and go on.", error.Message);
        }

        Assert.Equal(StudyEnd.Completed, study.Search(1, static _ => 1).End); // and nothing is broken
    }

    [Fact]
    public void Optuna4994_AJournalThatIsHeldInTheMiddleOfATrialIsNoFailureOfTheTrial()
    {
        string path = _folder["d.journal"];
        using var study = Study.Open(path, 1, new StudyOptions { LockTimeout = TimeSpan.FromMilliseconds(40) });
        FileStream? held = null;
        Assert.Throws<IOException>(() => study.Search(2, trial =>
        {
            held = FileLock.TryOpen(path, FileMode.Open);
            return trial.Uniform("x", 0, 1);
        }));
        held!.Dispose();
        StudyResult result = study.Search(2, static trial => trial.Uniform("x", 0, 1));
        Assert.All(result.Trials, static trial => Assert.Equal((TrialState.Complete, 1), (trial.State, trial.Attempt)));
        Assert.Equal(2, result.Trials.Count);
    }

    [Fact]
    public void Optuna4994_ALockOfAProcessThatIsGoneHoldsNobodyUp()
    {
        string path = _folder["c.journal"];
        Study.Open(path, 1).Dispose();
        FileLock.TryOpen(path, FileMode.Open)!.Dispose(); // what the system does when a process ends
        using var study = Study.Open(path, 1, new StudyOptions { LockTimeout = TimeSpan.FromSeconds(1) });
        Assert.NotNull(study.Search(1, static _ => 1).Best);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Optuna3255_AResumedStudyRepeatsNoSamples(bool isRandom)
    {
        var options = new StudyOptions { Sampler = isRandom ? new RandomSampler() : new TpeSampler() };
        using (var whole = Study.Open(_folder["whole.journal"], 8, options))
            whole.Search(30, Objective);
        for (int trials = 3; trials <= 30; trials += 3)
        {
            using var part = Study.Open(_folder["parts.journal"], 8, options);
            part.Search(trials, Objective);
        }

        using Study expected = Study.Open(_folder["whole.journal"], 8), resumed = Study.Open(_folder["parts.journal"], 8);
        Assert.Equal(Suggestions(expected), Suggestions(resumed));
        Assert.Equal(30, resumed.Trials.Select(static trial => trial["x"]!.Value).Distinct().Count());

        static double Objective(Trial trial) => trial.Uniform("x", 0, 1) + trial.Choose("y", [1, 2]);
    }

    // A seed with n_jobs gave other samples in each run.
    [Fact]
    public void Optuna4412_ASeedSuggestsTheSameWhateverRunsAtOnce()
    {
        string[][] suggestions = [.. new[] { 1, 4, 7 }.Select(workers =>
        {
            using var study = Study.Open(_folder[$"workers-{workers}"], 21, new StudyOptions { Sampler = new RandomSampler(), Workers = workers });
            StudyResult result = study.Search(40, static trial => trial.Uniform("x", 0, 1) * trial.LogInteger("n", 1, 100));
            Assert.Equal(StudyEnd.Completed, result.End);
            return Suggestions(study);
        })];
        Assert.Equal(suggestions[0], suggestions[1]);
        Assert.Equal(suggestions[0], suggestions[2]);
    }

    // AutoML that could not be cancelled, and whose results were lost then.
    [Fact]
    public void MachineLearning5736And6878_ASearchIsCancelledWithWhatItHasAndWithoutAnException()
    {
        using var study = Study.Open(_folder["cancelled.journal"], 2);
        using var cancellation = new CancellationTokenSource();
        StudyResult result = study.Run(
            100,
            trial =>
            {
                if (trial.Number == 5)
                    cancellation.Cancel();
                trial.Cancellation.ThrowIfCancellationRequested();
                return trial.Uniform("x", 0, 1);
            },
            cancellation.Token);
        Assert.Equal(StudyEnd.Cancelled, result.End);
        Assert.Equal("Cancelled: 5 of 6 trials are complete, 0 pruned, 0 failed, 1 not at their end.", result.Reason);
        Assert.NotNull(result.Best);
        Assert.Equal(TrialState.Released, result.Trials[5].State);
    }

    [Fact]
    public void MachineLearning6287_ACancelledSearchGoesOnWhereItWasCut()
    {
        using (var whole = Study.Open(_folder["whole.journal"], 2))
            whole.Search(25, Value);
        foreach (int cut in new[] { 0, 7, 7, 8, 19, 24 })
        {
            using var study = Study.Open(_folder["cut.journal"], 2);
            using var cancellation = new CancellationTokenSource();
            StudyResult result = study.Run(25, trial => Cut(trial, cut, cancellation), cancellation.Token);
            Assert.Equal((StudyEnd.Cancelled, cut), (result.End, result.Trials.Single(static trial => trial.State == TrialState.Released).Number));
        }

        using Study expected = Study.Open(_folder["whole.journal"], 2), resumed = Study.Open(_folder["cut.journal"], 2);
        StudyResult last = resumed.Search(25, Value);
        Assert.Equal(Suggestions(expected), Suggestions(resumed));
        Assert.Equal(expected.Best!.Value, last.Best!.Value);
        Assert.All(last.Trials, static trial => Assert.Equal(1, trial.Attempt)); // a cut is no death

        static double Cut(Trial trial, int cut, CancellationTokenSource cancellation)
        {
            double x = trial.Uniform("x", 0, 1);
            if (trial.Number == cut)
                cancellation.Cancel();
            trial.Cancellation.ThrowIfCancellationRequested();
            return Finish(trial, x);
        }

        static double Value(Trial trial) => Finish(trial, trial.Uniform("x", 0, 1));

        static double Finish(Trial trial, double x)
        {
            trial.Report(1, x);
            return x + trial.LogUniform("y", 0.1, 1);
        }
    }

    internal static string[] Suggestions(Study study) => [.. study.Trials.Select(static trial =>
        $"{trial.Number}: {string.Join(", ", trial.Parameters.Select(static parameter => $"{parameter.Name} {parameter.Text}"))} "
        + $"-> {trial.State} {trial.Value:R}")];

    private static void Parallel(int count, Action<int> act)
    {
        var errors = new List<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, count).Select(i => new Thread(() =>
        {
            try
            {
                act(i);
            }
            catch (Exception error)
            {
                lock (errors)
                    errors.Add(error);
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.Empty(errors);
    }
}
