using FastOpt.Reference;

namespace FastOpt.Members.Tests;

/// <summary>Networks whose learning rate runs: declared, set at run time, in steps and in epochs.</summary>
[Collection(nameof(Alone))]
public sealed class ScheduledNetworkTests
{
    private const int Batch = 4;

    private static readonly float[] Inputs = Batches.Floats(Batch * Regression.InputSize, 1);
    private static readonly float[] Targets = Batches.Floats(Batch * Regression.OutputSize, 2);

    /// <summary>The oracle: the same gradients, and plain descent in double at each recorded rate.</summary>
    [Fact]
    public void EveryStepTakesItsOwnRate()
    {
        var model = new Descent(Batch, seed: 3) { Schedule = Schedule.PerStep(new CosineAnnealing(10, 0.01)) };
        var network = new ReferenceNetwork(Descent.InputSize, ReferenceLosses.MeanSquaredError, ReferenceLayer.Dense(7), ReferenceActivations.Tanh, ReferenceLayer.Dense(4));
        double[] parameters = TestData.ToDouble(model.ParametersOf());
        var gradients = new double[parameters.Length];
        for (int step = 0; step < 20; step++)
        {
            double rate = 0.01 + ((0.2 - 0.01) * (1 + Math.Cos(Math.PI * step / 10)) / 2);
            ScheduleTests.Near(rate, model.LearningRate, $"step {step}");
            network.MeanLoss(parameters, TestData.ToDouble(Inputs), TestData.ToDouble(Targets), gradients);
            for (int i = 0; i < parameters.Length; i++)
                parameters[i] -= rate * gradients[i];
            model.TrainStep(Inputs, Targets);
        }

        float[] trained = model.ParametersOf();
        Assert.All(Enumerable.Range(0, trained.Length), i => Assert.Equal(parameters[i], trained[i], 2e-5));
    }

    /// <summary>Generic code sets rates, schedules and rules without reflection.</summary>
    [Fact]
    public void InterfacesReachTheOptimizerAndItsRate()
    {
        var model = new Descent(Batch, seed: 3, threads: 2);
        Tune(model, static sgd => sgd with { LearningRate = 0.5 });
        Assert.Equal(0.5, model.Optimizer.LearningRate);
        Assert.Equal(0.25, model.LearningRate);
        Assert.Equal(2, Threads<Descent, float>(model));

        static void Tune<TOptimizer>(IOptimizedBy<TOptimizer> network, Func<TOptimizer, TOptimizer> change)
            where TOptimizer : struct
        {
            network.Optimizer = change(network.Optimizer);
            var scheduled = Assert.IsAssignableFrom<IScheduled>(network);
            scheduled.Schedule = Schedule.PerStep(new ConstantFactor(0.5, 100));
            Assert.Equal(0.25, scheduled.LearningRate);
        }

        static int Threads<TSelf, TTarget>(INetwork<TSelf, TTarget> network)
            where TSelf : class, INetwork<TSelf, TTarget>
            where TTarget : unmanaged => network.Threads;
    }

    [Fact]
    public void ADeclaredScheduleIsTheOneSetAtRunTime()
    {
        var declared = new WarmedUp(Batch, seed: 3);
        var set = new Descent(Batch, seed: 3)
        {
            Schedule = new Schedule(new SchedulePart(new Warmup(5, 0.1), Until: 5), new SchedulePart(new MultiStep([3, 8], 0.5), Until: 20), new SchedulePart(new Halved(2))),
        };
        Assert.Equal(set.Schedule!.Parts, declared.Schedule!.Parts);
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(set.LearningRate, declared.LearningRate);
            declared.TrainStep(Inputs, Targets);
            set.TrainStep(Inputs, Targets);
        }

        Assert.Equal(set.ParametersOf(), declared.ParametersOf());
    }

    [Fact]
    public void EpochsAreCountedByTheNetworkOrByTheCaller()
    {
        var model = new PerEpoch(Batch, seed: 3);
        Assert.Equal(0.1, model.LearningRate);
        model.TrainStep(Inputs, Targets);
        Assert.Equal(0.1, model.LearningRate);
        model.Epoch = 1;
        Assert.Equal(0.05, model.LearningRate);
        model.TrainEpoch(Inputs, Targets, batch: 1);
        Assert.Equal((2L, 5L, 0.025), (model.Epoch, model.Step, model.LearningRate));
        Assert.StartsWith("PerEpoch: Epoch is -1", Assert.Throws<ArgumentOutOfRangeException>("value", () => model.Epoch = -1).Message, StringComparison.Ordinal);
        Assert.Equal(2, model.Epoch);
    }

    [Fact]
    public void TheRateOfTheOptimizerIsWhatTheScheduleStartsFrom()
    {
        var model = new PerEpoch(Batch) { Epoch = 1 };
        model.Optimizer = model.Optimizer with { LearningRate = 1 };
        Assert.Equal((0.5, 1.0), (model.LearningRate, model.Optimizer.LearningRate));
        model.Schedule = null;
        Assert.Equal(1, model.LearningRate);
    }

    [Fact]
    public void AFloatRateIsScheduledToo()
    {
        var model = new Single(Batch, seed: 1);
        Assert.Equal(0.25f * 0.5, model.LearningRate);
        float[] before = model.ParametersOf();
        model.TrainStep(Inputs, Targets);
        Assert.NotEqual(before, model.ParametersOf());
    }

    [Fact]
    public void SchedulesAllocateNothing()
    {
        var model = new WarmedUp(Batch);
        for (int i = 0; i < 50; i++)
            model.TrainStep(Inputs, Targets);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            model.TrainStep(Inputs, Targets);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}

/// <summary>Plain descent.</summary>
[Network(5), Dense(7), Tanh, Dense(4), MeanSquaredError, Sgd(LearningRate = 0.2)]
public sealed partial class Descent;

/// <summary>A sequence of the library's schedules and a user's.</summary>
[Network(5), Dense(7), Tanh, Dense(4), MeanSquaredError, Sgd(LearningRate = 0.2)]
[Warmup(Steps = 5, StartFactor = 0.1, Until = 5), MultiStep(Milestones = [3, 8], Factor = 0.5, Until = 20), Schedule<Halved>(2)]
public sealed partial class WarmedUp;

/// <summary>A schedule in epochs.</summary>
[Network(5), Dense(4), MeanSquaredError, Adam(LearningRate = 0.1), Exponential(Factor = 0.5, Unit = ScheduleUnit.Epoch)]
public sealed partial class PerEpoch;

/// <summary>An optimizer whose learning rate is a float.</summary>
[Network(5), Dense(4), MeanSquaredError, Optimizer<SingleDescent>, ConstantFactor(Factor = 0.5)]
public sealed partial class Single;

/// <summary>A user's schedule, of any C#.</summary>
[Schedule]
public readonly partial record struct Halved(long Every = 10)
{
    /// <summary>The learning rate at a time.</summary>
    public double At(double learningRate, long time)
    {
        for (long drop = Every; drop <= time; drop += Every)
            learningRate /= 2;
        return learningRate;
    }
}

/// <summary>A user's optimizer.</summary>
[Optimizer]
public readonly partial record struct SingleDescent(float LearningRate = 0.25f)
{
    /// <summary>Updates one weight.</summary>
    public void Update(ref float weight, float gradient) => weight -= LearningRate * gradient;
}
