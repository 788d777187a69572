using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Studies;

/// <summary>Pruning inside of Fit and over folds.</summary>
public sealed class PruningTests : IDisposable
{
    private static readonly DataSet<int> Train = Points.Classes(80, seed: 1), Validation = Points.Classes(40, seed: 2);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Trial 2 learns at a rate that ruins it: behind its first epoch it is worse than the median, and its run ends there.</summary>
    [Fact]
    public void ATrialThatIsNotWorthGoingOnEndsInsideOfFit()
    {
        var results = new List<FitResult>();
        using var study = Study.Open(_folder["fit"], 1, new StudyOptions { Pruner = new MedianPruner { StartupTrials = 2 } });
        StudyResult result = study.Search(3, trial =>
        {
            var network = new Classes(maxBatch: 20, seed: 5);
            network.Optimizer = network.Optimizer with { LearningRate = trial.Number == 2 ? 30 : 0.01 };
            FitResult fit = network.Fit(
                Train, Validation, new FitOptions { Epochs = 6, BatchSize = 20, Callbacks = [new PruneTrial(trial)], StopOnNaN = false });
            results.Add(fit);
            return fit.History.BestLoss;
        });
        Assert.Equal([TrialState.Complete, TrialState.Complete, TrialState.Pruned], result.Trials.Select(static trial => trial.State));
        Assert.Equal([6, 6, 1], results.Select(static fit => fit.History.Epochs.Count));
        Assert.Equal(results[0].History.Epochs.Select(static epoch => new TrialReport(epoch.Epoch, epoch.ValidationLoss)), result.Trials[0].Reports);
        TrialRecord pruned = result.Trials[2];
        Assert.Equal((results[2].History.Epochs[0].ValidationLoss, FitEnd.Stopped, results[2].Reason), (pruned.Value, results[2].End, pruned.Cause));
        Assert.StartsWith("Up to stage 1 its best value is ", pruned.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void AMetricIsReportedWhereItsDirectionIsTheStudys()
    {
        using var study = Study.Open(_folder["metric"], 1, new StudyOptions { Direction = StudyDirection.Maximize });
        StudyResult result = study.Search(
            1, trial => Fit(trial, new PruneTrial(trial) { Metric = "accuracy" }).History.Epochs.Max(static epoch => epoch.Metrics[0].Value));
        Assert.Equal(TrialState.Complete, result.Trials[0].State);
        Assert.Equal(result.Trials[0].Value, result.Trials[0].Reports.Max(static report => report.Value));
        Assert.InRange(result.Trials[0].Value, 0, 1);
    }

    [Theory]
    [InlineData(StudyDirection.Minimize, "accuracy", "PruneTrial: of the accuracy, more is better, but the study is to minimize.")]
    [InlineData(StudyDirection.Maximize, null, "PruneTrial: of the validation loss, less is better, but the study is to maximize.")]
    [InlineData(StudyDirection.Maximize, "beauty", "PruneTrial: there is no metric \"beauty\"")]
    public void AFigureOfTheOtherDirectionIsRefused(StudyDirection direction, string? metric, string message)
    {
        using var study = Study.Open(_folder["direction"], 1, new StudyOptions { Direction = direction });
        TrialRecord trial = study.Search(1, trial => Fit(trial, new PruneTrial(trial) { Metric = metric }).BestEpoch).Trials[0];
        Assert.Equal(TrialState.Failed, trial.State);
        Assert.Contains(message, trial.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunThatGoesOnFromACheckpointReportsTheEpochsBehindIt()
    {
        using var study = Study.Open(_folder["resumed"], 1);
        var options = new FitOptions { Epochs = 3, BatchSize = 20, CheckpointDirectory = _folder["checkpoints"], Resume = true };
        new Classes(maxBatch: 20, seed: 5).Fit(Train, Validation, options);
        StudyResult result = study.Search(1, trial => new Classes(maxBatch: 20, seed: 5)
            .Fit(Train, Validation, options with { Epochs = 5, Callbacks = [new PruneTrial(trial)] }).History.BestLoss);
        Assert.Equal("", result.Trials[0].Cause);
        Assert.Equal([1, 2, 3, 4, 5], result.Trials[0].Reports.Select(static report => report.Stage));
    }

    [Fact]
    public void AKFoldObjectiveIsTheMeanOfItsFoldsAndReportsItOnTheWay()
    {
        using var study = Study.Open(_folder["folds"], 1, new StudyOptions { Pruner = Pruner.None });
        double[] values = [3, 5, 1, 3];
        int fold = 0;
        StudyResult result = study.Search(1, trial => trial.KFold(Split.KFold(Train, 4, trial.Seed), one =>
        {
            Assert.Equal((60, 20), (one.Train.Count, one.Validation.Count));
            return values[fold++];
        }));
        Assert.Equal(3, result.Trials[0].Value);
        Assert.Equal([new TrialReport(1, 3), new TrialReport(2, 4), new TrialReport(3, 3), new TrialReport(4, 3)], result.Trials[0].Reports);
    }

    [Fact]
    public void AKFoldObjectiveIsPrunedBetweenFolds()
    {
        int made = 0;
        using var study = Study.Open(_folder["pruned"], 1, new StudyOptions { Pruner = new MedianPruner { StartupTrials = 1 } });
        StudyResult result = study.Search(2, trial => trial.KFold(Split.StratifiedKFold(Train, 5), _ =>
        {
            made++;
            return trial.Number == 0 ? 1 : 2;
        }));
        Assert.Equal((6, TrialState.Pruned, 2.0), (made, result.Trials[1].State, result.Trials[1].Value));
    }

    [Fact]
    public void NoFoldsAreNoObjective()
    {
        using var study = Study.Open(_folder["none"]);
        TrialRecord trial = study.Search(1, static trial => trial.KFold(Array.Empty<Fold<int>>(), static _ => 1)).Trials[0];
        Assert.Contains("at least one round", trial.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void ANumberThatIsNoneEndsATrialAtARung()
    {
        TrialRecord Reported(double value) => new(3, TrialState.Running) { Reports = [new TrialReport(1, value)] };
        TrialRecord other = new(0, TrialState.Complete) { Value = 1, Reports = [new TrialReport(1, 1)] };
        Assert.Equal("The value of stage 1 is no number.", new HalvingPruner().Reason(Reported(double.NaN), [other], StudyDirection.Minimize));
        var median = new MedianPruner { StartupTrials = 1 };
        Assert.Equal("The value of stage 1 is no number.", median.Reason(Reported(double.NaN), [other], StudyDirection.Minimize));
        Assert.Null(new HalvingPruner().Reason(Reported(0.5), [other], StudyDirection.Minimize));
        Assert.NotNull(new HalvingPruner().Reason(Reported(0.5), [other], StudyDirection.Maximize));
    }

    private static FitResult Fit(Trial trial, PruneTrial prune) =>
        new Classes(maxBatch: 20, seed: 5).Fit(Train, Validation, new FitOptions { Epochs = 3, BatchSize = 20, Callbacks = [prune] }, [new Accuracy()]);
}
