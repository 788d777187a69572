using FastOpt.Tests.Team;

namespace FastOpt.Members.Tests;

/// <summary>Optimizers that follow one another: each part of the training has the bits of a network that has that optimizer alone and begins with the weights so far.</summary>
[Collection(nameof(Alone))]
public sealed class OptimizerSequenceTests
{
    private const int Batch = 27;
    private const int First = 7;
    private const int Second = 5;

    private static readonly float[] Inputs = Batches.Floats(Batch * Switching.InputSize, 1);
    private static readonly float[] Targets = Batches.Floats(Batch * Switching.OutputSize, 2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(TeamOfFour.Threads)]
    public void EachPartIsTheOneOptimizersOwnTraining(int threads)
    {
        var network = new Switching(Batch, seed: 3, threads);
        var adam = new AdamPart(Batch, seed: 3);
        Train(network, First);
        Train(adam, First);
        Assert.Equal(adam.ParametersOf(), network.ParametersOf());

        var sgd = new SgdPart(Batch);
        sgd.LoadParameters(adam.ParametersOf());
        Train(network, Second);
        Train(sgd, Second);
        Assert.Equal(sgd.ParametersOf(), network.ParametersOf());

        var plain = new PlainPart(Batch);
        plain.LoadParameters(sgd.ParametersOf());
        Train(network, 4);
        Train(plain, 4);
        Assert.Equal(plain.ParametersOf(), network.ParametersOf());
    }

    /// <summary>So many weights that the pass over stored gradients is shared, too.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(TeamOfFour.Threads)]
    public void GroupsSchedulesAndStoredGradientsActOnTheOptimizerInForce(int threads)
    {
        var network = new SwitchingGroups(Batch, seed: 3, threads);
        var adam = new AdamGroups(Batch, seed: 3);
        Train(network, First);
        Train(adam, First);
        Assert.Equal(adam.ParametersOf(), network.ParametersOf());
        Assert.Equal(0.05 * 0.5, network.LearningRate);

        var sgd = new SgdGroups(Batch) { Schedule = Schedule.PerStep(new ConstantFactor(0.5, long.MaxValue)) };
        sgd.LoadParameters(adam.ParametersOf());
        Train(network, 9);
        Train(sgd, 9);
        Assert.Equal(sgd.ParametersOf(), network.ParametersOf());
        Assert.Equal(sgd.GradientNorm, network.GradientNorm);
    }

    [Fact]
    public void EachOptimizerHasItsProperty()
    {
        var network = new Switching(Batch);
        Assert.Equal(0.01, network.LearningRate);
        Train(network, First);
        Assert.Equal(0.05, network.LearningRate);
        network.Optimizer2 = network.Optimizer2 with { LearningRate = 0.02 };
        Assert.Equal((0.02, 0.01), (network.LearningRate, network.Optimizer.LearningRate));
        Train(network, Second);
        Assert.Equal(network.Optimizer3.LearningRate, (float)network.LearningRate);
    }

    [Fact]
    public void SwitchingAllocatesNothing()
    {
        var network = new Switching(Batch);
        new Switching(Batch).TrainStep(Inputs, Targets);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < First + Second + 2; i++)
            network.TrainStep(Inputs, Targets);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Train<TNetwork>(INetwork<TNetwork, float> network, int steps)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        for (int i = 0; i < steps; i++)
            network.TrainStep(Inputs, Targets);
    }
}

/// <summary>Descent whose rate is a float and which keeps nothing.</summary>
[Optimizer]
public readonly partial record struct PlainDescent(float LearningRate = 0.03f)
{
    /// <summary>Updates one weight.</summary>
    public void Update(ref float weight, float gradient) => weight -= LearningRate * gradient;
}

/// <summary>Three optimizers, with two states, one and none.</summary>
[Network(37), Dense(50), Tanh, Dense(4), MeanSquaredError, Adam(LearningRate = 0.01), Then<Sgd>(0.05, 0.9, At = 7), Then<PlainDescent>(At = 12)]
public sealed partial class Switching;

/// <summary>The first part alone.</summary>
[Network(37), Dense(50), Tanh, Dense(4), MeanSquaredError, Adam(LearningRate = 0.01)]
public sealed partial class AdamPart;

/// <summary>The second part alone.</summary>
[Network(37), Dense(50), Tanh, Dense(4), MeanSquaredError, Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class SgdPart;

/// <summary>The third part alone.</summary>
[Network(37), Dense(50), Tanh, Dense(4), MeanSquaredError, Optimizer<PlainDescent>]
public sealed partial class PlainPart;

/// <summary>Two optimizers with groups, a schedule and a norm.</summary>
[Network(37, DecayBiases = false), Dense(400, LearningRateScale = 0.5), Tanh, Dense(4), MeanSquaredError, ClipNorm(MaxNorm = 0.5)]
[Adam(LearningRate = 0.01, WeightDecay = 0.01), Then<Sgd>(0.05, 0.9, At = 7), ConstantFactor(Factor = 0.5, Steps = long.MaxValue)]
public sealed partial class SwitchingGroups;

/// <summary>The first part alone.</summary>
[Network(37, DecayBiases = false), Dense(400, LearningRateScale = 0.5), Tanh, Dense(4), MeanSquaredError, ClipNorm(MaxNorm = 0.5)]
[Adam(LearningRate = 0.01, WeightDecay = 0.01), ConstantFactor(Factor = 0.5, Steps = long.MaxValue)]
public sealed partial class AdamGroups;

/// <summary>The second part alone.</summary>
[Network(37, DecayBiases = false), Dense(400, LearningRateScale = 0.5), Tanh, Dense(4), MeanSquaredError, ClipNorm(MaxNorm = 0.5), Sgd(LearningRate = 0.05, Momentum = 0.9)]
public sealed partial class SgdGroups;
