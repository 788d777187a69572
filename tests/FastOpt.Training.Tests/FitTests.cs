namespace FastOpt.Training.Tests;

/// <summary>What <c>Fit</c> does with a network, against the same steps by hand.</summary>
public sealed class FitTests
{
    [Fact]
    public void StepsAreThoseOfALoopByHand()
    {
        DataSet<int> train = Points.Classes(50, seed: 1);
        var fitted = new Classes(maxBatch: 16, seed: 7);
        var byHand = new Classes(maxBatch: 16, seed: 7);
        FitResult result = fitted.Fit(train, options: new FitOptions { Epochs = 3, BatchSize = 16, Seed = 5, RestoreBest = false });

        List<double> losses = [];
        int[] order = new int[50];
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            byHand.Epoch = epoch - 1;
            EpochOrder.Shuffle(order, 5, epoch);
            double sum = 0;
            for (int first = 0; first < 50; first += 16)
            {
                DataSet<int> batch = train.Select(order.AsSpan(first, Math.Min(16, 50 - first)));
                sum += (double)byHand.TrainStep(batch.Inputs, batch.Targets) * batch.Count;
            }

            losses.Add(sum / 50);
        }

        byHand.Epoch = 3;
        Assert.Equal(losses, result.History.Epochs.Select(epoch => epoch.TrainLoss));
        Assert.Equal(States.Of(byHand), States.Of(fitted));
        Assert.Equal((FitEnd.Completed, 12L, 150L), (result.End, result.Steps, result.Examples));
        Assert.All(result.History.Epochs, epoch => Assert.Equal(50, epoch.Examples));
    }

    [Fact]
    public void ValidationIsEvaluatedAndMetricsArePredicted()
    {
        DataSet<float> train = Points.Numbers(40, seed: 1), validation = Points.Numbers(21, seed: 2);
        var network = new Numbers(maxBatch: 8, seed: 3);
        FitResult result = network.Fit(train, validation, new FitOptions { Epochs = 2, BatchSize = 8, RestoreBest = false }, [new LargestError()]);

        float[] outputs = new float[21];
        network.Predict(validation.Inputs, outputs);
        double largest = outputs.Select((output, i) => Math.Abs((double)output - validation.Targets[i])).Max();
        EpochReport last = result.History.Epochs[^1];
        Assert.Equal(network.Evaluate(validation.Inputs, validation.Targets), last.ValidationLoss);
        Assert.Equal(new MetricValue("largest error", largest), Assert.Single(last.Metrics));
        Assert.Equal(2, result.History.Epochs.Count);
    }

    [Fact]
    public void AnEmptyValidationIsNone()
    {
        DataSet<float> train = Points.Numbers(20, seed: 1);
        FitResult result = new Numbers(maxBatch: 8).Fit(train, new DataSet<float>([], [], 3), new FitOptions { Epochs = 1, BatchSize = 8 });
        Assert.True(double.IsNaN(result.History.Epochs[0].ValidationLoss));
        Assert.Equal(1, result.BestEpoch);
    }

    [Fact]
    public void AStepAllocatesNothingWithCallbacksOn()
    {
        var probe = new AllocationProbe();
        var options = new FitOptions
        {
            Epochs = 60,
            BatchSize = 8,
            Patience = 100,
            Progress = new SilentProgress(),
            Callbacks = [new ReduceRateOnPlateau(), new EarlyStopping { Patience = 100 }, probe],
        };
        new Classes(maxBatch: 8).Fit(Points.Classes(400, seed: 1), Points.Classes(20, seed: 2), options);
        Assert.Equal(3000 - 60, probe.Steps);
        Assert.Equal(0, probe.Allocated);
    }

    [Fact]
    public void TheLearningRateIsThatOfTheNetworksOwnSchedule()
    {
        var rates = new Rates();
        new Classes(maxBatch: 10).Fit(Points.Classes(100, seed: 1), options: new FitOptions { Epochs = 2, BatchSize = 10, Callbacks = [rates] });
        for (int step = 0; step < 20; step++)
            Assert.Equal(0.01 * (1 + Math.Cos(Math.PI * step / 400)) / 2, rates.Seen[step], 1e-12);
    }

    [Fact]
    public void AFactorMultipliesTheScheduleAndIsGoneBehindTheRun()
    {
        DataSet<int> train = Points.Classes(100, seed: 1);
        var rates = new Rates { HalveAtStep = 5 };
        var network = new Classes(maxBatch: 10);
        Schedule? own = network.Schedule;
        new Classes(maxBatch: 10).Fit(train, options: new FitOptions { Epochs = 1, BatchSize = 10 });
        network.Fit(train, options: new FitOptions { Epochs = 1, BatchSize = 10, Callbacks = [rates] });
        for (int step = 0; step < 10; step++)
            Assert.Equal(0.01 * (1 + Math.Cos(Math.PI * step / 400)) / 2 * (step < 5 ? 1 : 0.5), rates.Seen[step], 1e-12);
        Assert.Same(own, network.Schedule);
    }

    [Fact]
    public void AFactorOnAConstantRateMultipliesIt()
    {
        var rates = new Rates { HalveAtStep = 2 };
        var network = new Numbers(maxBatch: 10);
        network.Fit(Points.Numbers(40, seed: 1), options: new FitOptions { Epochs = 1, BatchSize = 10, Callbacks = [rates] });
        Assert.Equal([0.05, 0.05, 0.025, 0.025], rates.Seen);
        Assert.Null(network.Schedule);
        Assert.Equal(0.05, network.LearningRate);
    }

    /// <summary>machinelearning#3735, #7290: training that cannot be cancelled.</summary>
    [Fact]
    public void CancellationReturnsTheBestSoFarAndDoesNotThrow()
    {
        using var source = new CancellationTokenSource();
        DataSet<float> train = Points.Numbers(40, seed: 1), validation = Points.Numbers(20, seed: 2);
        var network = new Numbers(maxBatch: 8);
        var options = new FitOptions { Epochs = 100, BatchSize = 8, Cancellation = source.Token, Callbacks = [new AtStep(13, _ => source.Cancel())] };
        FitResult result = network.Fit(train, validation, options);
        Assert.Equal((FitEnd.Cancelled, 13L, 2), (result.End, result.Steps, result.History.Epochs.Count));
        Assert.Contains("step 13", result.Reason, StringComparison.Ordinal);
        Assert.Equal(result.History.BestLoss, network.Evaluate(validation.Inputs, validation.Targets));
    }

    [Fact]
    public void ATokenThatIsCancelledBeforeLeavesTheNetworkAsItWas()
    {
        var network = new Numbers(maxBatch: 8);
        byte[] before = States.Of(network);
        FitResult result = network.Fit(Points.Numbers(40, seed: 1), options: new FitOptions { BatchSize = 8, Cancellation = new CancellationToken(true) });
        Assert.Equal((FitEnd.Cancelled, 0L), (result.End, result.Steps));
        Assert.Equal(before, States.Of(network));
    }

    [Fact]
    public void ACallbackStopsARunWithItsReason()
    {
        var options = new FitOptions { BatchSize = 8, Callbacks = [new AtStep(7, context => context.Stop("The budget of 7 steps is spent."))] };
        FitResult result = new Numbers(maxBatch: 8).Fit(Points.Numbers(40, seed: 1), options: options);
        Assert.Equal((FitEnd.Stopped, "The budget of 7 steps is spent.", 7L), (result.End, result.Reason, result.Steps));
    }

    [Fact]
    public void AnExceptionOfAStepComesBehindTheEndOfTheCallbacks()
    {
        var recorder = new AtStep(7, _ => throw new InvalidOperationException("broken"));
        DataSet<float> validation = Points.Numbers(20, seed: 2);
        var network = new Numbers(maxBatch: 8);
        var options = new FitOptions { BatchSize = 8, Callbacks = [recorder] };
        var error = Assert.Throws<InvalidOperationException>(() => network.Fit(Points.Numbers(40, seed: 1), validation, options));
        Assert.Equal("broken", error.Message);
        Assert.Equal(1, recorder.Ends);
        Assert.Equal(recorder.FirstValidationLoss, network.Evaluate(validation.Inputs, validation.Targets)); // its best weights
    }
}
