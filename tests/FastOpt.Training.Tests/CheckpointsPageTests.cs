namespace FastOpt.Training.Tests;

/// <summary>What docs/checkpoints.md prints is true: its code stands in a file that compiles, and does what it says.</summary>
[Collection(nameof(CurrentFolder))]
public sealed class CheckpointsPageTests : IDisposable
{
    private static readonly DataSet<int> Train = Points.Classes(100, seed: 1), Validation = Points.Classes(40, seed: 2);
    private readonly CurrentFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EachBlockStandsInTheFileThatCompiles() => DocsPage.StandsBeside("CheckpointsPage.cs", "checkpoints.md", blocks: 5);

    [Fact]
    public void TheProgramsDoWhatThePageSays()
    {
        FitResult fitted = CheckpointsPage.Fit(Train, Validation);
        Assert.Contains(fitted.End, new[] { FitEnd.Completed, FitEnd.Stopped });
        var model = new Classes(maxBatch: 32);
        Assert.Contains("starts anew", Assert.Single(CheckpointsPage.Resume(model, Train, Validation).Notes), StringComparison.Ordinal);
        FitResult resumed = CheckpointsPage.Resume(new Classes(maxBatch: 32), Train, Validation);
        Assert.Equal("The run goes on from checkpoint-000000400.safetensors.", Assert.Single(resumed.Notes));
        Assert.Equal(8, CheckpointsPage.Loop(model, 7));
        Assert.Equal([1f, 2f, 3f], CheckpointsPage.Weights(model, [1, 2, 3]));
    }

    /// <summary>A log that is resumed has each epoch once, whatever it had behind the checkpoint.</summary>
    [Fact]
    public void ALogIsCutToTheCheckpointOnResume()
    {
        var options = new FitOptions { Epochs = 6, BatchSize = 20, CheckpointDirectory = "run", Callbacks = [new Lines("log.csv")] };
        new Classes(maxBatch: 20).Fit(Train, Validation, options with { CheckpointDirectory = "whole", Callbacks = [new Lines("whole.csv")] });
        Assert.Throws<PowerFailure>(() => new Classes(maxBatch: 20).Fit(
            Train, Validation, options with { Callbacks = [new Lines("log.csv"), new AtEpoch(4, () => throw new PowerFailure())] }));
        Assert.Equal(5, File.ReadAllLines("log.csv").Length); // the fourth epoch is in the log, and in no checkpoint
        new Classes(maxBatch: 20).Fit(Train, Validation, options with { Resume = true });
        Assert.Equal(File.ReadAllText("whole.csv"), File.ReadAllText("log.csv"));
    }

    private sealed class AtEpoch(int epoch, Action act) : Callback
    {
        public override void EpochDone(FitContext context, EpochReport report)
        {
            if (report.Epoch == epoch)
                act();
        }
    }
}
