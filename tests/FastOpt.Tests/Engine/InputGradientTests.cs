using System.Runtime.InteropServices;
using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using FastOpt.TestCases;
using FastOpt.TestCases.Networks;
using FastOpt.Tests.Harness;
using FastOpt.Tests.Team;

namespace FastOpt.Tests.Engine;

/// <summary>
/// The gradient of the loss in the inputs: the oracle's, the same bits on any number of threads, nothing written beside it and nothing allocated.
/// </summary>
[Collection(nameof(ThreadTests))]
public class InputGradientTests
{
    private const int MaxBatch = 40;

    /// <summary>The call, which no interface has.</summary>
    private delegate void Call<TTarget>(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Span<float> gradients);

    private static readonly Dictionary<string, Action> Networks = new()
    {
        [nameof(SmallDigits)] = () => Check<SmallDigits, int>(static network => network.ComputeInputGradients),
        [nameof(OddWidths)] = () => Check<OddWidths, float>(static network => network.ComputeInputGradients),
        [nameof(AnyShape)] = () => Check<AnyShape, float>(static network => network.ComputeInputGradients),
        [nameof(LargeLayers)] = () => Check<LargeLayers, float>(static network => network.ComputeInputGradients),
        [nameof(FrozenBottom)] = () => Check<FrozenBottom, float>(static network => network.ComputeInputGradients),
        [nameof(Accumulated)] = () => Check<Accumulated, float>(static network => network.ComputeInputGradients),
        [nameof(DroppedNormalized)] = () => Check<DroppedNormalized, int>(static network => network.ComputeInputGradients),
        [nameof(NoisyNormalized)] = () => Check<NoisyNormalized, float>(static network => network.ComputeInputGradients),
        [nameof(ResidualStack)] = () => Check<ResidualStack, int>(static network => network.ComputeInputGradients),
        [nameof(SignalChannels)] = () => Check<SignalChannels, int>(static network => network.ComputeInputGradients),
        [nameof(LargeNormalized)] = () => Check<LargeNormalized, float>(static network => network.ComputeInputGradients),
        [nameof(SmallLeNet)] = () => Check<SmallLeNet, int>(static network => network.ComputeInputGradients),
        [nameof(ResidualImage)] = () => Check<ResidualImage, int>(static network => network.ComputeInputGradients),
        [nameof(SignalWindows)] = () => Check<SignalWindows, float>(static network => network.ComputeInputGradients),
        [nameof(OddWindows)] = () => Check<OddWindows, float>(static network => network.ComputeInputGradients),
        [nameof(ManyTiles)] = () => Check<ManyTiles, int>(static network => network.ComputeInputGradients),
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AreTheOraclesOnAnyNumberOfThreads(string name) => Networks[name]();

    private static void Check<TNetwork, TTarget>(Func<TNetwork, Call<TTarget>> call)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        ReferenceGraph graph = Graph(typeof(TNetwork).Name);
        (TNetwork Network, int Threads)[] teams =
            [.. new[] { 1, 2, 3, TeamOfFour.Threads }.Select(static threads => (TNetwork.Create(MaxBatch, seed: 5, threads), threads))];
        float[] parameters = TestData.Parameters(graph, seed: 7);
        double[] buffers = [.. graph.InitialBuffers.Select(static (value, i) => (double)(float)(value + (0.125 * (i % 3))))];
        foreach ((TNetwork network, _) in teams)
        {
            network.LoadParameters(parameters);
            network.LoadBuffers([.. buffers.Select(static value => (float)value)]);
        }

        foreach (int size in new[] { 1, 7, 12, MaxBatch })
        {
            (TestBatch batch, double[] expected) = AwayFromKinks(graph, parameters, buffers, size);
            float[] first = Gradients(call(teams[0].Network), batch);
            Closeness.AssertRelative(expected, first, 2e-4, $"batch {size}");
            foreach ((TNetwork network, int threads) in teams)
                Closeness.AssertSameBits(first, Gradients(call(network), batch), $"batch {size}, {threads} threads");
        }

        AssertNothingChanges(teams[0].Network, call, graph);
        AssertNothingIsAllocated(call(teams[0].Network), TestBatch.For(graph, 5, seed: 3));
    }

    /// <summary>A step between two calls of it is that of a network which was not called.</summary>
    private static void AssertNothingChanges<TNetwork, TTarget>(TNetwork network, Func<TNetwork, Call<TTarget>> call, ReferenceGraph graph)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        TNetwork twin = network.Clone();
        for (int step = 0; step < 3; step++)
        {
            TestBatch batch = TestBatch.For(graph, MaxBatch - step, (ulong)step);
            Gradients(call(network), batch);
            Assert.Equal(twin.TrainStep(batch.Inputs, Targets<TTarget>(batch)), network.TrainStep(batch.Inputs, Targets<TTarget>(batch)));
        }

        (byte[] expected, byte[] actual) = (new byte[twin.StateBytes], new byte[network.StateBytes]);
        twin.CopyStateTo(expected);
        network.CopyStateTo(actual);
        Assert.Equal(expected, actual);
    }

    private static void AssertNothingIsAllocated<TTarget>(Call<TTarget> call, TestBatch batch)
        where TTarget : unmanaged
    {
        var gradients = new float[batch.Inputs.Length];
        call(batch.Inputs, Targets<TTarget>(batch), gradients);

        // A collection still running in the background would return this thread's unused allocation budget, which counts as allocated.
        GC.Collect();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 200; i++)
            call(batch.Inputs, Targets<TTarget>(batch), gradients);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>The gradients, between guard pages where there are any.</summary>
    private static float[] Gradients<TTarget>(Call<TTarget> call, TestBatch batch)
        where TTarget : unmanaged
    {
        if (!GuardedMemory<float>.IsSupported)
        {
            var plain = new float[batch.Inputs.Length];
            call(batch.Inputs, Targets<TTarget>(batch), plain);
            return plain;
        }

        float[] gradients = [];
        foreach (GuardSide side in Enum.GetValues<GuardSide>())
        {
            using var inputs = new GuardedMemory<float>(batch.Inputs, side, readOnly: true);
            using var targets = new GuardedMemory<TTarget>(Targets<TTarget>(batch), side, readOnly: true);
            using var guarded = new GuardedMemory<float>(new float[batch.Inputs.Length], side);
            call(inputs.Span, targets.Span, guarded.Span);
            gradients = guarded.Span.ToArray();
        }

        return gradients;
    }

    private static ReadOnlySpan<TTarget> Targets<TTarget>(TestBatch batch)
        where TTarget : unmanaged => typeof(TTarget) == typeof(int)
        ? MemoryMarshal.Cast<int, TTarget>(batch.Labels)
        : MemoryMarshal.Cast<float, TTarget>(batch.Targets);

    private static ReferenceGraph Graph(string name) =>
        GraphCases.All.SingleOrDefault(graph => graph.Name == name)?.Reference ?? NetworkCases.Named(name).Reference.Graph;

    private static (TestBatch Batch, double[] Gradients) AwayFromKinks(ReferenceGraph graph, float[] parameters, double[] buffers, int size)
    {
        for (ulong attempt = 1; attempt <= 50; attempt++)
        {
            TestBatch batch = TestBatch.For(graph, size, (100 * attempt) + (ulong)size);
            ReferencePass pass = graph.Evaluate(TestData.ToDouble(parameters), buffers, batch.ExactInputs, batch.ExactTargets);
            if (pass.DistanceToKink > 2e-5)
                return (batch, pass.InputGradients);
        }

        throw new InvalidOperationException("None of 50 batches keeps away from the kinks.");
    }
}
