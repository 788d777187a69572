namespace FastOpt.Members.Tests;

/// <summary>Defects that users of other libraries met around learning rates, each as a test of ours.</summary>
public sealed class PeerBugTests
{
    private const int Batch = 4;

    private static readonly float[] Inputs = Batches.Floats(Batch * Regression.InputSize, 1);
    private static readonly float[] Targets = Batches.Floats(Batch * Regression.OutputSize, 2);

    private static readonly Dictionary<string, ISchedule> Rules = new()
    {
        ["ConstantFactor"] = new ConstantFactor(),
        ["StepDecay"] = new StepDecay(),
        ["MultiStep"] = new MultiStep([2]),
        ["Exponential"] = new Exponential(),
        ["Polynomial"] = new Polynomial(),
        ["LinearRamp"] = new LinearRamp(),
        ["InverseTime"] = new InverseTime(),
        ["CosineAnnealing"] = new CosineAnnealing(),
        ["CosineWarmRestarts"] = new CosineWarmRestarts(),
        ["OneCycle"] = new OneCycle(),
        ["Cyclic"] = new Cyclic(Minimum: 0.001),
        ["Warmup"] = new Warmup(),
        ["Noam"] = new Noam(),
        ["HoldThenExponential"] = new HoldThenExponential(),
        ["Halved"] = new Halved(),
    };

    public static TheoryData<string> RuleNames => [.. Rules.Keys];

    /// <summary>TorchSharp: with a scheduler, the optimizer never stepped.</summary>
    [Theory]
    [MemberData(nameof(RuleNames))]
    public void SchedulerPresentOptimizerNeverStepped_WeightsChangeWithEveryScheduler(string name)
    {
        var model = new Regression(Batch, seed: 1) { Schedule = Schedule.PerStep(Rules[name]) };
        for (int i = 0; i < 3; i++)
        {
            float[] before = model.ParametersOf();
            Assert.True(model.LearningRate > 0, name);
            model.TrainStep(Inputs, Targets);
            Assert.NotEqual(before, model.ParametersOf());
        }
    }

    [Fact]
    public void EveryScheduleOfTheLibraryIsAmongThem() => Assert.Equal(
        typeof(Schedule).Assembly.GetTypes().Where(static t => t.IsValueType && t.IsAssignableTo(typeof(ISchedule))).Select(static t => t.Name).Append(nameof(Halved)).Order(), Rules.Keys.Order());

    /// <summary>TorchSharp: LinearLR multiplied before it added, so that it began at the wrong rate and grew past the end.</summary>
    [Fact]
    public void LinearLrBrackets_TheRampStartsAtStartFactorAndEndsAtEndFactor()
    {
        var ramp = new LinearRamp(0.25, 0.75, 4);
        Assert.Equal([0.25, 0.375, 0.5, 0.625, 0.75, 0.75], Enumerable.Range(0, 6).Select(t => ramp.At(1, t)));
    }

    /// <summary>TorchSharp: a chained scheduler began from the rate that its predecessor had left behind.</summary>
    [Fact]
    public void ChainedInitialLr_EveryPartStartsFromTheOptimizersOwnRate()
    {
        var schedule = new Schedule(new SchedulePart(new LinearRamp(0.1, 0.5, 10), Until: 10), new SchedulePart(new Exponential(0.9)));
        foreach ((long step, double expected) in new[] { (0L, 0.04), (10L, 0.4), (11L, 0.36) })
            ScheduleTests.Near(expected, schedule.At(0.4, step, 0), $"step {step}");
    }

    /// <summary>thinc: a new learning rate was not seen by the optimizer.</summary>
    [Fact]
    public void LrChangeNotSeenByOptimizer_TheRateIsReadAtEachStep()
    {
        var changed = new Descent(Batch, seed: 1);
        var fixedRate = new Descent(Batch, seed: 1) { Optimizer = new Sgd(LearningRate: 0.05) };
        changed.Optimizer = changed.Optimizer with { LearningRate = 0.05 };
        changed.TrainStep(Inputs, Targets);
        fixedRate.TrainStep(Inputs, Targets);
        Assert.Equal(fixedRate.ParametersOf(), changed.ParametersOf());

        changed.Schedule = Schedule.PerStep(new ConstantFactor(0, 1000));
        float[] before = changed.ParametersOf();
        changed.TrainStep(Inputs, Targets);
        Assert.Equal(before, changed.ParametersOf());
    }
}
