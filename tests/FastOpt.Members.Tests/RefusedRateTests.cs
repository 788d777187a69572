using System.ComponentModel.DataAnnotations;

namespace FastOpt.Members.Tests;

/// <summary>A rate that the optimizer's range refuses, wherever it comes from: the step is refused, and nothing changes.</summary>
[Collection(nameof(Alone))]
public sealed class RefusedRateTests
{
    private const int Batch = 4;

    private static readonly float[] Inputs = Batches.Floats(Batch * Line.InputSize, 1);
    private static readonly float[] Targets = Batches.Floats(Batch * Line.OutputSize, 2);

    /// <summary>The issue's own: the rate falls below 0 at step 102 of 200, where training went on uphill.</summary>
    [Fact]
    public void AScheduleThatFallsBelowZeroIsRefusedBeforeTheStep()
    {
        var model = new Line(4, seed: 1);
        for (int step = 0; step < 101; step++)
            Assert.True(model.TrainStep(Inputs, Targets) < 100);
        Assert.Equal(101, model.Step);
        Assert.Equal(-0.0005, model.LearningRate, 1e-12);
        string message = Refused(model, m => m.TrainStep(Inputs, Targets));
        Assert.Contains("Line: the learning rate of step 102, after 0 epochs, is -0.000", message, StringComparison.Ordinal);
        Assert.Contains("but that of Sgd must be at least 0.", message, StringComparison.Ordinal);

        model.Schedule = null;
        model.TrainStep(Inputs, Targets);
        Assert.Equal(102, model.Step);
    }

    /// <summary>The library's schedules with what their own attributes would refuse, and users' own.</summary>
    public static TheoryData<ISchedule, double> Refusals => new()
    {
        { new Falling(100), -0.05 },
        { new Exponential(-1), -0.05 },
        { new ConstantFactor(double.NaN, 100), double.NaN },
        { new ConstantFactor(-2, 100), -0.1 },
        { new CosineAnnealing(4, -1), -1 },
        { new Warmup(8, -1), -0.05 },
        { new StepDecay(1, -0.5), -0.025 },
        { new MultiStep([1], double.PositiveInfinity), double.PositiveInfinity },
        { new CosineWarmRestarts(4, 1, -3), -3 },
        { new InverseTime(-1), double.PositiveInfinity },
        { new Jumping(double.NaN), double.NaN },
        { new Jumping(double.NegativeInfinity), double.NegativeInfinity },
        { new Jumping(double.PositiveInfinity), double.PositiveInfinity },
        { new Jumping(-double.Epsilon), -double.Epsilon },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void EveryScheduleIsHeldToTheRange(ISchedule schedule, double refused)
    {
        var model = new Line(Batch, seed: 1) { Schedule = Schedule.PerStep(schedule) };
        long steps = 0;
        while (model.LearningRate is >= 0 and <= double.MaxValue)
        {
            model.TrainStep(Inputs, Targets);
            Assert.True(++steps < 300, "No rate of this schedule is out of range.");
        }

        double rate = model.LearningRate;
        Assert.True(double.IsFinite(refused) ? rate < 0 : rate.Equals(refused), $"{schedule}: {rate}");
        Assert.Contains($"step {steps + 1}, ", Refused(model, m => m.TrainStep(Inputs, Targets)), StringComparison.Ordinal);
        Assert.Equal(steps, model.Step);
    }

    [Fact]
    public void EveryCallThatUpdatesRefuses()
    {
        var model = new Line(Batch, seed: 1) { Schedule = Schedule.PerStep(new Jumping(-1)) };
        float[] gradients = new float[Line.ParameterCount], outputs = [.. Enumerable.Repeat(7f, Batch * Line.OutputSize)];
        Refused(model, m => m.TrainStep(Inputs, Targets));
        Refused(model, m => m.TrainStep(Inputs, Targets, outputs.AsSpan()));
        Refused(model, m => m.TrainStepWithOutputGradients(Inputs, Targets));
        Refused(model, m => m.ApplyGradients(gradients));
        Refused(model, m => m.TrainEpoch(Inputs, Targets));
        Refused(model, m => m.TrainEpoch(Inputs, Targets, [3, 1, 0], 2));
        Assert.All(outputs, static output => Assert.Equal(7, output));
        Assert.Equal((0L, 0L), (model.Step, model.Epoch));
    }

    /// <summary>What is stored between gradient and update has not changed either: sums, running statistics, norms, skipped steps.</summary>
    [Fact]
    public void NetworksThatStoreGradientsRefuseToo()
    {
        var model = new Storing(Batch, seed: 1, threads: 2);
        model.TrainStep(Inputs, Targets);
        model.AccumulateGradients(Inputs, Targets);
        float[] weights = [1, 1, 1, 2];
        model.Schedule = Schedule.PerStep(new Jumping(double.NaN));
        Refused(model, m => m.TrainStep(Inputs, Targets));
        Refused(model, m => m.TrainStep(Inputs, Targets, weights));
        Refused(model, m => m.TrainEpoch(Inputs, Targets));
        Refused(model, static m => m.ApplyGradients());
        Assert.Equal((1L, 4L, 0L), (model.Step, model.AccumulatedExamples, model.SkippedSteps));
        model.Schedule = null;
        model.ApplyGradients();
        Assert.Equal((2L, 0L), (model.Step, model.AccumulatedExamples));

        model.Schedule = Schedule.PerStep(new Jumping(-1));
        Refused(model, m => m.TrainStepWithOutputGradients(Inputs, Targets));
        Refused(model, m => m.ApplyGradients(new float[Storing.ParameterCount]));
    }

    [Fact]
    public void AnEpochEndsAtTheStepThatIsRefused()
    {
        var model = new Line(2, seed: 1) { Schedule = Schedule.PerStep(new Jumping(-1, From: 3)) };
        Assert.Throws<ArgumentOutOfRangeException>(() => model.TrainEpoch(Inputs, Targets, [0, 1, 2, 3, 0, 1, 2, 3, 0, 1], 2));
        Assert.Equal((3L, 0L), (model.Step, model.Epoch));
    }

    [Fact]
    public void EpochsThatAreCountedByTheCallerDecideToo()
    {
        var model = new Line(Batch, seed: 1) { Schedule = Schedule.PerEpoch(new Jumping(double.NaN, From: 2)) };
        model.TrainEpoch(Inputs, Targets);
        model.Epoch = 2;
        Assert.Contains("step 2, after 2 epochs, is NaN", Refused(model, m => m.TrainStep(Inputs, Targets)), StringComparison.Ordinal);
    }

    [Fact]
    public void ALoadedStateIsHeldToTheRange()
    {
        var model = new Line(Batch, seed: 1);
        for (int step = 0; step < 101; step++)
            model.TrainStep(Inputs, Targets);
        byte[] state = new byte[model.StateBytes];
        model.CopyStateTo(state);
        var resumed = new Line(Batch, seed: 9);
        resumed.LoadState(state);
        Assert.Contains("step 102, ", Refused(resumed, m => m.TrainStep(Inputs, Targets)), StringComparison.Ordinal);
    }

    [Fact]
    public void ThePartOfASequenceThatIsInForceDecides()
    {
        var model = new Line(Batch, seed: 1)
        {
            Schedule = new Schedule(new SchedulePart(new Jumping(-1, From: 5), Until: 5), new SchedulePart(new Warmup(10, 0.5), Until: 7), new SchedulePart(new Jumping(-1))),
        };
        for (int step = 0; step < 7; step++)
            model.TrainStep(Inputs, Targets);
        Assert.Contains("step 8, ", Refused(model, m => m.TrainStep(Inputs, Targets)), StringComparison.Ordinal);
    }

    /// <summary>Range and name are those of the optimizer in force; what takes over has not begun.</summary>
    [Fact]
    public void TheOptimizerInForceDecides()
    {
        var model = new HandedOver(Batch, seed: 1);
        for (int step = 0; step < 3; step++)
            model.TrainStep(Inputs, Targets);
        string message = Refused(model, m => m.TrainStep(Inputs, Targets));
        Assert.Contains("step 4, after 0 epochs, is 2, but that of Timid must be in [0, 1].", message, StringComparison.Ordinal);
        model.Optimizer2 = model.Optimizer2 with { LearningRate = 0.05 };
        model.TrainStep(Inputs, Targets);
        Assert.Equal(4, model.Step);
    }

    /// <summary>A layer's factor makes a rate of its own, with a schedule and without.</summary>
    [Fact]
    public void TheRateOfEachGroupIsHeldToTheRange()
    {
        var model = new Scaled(Batch, seed: 1);
        model.TrainStep(Inputs, Targets);
        model.Optimizer = model.Optimizer with { LearningRate = 0.5 };
        string message = Refused(model, m => m.TrainStep(Inputs, Targets));
        Assert.Contains("step 2, after 0 epochs, in layers with 10 times that, is 5, but that of Timid must be in [0, 1].", message, StringComparison.Ordinal);
        model.Schedule = Schedule.PerStep(new ConstantFactor(0.1, 100));
        model.TrainStep(Inputs, Targets);
        Assert.Equal(2, model.Step);
    }

    /// <summary>A rate is looked at as the optimizer gets it: 1e39 is no float.</summary>
    [Fact]
    public void AFloatRateIsHeldToFloats()
    {
        var model = new Single(Batch, seed: 1) { Schedule = Schedule.PerStep(new Jumping(1e39)) };
        float[] inputs = Batches.Floats(Batch * Single.InputSize, 3), targets = Batches.Floats(Batch * Single.OutputSize, 4);
        Assert.Contains("is Infinity, but that of SingleDescent must be a finite number.", Refused(model, m => m.TrainStep(inputs, targets)), StringComparison.Ordinal);

        // An optimizer without a range of its own may go uphill.
        model.Schedule = Schedule.PerStep(new Jumping(-0.25));
        model.TrainStep(inputs, targets);
        Assert.Equal(1, model.Step);
    }

    [Fact]
    public void ARateSetByHandIsRefusedWhereItIsSet()
    {
        var model = new Line(Batch, seed: 1);
        foreach (double rate in new[] { -1e-9, -0.05, double.NaN, double.PositiveInfinity, double.NegativeInfinity })
            Refused(model, m => m.Optimizer = m.Optimizer with { LearningRate = rate });
        var plateau = new ReduceOnPlateau { Patience = 0, Factor = -0.5, Minimum = -1 };
        plateau.Observe(1, 0.05);
        Refused(model, m => m.Optimizer = m.Optimizer with { LearningRate = plateau.Observe(1, 0.05) });
    }

    /// <summary>The message; the network's state has the bytes that it had.</summary>
    private static string Refused<TNetwork>(TNetwork model, Action<TNetwork> call)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        byte[] before = new byte[model.StateBytes], after = new byte[before.Length];
        model.CopyStateTo(before);
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => call(model)).Message;
        model.CopyStateTo(after);
        Assert.Equal(before, after);
        return message;
    }
}

/// <summary>A line whose rate falls without end.</summary>
[Network(3), Dense(1), MeanSquaredError, Sgd(LearningRate = 0.05), Schedule<Falling>]
public sealed partial class Line;

/// <summary>Its gradients are stored, its statistics run, its steps may be skipped, its examples have weights.</summary>
[Network(3, AccumulateGradients = true, ExampleWeights = true, NonFinite = NonFinite.SkipStep), Dense(5), BatchNorm, Tanh, Dense(1), MeanSquaredError]
[ClipNorm, Adam(LearningRate = 0.05)]
public sealed partial class Storing;

/// <summary>Two optimizers whose ranges differ.</summary>
[Network(3), Dense(1), MeanSquaredError, Sgd(LearningRate = 0.05), Then<Timid>(0.2, At = 3), Schedule<Growing>]
public sealed partial class HandedOver;

/// <summary>A layer that learns faster than the optimizer may.</summary>
[Network(3), Dense(4, LearningRateScale = 10), Dense(1), MeanSquaredError, Optimizer<Timid>(0.05)]
public sealed partial class Scaled;

/// <summary>An optimizer whose rate has an upper bound.</summary>
[Optimizer]
public readonly partial record struct Timid([Range(0.0, 1.0)] double LearningRate = 0.1)
{
    /// <summary>Updates one weight.</summary>
    public void Update(ref float weight, float gradient) => weight -= (float)LearningRate * gradient;
}

/// <summary>Falls below 0 behind step 100.</summary>
[Schedule]
public readonly partial record struct Falling(long Steps = 100)
{
    /// <summary>The learning rate at a time.</summary>
    public double At(double learningRate, long time) => learningRate * (1 - (double)time / Steps);
}

/// <summary>Ten times the rate from a time on.</summary>
[Schedule]
public readonly partial record struct Growing(long From = 3)
{
    /// <summary>The learning rate at a time.</summary>
    public double At(double learningRate, long time) => time < From ? learningRate : 10 * learningRate;
}

/// <summary>A rate of its own from a time on.</summary>
[Schedule]
public readonly partial record struct Jumping(double Rate, long From = 0)
{
    /// <summary>The learning rate at a time.</summary>
    public double At(double learningRate, long time) => time < From ? learningRate : Rate;
}
