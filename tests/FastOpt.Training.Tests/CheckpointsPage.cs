namespace FastOpt.Training.Tests;

// The code of docs/checkpoints.md: a test holds the page to this file, which compiles, and runs it.

/// <summary>The page's programs, each in a method.</summary>
internal static class CheckpointsPage
{
    public static FitResult Fit(DataSet<int> train, DataSet<int> validation)
    {
        var model = new Classes(maxBatch: 32);
        FitResult result = model.Fit(train, validation, new FitOptions { Epochs = 100, BatchSize = 32, Patience = 10 });
        Console.WriteLine($"{result.End}: {result.Reason} Best epoch {result.BestEpoch}, loss {result.History.BestLoss}");
        return result;
    }

    public static FitResult Resume(Classes model, DataSet<int> train, DataSet<int> validation)
    {
        var options = new FitOptions { Epochs = 100, BatchSize = 32, CheckpointDirectory = "run1", CheckpointEvery = 500, Resume = true };
        FitResult result = model.Fit(train, validation, options);
        foreach (string note in result.Notes)
            Console.WriteLine(note);                              // "The run goes on from checkpoint-000012500.safetensors."
        return result;
    }

    public static long Loop(Classes model, long step)
    {
        var run = new RunState();
        run.Set("step", step);
        Checkpoint.Save(model, "loop.safetensors", run);

        RunState loaded = Checkpoint.Load(model, "loop.safetensors");
        long next = loaded.GetInt64("step") + 1;
        return next;
    }

    public static float[] Weights(Classes model, float[] means)
    {
        SafeTensors.Save(model, "model.safetensors");             // parameters and buffers, PyTorch's names and shapes
        SafeTensors.Load(model, "model.safetensors");             // all of them, or an error that names the tensor

        SafeTensors.Write("own.safetensors", [SafeTensor.From("mean", [3], means), SafeTensor.From("steps", [], (ReadOnlySpan<long>)[12])]);
        float[] mean = SafeTensors.Read("own.safetensors")["mean"].ToFloats();
        return mean;
    }
}

/// <summary>The page's callback.</summary>
public sealed class Lines(string path) : Callback
{
    private long _length;

    public override void Begin(FitContext context)
    {
        if (context.Step == 0 || !File.Exists(path))
            File.WriteAllText(path, "epoch,loss\n");      // a new run
        _length = new FileInfo(path).Length;              // a resumed run: Load follows
    }

    public override void EpochDone(FitContext context, EpochReport report)
    {
        File.AppendAllText(path, FormattableString.Invariant($"{report.Epoch},{report.TrainLoss}\n"));
        _length = new FileInfo(path).Length;
    }

    public override void Save(RunState state) => state.Set("length", _length);

    public override void Load(RunState state)
    {
        _length = state.GetInt64("length");
        using FileStream file = File.OpenWrite(path);
        file.SetLength(_length);                          // lines behind the checkpoint will be written again
    }
}
