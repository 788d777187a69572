using FastOpt.Training;

namespace FastOpt.Mpi.Tests;

public sealed class SharedOptionsTests
{
    private readonly ComparedRun _compared = new(static _ => { });

    [Fact]
    public void TheFirstProcessKeepsAll()
    {
        Callback[] callbacks = [new CsvLog("log.csv"), new EarlyStopping()];
        var options = new FitOptions { Callbacks = callbacks, Progress = new NoProgress(), CheckpointDirectory = "here", CheckpointEvery = 3 };
        FitOptions own = SharedOptions.On(options, isFirst: true, _compared, cancellation: null);
        Assert.Equal([_compared, .. options.Callbacks], own.Callbacks);
        Assert.Same(options.Progress, own.Progress);
        Assert.Equal(("here", 3), (own.CheckpointDirectory, own.CheckpointEvery));
    }

    [Fact]
    public void AnotherProcessNeitherShowsNorLogs()
    {
        var stopping = new EarlyStopping();
        Callback[] callbacks = [new CsvLog("log.csv"), stopping, new HtmlReport("report.html"), new TensorBoardLog("events")];
        var options = new FitOptions { Callbacks = callbacks, Progress = new NoProgress() };
        FitOptions own = SharedOptions.On(options, isFirst: false, _compared, cancellation: null);
        Assert.Null(own.Progress);
        Assert.Same(stopping, own.Callbacks[2]);
        Assert.Equal(["CsvLog", "HtmlReport", "TensorBoardLog"], [own.Callbacks[1].Name, own.Callbacks[3].Name, own.Callbacks[4].Name]);
        Assert.All([own.Callbacks[1], own.Callbacks[3], own.Callbacks[4]], static callback => Assert.IsType<QuietCallback>(callback));
    }

    [Fact]
    public void AnotherProcessReadsTheSameCheckpointsAndWritesNone()
    {
        string folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        var options = new FitOptions
        {
            Callbacks = [new ModelCheckpoint(folder) { Every = 5, Keep = 2, KeepBest = false, Metric = "accuracy" }, new EarlyStopping { Metric = "R²" }],
            CheckpointDirectory = folder,
            CheckpointEvery = 7,
            Resume = true,
        };
        FitOptions own = SharedOptions.On(options, isFirst: false, _compared, cancellation: null);
        ModelCheckpoint[] checkpoints = [.. own.Callbacks.OfType<ModelCheckpoint>()];
        Assert.Equal([folder, folder], checkpoints.Select(static one => one.Folder));
        Assert.Equal((5, 2, false, "accuracy"), (checkpoints[0].Every, checkpoints[0].Keep, checkpoints[0].KeepBest, checkpoints[0].Metric));
        Assert.Equal((7, 3, true, "R²"), (checkpoints[1].Every, checkpoints[1].Keep, checkpoints[1].KeepBest, checkpoints[1].Metric));
        Assert.True(own.Resume);
        Assert.Null(own.CheckpointDirectory);
        Assert.Equal(0, own.CheckpointEvery);
        Assert.All(checkpoints, one =>
        {
            one.Files.CreateDirectory(folder);
            using (IWritableFile file = one.Files.Create(Path.Combine(folder, "checkpoint-000000001.safetensors")))
            {
                file.Write([1, 2, 3]);
                file.Sync();
            }

            one.Files.SyncDirectory(folder);
            Assert.False(Directory.Exists(folder));
        });
    }

    [Fact]
    public void AnotherProcessDeletesNothing()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, "checkpoint-000000001.safetensors");
            File.WriteAllBytes(path, [7]);
            ReadOnlyFiles files = ReadOnlyFiles.Instance;
            files.Delete(path);
            files.Rename(path, path + ".other");
            files.Create(path).Dispose();
            Assert.Equal([7], files.Read(path));
            Assert.Equal(["checkpoint-000000001.safetensors"], files.Names(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class NoProgress : IFitProgress
    {
        public void StepDone(in StepReport report)
        {
        }

        public void EpochDone(EpochReport report)
        {
        }
    }
}
