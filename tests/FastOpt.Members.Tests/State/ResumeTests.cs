namespace FastOpt.Members.Tests;

/// <summary>A run that is cut after any step, and goes on in a new object from the state, ends with the bits of one that was not.</summary>
[Collection(nameof(Alone))]
public sealed class ResumeTests
{
    private const int Steps = 60;

    [Fact]
    public void Adam() => ResumesAnywhere<Classifier, int>();

    [Fact]
    public void Momentum() => ResumesAnywhere<Regression, float>();

    [Fact]
    public void TransposedWeightsAndThreeStates() => ResumesAnywhere<ThreeStates, float>();

    [Fact]
    public void SchedulesInStepsAndEpochs() => ResumesAnywhere<Warmed, float>();

    [Fact]
    public void AccumulatedGradientsAndTheirNorm() => ResumesAnywhere<Accumulating, int>();

    [Fact]
    public void OptimizersThatFollowOneAnother() => ResumesAnywhere<Sequence, float>();

    [Fact]
    public void FrozenLayersGroupsAndGradientRules() => ResumesAnywhere<PartlyFrozen, int>();

    [Fact]
    public void AnOwnOptimizer() => ResumesAnywhere<OwnOptimizer, float>(static network => network.Optimizer = new RateFree(0.9f, true, 5, Slope.Steep));

    [Fact]
    public void RunningStatisticsAndDropout() => ResumesAnywhere<Normalized, int>();

    [Fact]
    public void BranchesNoiseAndAccumulatedGradients() => ResumesAnywhere<Branched, float>();

    [Fact]
    public void StatisticsBesideStepsThatMayBeLeftOut() => ResumesAnywhere<SkippingStatistics, float>();

    [Fact]
    public void ChannelsUnderFourStates() => ResumesAnywhere<Channels, int>();

    [Fact]
    public void ConvolutionsAndTheirStatistics() => ResumesAnywhere<Images, int>();

    [Fact]
    public void AHeadBehindFrozenConvolutions() => ResumesAnywhere<FrozenFeatures, float>();

    [Fact]
    public void Signals() => ResumesAnywhere<GroupedSignal, float>();

    [Fact]
    public void BlocksOfColumns() => ResumesAnywhere<Blocks, float>(every: 20, steps: 40);

    [Fact]
    public void WhatAProgramSets() => ResumesAnywhere<Regression, float>(static network =>
    {
        network.Optimizer = new Sgd(LearningRate: 0.03, Momentum: 0.8, Nesterov: true);
        network.Schedule = new Schedule(new SchedulePart(new MultiStep([4, 9], 0.5), ScheduleUnit.Step, 20),
            new SchedulePart(new OneCycle(Steps: 6, Linear: true), ScheduleUnit.Epoch));
    });

    [Fact]
    public void AnOwnScheduleThatTheNewObjectHasToo() =>
        ResumesAnywhere<Regression, float>(static network => network.Schedule = Schedule.PerStep(new Rotation([1, 0.5, 0.25], 3)),
            static network => network.Schedule = Schedule.PerEpoch(new Rotation()));

    [Fact]
    public void AScheduleThatIsStoredByHand() =>
        ResumesAnywhere<Warmed, float>(static network => network.Schedule = Schedule.PerStep(new Halving(8)),
            static network => network.Schedule = Schedule.PerStep(new Halving(1)));

    /// <summary>Cuts the run after each step: another seed, batch and number of threads, which the state overrides or which make no difference.</summary>
    private static void ResumesAnywhere<TNetwork, TTarget>(Action<TNetwork>? set = null, Action<TNetwork>? prepare = null, int every = 1, int steps = Steps)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        TNetwork whole = TNetwork.Create(Run.Batch, seed: 3);
        set?.Invoke(whole);
        var states = new List<byte[]>();
        for (int step = 0; step < steps; step++)
        {
            states.Add(Run.State(whole));
            Run.Step<TNetwork, TTarget>(whole, step);
        }

        string expected = Run.Hash(whole), weights = Run.WeightHash(whole);
        for (int cut = 0; cut < steps; cut += every)
        {
            TNetwork resumed = TNetwork.Create(Run.Batch + (cut % 3), seed: (ulong)cut, threads: 1 + (cut % 2));
            prepare?.Invoke(resumed);
            resumed.LoadState(states[cut]);
            Assert.Equal(states[cut], Run.State(resumed));
            for (int step = cut; step < steps; step++)
                Run.Step<TNetwork, TTarget>(resumed, step);
            Assert.True(expected == Run.Hash(resumed), $"cut after {cut} steps");
            Assert.Equal(weights, Run.WeightHash(resumed));
        }
    }
}
