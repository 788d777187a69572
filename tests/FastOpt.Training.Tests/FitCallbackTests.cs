namespace FastOpt.Training.Tests;

/// <summary>The callbacks of the library, with the complaints of those who use others.</summary>
public sealed class FitCallbackTests
{
    private static readonly DataSet<float> Train = Points.Numbers(40, seed: 1), Validation = Points.Numbers(20, seed: 2);
    private static readonly FitOptions Options = new() { Epochs = 30, BatchSize = 8 };

    /// <summary>Keras: behind a best epoch, so many epochs in a row without a better one end the run.</summary>
    [Theory]
    [InlineData(0, 3, 2)]
    [InlineData(1, 3, 2)]
    [InlineData(2, 4, 2)]
    [InlineData(3, 8, 5)]
    public void EarlyStoppingWaitsAsKerasDoes(int patience, int lastEpoch, int bestEpoch)
    {
        double[] figures = [1, 2, 1.5, 1.9, 3, 2.9, 2.8, 2.7, 2.6, 2.5, 2.4];
        FitResult result = new Numbers(maxBatch: 8).Fit(
            Train, Validation, Options with { Callbacks = [new EarlyStopping { Metric = "given", Patience = patience }] }, [new GivenFigures(figures)]);
        Assert.Equal(FitEnd.Stopped, result.End);
        Assert.Equal((lastEpoch, bestEpoch), (result.History.Epochs.Count, result.BestEpoch));
        Assert.Contains($"The given has not got better for {Math.Max(patience, 1)} epochs, up to epoch {lastEpoch}", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AFigureMustBeBetterByMoreThanMinDelta()
    {
        var stopping = new EarlyStopping { Metric = "given", Patience = 3, MinDelta = 0.5 };
        FitResult result = new Numbers(maxBatch: 8).Fit(Train, Validation, Options with { Callbacks = [stopping] }, [new GivenFigures(1, 1.5, 1.51, 1.4, 1.6)]);
        Assert.Equal((6, 3, 1.51), (result.History.Epochs.Count, stopping.BestEpoch, stopping.Best));
    }

    [Fact]
    public void AFigureThatIsNoNumberIsNeverBetter()
    {
        var stopping = new EarlyStopping { Metric = "given", Patience = 2 };
        FitResult result = new Numbers(maxBatch: 8).Fit(
            Train, Validation, Options with { Callbacks = [stopping] }, [new GivenFigures(double.NaN, double.NaN, 1)]);
        Assert.Equal(2, result.History.Epochs.Count);
        Assert.Contains("it never was a number", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void PatienceIsShortForEarlyStopping()
    {
        FitOptions options = Options with { Epochs = 400 };
        FitResult byOption = new Numbers(maxBatch: 8).Fit(Train, Validation, options with { Patience = 3 });
        FitResult byCallback = new Numbers(maxBatch: 8).Fit(Train, Validation, options with { Callbacks = [new EarlyStopping { Patience = 3 }] });
        Assert.Equal(FitEnd.Stopped, byOption.End);
        Assert.Equal(byCallback.Reason, byOption.Reason);
        Assert.Equal(byOption.History.Epochs.Count - 3, byOption.BestEpoch);
    }

    /// <summary>keras#12511, #16876: best weights come back only where the run was stopped early. Here on every exit, with the buffers.</summary>
    [Theory]
    [InlineData("completed")]
    [InlineData("stopped")]
    [InlineData("cancelled")]
    [InlineData("diverged")]
    [InlineData("exception")]
    public void BestWeightsAndBuffersComeBackOnEveryExit(string exit)
    {
        DataSet<int> train = Points.Classes(40, seed: 1), validation = Points.Classes(24, seed: 2);
        using var source = new CancellationTokenSource();
        var keeper = new KeepsBest();
        Callback? ending = exit switch
        {
            "stopped" => new AtStep(37, context => context.Stop("Enough.")),
            "cancelled" => new AtStep(37, _ => source.Cancel()),
            "diverged" => new AtStep(36, context => context.LearningRateFactor = 1e38),
            "exception" => new AtStep(37, _ => throw new InvalidOperationException("broken")),
            _ => null,
        };
        var network = new Classes(maxBatch: 8, seed: 4);
        var options = new FitOptions { Epochs = 12, BatchSize = 8, Cancellation = source.Token, Callbacks = ending is null ? [keeper] : [keeper, ending] };
        FitResult? result = null;
        if (exit == "exception")
            Assert.Throws<InvalidOperationException>(() => network.Fit(train, validation, options));
        else
            result = network.Fit(train, validation, options);
        if (result is not null)
            Assert.Equal((exit, keeper.Epoch), (result.End.ToString().ToLowerInvariant(), result.BestEpoch));
        Assert.NotEmpty(keeper.Best);
        Assert.Equal(keeper.Best, States.Weights(network));
        Assert.Equal(keeper.Loss, network.Evaluate(validation.Inputs, validation.Targets));
    }

    [Fact]
    public void WithoutRestoreBestTheLastWeightsStay()
    {
        var last = new Numbers(maxBatch: 8);
        FitResult result = last.Fit(Train, Validation, Options with { RestoreBest = false, Epochs = 4 });
        Assert.Equal(result.History.Epochs[^1].ValidationLoss, last.Evaluate(Validation.Inputs, Validation.Targets));
    }

    [Fact]
    public void WhatIsBestIsTheFigureOfEarlyStopping()
    {
        var network = new Numbers(maxBatch: 8);
        FitResult result = network.Fit(
            Train, Validation, Options with { Callbacks = [new EarlyStopping { Metric = "given", Patience = 2 }] }, [new GivenFigures(1, 9, 3, 2, 1)]);
        Assert.Equal(2, result.BestEpoch);
        Assert.Equal(result.History.Epochs[1].ValidationLoss, network.Evaluate(Validation.Inputs, Validation.Targets));
    }

    /// <summary>Keras, pull request 22967: an instance that is used in a second fit went on with the best figure of the first.</summary>
    [Fact]
    public void NothingOfOneFitIsLeftInTheNext()
    {
        Callback[] used =
        [
            new EarlyStopping { Metric = "given", Patience = 2 },
            new ReduceRateOnPlateau { Metric = "given", Patience = 1 },
            new RestoreBest { Metric = "given" },
        ];
        new Numbers(maxBatch: 8).Fit(Train, Validation, Options with { Callbacks = used }, [new GivenFigures(100, 1, 2)]);
        var second = new Numbers(maxBatch: 8);
        FitResult result = second.Fit(Train, Validation, Options with { Callbacks = used }, [new GivenFigures(1, 2, 3, 1, 1)]);
        var third = new Numbers(maxBatch: 8);
        FitResult fresh = third.Fit(
            Train,
            Validation,
            Options with { Callbacks = [new EarlyStopping { Metric = "given", Patience = 2 }, new ReduceRateOnPlateau { Metric = "given", Patience = 1 }] },
            [new GivenFigures(1, 2, 3, 1, 1)]);
        Assert.Equal((5, 3), (result.History.Epochs.Count, result.BestEpoch));
        Assert.Equal((fresh.BestEpoch, fresh.History.Epochs.Count), (result.BestEpoch, result.History.Epochs.Count));
        Assert.Equal(States.Of(third), States.Of(second));
    }

    /// <summary>Keras' <c>ReduceLROnPlateau</c>, patience 2, cooldown 1: figures 1, then nothing better.</summary>
    [Fact]
    public void ReduceRateOnPlateauLowersWhenKerasDoes()
    {
        FitResult result = new Numbers(maxBatch: 8).Fit(
            Train,
            Validation,
            Options with { Epochs = 9, Callbacks = [new ReduceRateOnPlateau { Metric = "given", Patience = 2, Cooldown = 1, Factor = 0.5, MinFactor = 0.2 }] },
            [new GivenFigures(1, 0.5)]);

        // wait: 0 1 2→lower; cooldown ends with the next epoch, which counts 1, 2→lower; …
        List<double> expected = Keras(0.05, 9, patience: 2, cooldown: 1, factor: 0.5, least: 0.01);
        Assert.Equal(expected.Select(static rate => Math.Round(rate, 12)), result.History.Epochs.Select(static epoch => Math.Round(epoch.LearningRate, 12)));
        Assert.Equal(0.01, expected[^1]);
    }

    [Fact]
    public void ADivergedRunNamesStepAndWeightsAndCanTrainAgain()
    {
        var network = new Numbers(maxBatch: 8);
        FitResult result = network.Fit(Train, Validation, Options with { Callbacks = [new AtStep(12, context => context.LearningRateFactor = 1e36)] });
        Assert.Equal(FitEnd.Diverged, result.End);
        Assert.Matches(@"^The loss of step 1[4-6] in epoch [34] is (NaN|Infinity)\. .*dense[12]\.(weight|bias)", result.Reason);
        Assert.Equal(result.History.BestLoss, network.Evaluate(Validation.Inputs, Validation.Targets));
        FitResult again = network.Fit(Train, Validation, Options with { Epochs = 2 });
        Assert.Equal(FitEnd.Completed, again.End);
        Assert.True(double.IsFinite(again.History.BestLoss));
    }

    /// <summary>A step for each epoch: the one that spoils a weight is the last of its epoch, and the next epoch's copy is no number already.</summary>
    [Fact]
    public void AWeightThatTheLastStepOfAnEpochSpoiledIsNamed()
    {
        var network = new Numbers(maxBatch: 40);
        var large = new DataSet<float>(Train.Inputs.ToArray(), [.. Train.Targets.ToArray().Select(static target => target * 100)], 3);
        FitResult result = network.Fit(
            large, options: Options with { BatchSize = 40, Callbacks = [new AtStep(3, context => context.LearningRateFactor = 1e38)] });
        Assert.Equal(FitEnd.Diverged, result.End);
        Assert.Matches(@"dense[12]\.(weight|bias) has a weight that is (NaN|-?Infinity) (since before|behind) step ", result.Reason);
    }

    /// <summary>The figure that ends a run says which epoch is best for all: for the weights that it gives back, and for those that it writes.</summary>
    [Fact]
    public void TheBestWeightsThatARunWritesAreThoseThatItGivesBack()
    {
        string folder = Directory.CreateTempSubdirectory("fastopt-best-").FullName;
        try
        {
            var network = new Numbers(maxBatch: 8, seed: 2);
            FitOptions options = Options with
            {
                Epochs = 6,
                CheckpointDirectory = folder,
                Callbacks = [new EarlyStopping { Metric = "given", Patience = 9 }],
            };
            Assert.Equal(2, network.Fit(Train, Validation, options, [new GivenFigures(1, 5, 3, 2, 1, 0)]).BestEpoch);
            var written = new Numbers(maxBatch: 8);
            SafeTensors.Load(written, Path.Combine(folder, "best.safetensors"));
            Assert.Equal(States.Weights(network), States.Weights(written));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void ARunThatDivergesInItsFirstEpochGivesTheFirstWeightsBack()
    {
        var network = new Numbers(maxBatch: 8);
        float[] before = States.Weights(network);
        FitResult result = network.Fit(Train, Validation, Options with { Callbacks = [new AtStep(1, context => context.LearningRateFactor = 1e36)] });
        Assert.Equal((FitEnd.Diverged, 0), (result.End, result.BestEpoch));
        Assert.Equal(before, States.Weights(network));
    }

    [Fact]
    public void AnAugmentationThatMakesNoNumberIsNamedAsTheCause()
    {
        var network = new Numbers(maxBatch: 8);
        FitResult result = network.Fit(Train, options: Options with { Augmentation = new Spoils(epoch: 2, example: 17) });
        Assert.Equal((FitEnd.Diverged, 1), (result.End, result.History.Epochs.Count));
        Assert.EndsWith("Input 1 of training example 17 is NaN behind the augmentation.", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void StepsThatTheNetworkSkipsAreNoDivergence()
    {
        var network = new Narrower(maxBatch: 8);
        FitResult result = network.Fit(Train, options: Options with { Epochs = 3, Augmentation = new Spoils(epoch: 2, example: 17) });
        Assert.Equal((FitEnd.Completed, 1L), (result.End, network.SkippedSteps));
        Assert.All(result.History.Epochs, epoch => Assert.True(double.IsFinite(epoch.TrainLoss)));
    }

    [Fact]
    public void CallbacksAreCalledInTheirOrderAndCheckpointsLast()
    {
        List<string> calls = [];
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var first = new ModelCheckpoint(folder) { Files = new Watched(calls) };
        Callback[] callbacks = [first, new Named("a", calls), new Named("b", calls)];
        new Numbers(maxBatch: 40).Fit(Train, options: new FitOptions { Epochs = 1, BatchSize = 40, Callbacks = callbacks });
        Assert.Equal(["a begin", "b begin", "a before", "b before", "a step", "b step", "a epoch", "b epoch", "file", "file", "a end", "b end"], calls);
    }

    /// <summary>The rates of the epochs, by Keras' loop, written down from its documentation.</summary>
    private static List<double> Keras(double rate, int epochs, int patience, int cooldown, double factor, double least)
    {
        List<double> rates = [];
        int wait = 0, left = 0;
        double best = double.NegativeInfinity;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            rates.Add(rate);
            double figure = epoch == 0 ? 1 : 0.5;
            if (left > 0)
            {
                left--;
                wait = 0;
            }

            if (figure > best + 1e-4)
            {
                best = figure;
                wait = 0;
            }
            else if (left == 0 && ++wait >= patience)
            {
                rate = Math.Max(rate * factor, least);
                left = cooldown;
                wait = 0;
            }
        }

        return rates;
    }

    private sealed class KeepsBest : Callback
    {
        public float[] Best { get; private set; } = [];

        public double Loss { get; private set; } = double.PositiveInfinity;

        public int Epoch { get; private set; }

        public override void EpochDone(FitContext context, EpochReport report)
        {
            if (report.ValidationLoss >= Loss)
                return;
            (Loss, Epoch) = (report.ValidationLoss, report.Epoch);
            Best = new float[context.ParameterCount + context.BufferCount];
            context.CopyParametersTo(Best.AsSpan(0, context.ParameterCount));
            context.CopyBuffersTo(Best.AsSpan(context.ParameterCount));
        }
    }

    private sealed class Spoils(long epoch, int example) : IAugmentation
    {
        public void Apply(ReadOnlySpan<float> input, Span<float> result, ulong seed, long at, int which)
        {
            input.CopyTo(result);
            if (at == epoch && which == example)
                result[1] = float.NaN;
        }
    }

    private sealed class Named(string name, List<string> calls) : Callback
    {
        public override string Name => name;

        public override void Begin(FitContext context) => calls.Add(name + " begin");

        public override void BeforeStep(FitContext context) => calls.Add(name + " before");

        public override void StepDone(FitContext context, in StepReport report) => calls.Add(name + " step");

        public override void EpochDone(FitContext context, EpochReport report) => calls.Add(name + " epoch");

        public override void End(FitContext context) => calls.Add(name + " end");
    }

    private sealed class Watched(List<string> calls) : DelegatingFiles(new MemoryFiles())
    {
        public override IWritableFile Create(string path)
        {
            calls.Add("file");
            return base.Create(path);
        }
    }
}
