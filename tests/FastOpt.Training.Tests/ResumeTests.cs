using System.Security.Cryptography;

namespace FastOpt.Training.Tests;

/// <summary>
/// A run that is cut and resumed is the run that was not cut, bit for bit: weights, moments, buffers, random draws, schedule, callbacks, best weights,
/// history. The network has batch normalization, dropout and a schedule.
/// </summary>
public sealed class ResumeTests
{
    private const int StepsPerEpoch = 10, Epochs = 20;
    private static readonly DataSet<int> Train = Points.Classes(80, seed: 1), Validation = Points.Classes(30, seed: 2);
    private static readonly string Folder = Path.GetFullPath("checkpoints");
    private static readonly Lazy<string> Uncut = new(() => Digest(Fitted(new MemoryFiles(), Epochs, every: 3).Files));

    /// <summary>
    /// Lightning#19764, #18780: no resume within an epoch. Lightning#1464, #1772: state that is saved one epoch late. Here every step is a cut.
    /// </summary>
    [Fact]
    public void ARunThatIsCutAtAnyOf200StepsEndsInTheSameBits()
    {
        for (int k = 1; k <= StepsPerEpoch * Epochs; k++)
        {
            var files = new MemoryFiles(seed: k);
            Assert.Throws<PowerFailure>(() => Fitted(files, Epochs, every: 3, new AtStep(k, _ => throw new PowerFailure())));
            files.Restart();
            (FitResult result, _) = Fitted(files, Epochs, every: 3, resume: true);
            Assert.Equal(FitEnd.Completed, result.End);
            Assert.InRange(result.ResumedAtStep, Math.Max(0, k - 3), k);
            Assert.Equal(Uncut.Value, Digest(files));
        }
    }

    [Fact]
    public void APowerFailureInAnyFileOperationLosesNoCheckpointAndNoBit()
    {
        const int ShortRun = 3;
        var whole = new MemoryFiles();
        Fitted(whole, ShortRun, every: 3);
        string expected = Digest(whole);
        for (int operation = 0; operation < whole.Operations; operation++)
        {
            var files = new MemoryFiles(seed: operation) { PowerFailsAt = operation };
            Assert.Throws<PowerFailure>(() => Fitted(files, ShortRun, every: 3));
            files.Restart();
            (FitResult result, _) = Fitted(files, ShortRun, every: 3, resume: true);
            Assert.Equal(expected, Digest(files));
            Assert.True(operation < 5 || result.ResumedAtStep > 0, $"Operation {operation}: {string.Join(" ", result.Notes)}");
        }
    }

    /// <summary>EIO and ENOSPC: the run ends with the error, the checkpoints before are whole, and a run that resumes ends in the same bits.</summary>
    [Fact]
    public void AnErrorInAnyFileOperationKeepsTheCheckpointsBefore()
    {
        const int ShortRun = 3;
        var whole = new MemoryFiles();
        Fitted(whole, ShortRun, every: 3);
        string expected = Digest(whole);
        int errors = 0;
        for (int operation = 0; operation < whole.Operations; operation++)
        {
            var files = new MemoryFiles { FailAt = operation };
            try
            {
                Fitted(files, ShortRun, every: 3);
            }
            catch (IOException error)
            {
                errors++;
                Assert.Contains("injected", error.Message, StringComparison.Ordinal);
                Assert.Contains("safetensors", error.Message, StringComparison.Ordinal);
            }

            files.Restart();
            Fitted(files, ShortRun, every: 3, resume: true);
            Assert.Equal(expected, Digest(files));
        }

        Assert.InRange(errors, whole.Operations / 2, whole.Operations);
    }

    [Fact]
    public void WithoutACheckpointARunStartsAnewAndSaysSo()
    {
        var files = new MemoryFiles();
        (FitResult result, _) = Fitted(files, Epochs, every: 3, resume: true);
        Assert.Equal(0, result.ResumedAtStep);
        Assert.Contains("has no checkpoint: the run starts anew.", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Equal(Uncut.Value, Digest(files));
    }

    [Fact]
    public void ADamagedCheckpointIsPassedOverForTheOneBeforeAndSaidSo()
    {
        var files = new MemoryFiles();
        Assert.Throws<PowerFailure>(() => Fitted(files, Epochs, every: 3, new AtStep(50, _ => throw new PowerFailure())));
        files.Damage(Newest(files), static bytes => [.. bytes.Select((value, i) => i == bytes.Length - 5 ? (byte)(value ^ 1) : value)]);
        (FitResult result, _) = Fitted(files, Epochs, every: 3, resume: true);
        Assert.Equal(45, result.ResumedAtStep);
        Assert.Equal(2, result.Notes.Count);
        Assert.Contains("checkpoint-000000048.safetensors is passed over. The checkpoint is damaged", result.Notes[0], StringComparison.Ordinal);
        Assert.Equal("The run goes on from checkpoint-000000045.safetensors.", result.Notes[1]);
        Assert.Equal(Uncut.Value, Digest(files));
    }

    /// <summary>The damaged one has the highest number; it is not what is kept in the place of the one that was written last.</summary>
    [Fact]
    public void ADamagedCheckpointDoesNotDisplaceTheNextOne()
    {
        var files = new MemoryFiles();
        Assert.Throws<PowerFailure>(() => Fitted(files, Epochs, every: 3, new AtStep(50, _ => throw new PowerFailure())));
        files.Damage(Newest(files), static bytes => bytes[..^1]);
        var one = new ModelCheckpoint(Folder) { Every = 1, Keep = 1, Files = files };
        FitOptions options = Options(files, Epochs, 0, resume: true);
        options = options with { Callbacks = [new AtStep(47, _ => throw new PowerFailure()), .. options.Callbacks.SkipLast(1), one] };
        Assert.Throws<PowerFailure>(() => new Classes(maxBatch: 8, seed: 4).Fit(Train, Validation, options));
        (FitResult result, _) = Fitted(files, Epochs, every: 3, resume: true);
        Assert.Equal(46, result.ResumedAtStep);
        Assert.Equal(Uncut.Value, Digest(files));
    }

    [Fact]
    public void WithoutAWholeCheckpointThereIsOneErrorAndTheNetworkIsAsItWas()
    {
        var files = new MemoryFiles();
        Fitted(files, 2, every: 3);
        foreach (string name in files.Names(Folder).Where(static name => name.StartsWith("checkpoint", StringComparison.Ordinal)))
            files.Damage(Path.Combine(Folder, name), static bytes => bytes[..^1]);
        var network = new Classes(maxBatch: 8, seed: 4);
        byte[] before = States.Of(network);
        var error = Assert.Throws<InvalidDataException>(() => network.Fit(Train, Validation, Options(files, 2, 3, true)));
        Assert.Contains("has no checkpoint that is whole", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, States.Of(network));
    }

    [Fact]
    public void AFolderOfAnEarlierRunIsNotWrittenOver()
    {
        var files = new MemoryFiles();
        Fitted(files, 1, every: 0);
        var error = Assert.Throws<ArgumentException>(() => Fitted(files, 1, every: 0));
        Assert.Contains("has checkpoints of an earlier run, such as checkpoint-000000010.safetensors. Set Resume", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherRunIsRefusedByTheNameOfTheDifference()
    {
        var files = new MemoryFiles();
        Fitted(files, 1, every: 0);
        FitOptions options = Options(files, 2, 0, resume: true);
        Refused(Train, Validation, options with { BatchSize = 4 }, "its batch size: 8, but this run's: 4");
        Refused(Train, Validation, options with { Seed = 9 }, "its seed: 0, but this run's: 9");
        Refused(Points.Classes(80, seed: 3), Validation, options, "its training data: 80 examples of 4 inputs and 1 targets, fingerprint");
        Refused(Train, Points.Classes(30, seed: 3), options, "its validation data: 30 examples of 4 inputs and 1 targets, fingerprint");
        Refused(Train, null, options, "but this run's: none");
        Normalizer normalizer = Normalizer.Fit(new TrainSet<int>(Train.Inputs.ToArray(), Train.Targets.ToArray(), 4, 1));
        Refused(Train, Validation, options with { Normalizer = normalizer }, "its normalizer: none, but this run's: fingerprint");

        var other = new Numbers(maxBatch: 8);
        byte[] before = States.Of(other);
        var error = Assert.Throws<ArgumentException>(() => Checkpoint.Load(other, Stored(files)));
        Assert.Contains("is of another network than Numbers", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, States.Of(other));
    }

    [Fact]
    public void AnotherArchitectureIsRefusedByTheTensorAndNothingHasBegun()
    {
        DataSet<float> data = Points.Numbers(40, seed: 1);
        var files = new MemoryFiles();
        new Numbers(maxBatch: 8).Fit(data, options: Options(files, 1, 0, false));
        var network = new Narrower(maxBatch: 8);
        byte[] before = States.Of(network);
        var watch = new AtStep(1, static _ => { });
        var error = Assert.Throws<ArgumentException>(() => network.Fit(data, options: Options(files, 2, 0, true, watch)));
        Assert.Contains("5.safetensors cannot be resumed: The checkpoint is of another network than Narrower: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("its model.dense1.weight is F32 [6, 3], but the network's is F32 [5, 3]", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, States.Of(network));
        Assert.Equal(0, watch.Ends);
    }

    [Fact]
    public void AnotherVersionIsRefusedByItsNumber()
    {
        var files = new MemoryFiles();
        Fitted(files, 1, every: 0);
        string path = Newest(files);
        files.Damage(path, static bytes => Rewrite(bytes, "run.format", [2, 0, 0, 0, 0, 0, 0, 0]));
        var error = Assert.Throws<ArgumentException>(() => Fitted(files, 2, every: 0, resume: true));
        Assert.Contains("version 2 of the format, but this FastOpt reads version 1", error.Message, StringComparison.Ordinal);
    }

    /// <summary>keras#14862: callbacks begin anew where a run is resumed.</summary>
    [Fact]
    public void CallbacksGoOnWithTheirState()
    {
        var stopping = new EarlyStopping { Patience = 1000 };
        var files = new MemoryFiles();
        Assert.Throws<PowerFailure>(() => new Classes(maxBatch: 8, seed: 4).Fit(
            Train, Validation, Options(files, Epochs, 3, false, stopping, new AtStep(95, _ => throw new PowerFailure()))));
        (double best, int epoch, int waited) = (stopping.Best, stopping.BestEpoch, stopping.Waited);
        var resumed = new EarlyStopping { Patience = 1000 };
        (double, int, int) seen = default;
        var look = new AtStep(94, _ => seen = (resumed.Best, resumed.BestEpoch, resumed.Waited));
        new Classes(maxBatch: 8, seed: 4).Fit(Train, Validation, Options(files, Epochs, 3, true, resumed, look));
        Assert.Equal((best, epoch, waited), seen);
        Assert.True(epoch > 0);
    }

    [Fact]
    public void ACallbackThatTheCheckpointDoesNotKnowStartsAnewAndIsNamed()
    {
        var files = new MemoryFiles();
        Fitted(files, 1, every: 0);
        FitResult result = new Classes(maxBatch: 8, seed: 4).Fit(Train, Validation, Options(files, 2, 0, true, new EarlyStopping()));
        Assert.Contains("The checkpoint has no state of EarlyStopping, which starts anew.", result.Notes);
    }

    [Fact]
    public void ARunThatIsDoneIsNotTrainedAgainAndGoesOnWithMoreEpochs()
    {
        var files = new MemoryFiles();
        (FitResult first, Classes fitted) = Train2(files, 4, resume: false);
        (FitResult again, Classes same) = Train2(files, 4, resume: true);
        Assert.Equal((first.Steps, first.BestEpoch), (again.Steps, again.BestEpoch));
        Assert.Equal(States.Weights(fitted), States.Weights(same));
        Train2(files, Epochs, resume: true);
        Assert.Equal(Uncut.Value, Digest(files));

        static (FitResult, Classes) Train2(MemoryFiles files, int epochs, bool resume)
        {
            var network = new Classes(maxBatch: 8, seed: 4);
            return (network.Fit(Train, Validation, Options(files, epochs, 3, resume)), network);
        }
    }

    [Fact]
    public void ARunThatWasStoppedStaysStopped()
    {
        var files = new MemoryFiles();
        FitResult stopped = new Classes(maxBatch: 8, seed: 4).Fit(
            Train, Validation, Options(files, Epochs, 0, false, new AtStep(44, context => context.Stop("Enough."))));
        FitResult resumed = new Classes(maxBatch: 8, seed: 4).Fit(Train, Validation, Options(files, Epochs, 0, true));
        Assert.Equal((FitEnd.Stopped, "Enough.", 44L), (resumed.End, resumed.Reason, resumed.Steps));
        Assert.Equal(stopped.BestEpoch, resumed.BestEpoch);
    }

    [Fact]
    public void ACancelledRunLosesNoStep()
    {
        var files = new MemoryFiles();
        using var source = new CancellationTokenSource();
        FitResult cancelled = new Classes(maxBatch: 8, seed: 4).Fit(
            Train, Validation, Options(files, Epochs, 0, false, new AtStep(57, _ => source.Cancel())) with { Cancellation = source.Token });
        (FitResult result, _) = Fitted(files, Epochs, every: 3, resume: true);
        Assert.Equal((FitEnd.Cancelled, 57L, 57L), (cancelled.End, cancelled.Steps, result.ResumedAtStep));
        Assert.Equal(Uncut.Value, Digest(files));
    }

    [Fact]
    public void TheLastThreeAreKeptAndTheBestWeightsBesides()
    {
        var files = new MemoryFiles();
        (FitResult result, Classes network) = Network(files);
        Assert.Equal(
            ["best.safetensors", "checkpoint-000000030.safetensors", "checkpoint-000000040.safetensors", "checkpoint-000000050.safetensors"],
            files.Names(Folder).Order());
        SafeTensorsFile best = SafeTensorsFile.Parse(files.Read(Path.Combine(Folder, "best.safetensors")));
        float[] weights = new float[Classes.ParameterCount];
        network.CopyParametersTo(weights);
        Assert.Equal(weights[..32], best["dense1.weight"].ToFloats());
        Assert.True(result.BestEpoch > 0);

        static (FitResult, Classes) Network(MemoryFiles files)
        {
            var network = new Classes(maxBatch: 8, seed: 4);
            return (network.Fit(Train, Validation, Options(files, 5, 0, false)), network);
        }
    }

    [Fact]
    public void TheLearningRatesFactorIsResumed()
    {
        string whole = Run(cut: false), cut = Run(cut: true);
        Assert.Equal(whole, cut);

        static string Run(bool cut)
        {
            var files = new MemoryFiles();
            var halve = new AtStep(25, context => context.LearningRateFactor = 0.25);
            if (cut)
            {
                Assert.Throws<PowerFailure>(() => new Classes(maxBatch: 8, seed: 4).Fit(
                    Train, Validation, Options(files, 6, 1, false, halve, new AtStep(42, _ => throw new PowerFailure()))));
            }

            new Classes(maxBatch: 8, seed: 4).Fit(Train, Validation, Options(files, 6, 1, cut, halve));
            return Digest(files);
        }
    }

    private static FitOptions Options(MemoryFiles files, int epochs, int every, bool resume, params Callback[] others) => new()
    {
        Epochs = epochs,
        BatchSize = 8,
        Resume = resume,
        Callbacks = [.. others, new ReduceRateOnPlateau { Patience = 2, Factor = 0.5 }, new ModelCheckpoint(Folder) { Every = every, Files = files }],
    };

    private static (FitResult Result, MemoryFiles Files) Fitted(MemoryFiles files, int epochs, int every, Callback? other = null, bool resume = false)
    {
        var network = new Classes(maxBatch: 8, seed: 4);
        return (network.Fit(Train, Validation, Options(files, epochs, every, resume, other is null ? [] : [other])), files);
    }

    private static string Newest(MemoryFiles files) =>
        Path.Combine(Folder, files.Names(Folder).Where(static name => name.StartsWith("checkpoint", StringComparison.Ordinal)).Max(StringComparer.Ordinal)!);

    private static string Stored(MemoryFiles files)
    {
        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, files.Read(Newest(files)));
        return path;
    }

    /// <summary>SHA-256 over all tensors of the newest checkpoint but times and what covers times.</summary>
    private static string Digest(MemoryFiles files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (SafeTensor tensor in CheckpointFile.Parse(files.Read(Newest(files))).Tensors.OrderBy(static tensor => tensor.Name, StringComparer.Ordinal))
        {
            if (tensor.Name.StartsWith("run.time.", StringComparison.Ordinal) || tensor.Name == "run.checksum")
                continue;
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(tensor.Name + tensor));
            hash.AppendData(tensor.Bytes.Span);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>A checkpoint with other bytes of a tensor, and the checksum that fits.</summary>
    internal static byte[] Rewrite(byte[] file, string name, byte[] bytes)
    {
        (List<TensorEntry> entries, _, int head) = SafeTensorsHeader.Read(file);
        bytes.CopyTo(file, head + (int)entries.Single(entry => entry.Name == name).Begin);
        int checksum = head + (int)entries.Single(static entry => entry.Name == "run.checksum").Begin;
        file.AsSpan(checksum, 32).Clear();
        SHA256.HashData(file).CopyTo(file, checksum);
        return file;
    }

    private void Refused(DataSet<int> train, DataSet<int>? validation, FitOptions options, string difference)
    {
        var network = new Classes(maxBatch: 8, seed: 4);
        byte[] before = States.Of(network);
        var error = Assert.Throws<ArgumentException>(() => network.Fit(train, validation, options));
        Assert.Contains("cannot be resumed: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(difference, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, States.Of(network));
    }
}
