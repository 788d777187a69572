using System.Reflection;
using System.Runtime.InteropServices;
using FastOpt.Runtime;

namespace FastOpt.Members.Tests;

/// <summary>What is in a state, and what copies and resets of it do.</summary>
[Collection(nameof(Alone))]
public sealed class StateTests
{
    [Fact]
    public void TensorsNameParametersThenTheOptimizersStates()
    {
        (string, int[], TensorRole, int)[] expected =
        [
            ("dense1.weight", [20, 6], TensorRole.Parameter, 0), ("dense1.bias", [20], TensorRole.Parameter, 120),
            ("dense2.weight", [18, 20], TensorRole.Parameter, 140),
            ("dense3.weight", [2, 18], TensorRole.Parameter, 500), ("dense3.bias", [2], TensorRole.Parameter, 536),
            ("optimizer.momentum.dense1.weight", [20, 6], TensorRole.OptimizerState, 0),
            ("optimizer.momentum.dense1.bias", [20], TensorRole.OptimizerState, 120),
            ("optimizer.momentum.dense2.weight", [18, 20], TensorRole.OptimizerState, 140),
            ("optimizer.momentum.dense3.weight", [2, 18], TensorRole.OptimizerState, 500),
            ("optimizer.momentum.dense3.bias", [2], TensorRole.OptimizerState, 536),
            ("optimizer.variance.dense1.weight", [20, 6], TensorRole.OptimizerState, 538),
            ("optimizer.variance.dense1.bias", [20], TensorRole.OptimizerState, 658),
        ];
        Assert.Equal(expected, ThreeStates.Tensors.ToArray().Take(expected.Length).Select(static tensor =>
            (tensor.Name, tensor.Shape.ToArray(), tensor.Role, tensor.Offset)), Same);
        Assert.Equal(4 * 5, ThreeStates.Tensors.Length);
        Assert.Equal("optimizer.largest.dense3.bias", ThreeStates.Tensors[^1].Name);
        Assert.Equal((20 * 6, 0, 0), (ThreeStates.Tensors[0].Count, ThreeStates.Buffers.Length, ThreeStates.BufferCount));
        Assert.DoesNotContain("optimizer.momentum.dense2.weight", PartlyFrozen.Tensors.ToArray().Select(static tensor => tensor.Name));
        Assert.Equal("optimizer.momentum.dense3.weight", PartlyFrozen.Tensors[8].Name);
    }

    /// <summary>Every scalar of a table is where the table says: the tensors of a state follow one another at its end, in order.</summary>
    [Fact]
    public void AStateHasTheTensorsOfTheTable()
    {
        var network = new Classifier(Run.Batch, seed: 4);
        for (int step = 0; step < 5; step++)
            Run.Step<Classifier, int>(network, step);
        byte[] state = Run.State(network);
        float[] tensors = MemoryMarshal.Cast<byte, float>(state
            .AsSpan(0, state.Length - 4).Slice(state.Length - 4 - (Classifier.Tensors.ToArray().Sum(static tensor => tensor.Count) * 4))).ToArray();
        Assert.Equal(network.ParametersOf(), tensors[..Classifier.ParameterCount]);

        // One step of Adam from zero states: momentum = 0.1·g, variance = 0.001·g².
        var fresh = new Classifier(Run.Batch, seed: 4);
        float[] inputs = Run.Inputs<Classifier, int>(3, 0), gradients = new float[Classifier.ParameterCount];
        int[] labels = Run.Targets<Classifier, int>(3, 0);
        fresh.ComputeGradients(inputs, labels, gradients);
        fresh.TrainStep(inputs, labels);
        state = Run.State(fresh);
        ReadOnlySpan<float> moments = MemoryMarshal.Cast<byte, float>(state.AsSpan(state.Length - 4 - (2 * Classifier.ParameterCount * 4),
            2 * Classifier.ParameterCount * 4));
        for (int i = 0; i < gradients.Length; i++)
        {
            Assert.Equal(0.1 * gradients[i], moments[i], 1e-6);
            Assert.Equal(0.001 * gradients[i] * gradients[i], moments[gradients.Length + i], 1e-8);
        }
    }

    [Fact]
    public void CopyingAStateAllocatesNothing()
    {
        var network = new Warmed(Run.Batch)
        {
            Schedule = new Schedule(new SchedulePart(new MultiStep([3, 5]), Until: 4),
            new SchedulePart(new Rotation([1, 2])))
        };
        var state = new byte[network.StateBytes];
        network.CopyStateTo(state);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            network.CopyStateTo(state.AsSpan(0, network.StateBytes));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void AStateIsReadUnderAnotherName()
    {
        var network = new Classifier(Run.Batch, seed: 4);
        Run.Step<Classifier, int>(network, 0);
        var renamed = new Renamed();
        renamed.LoadState(Run.State(network));
        Assert.Equal(network.ParametersOf(), renamed.ParametersOf());
        Assert.Equal((network.Optimizer, 1L), (renamed.Optimizer, renamed.Step));
    }

    [Fact]
    public void AScheduleOfNoneIsPartOfTheState()
    {
        var network = new Warmed(Run.Batch) { Schedule = null };
        var other = new Warmed(Run.Batch);
        other.LoadState(Run.State(network));
        Assert.Null(other.Schedule);
        Assert.Equal(0.05, other.LearningRate);
    }

    [Fact]
    public void ACloneGoesOnAsTheOriginal()
    {
        var network = new Accumulating(Run.Batch, seed: 4, threads: 2) { Schedule = Schedule.PerStep(new Unstored()) };
        for (int step = 0; step < 10; step++)
            Run.Step<Accumulating, int>(network, step);
        Accumulating clone = network.Clone();
        Assert.Equal((Run.Batch, 2, network.Step, network.AccumulatedExamples, network.GradientNorm), (clone.MaxBatch, clone.Threads, clone.Step,
            clone.AccumulatedExamples, clone.GradientNorm));
        for (int step = 10; step < 20; step++)
            Run.Step<Accumulating, int>(clone, step);
        Assert.NotEqual(network.ParametersOf(), clone.ParametersOf());
        for (int step = 10; step < 20; step++)
            Run.Step<Accumulating, int>(network, step);
        Assert.Equal(network.ParametersOf(), clone.ParametersOf());
        Assert.Same(network.Schedule, clone.Schedule);
    }

    [Fact]
    public void ResettingTheOptimizerIsANewRunFromTheseWeights()
    {
        var network = new Sequence(Run.Batch, seed: 4);
        for (int step = 0; step < 13; step++)
            Run.Step<Sequence, float>(network, step);
        var fresh = new Sequence(Run.Batch, seed: 4) { Epoch = network.Epoch };
        fresh.LoadParameters(network.ParametersOf());
        network.ResetOptimizer();
        Assert.Equal((0L, 1L), (network.Step, network.Epoch));
        Assert.Equal(Run.Hash(fresh), Run.Hash(network));
        for (int step = 0; step < 13; step++)
        {
            Run.Step<Sequence, float>(network, step);
            Run.Step<Sequence, float>(fresh, step);
        }

        Assert.Equal(Run.Hash(fresh), Run.Hash(network));
    }

    [Fact]
    public void ResettingTheOptimizerDiscardsGradientsThatWait()
    {
        var network = new Accumulating(Run.Batch, seed: 4);
        Run.Step<Accumulating, int>(network, 0);
        Assert.Equal(1, network.AccumulatedExamples);
        network.ResetOptimizer();
        Assert.Equal((0L, 0f), (network.AccumulatedExamples, network.GradientNorm));
    }

    /// <summary>Whatever ends the wait of weighted gradients, nothing of them is left.</summary>
    [Fact]
    public void WeightsOfAccumulatedExamplesAreForgottenWithThem()
    {
        var fresh = new WeighedSums(Run.Batch, seed: 4);
        var network = new WeighedSums(Run.Batch, seed: 4);
        float[] weights = [0.5f, 2, 1];
        void Add() => network.AccumulateGradients(Run.Inputs<WeighedSums, int>(3, 0), Run.Targets<WeighedSums, int>(3, 0), weights);
        Action[] ends = [network.DiscardGradients, network.ResetOptimizer, () => network.LoadState(Run.State(fresh))];
        foreach (Action end in ends)
        {
            Add();
            Assert.NotEqual(Run.Hash(fresh), Run.Hash(network));
            end();
            Assert.Equal(Run.Hash(fresh), Run.Hash(network));
        }

        // A state in the middle goes on to the step of its own batches, whatever waits where it is read.
        Add();
        byte[] middle = Run.State(network);
        Add();
        network.LoadState(middle);
        network.ApplyGradients();
        fresh.TrainStep(Run.Inputs<WeighedSums, int>(3, 0), Run.Targets<WeighedSums, int>(3, 0), weights);
        Assert.Equal(Run.Hash(fresh), Run.Hash(network));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.005)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void ParametersMoveTowardsAnotherNetworks(double tau)
    {
        Moves<ThreeStates, float>(tau);
        Moves<PartlyFrozen, int>(tau);
        Moves<Blocks, float>(tau);
        Moves<GroupedSignal, float>(tau);

        static void Moves<TNetwork, TTarget>(double tau)
            where TNetwork : class, INetwork<TNetwork, TTarget>
            where TTarget : unmanaged
        {
            TNetwork network = TNetwork.Create(Run.Batch, seed: 4), other = TNetwork.Create(Run.Batch, seed: 5);
            Run.Step<TNetwork, TTarget>(network, 0);
            float[] p = network.ParametersOf(), q = other.ParametersOf();
            network.CopyParametersFrom(other, tau);
            Assert.Equal(p.Zip(q, (a, b) => tau == 1 ? b : MathF.FusedMultiplyAdd((float)tau, b - a, a)), network.ParametersOf());
            Assert.Equal(q, other.ParametersOf());
            Assert.Equal(1, network.Step);

            // What forward reads has moved, too.
            TNetwork loaded = TNetwork.Create(Run.Batch);
            loaded.LoadParameters(network.ParametersOf());
            float[] inputs = Run.Inputs<TNetwork, TTarget>(3, 8), outputs = new float[3 * TNetwork.OutputSize], expected = new float[3 * TNetwork.OutputSize];
            network.Predict(inputs, outputs);
            loaded.Predict(inputs, expected);
            Assert.Equal(expected, outputs);
        }
    }

    [Fact]
    public void ANetworkMovesTowardsItselfAndStays()
    {
        var network = new Classifier(seed: 4);
        float[] before = network.ParametersOf();
        network.CopyParametersFrom(network, 0.3);
        Assert.Equal(before, network.ParametersOf());
    }

    [Fact]
    public void BuffersOfNoneAreCopied()
    {
        var network = new Classifier();
        network.CopyBuffersTo([]);
        network.LoadBuffers([]);
        Assert.StartsWith("Classifier: buffers has 1 elements", Assert.Throws<ArgumentException>("buffers",
            () => network.CopyBuffersTo(new float[1])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Classifier: buffers has 2 elements", Assert.Throws<ArgumentException>("buffers", () => network.LoadBuffers(new float[2])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void AStateLongerThanASpanIsOneClearError()
    {
        var identity = new StateIdentity("Large", "outline", "details");
        Assert.Equal(2_000_000_000 + StateWriter.Measure(identity).LengthWith(0), StateWriter.Measure(identity).LengthWith(500_000_000));
        Assert.StartsWith(
            "Large: the state has 24000000", Assert.Throws<InvalidOperationException>(() => StateWriter.Measure(identity).LengthWith(6_000_000_000)).Message,
            StringComparison.Ordinal);
        Assert.Contains("at most 2147483647", Assert.Throws<InvalidOperationException>(() => StateWriter.Measure(identity).LengthWith(536_870_912)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Every schedule of the library is found again by its name alone.</summary>
    [Fact]
    public void EveryScheduleOfTheLibraryIsRead()
    {
        Type[] schedules = [.. typeof(ISchedule).Assembly.GetTypes().Where(static type => type is
            { IsValueType: true, IsPublic: true } && type.IsAssignableTo(typeof(ISchedule)))];
        Assert.True(schedules.Length >= 14);
        Assert.All(schedules, static type =>
        {
            ConstructorInfo constructor = type.GetConstructors().MaxBy(static one => one.GetParameters().Length)!;
            var rule = (ISchedule)constructor.Invoke([.. constructor.GetParameters().Select(static one => one.DefaultValue)]);
            var network = new Regression { Schedule = Schedule.PerEpoch(rule) };
            var other = new Regression();
            other.LoadState(Run.State(network));
            Assert.Equal(network.Schedule.Parts, other.Schedule!.Parts);
        });
    }

    private static bool Same((string Name, int[] Shape, TensorRole Role, int Offset) a, (string Name, int[] Shape, TensorRole Role, int Offset) b) =>
        a.Name == b.Name && a.Shape.SequenceEqual(b.Shape) && a.Role == b.Role && a.Offset == b.Offset;
}
