namespace FastOpt.Training.Tests;

/// <summary>Bad arguments are one error each, before anything is changed.</summary>
public sealed class FitArgumentTests
{
    private static readonly FitOptions Small = new() { Epochs = 1, BatchSize = 8 };

    [Fact]
    public void InputsOfAnotherSize() => Refused(
        new DataSet<float>(new float[8], new float[2], 4), Small, "Numbers: train has 4 inputs for each example, but the network takes 3.");

    [Fact]
    public void TargetsOfAnotherSize() => Refused(
        new DataSet<float>(new float[6], new float[4], 3, 2),
        Small,
        "Numbers: train has 2 targets for each example, but the network learns from 1, its outputs.");

    [Fact]
    public void NoExamples() => Refused(new DataSet<float>([], [], 3), Small, "Numbers: train has no examples.");

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void AnInputThatIsNoNumberIsNamedByExampleAndColumn(float value, string text) => Refused(
        new DataSet<float>([0, 0, 0, 0, value, 0], [0, 0], 3) { InputNames = ["age", "rooms", "income"] },
        Small,
        $"Numbers: train: input 1 \"rooms\" of example 1 is {text}, but a network takes finite numbers.");

    [Fact]
    public void ATargetThatIsNoNumber() => Refused(
        new DataSet<float>(new float[6], [0, float.NaN], 3), Small, "Numbers: train: target 0 of example 1 is NaN, but a network takes finite numbers.");

    [Fact]
    public void AValidationIsCheckedToo()
    {
        var network = new Numbers(maxBatch: 8);
        var error = Assert.Throws<ArgumentException>(() => network.Fit(Points.Numbers(8, 1), new DataSet<float>([float.NaN, 0, 0], [0], 3), Small));
        Assert.StartsWith("Numbers: validation: input 0 of example 0 is NaN", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void ALabelOutOfRangeIsNamedByExample(int label)
    {
        var network = new Classes(maxBatch: 8);
        var error = Assert.Throws<ArgumentException>(() => network.Fit(new DataSet<int>(new float[12], [0, 1, label], 4), options: Small));
        Assert.StartsWith($"Classes: train: the label of example 2 is {label}, but the network has classes 0 to 2.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABatchAboveTheNetworks() => Refused(
        Points.Numbers(20, 1), Small with { BatchSize = 9 },
        "Numbers: BatchSize is 9, but the network was made with maxBatch 8; make it with new Numbers(maxBatch: 9).");

    [Fact]
    public void OptionsOutOfRange()
    {
        Refused(Points.Numbers(20, 1), Small with { Epochs = 0 }, "Epochs is 0, but it must be at least 1.");
        Refused(Points.Numbers(20, 1), Small with { BatchSize = 0 }, "BatchSize is 0, but it must be at least 1.");
        Refused(Points.Numbers(20, 1), Small with { Patience = -1 }, "Patience is -1, but it must be at least 0.");
        Refused(Points.Numbers(20, 1), Small with { CheckpointEvery = 5 }, "CheckpointEvery is 5, but there is no CheckpointDirectory.");
        Refused(Points.Numbers(20, 1), Small with { Resume = true }, "Resume is set, but there is no CheckpointDirectory to resume from.");
        Refused(Points.Numbers(20, 1), Small with { CheckpointDirectory = " " }, "CheckpointDirectory is empty; name a folder, or leave it null.");
        var twice = new EarlyStopping();
        Watched([twice, twice], "Callbacks[1] and Callbacks[0] are the same EarlyStopping; a run calls each once.");
        Watched([null!], "Callbacks[0] is null.");
    }

    [Fact]
    public void CallbacksOutOfRange()
    {
        Watched([new EarlyStopping { Patience = -1 }], "EarlyStopping: Patience is -1, but it must be at least 0.");
        Watched([new EarlyStopping { MinDelta = double.NaN }], "EarlyStopping: MinDelta is NaN, but it must be a finite number from 0.");
        Watched([new ReduceRateOnPlateau { Factor = 1 }], "ReduceRateOnPlateau: Factor is 1, but it must be above 0 and below 1.");
        Watched([new EarlyStopping { Metric = "accuracy" }], "EarlyStopping: there is no metric \"accuracy\"; the run has no metrics.");
        Assert.Throws<ArgumentException>(() => new ModelCheckpoint(" "));
    }

    [Fact]
    public void MetricsNeedAValidationAndNamesOfTheirOwn()
    {
        var network = new Numbers(maxBatch: 8);
        var error = Assert.Throws<ArgumentException>(() => network.Fit(Points.Numbers(20, 1), options: Small, metrics: [new LargestError()]));
        Assert.Contains("largest error", error.Message, StringComparison.Ordinal);
        Metric<float>[] twice = [new LargestError(), new LargestError()];
        error = Assert.Throws<ArgumentException>(() => network.Fit(Points.Numbers(20, 1), Points.Numbers(20, 2), Small, twice));
        Assert.Contains("metrics[0] and metrics[1] are both named \"largest error\"", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, network.Step);
    }

    /// <summary>A batch of one has no statistics: without the check, the first epoch would fail in its last step.</summary>
    [Fact]
    public void ALastBatchOfOneWithBatchNormIsRefusedBeforeTheFirstStep()
    {
        var network = new Classes(maxBatch: 8);
        var error = Assert.Throws<ArgumentException>(() => network.Fit(Points.Classes(17, 1), options: Small));
        Assert.StartsWith("17 examples in batches of 8 leave a last batch of one", error.Message, StringComparison.Ordinal);
        Assert.Contains("batchnorm1", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, network.Step);
        new Numbers(maxBatch: 8).Fit(Points.Numbers(17, 1), options: Small);
    }

    private static void Watched(Callback[] callbacks, string message) => Refused(Points.Numbers(20, 1), Small with { Callbacks = callbacks }, message);

    private static void Refused(DataSet<float> train, FitOptions options, string message)
    {
        var network = new Numbers(maxBatch: 8);
        byte[] before = States.Of(network);
        var error = Assert.ThrowsAny<ArgumentException>(() => network.Fit(train, options: options));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, States.Of(network));
    }
}
