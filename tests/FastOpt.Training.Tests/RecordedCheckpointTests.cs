namespace FastOpt.Training.Tests;

/// <summary>
/// A checkpoint that version 1 wrote is read for good. Recorded with FASTOPT_RECORD=FOLDER in the environment: a run of <see cref="Numbers"/> that is cut in its third
/// epoch.
/// </summary>
public sealed class RecordedCheckpointTests
{
    private const string Name = "checkpoint-000000012.safetensors";
    private static readonly string Recorded = Path.Combine(AppContext.BaseDirectory, "Recorded", "checkpoint-v1", Name);
    private static readonly DataSet<float> Train = Points.Numbers(40, seed: 1), Validation = Points.Numbers(20, seed: 2);

    [Fact]
    public void ARunOfVersion1GoesOn()
    {
        if (Environment.GetEnvironmentVariable("FASTOPT_RECORD") is { Length: > 0 } target)
            Record(target);
        string folder = Directory.CreateTempSubdirectory().FullName;
        File.Copy(Recorded, Path.Combine(folder, Name));
        FitResult whole = new Numbers(maxBatch: 8).Fit(Train, Validation, Options() with { Patience = 50 }, [new LargestError()]);
        var network = new Numbers(maxBatch: 8);
        FitResult resumed = network.Fit(
            Train, Validation, Options() with { Patience = 50, CheckpointDirectory = folder, Resume = true }, [new LargestError()]);
        Assert.Equal((12L, 30L, whole.BestEpoch), (resumed.ResumedAtStep, resumed.Steps, resumed.BestEpoch));
        Assert.Equal(6, resumed.History.Epochs.Count);
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(whole.History.Epochs[i].TrainLoss, resumed.History.Epochs[i].TrainLoss, 1e-6);
            Assert.Equal(whole.History.Epochs[i].ValidationLoss, resumed.History.Epochs[i].ValidationLoss, 1e-6);
            Assert.Equal(whole.History.Epochs[i].Metrics[0].Value, resumed.History.Epochs[i].Metrics[0].Value, 1e-6);
        }

        Directory.Delete(folder, true);
    }

    /// <summary>The names are the format: a reader in another language relies on them.</summary>
    [Fact]
    public void ItsTensorsHaveTheirNames()
    {
        SafeTensorsFile file = SafeTensors.Read(Recorded);
        Assert.Equal([1L], file["run.format"].ToInt64s());
        Assert.Equal([16L], file["run.cursor.example"].ToInt64s());
        Assert.Equal([12L], file["run.cursor.step"].ToInt64s());
        Assert.Equal(2, file["run.history.train_loss"].ToDoubles().Length);
        Assert.Equal([6, 3], file["model.dense1.weight"].Shape);
        Assert.Equal(["run.callback.EarlyStopping.best", "run.callback.EarlyStopping.best_epoch", "run.callback.EarlyStopping.waited"], Named("EarlyStopping"));
        Assert.Equal(
            ["run.callback.RestoreBest.best", "run.callback.RestoreBest.best_epoch", "run.callback.RestoreBest.buffers", "run.callback.RestoreBest.parameters"],
            Named("RestoreBest"));

        // The network of the file, computed here in double, is the one that predicts.
        var network = new Numbers(maxBatch: 8);
        Checkpoint.Load(network, Recorded);
        float[] outputs = new float[20];
        network.Predict(Validation.Inputs, outputs);
        float[] w1 = file["model.dense1.weight"].ToFloats(), b1 = file["model.dense1.bias"].ToFloats(), w2 = file["model.dense2.weight"].ToFloats();
        for (int i = 0; i < 20; i++)
        {
            double sum = file["model.dense2.bias"].ToFloats()[0];
            for (int j = 0; j < 6; j++)
                sum += w2[j] * Math.Tanh(b1[j] + Enumerable.Range(0, 3).Sum(k => (double)w1[(j * 3) + k] * Validation.Input(i)[k]));
            Assert.Equal(sum, outputs[i], 1e-5);
        }

        IEnumerable<string> Named(string callback) =>
            file.Tensors.Select(static tensor => tensor.Name).Where(name => name.StartsWith($"run.callback.{callback}.", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    private static FitOptions Options() => new() { Epochs = 6, BatchSize = 8 };

    private static void Record(string folder) => Assert.Throws<PowerFailure>(() => new Numbers(maxBatch: 8).Fit(
        Train,
        Validation,
        Options() with { Patience = 50, CheckpointDirectory = folder, CheckpointEvery = 12, Callbacks = [new AtStep(13, static _ => throw new PowerFailure())] },
        [new LargestError()]));
}
