using FastOpt.Training.Tests.Data;

namespace FastOpt.Training.Tests.Ensembles;

/// <summary>Cycles, snapshots and their ensemble, against the same run by hand.</summary>
public sealed class SnapshotEnsembleTests
{
    private static readonly DataSet<int> Train = Points.Classes(90, seed: 1), Validation = Points.Classes(30, seed: 2);
    private static readonly FitOptions Options = new() { Epochs = 10, BatchSize = 16 };

    [Theory]
    [InlineData(5, 0)]
    [InlineData(2, 0)]
    [InlineData(1, 0)]
    [InlineData(5, 37)] // a network that had been trained before
    public void MembersAreTheWeightsBehindEachCycle(int cycles, int before)
    {
        Classes network = Trained(before), own = Trained(before);
        Schedule? schedule = network.Schedule;
        var rates = new Rates();
        SnapshotResult<Classes, int> result = SnapshotEnsemble.Fit(network, Train, Validation, Options with { Callbacks = [rates] }, cycles: cycles);
        Assert.Equal(cycles, result.Ensemble.Count);
        Assert.Equal(Enumerable.Range(1, cycles).Select(cycle => cycle * 10 / cycles), result.Epochs);
        Assert.Same(schedule, network.Schedule);

        // Huang and others 2017, formula 2, in steps of 6 an epoch.
        int period = 60 / cycles;
        Assert.Equal(60, rates.Seen.Count);
        for (int step = 0; step < 60; step++)
            Assert.Equal(0.01 / 2 * (Math.Cos(Math.PI * (step % period) / period) + 1), rates.Seen[step], 1e-12);

        // The same steps by hand.
        int[] order = new int[90];
        for (int epoch = 1; epoch <= 10; epoch++)
        {
            EpochOrder.Shuffle(order, 0, epoch);
            DataSet<int> shuffled = Train.Select(order);
            for (int first = 0; first < 90; first += 16)
            {
                int count = Math.Min(16, 90 - first), step = (6 * (epoch - 1)) + (first / 16);
                own.Schedule = Schedule.PerStep(new Fixed(0.01 / 2 * (Math.Cos(Math.PI * (step % period) / period) + 1)));
                own.TrainStep(shuffled.Inputs.Slice(4 * first, 4 * count), shuffled.Targets.Slice(first, count));
            }

            if (epoch * cycles % 10 == 0)
                Assert.Equal(States.Weights(own), States.Weights(result.Ensemble.Member((epoch * cycles / 10) - 1)));
        }
    }

    [Fact]
    public void TheNetworkHasItsBestWeightsBehindTheRun()
    {
        var network = new Classes(maxBatch: 16, seed: 3);
        SnapshotResult<Classes, int> result = SnapshotEnsemble.Fit(network, Train, Validation, Options);
        Assert.Equal(result.Fit.History.BestLoss, network.Evaluate(Validation.Inputs, Validation.Targets));
        Assert.Equal(FitEnd.Completed, result.Fit.End);
    }

    [Fact]
    public void ARunThatEndsInsideACycleHasTheFinishedOnes()
    {
        foreach ((int step, int members) in new[] { (40, 3), (12, 1), (11, 1) })
        {
            var network = new Classes(maxBatch: 16, seed: 3);
            FitOptions options = Options with { Callbacks = [new AtStep(step, static context => context.Stop("Enough."))] };
            SnapshotResult<Classes, int> result = SnapshotEnsemble.Fit(network, Train, Validation, options);
            Assert.Equal(members, result.Ensemble.Count);
            Assert.Equal(FitEnd.Stopped, result.Fit.End);
            if (step == 11)
            {
                Assert.Empty(result.Epochs);
                Assert.Equal(States.Weights(network), States.Weights(result.Ensemble.Member(0)));
            }
        }
    }

    /// <summary>The last step of the second cycle spoils the weights: they are no member.</summary>
    [Fact]
    public void WeightsThatAreNoNumbersAreNoMember()
    {
        DataSet<float> data = Points.Numbers(40, seed: 1);
        var large = new DataSet<float>(data.Inputs.ToArray(), [.. data.Targets.ToArray().Select(static target => target * 100)], 3);
        FitOptions options = new() { Epochs = 5, BatchSize = 40, Callbacks = [new AtStep(1, static context => context.LearningRateFactor = 1e38)] };
        SnapshotResult<Numbers, float> result = SnapshotEnsemble.Fit(new Numbers(maxBatch: 40, seed: 1), large, options: options);
        Assert.Equal(FitEnd.Diverged, result.Fit.End);
        Assert.Equal([1], result.Epochs);
        Assert.All(States.Weights(result.Ensemble.Member(0)), static weight => Assert.True(float.IsFinite(weight)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(37, 37)]
    [InlineData(37, 0)] // it goes on in a program that has not trained the network before
    public void ARunThatIsCutGoesOnWithItsCyclesAndMembers(int before, int beforeTheNext)
    {
        SnapshotResult<Classes, int> whole = Run(new MemoryFiles(), before);

        // The first cut is before the first checkpoint: what begins anew begins with the network that it has.
        for (int k = before == beforeTheNext ? 1 : 8; k <= 60; k += 7)
        {
            var files = new MemoryFiles(seed: k);
            Assert.Throws<PowerFailure>(() => Run(files, before, new AtStep(k, static _ => throw new PowerFailure())));
            files.Restart();
            SnapshotResult<Classes, int> resumed = Run(files, beforeTheNext, resume: true);
            Assert.Equal(whole.Epochs, resumed.Epochs);
            for (int i = 0; i < 5; i++)
                Assert.Equal(States.Weights(whole.Ensemble.Member(i)), States.Weights(resumed.Ensemble.Member(i)));
        }

        static SnapshotResult<Classes, int> Run(MemoryFiles files, int steps, Callback? cut = null, bool resume = false)
        {
            var checkpoint = new ModelCheckpoint(Path.GetFullPath("checkpoints")) { Every = 5, Files = files };
            FitOptions options = Options with { Resume = resume, Callbacks = cut is null ? [checkpoint] : [cut, checkpoint] };
            return SnapshotEnsemble.Fit(Trained(steps), Train, Validation, options);
        }
    }

    [Fact]
    public void WhatDoesNotFitIsRefusedAndNothingIsChanged()
    {
        var network = new Classes(maxBatch: 16, seed: 3);
        byte[] before = States.Of(network);
        string epochs = Assert.Throws<ArgumentException>(() => SnapshotEnsemble.Fit(network, Train, options: Options with { Epochs = 12 })).Message;
        Assert.Contains("Classes: 12 epochs are no multiple of 5 cycles; take 15", epochs, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => SnapshotEnsemble.Fit(network, Train, cycles: 0));
        Assert.Throws<ArgumentException>(() => SnapshotEnsemble.Fit(network, Train, options: Options with { BatchSize = 17 }));
        Assert.ThrowsAny<ArgumentException>(() => SnapshotEnsemble.Fit(network, Train, options: Options with { BatchSize = 0 }));
        string rate = Assert.Throws<ArgumentException>(() => SnapshotEnsemble.Fit(new Rateless(maxBatch: 32), Points.Numbers(40, seed: 1))).Message;
        Assert.Contains("has no learning rate, which cycles lower and raise", rate, StringComparison.Ordinal);
        Assert.Equal(before, States.Of(network));
    }

    /// <summary>On MNIST's t10k the ensemble of five is better than the best of its members, by accuracy and by log loss.</summary>
    [Fact]
    public void OnMnistTheEnsembleBeatsItsBestMember()
    {
        string folder = SharedData.Find("mnist");
        DataSet<int> train = Idx.ReadTraining(folder, 28, 28), test = Idx.ReadTest(folder, 28, 28);
        var network = new Mnist(maxBatch: 64, seed: 1, threads: 2);
        SnapshotResult<Mnist, int> result = SnapshotEnsemble.Fit(network, train, options: new FitOptions { Epochs = 20, BatchSize = 64, Seed = 1 });
        Assert.Equal(5, result.Ensemble.Count);
        IReadOnlyList<MetricValue> ensemble = result.Ensemble.Measure(test, new Accuracy(), new LogLoss());
        IReadOnlyList<MetricValue>[] members = [.. Enumerable.Range(0, 5).Select(i => result.Ensemble.Member(i).Measure(test, new Accuracy(), new LogLoss()))];
        string line = $"t10k: ensemble {Text(ensemble)}; members {string.Join("; ", members.Select(Text))}";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Assert.True(ensemble[0].Value > members.Max(static member => member[0].Value), line);
        Assert.True(ensemble[1].Value < members.Min(static member => member[1].Value), line);
    }

    private static string Text(IReadOnlyList<MetricValue> values) => FormattableString.Invariant($"{values[0].Value:P2}, {values[1].Value:F4}");

    private static Classes Trained(int steps)
    {
        var network = new Classes(maxBatch: 16, seed: 3);
        for (int i = 0; i < steps; i++)
            network.TrainStep(Train.Inputs[..64], Train.Targets[..16]);
        return network;
    }

    private sealed class Fixed(double rate) : ISchedule
    {
        public double At(double learningRate, long time) => rate;
    }
}
