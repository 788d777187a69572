namespace FastOpt.Members.Tests;

/// <summary>Steps whose loss or gradient is not finite.</summary>
[Collection(nameof(Alone))]
public sealed class NonFiniteTests
{
    public static TheoryData<float, int> Odd => new() { { float.NaN, 1 }, { float.PositiveInfinity, 1 }, { 1e30f, 1 }, { float.NaN, 2 } };

    /// <summary>One value among the inputs of step 500: the run ends as if that call had not been.</summary>
    [Theory]
    [MemberData(nameof(Odd))]
    public void AStepThatIsSkippedHasNotBeen(float odd, int threads)
    {
        var network = new Skipping(Run.Batch, seed: 3, threads);
        var other = new Skipping(Run.Batch, seed: 3);
        for (int step = 0; step < 520; step++)
        {
            if (step == 500)
            {
                float[] inputs = Run.Inputs<Skipping, float>(4, step);
                inputs[7] = odd;
                float loss = network.TrainStep(inputs, Run.Targets<Skipping, float>(4, step));
                Assert.False(float.IsFinite(loss));
                Assert.Equal((1L, 500L, other.LearningRate), (network.SkippedSteps, network.Step, network.LearningRate));
                Assert.Equal(Run.WeightHash(other), Run.WeightHash(network));
            }

            Run.Step<Skipping, float>(network, step);
            Run.Step<Skipping, float>(other, step);
        }

        Assert.Equal(Run.WeightHash(other), Run.WeightHash(network));

        // The states of the optimizer, too: the whole state but for the count of skipped steps, and the checksum behind it.
        byte[] state = Run.State(network), expected = Run.State(other);
        Assert.InRange(Enumerable.Range(0, state.Length - 4).Count(i => state[i] != expected[i]), 1, 1);
        Assert.Equal((1L, 0L), (network.SkippedSteps, other.SkippedSteps));
    }

    /// <summary>Statistics of a batch whose gradients are discarded, because it is not finite, do not run with the next step either.</summary>
    [Fact]
    public void ABatchThatIsDiscardedLeavesRunningStatistics()
    {
        var network = new SkippingSumsOfStatistics(Run.Batch, seed: 3);
        Run.Step<SkippingSumsOfStatistics, float>(network, 2);
        float[] before = new float[SkippingSumsOfStatistics.BufferCount], after = new float[before.Length];
        network.CopyBuffersTo(before);
        float[] inputs = Run.Inputs<SkippingSumsOfStatistics, float>(4, 1);
        inputs[7] = float.NaN;
        network.AccumulateGradients(inputs, Run.Targets<SkippingSumsOfStatistics, float>(4, 1));
        network.DiscardGradients();
        network.ApplyGradients(new float[SkippingSumsOfStatistics.ParameterCount]);
        network.CopyBuffersTo(after);
        Assert.Equal((2L, 0L), (network.Step, network.SkippedSteps));
        Assert.Equal(before, after);
    }

    /// <summary>Running statistics, and the random numbers of the next step, are those of a run without the call, whether an input or a target is odd.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AStepThatIsSkippedLeavesRunningStatistics(bool isInput)
    {
        var network = new SkippingStatistics(Run.Batch, seed: 3);
        var other = new SkippingStatistics(Run.Batch, seed: 3);
        for (int step = 0; step < 60; step++)
        {
            if (step == 40)
            {
                float[] inputs = Run.Inputs<SkippingStatistics, float>(4, step), targets = Run.Targets<SkippingStatistics, float>(4, step);
                (isInput ? inputs : targets)[7] = float.NaN;
                network.TrainStep(inputs, targets);
                Assert.Equal(1, network.SkippedSteps);
            }

            Run.Step<SkippingStatistics, float>(network, step);
            Run.Step<SkippingStatistics, float>(other, step);
        }

        float[] statistics = new float[SkippingStatistics.BufferCount], expected = new float[SkippingStatistics.BufferCount];
        network.CopyBuffersTo(statistics);
        other.CopyBuffersTo(expected);
        Assert.Equal(expected, statistics);
        Assert.Equal(Run.WeightHash(other), Run.WeightHash(network));
    }

    /// <summary>ReLU hides a NaN from the loss; the gradient of the first layer has it.</summary>
    [Fact]
    public void AGradientAloneIsNoticed()
    {
        var network = new Throwing(Run.Batch, seed: 3);
        network.TrainStep(Run.Inputs<Throwing, float>(3, 0), Run.Targets<Throwing, float>(3, 0));
        string hash = Run.Hash(network);
        var gradients = new float[Throwing.ParameterCount];
        gradients[^1] = float.NaN;
        Assert.Equal("Throwing: step 2 was not taken, because a gradient is not finite; the network is as it was.",
            Assert.Throws<InvalidOperationException>(() => network.ApplyGradients(gradients)).Message);
        gradients[^1] = float.NegativeInfinity;
        Assert.Throws<InvalidOperationException>(() => network.ApplyGradients(gradients));
        Assert.Equal(hash, Run.Hash(network));
        gradients[^1] = 0;
        network.ApplyGradients(gradients);
        Assert.Equal(2, network.Step);
    }

    [Fact]
    public void AnExceptionNamesTheStepAndTheLoss()
    {
        var network = new Throwing(Run.Batch, seed: 3);
        for (int step = 0; step < 4; step++)
            Run.Step<Throwing, float>(network, step);
        string hash = Run.Hash(network);
        float[] inputs = Run.Inputs<Throwing, float>(3, 0), targets = Run.Targets<Throwing, float>(3, 0), outputs = new float[9];
        targets[2] = float.NaN;
        const string Message = "Throwing: step 5 was not taken, because the loss is not finite; the network is as it was.";
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => network.TrainStep(inputs, targets)).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => network.TrainStep(inputs, targets, outputs)).Message);
        Assert.Equal(Message, Assert.Throws<InvalidOperationException>(() => network.TrainEpoch(inputs, targets)).Message);
        Assert.Throws<InvalidOperationException>(() => network.TrainStepWithOutputGradients(inputs, targets));
        Assert.Equal(hash, Run.Hash(network));
        Run.Step<Throwing, float>(network, 4);
        Assert.Equal(5, network.Step);
    }

    [Fact]
    public void AccumulatedGradientsAreLeftOutAsAWhole()
    {
        var network = new SkippingSums(Run.Batch, seed: 3);
        var other = new SkippingSums(Run.Batch, seed: 3);
        for (int step = 0; step < 90; step++)
        {
            if (step == 45)
            {
                float[] inputs = Run.Inputs<SkippingSums, int>(4, step);
                int[] labels = Run.Targets<SkippingSums, int>(4, step);
                network.AccumulateGradients(inputs, labels);
                inputs[0] = float.NaN;
                network.AccumulateGradients(inputs, labels);
                inputs[0] = 0;
                network.AccumulateGradients(inputs, labels);
                float norm = network.GradientNorm;
                network.ApplyGradients();
                Assert.Equal((1L, 15L, 0L, norm), (network.SkippedSteps, network.Step, network.AccumulatedExamples, network.GradientNorm));
            }

            Run.Step<SkippingSums, int>(network, step);
            Run.Step<SkippingSums, int>(other, step);
        }

        Assert.Equal(Run.WeightHash(other), Run.WeightHash(network));
    }

    [Fact]
    public void AnEpochIsTheMeanOfTheStepsThatWereTaken()
    {
        const int Examples = 12, Batch = 4;
        float[] inputs = Run.Inputs<Skipping, float>(Examples, 0), targets = Run.Targets<Skipping, float>(Examples, 0);
        inputs[Batch * Skipping.InputSize] = float.NaN;
        var network = new Skipping(Batch, seed: 3);
        var other = new Skipping(Batch, seed: 3);
        float loss = network.TrainEpoch(inputs, targets);
        float first = other.TrainStep(inputs.AsSpan(0, 20), targets.AsSpan(0, 12)), third = other.TrainStep(inputs.AsSpan(40), targets.AsSpan(24));
        Assert.Equal((first + (double)third) / 2, loss, 1e-6);
        Assert.Equal((2L, 1L, 1L), (network.Step, network.SkippedSteps, network.Epoch));
        Assert.Equal(Run.WeightHash(other), Run.WeightHash(network));
    }

    [Fact]
    public void SkippedStepsArePartOfTheState()
    {
        var network = new Skipping(Run.Batch, seed: 3);
        network.TrainStep([float.NaN, 0, 0, 0, 0], [1, 2, 3]);
        var other = new Skipping(Run.Batch);
        other.LoadState(Run.State(network));
        Assert.Equal((1L, 1L, 1L), (other.SkippedSteps, network.Clone().SkippedSteps, ((ISkippedSteps)other).SkippedSteps));
    }

    [Fact]
    public void StepsThatAreSkippedOrNotHaveTheSameBits()
    {
        var network = new SkippingSums(Run.Batch, seed: 3);
        for (int cut = 0; cut < 60; cut++)
            Run.Step<SkippingSums, int>(network, cut);
        var plain = new PlainSums(Run.Batch, seed: 3);
        for (int step = 0; step < 60; step++)
            Run.Step<PlainSums, int>(plain, step);
        Assert.Equal(Run.WeightHash(plain), Run.WeightHash(network));
    }

    /// <summary>
    /// Without a word in its declaration, a network goes on with NaN from step 500, until weights are loaded and the optimizer is reset; running statistics are
    /// loaded like weights.
    /// </summary>
    [Fact]
    public void APoisonedNetworkIsRestored()
    {
        Restores<Poisoned, float>();
        Restores<ThreeStates, float>();
        Restores<Classifier, int>();
        Restores<Accumulating, int>();
        Restores<Normalized, int>();
        Restores<Branched, float>();

        static void Restores<TNetwork, TTarget>()
            where TNetwork : class, INetwork<TNetwork, TTarget>
            where TTarget : unmanaged
        {
            TNetwork network = TNetwork.Create(Run.Batch, seed: 3), fresh = TNetwork.Create(Run.Batch, seed: 3);
            for (int step = 0; step < 500; step++)
                Run.Step<TNetwork, TTarget>(network, step);
            float[] weights = network.ParametersOf(), statistics = new float[TNetwork.BufferCount];
            network.CopyBuffersTo(statistics);
            float[] inputs = Run.Inputs<TNetwork, TTarget>(4, 0);
            inputs[1] = float.NaN;
            network.TrainStep(inputs, Run.Targets<TNetwork, TTarget>(4, 500));
            Assert.Contains(network.ParametersOf(), static weight => float.IsNaN(weight));
            network.LoadParameters(weights);
            network.LoadBuffers(statistics);
            network.ResetOptimizer();
            Assert.Equal(0, network.Step);
            fresh.LoadParameters(weights);
            fresh.LoadBuffers(statistics);
            fresh.Epoch = network.Epoch;
            for (int step = 0; step < 20; step++)
            {
                Run.Step<TNetwork, TTarget>(network, step);
                Run.Step<TNetwork, TTarget>(fresh, step);
            }

            Assert.All(network.ParametersOf(), static weight => Assert.True(float.IsFinite(weight)));
            Assert.Equal(Run.Hash(fresh), Run.Hash(network));
        }
    }
}

/// <summary><see cref="SkippingSums"/>, which goes on.</summary>
[Network(5, AccumulateGradients = true), Dense(9), Relu, Dense(3), SoftmaxCrossEntropy, ClipNorm(MaxNorm = 0.5), Adam(LearningRate = 0.01),
 Then<Lion>(0.001, At = 30)]
public sealed partial class PlainSums;
