namespace FastOpt.Members.Tests;

/// <summary>Every schedule, alone and in sequence, against PyTorch's recorded learning rates; those that PyTorch lacks, against their definition.</summary>
public sealed class ScheduleTests
{
    private static readonly Dictionary<string, Schedule> Schedules = new()
    {
        ["constant"] = Schedule.PerStep(new ConstantFactor(0.25, 7)),
        ["constant defaults"] = Schedule.PerStep(new ConstantFactor()),
        ["step"] = Schedule.PerStep(new StepDecay(9, 0.3)),
        ["multistep"] = Schedule.PerStep(new MultiStep([4, 20, 20, 33], 0.5)),
        ["exponential"] = Schedule.PerStep(new Exponential(0.9)),
        ["polynomial"] = Schedule.PerStep(new Polynomial(40, 2.5)),
        ["polynomial defaults"] = Schedule.PerStep(new Polynomial()),
        ["linear"] = Schedule.PerStep(new LinearRamp(0.1, 0.7, 30)),
        ["linear defaults"] = Schedule.PerStep(new LinearRamp()),
        ["cosine"] = Schedule.PerStep(new CosineAnnealing(50, 0.01)),
        ["restarts"] = Schedule.PerStep(new CosineWarmRestarts(7, 2, 0.02)),
        ["restarts of equal length"] = Schedule.PerStep(new CosineWarmRestarts(11)),
        ["one cycle"] = Schedule.PerStep(new OneCycle(60)),
        ["one cycle, linear"] = Schedule.PerStep(new OneCycle(60, 0.4, 10, 100, Linear: true)),
        ["one cycle, three phases"] = Schedule.PerStep(new OneCycle(60, ThreePhases: true)),
        ["cyclic"] = Schedule.PerStep(new Cyclic(0.05, 6, 9)),
        ["cyclic, triangular2"] = Schedule.PerStep(new Cyclic(0.05, 8, Mode: CyclicMode.Triangular2)),
        ["cyclic, exp_range"] = Schedule.PerStep(new Cyclic(0.05, 8, Mode: CyclicMode.ExponentialRange, Factor: 0.97)),
        ["inverse time"] = Schedule.PerStep(new InverseTime(0.5, 4)),
        ["noam"] = Schedule.PerStep(new Noam(64, 16)),
        ["sequence: linear, exponential"] = new Schedule(new SchedulePart(new LinearRamp(0.2, 1, 10), Until: 10), new SchedulePart(new Exponential(0.9))),
        ["sequence: linear, cosine"] = new Schedule(new SchedulePart(new Warmup(12, 0.01), Until: 12), new SchedulePart(new CosineAnnealing(48))),
        ["sequence: constant, linear, step"] = new Schedule(
            new SchedulePart(new Warmup(5, 0.1, IsConstant: true), Until: 5), new SchedulePart(new LinearRamp(0.1, 1, 15), Until: 20), new SchedulePart(new StepDecay(10, 0.5))),
    };

    public static TheoryData<string> Recorded => [.. RecordedSchedules.Names];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void RatesAreThoseOfPyTorch(string name)
    {
        double[] expected = RecordedSchedules.Rates(name);
        for (int step = 0; step < expected.Length; step++)
        {
            Near(expected[step], Schedules[name].At(RecordedSchedules.Base, step, 0), $"{name}, step {step}");
            if (Schedules[name].Parts is [var only])
                Near(expected[step], Schedule.PerEpoch(only.Rule).At(RecordedSchedules.Base, 1000, step), $"{name}, epoch {step}");
        }
    }

    [Fact]
    public void EveryRecordedRunIsCompared() => Assert.Equal(RecordedSchedules.Names.Order(), Schedules.Keys.Order());

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(10, 0.055)]
    [InlineData(20, 0.01)]
    [InlineData(99, 0.01)]
    public void GoodfellowsLinearDecayIsAPolynomialWithAnEnd(long step, double expected) => Near(expected, new Polynomial(20, 1, 0.01).At(0.1, step), "linear");

    [Fact]
    public void AStepDecayThatCountsFromOneDropsFirstAtNine()
    {
        var decay = new StepDecay(10, 0.5, Shift: 1);
        for (int epoch = 0; epoch < 40; epoch++)
            Near(0.1 * Math.Pow(0.5, Math.Floor((1 + epoch) / 10.0)), decay.At(0.1, epoch), $"epoch {epoch}");
        Assert.Equal((0.1, 0.05), (decay.At(0.1, 8), decay.At(0.1, 9)));
    }

    [Fact]
    public void HoldThenExponentialHasNoJump()
    {
        var hold = new HoldThenExponential();
        Near(0.001, hold.At(0.001, 0), "start");
        Near(0.001, hold.At(0.001, 10), "where it turns");
        Near(0.001 * Math.Exp(0.1 * (10 - 25)), hold.At(0.001, 25), "later");
    }

    [Fact]
    public void InverseTimeMayFallInStairs()
    {
        var stairs = new InverseTime(0.5, 4, Staircase: true);
        Assert.Equal([1, 1, 1, 1, 1 / 1.5, 1 / 1.5], Enumerable.Range(0, 6).Select(t => stairs.At(1, t)));
    }

    [Fact]
    public void SchedulesEndWithNumbers()
    {
        foreach ((string name, Schedule schedule) in Schedules)
        {
            foreach (long time in new[] { 0, 1, 59, 60, 61, 1000, 1_000_000_000 })
                Assert.True(schedule.At(0.1, time, 0) is >= 0 and <= 0.1, $"{name} at {time}: {schedule.At(0.1, time, 0)}");
        }

        Assert.All(Enumerable.Range(0, 4), t => Assert.True(double.IsFinite(new OneCycle(2, 0.5).At(1, t)) && double.IsFinite(new OneCycle(1).At(1, t))));
    }

    [Fact]
    public void EpochsBehindAWarmupInStepsAreTrainingsOwn()
    {
        var schedule = new Schedule(
            new SchedulePart(new Warmup(100, 0), ScheduleUnit.Step, 100), new SchedulePart(new StepDecay(2, 0.1), ScheduleUnit.Epoch, 6), new SchedulePart(new StepDecay(1, 0.5), ScheduleUnit.Epoch));
        Near(0.5, schedule.At(1, 50, 0), "warm-up");
        Near(1, schedule.At(1, 100, 1), "first epochs");
        Near(0.01, schedule.At(1, 500, 5), "third drop");
        Near(0.25, schedule.At(1, 900, 8), "the last part counts from epoch 6");
    }

    public static TheoryData<ISchedule, string> WithoutLength => new()
    {
        { new CosineAnnealing(0), "Steps" },
        { new CosineWarmRestarts(0, 2), "Period" },
        { new Cyclic(StepsUp: 0), "StepsUp" },
        { new InverseTime(Steps: 0, Staircase: true), "Steps" },
        { new LinearRamp(Steps: -1), "Steps" },
        { new Noam(ModelSize: 0), "ModelSize" },
        { new Noam(WarmupSteps: 0), "WarmupSteps" },
        { new OneCycle(0), "Steps" },
        { new Polynomial(0), "Steps" },
        { new StepDecay(0), "Every" },
    };

    /// <summary>A length of 0, set at run time, is named, and the network stays as it was.</summary>
    [Theory]
    [MemberData(nameof(WithoutLength))]
    public void WhatHasNoLengthIsRefused(ISchedule rule, string name)
    {
        var model = new Descent(4, seed: 3) { Schedule = Schedule.PerStep(rule) };
        float[] before = model.ParametersOf();
        float[] inputs = Batches.Floats(4 * Descent.InputSize, 1), targets = Batches.Floats(4 * Descent.OutputSize, 2);
        Assert.Throws<ArgumentOutOfRangeException>(name, () => model.TrainStep(inputs, targets));
        Assert.Equal(0, model.Step);
        Assert.Equal(before, model.ParametersOf());
        model.Schedule = null;
        model.TrainStep(inputs, targets);
        Assert.Equal(1, model.Step);
    }

    [Fact]
    public void WhatIsNoSequenceIsRefused()
    {
        Assert.Throws<ArgumentException>("parts", () => new Schedule());
        Assert.Throws<ArgumentException>("parts", () => new Schedule(default(SchedulePart)));
        Assert.Throws<ArgumentNullException>("parts", () => new Schedule(null!));
        Assert.Throws<ArgumentException>("parts", () => new Schedule(new SchedulePart(new Warmup()), new SchedulePart(new Exponential())));
        Assert.Throws<ArgumentException>("parts", () => new Schedule(new SchedulePart(new Warmup(), Until: 5), new SchedulePart(new Exponential(), Until: 5), new SchedulePart(new Exponential())));
        Assert.Throws<ArgumentException>("parts", () => new Schedule(new SchedulePart(new Warmup(), Until: -1)));
    }

    [Fact]
    public void ListsOfHyperparametersAreValues()
    {
        MultiStep one = new([3, 5]);
        Assert.Equal(one, new MultiStep(new long[] { 3, 5 }));
        Assert.Equal(one.GetHashCode(), new MultiStep([3, 5]).GetHashCode());
        Assert.NotEqual(one, new MultiStep([3, 6]));
        Assert.NotEqual(one, one with { Milestones = default });
        Assert.Equal(new MultiStep(), new MultiStep([]));
        Assert.Equal("MultiStep { Milestones = [3, 5], Factor = 0.1 }", one.ToString());
        Assert.Equal([3, 5], one.Milestones);
        Assert.True(one.Milestones == new long[] { 3, 5 } && one.Milestones != default && one.Milestones.Count == 2 && one.Milestones[1] == 5);
    }

    internal static void Near(double expected, double actual, string what) =>
        Assert.True(Math.Abs(actual - expected) <= 1e-12 * Math.Max(1e-3, Math.Abs(expected)), $"{what}: {actual:R} instead of {expected:R}");

    /// <summary>A period that would grow beyond a long is the last one.</summary>
    [Fact]
    public void WarmRestartsEndWherePeriodsNoLongerFit()
    {
        var schedule = new CosineWarmRestarts(Period: 1L << 40, Growth: 1L << 24);
        Assert.Equal(1, schedule.At(1, 1L << 40), 1e-12);
        Assert.Equal(1, schedule.At(1, 1L << 42), 1e-6);
    }
}
