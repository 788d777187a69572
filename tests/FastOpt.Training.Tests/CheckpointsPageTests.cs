namespace FastOpt.Training.Tests;

/// <summary>The current folder is the process's: nothing runs beside those that change it.</summary>
[CollectionDefinition(nameof(CurrentFolder), DisableParallelization = true)]
public sealed class CurrentFolder;

/// <summary>What docs/checkpoints.md prints is true: its code stands in a file that compiles, and does what it says.</summary>
[Collection(nameof(CurrentFolder))]
public sealed class CheckpointsPageTests : IDisposable
{
    private static readonly DataSet<int> Train = Points.Classes(100, seed: 1), Validation = Points.Classes(40, seed: 2);
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly string _before = Environment.CurrentDirectory;

    public CheckpointsPageTests() => Environment.CurrentDirectory = _folder;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, true);
    }

    [Fact]
    public void EachBlockStandsInTheFileThatCompiles()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "FastOpt.sln")))
            root = Path.GetDirectoryName(root)!;
        string source = Trimmed(File.ReadAllText(Path.Combine(root, "tests", "FastOpt.Training.Tests", "CheckpointsPage.cs")));
        string page = File.ReadAllText(Path.Combine(root, "docs", "checkpoints.md"));
        string[] blocks = [.. page.Split("```csharp\n").Skip(1).Select(static rest => rest.Split("```")[0])];
        Assert.Equal(5, blocks.Length);
        Assert.All(blocks, block => Assert.Contains(Trimmed(block), source, StringComparison.Ordinal));

        static string Trimmed(string code) =>
            string.Concat(code.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0).Select(static line => line + "\n"));
    }

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
