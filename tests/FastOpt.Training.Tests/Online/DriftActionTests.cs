namespace FastOpt.Training.Tests.Online;

/// <summary>What is done on a drift, seen from outside: the network's state, its rate, and the figures behind it.</summary>
public sealed class DriftActionTests
{
    private const int Turn = 1500, Count = 3000;
    private static readonly (float[] Inputs, int[] Labels) Turning = Streams.Of(Count, seed: 4, Turn);

    [Fact]
    public void AStreamThatTurnsAroundIsOneDriftOfEachDetectorAndOfAllTogether()
    {
        DriftDetector[][] each = [[new Adwin()], [new PageHinkley(threshold: 15)], [new Adwin(), new PageHinkley(threshold: 15)]];
        foreach (DriftDetector[] detectors in each)
        {
            List<Drift> told = [];
            OnlineTrainer<Sides, int> trainer = Run(new OnlineOptions { Detectors = detectors, Notify = told.Add });
            Drift drift = Assert.Single(trainer.Drifts);
            Assert.Equal(trainer.Drifts, told);
            Assert.InRange(drift.Sample, Turn, Turn + 96);
            Assert.True(drift.IsWorse);
            Assert.Empty(drift.Actions);
            Assert.StartsWith($"{drift.Detector}: a change for the worse at sample {drift.Sample}, mean 0.", drift.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AStillStreamIsNoDrift()
    {
        (float[] inputs, int[] labels) = Streams.Of(Count, seed: 5);
        var trainer = new OnlineTrainer<Sides, int>(new Sides(maxBatch: 1, seed: 2));
        trainer.Learn(inputs, labels);
        Assert.Empty(trainer.Drifts);
        Assert.InRange(trainer.Error.Windowed, 0, 0.05);
    }

    /// <summary>Learning makes the error fall, which a detector sees too.</summary>
    [Fact]
    public void AChangeForTheBetterIsToldWhereItIsAskedFor()
    {
        OnlineTrainer<Sides, int> all = Run(new OnlineOptions { OnlyWorse = false });
        Assert.Contains(all.Drifts, static drift => !drift.IsWorse && drift.ToString().Contains("a change for the better", StringComparison.Ordinal));
        Assert.Contains(all.Drifts, static drift => drift.IsWorse);
        Assert.DoesNotContain(Run(new OnlineOptions()).Drifts, static drift => !drift.IsWorse);
    }

    [Fact]
    public void WithinTheCooldownNoOtherIsTold()
    {
        OnlineTrainer<Sides, int> trainer = Run(new OnlineOptions { OnlyWorse = false, Detectors = [new PageHinkley(threshold: 3)] });
        Assert.Contains(trainer.Drifts.Zip(trainer.Drifts.Skip(1)), static pair => pair.Second.Sample - pair.First.Sample <= 300);
        trainer = Run(new OnlineOptions { OnlyWorse = false, Detectors = [new PageHinkley(threshold: 3)], Cooldown = 300 });
        Assert.True(trainer.Drifts.Count > 1);
        Assert.All(trainer.Drifts.Zip(trainer.Drifts.Skip(1)), static pair => Assert.True(pair.Second.Sample - pair.First.Sample > 300));
    }

    [Fact]
    public void TheLossCanBeWatchedInsteadOfTheError()
    {
        OnlineTrainer<Sides, int> trainer = Run(new OnlineOptions { Signal = DriftSignal.Loss });
        Drift drift = trainer.Drifts[0];
        Assert.InRange(drift.Sample, Turn, Turn + 64);
        Assert.True(drift.Recent > 0);
    }

    [Fact]
    public void TheOptimizerIsResetBeforeTheSampleIsLearned()
    {
        var network = new Sides(maxBatch: 1, seed: 2);
        var trainer = new OnlineTrainer<Sides, int>(network, new OnlineOptions { Actions = [new ResetOptimizer()] });
        Sides? own = null;
        int at = 0;
        for (int i = 0; i < Count && own is null; i++)
        {
            Sides before = network.Clone();
            if (Learn(trainer, i) is not { } drift)
                continue;
            (own, at) = (before, i);
            Assert.Equal("the optimizer was reset", Assert.Single(drift.Actions));
        }

        Assert.NotNull(own);
        own.ResetOptimizer();
        own.TrainStep(Turning.Inputs.AsSpan(2 * at, 2), Turning.Labels.AsSpan(at, 1));
        Assert.Equal(States.Of(own), States.Of(network));
    }

    [Fact]
    public void TheRateIsBoostedForItsStepsAndThenTheScheduleSaysIt()
    {
        var network = new Sides(maxBatch: 1, seed: 2);
        var schedule = Schedule.PerStep(new Exponential(0.9999));
        network.Schedule = schedule;
        var trainer = new OnlineTrainer<Sides, int>(network, new OnlineOptions { Actions = [new BoostRate(4, 20)] });
        int boosted = 0;
        for (int i = 0; i < Turn + 300; i++)
        {
            Drift? drift = Learn(trainer, i);
            double own = schedule.At(0.02, network.Step, 0), factor = network.LearningRate / own;
            boosted += drift is not null || boosted is > 0 and < 20 ? 1 : 0;
            Assert.Equal(boosted is > 0 and < 20 ? 4 : 1, factor, 1e-9);
            if (boosted == 20)
                break;
        }

        Assert.Equal(20, boosted);
        Assert.Equal("the learning rate is 4 times as large for 20 steps", Assert.Single(trainer.Drifts[0].Actions));
        Assert.Same(schedule, network.Schedule);
    }

    /// <summary>A network that is taken back is the one behind the sample that is said.</summary>
    [Fact]
    public void TheNetworkIsTakenBackToAStateThatIsOldEnough()
    {
        var network = new Sides(maxBatch: 1, seed: 2);
        var trainer = new OnlineTrainer<Sides, int>(network, new OnlineOptions { Actions = [new RollBack(every: 100, age: 150)] });
        Dictionary<long, byte[]> states = [];
        for (int i = 0; i < Count; i++)
        {
            Sides before = network.Clone();
            Drift? drift = Learn(trainer, i);
            if (i % 100 == 99)
                states[i + 1] = States.Of(network);
            if (drift is null)
                continue;
            long kept = (drift.Sample - 150) / 100 * 100;
            Assert.Equal($"the network was taken back to the state behind sample {kept}", Assert.Single(drift.Actions));
            before.LoadState(states[kept]);
            before.TrainStep(Turning.Inputs.AsSpan(2 * i, 2), Turning.Labels.AsSpan(i, 1));
            Assert.Equal(States.Of(before), States.Of(network));
            return;
        }

        Assert.Fail("There was no drift.");
    }

    [Fact]
    public void WhereNoStateIsOldEnoughTheOldestIsTaken()
    {
        var trainer = new OnlineTrainer<Sides, int>(new Sides(maxBatch: 1, seed: 2), new OnlineOptions { Actions = [new RollBack(every: 100, age: 100_000)] });
        trainer.Learn(Turning.Inputs.AsSpan(0, 2 * (Turn + 100)), Turning.Labels.AsSpan(0, Turn + 100));
        Assert.Equal("the network was taken back to the state behind sample 0", Assert.Single(trainer.Drifts[0].Actions));
    }

    [Fact]
    public void ActionsActInTheirOrder()
    {
        OnlineTrainer<Sides, int> boosted = Run(new OnlineOptions { Actions = [new ResetOptimizer(), new BoostRate(4, 60), new RollBack()] });
        Assert.Equal(3, boosted.Drifts[0].Actions.Count);
        Assert.StartsWith("the optimizer", boosted.Drifts[0].Actions[0], StringComparison.Ordinal);
        Assert.StartsWith("the learning rate", boosted.Drifts[0].Actions[1], StringComparison.Ordinal);
        Assert.StartsWith("the network", boosted.Drifts[0].Actions[2], StringComparison.Ordinal);
    }

    [Fact]
    public void ParametersOutOfRangeAreRefused()
    {
        string rateless = Assert.Throws<ArgumentException>(
            () => new OnlineTrainer<Ensembles.Rateless, float>(new Ensembles.Rateless(maxBatch: 1), new OnlineOptions { Actions = [new BoostRate()] })).Message;
        Assert.Contains("BoostRate: Rateless's optimizer has no learning rate", rateless, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoostRate(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoostRate(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoostRate(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RollBack(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RollBack(1, -1));
    }

    private static OnlineTrainer<Sides, int> Run(OnlineOptions options)
    {
        var trainer = new OnlineTrainer<Sides, int>(new Sides(maxBatch: 1, seed: 2), options);
        trainer.Learn(Turning.Inputs, Turning.Labels);
        return trainer;
    }

    private static Drift? Learn(OnlineTrainer<Sides, int> trainer, int i) => trainer.Learn(Turning.Inputs.AsSpan(2 * i, 2), Turning.Labels.AsSpan(i, 1));
}
