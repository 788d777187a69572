namespace FastOpt.Training.Tests.Online;

/// <summary>Training for a time, by a clock that the tests move: never more than one step beyond it.</summary>
public sealed class BudgetTests
{
    private static readonly DataSet<float> Train = Points.Numbers(40, seed: 1);
    private static readonly FitOptions Options = new() { BatchSize = 8, RestoreBest = false };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A step takes so many seconds of the budget of 10.</summary>
    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 4)]
    [InlineData(10, 1)]
    [InlineData(25, 1)]
    public void AFitEndsWithTheStepThatUsesItsBudgetUp(int seconds, int steps)
    {
        var clock = new TestClock();
        var network = new Numbers(maxBatch: 8, seed: 1);
        FitResult result = network.TrainFor(
            TimeSpan.FromSeconds(10), Train, options: Options with { Callbacks = [new Ticking(clock, TimeSpan.FromSeconds(seconds))] }, time: clock);
        Assert.Equal((FitEnd.Stopped, steps), (result.End, result.Steps));
        Assert.Equal($"The budget of 10 s is used up behind step {steps}.", result.Reason);

        // The steps are those of Fit.
        var own = new Numbers(maxBatch: 8, seed: 1);
        own.Fit(Train, options: Options with { Epochs = 9, Callbacks = [new AtStep(steps, static context => context.Stop("Enough."))] });
        Assert.Equal(States.Weights(own), States.Weights(network));
    }

    [Fact]
    public void AValidationCountsToo()
    {
        var clock = new TestClock();
        var slow = new SlowMetric(clock, TimeSpan.FromSeconds(11));
        FitResult result = new Numbers(maxBatch: 8).TrainFor(TimeSpan.FromSeconds(10), Train, Train, Options, [slow], clock);
        Assert.Equal((5, 1), (result.Steps, result.History.Epochs.Count));
    }

    [Fact]
    public void ABudgetIsAboveZeroAndTheRestOfTheRunIsFits()
    {
        var network = new Numbers(maxBatch: 8);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.TrainFor(TimeSpan.Zero, Train));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.TrainFor(TimeSpan.FromSeconds(-1), Train));
        Assert.Throws<ArgumentException>(() => network.TrainFor(TimeSpan.FromSeconds(1), Train, options: new FitOptions { BatchSize = 9 }));
        using var source = new CancellationTokenSource();
        source.Cancel();
        FitResult cancelled = network.TrainFor(TimeSpan.FromDays(1), Train, options: Options with { Cancellation = source.Token });
        Assert.Equal((FitEnd.Cancelled, 0), (cancelled.End, cancelled.Steps));
    }

    [Fact]
    public void KeptSamplesAreTrainedOnForATime()
    {
        var clock = new TestClock();
        (float[] inputs, int[] labels) = Streams.Of(300, seed: 1);
        var network = new Sides(maxBatch: 8, seed: 1);
        var trainer = new OnlineTrainer<Sides, int>(network, new OnlineOptions { BatchSize = 8, Replay = 100, Time = clock });
        trainer.Learn(inputs, labels);
        float before = network.Evaluate(inputs, labels);
        clock.PerAsking = TimeSpan.FromMilliseconds(10); // once at first, and before each step
        Assert.Equal(99, trainer.TrainFor(TimeSpan.FromSeconds(1), Token));
        Assert.Equal((300, 37 + 99, 4), (trainer.Samples, trainer.Steps, trainer.Waiting));
        Assert.True(network.Evaluate(inputs, labels) < before);
        clock.PerAsking = TimeSpan.FromSeconds(7);
        Assert.Equal(0, trainer.TrainFor(TimeSpan.FromSeconds(7), Token));
        Assert.Equal(1, trainer.TrainFor(TimeSpan.FromSeconds(8), Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.TrainFor(TimeSpan.Zero, Token));
    }

    [Fact]
    public void WithoutKeptSamplesThereIsNothingToTrainOn()
    {
        var none = new OnlineTrainer<Sides, int>(new Sides(maxBatch: 1));
        Refused(none, "since Replay is 0");
        var early = new OnlineTrainer<Sides, int>(new Sides(maxBatch: 1), new OnlineOptions { Replay = 5 });
        Refused(early, "no sample has been learned yet");

        static void Refused(OnlineTrainer<Sides, int> trainer, string message) => Assert.Contains(
            message, Assert.Throws<InvalidOperationException>(() => trainer.TrainFor(TimeSpan.FromSeconds(1), Token)).Message, StringComparison.Ordinal);
    }

    /// <summary>Weights that grow beyond all numbers are told by the step, not trained on.</summary>
    [Fact]
    public void AStepThatSpoilsTheWeightsEndsIt()
    {
        var network = new Numbers(maxBatch: 4, seed: 1);
        var trainer = new OnlineTrainer<Numbers, float>(network, new OnlineOptions { BatchSize = 4, Replay = 20, Time = new TestClock() });
        trainer.Learn(Train.Inputs, Train.Targets);
        network.Schedule = Schedule.PerStep(new ConstantFactor(1e38, 1_000_000));
        string message = Assert.Throws<InvalidOperationException>(() => trainer.TrainFor(TimeSpan.FromSeconds(1), Token)).Message;
        Assert.Matches(@"^Numbers: the loss of step 1[0-9] is (NaN|Infinity)\. Its weights are no numbers any more", message);
    }

    private sealed class Ticking(TestClock clock, TimeSpan perStep) : Callback
    {
        public override void BeforeStep(FitContext context) => clock.Advance(perStep);
    }

    private sealed class SlowMetric(TestClock clock, TimeSpan time) : Metric<float>
    {
        public override string Name => "slow";

        public override double Value => 0;

        public override void Reset() => clock.Advance(time);

        public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
        {
        }
    }
}
