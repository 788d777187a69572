using System.Runtime.InteropServices;
using FastOpt.Reference;
using FastOpt.Reference.Graphs;

namespace FastOpt.Members.Tests;

/// <summary>Running statistics: how they are named, moved, copied and kept.</summary>
[Collection(nameof(Alone))]
public sealed class StatisticsTests
{
    private const ulong Seed = 4;

    private static readonly ReferenceGraph Graph = new ReferenceGraph(6).Dense(12).BatchNorm().Activation("Relu").Dropout(0.25).Dense(9).LayerNorm()
        .Activation("Tanh").Dropout().Dense(3).WithLoss(ReferenceLosses.SoftmaxCrossEntropy);

    [Fact]
    public void TablesNameThemBetweenParametersAndTheOptimizersStates()
    {
        Assert.Equal(["batchnorm1.running_mean", "batchnorm1.running_var"], Normalized.Buffers.ToArray().Select(static tensor => tensor.Name));
        Assert.Equal([(12, 0, TensorRole.Buffer), (12, 12, TensorRole.Buffer)],
            Normalized.Buffers.ToArray().Select(static tensor => (tensor.Count, tensor.Offset, tensor.Role)));
        Assert.Equal(24, Normalized.BufferCount);
        string[] roles = [.. Normalized.Tensors.ToArray().Select(static tensor => tensor.Role.ToString())];
        Assert.Equal(["Parameter", "Buffer", "OptimizerState"], roles.Distinct());
        Assert.Equal(roles.Length, Normalized.Parameters.Length + 2 + (2 * Normalized.Parameters.Length));
        Assert.Equal(["batchnorm1.running_mean", "batchnorm1.running_var", "batchnorm2.running_mean", "batchnorm2.running_var"],
            Channels.Buffers.ToArray().Select(static tensor => tensor.Name));
        Assert.Equal([4, 4, 9, 9], Channels.Buffers.ToArray().Select(static tensor => tensor.Count));
    }

    [Fact]
    public void TheyBeginAsThoseOfAStandardBatch() =>
        Assert.Equal([.. Enumerable.Repeat(0f, 12), .. Enumerable.Repeat(1f, 12)], BuffersOf(new Normalized(Run.Batch)));

    /// <summary>A tenth of the batch's mean and unbiased variance, step by step.</summary>
    [Fact]
    public void StepsMoveThemAsTheOracleDoes()
    {
        var network = new Normalized(Run.Batch, Seed);
        double[] buffers = Graph.InitialBuffers;
        for (int step = 0; step < 12; step++)
        {
            float[] inputs = Run.Inputs<Normalized, int>(Run.Batch, step);
            int[] labels = Run.Targets<Normalized, int>(Run.Batch, step);
            ReferencePass pass = Graph.Train(TestData.ToDouble(network.ParametersOf()), buffers, TestData.ToDouble(inputs),
                [.. labels.Select(static label => (double)label)], draws: ReferencePhilox.Draws(Seed, step + 1));
            Assert.Equal(pass.Loss, network.TrainStep(inputs, labels), 1e-5 * pass.Loss);
            AssertNear(buffers = pass.Buffers, BuffersOf(network));
        }
    }

    [Fact]
    public void PredictionsUseThoseThatWereLoadedAndStepsDoNot()
    {
        Normalized network = Trained<Normalized, int>(), other = Trained<Normalized, int>();
        float[] loaded = Drawn();
        network.LoadBuffers(loaded);
        Assert.Equal(loaded, BuffersOf(network));
        float[] inputs = Run.Inputs<Normalized, int>(4, 90), outputs = new float[12];
        network.Predict(inputs, outputs);
        AssertNear(Graph.Predict(TestData.ToDouble(network.ParametersOf()), TestData.ToDouble(loaded), TestData.ToDouble(inputs)), outputs);
        int[] labels = Run.Targets<Normalized, int>(4, 90);
        Assert.NotEqual(other.Evaluate(inputs, labels), network.Evaluate(inputs, labels));
        Assert.Equal(other.TrainStep(inputs, labels), network.TrainStep(inputs, labels));
        Assert.Equal(other.ParametersOf(), network.ParametersOf());
    }

    [Fact]
    public void WrongLengthsChangeNothing()
    {
        Normalized network = Trained<Normalized, int>();
        string hash = Run.Hash(network);
        foreach (int length in new[] { 0, 23, 25 })
        {
            string expected = $"Normalized: buffers has {length} elements, but the network's buffers have 24.";
            var values = new float[length];
            Assert.StartsWith(expected, Assert.Throws<ArgumentException>("buffers", () => network.LoadBuffers(values)).Message, StringComparison.Ordinal);
            Assert.StartsWith(expected, Assert.Throws<ArgumentException>("buffers", () => network.CopyBuffersTo(values)).Message, StringComparison.Ordinal);
            Assert.All(values, static value => Assert.Equal(0, value));
        }

        Assert.Equal(hash, Run.Hash(network));
    }

    [Fact]
    public void LoadingParametersAndResettingTheOptimizerLeaveThem()
    {
        Normalized network = Trained<Normalized, int>();
        float[] before = BuffersOf(network);
        network.LoadParameters(new Normalized(Run.Batch, seed: 9).ParametersOf());
        network.ResetOptimizer();
        Assert.Equal(before, BuffersOf(network));
    }

    [Fact]
    public void ACloneHasThemAndMovesItsOwn()
    {
        Clones<Normalized, int>();
        Clones<Branched, float>();
        Clones<Channels, int>();
        Clones<SkippingStatistics, float>();

        static void Clones<TNetwork, TTarget>()
            where TNetwork : class, INetwork<TNetwork, TTarget>
            where TTarget : unmanaged
        {
            TNetwork network = Trained<TNetwork, TTarget>(), clone = network.Clone();
            float[] before = BuffersOf(network);
            Assert.Equal(Run.Hash(network), Run.Hash(clone));
            for (int step = 12; step < 24; step++)
                Run.Step<TNetwork, TTarget>(clone, step);
            Assert.Equal(before, BuffersOf(network));
            Assert.NotEqual(before, BuffersOf(clone));
            for (int step = 12; step < 24; step++)
                Run.Step<TNetwork, TTarget>(network, step);
            Assert.Equal(Run.Hash(network), Run.Hash(clone));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.005)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void TheyMoveTowardsAnotherNetworksAsParametersDo(double tau)
    {
        Moves<Normalized, int>(tau);
        Moves<Branched, float>(tau);
        Moves<Channels, int>(tau);

        static void Moves<TNetwork, TTarget>(double tau)
            where TNetwork : class, INetwork<TNetwork, TTarget>
            where TTarget : unmanaged
        {
            TNetwork network = Trained<TNetwork, TTarget>(), other = Trained<TNetwork, TTarget>(steps: 30);
            (float[] a, float[] b) = ([.. network.ParametersOf(), .. BuffersOf(network)], [.. other.ParametersOf(), .. BuffersOf(other)]);
            string hash = Run.Hash(other);
            network.CopyParametersFrom(other, tau);
            float[] actual = [.. network.ParametersOf(), .. BuffersOf(network)];
            Assert.Equal(a.Zip(b, (x, y) => tau == 1 ? y : MathF.FusedMultiplyAdd((float)tau, y - x, x)), actual);
            for (int i = 0; i < a.Length; i++)
                Assert.Equal(a[i] + (tau * ((double)b[i] - a[i])), actual[i], 1e-6 * (1 + Math.Abs(a[i]) + Math.Abs(b[i])));
            Assert.Equal(hash, Run.Hash(other));
        }
    }

    [Fact]
    public void AStateHasThemWhereTheTableSays()
    {
        Channels network = Trained<Channels, int>();
        byte[] state = Run.State(network);
        TensorInfo[] tensors = Channels.Tensors.ToArray();
        int floats = tensors.Sum(static tensor => tensor.Count);
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(state.AsSpan(state.Length - 4 - (floats * 4), floats * 4));
        int start = tensors.TakeWhile(static tensor => tensor.Role != TensorRole.Buffer).Sum(static tensor => tensor.Count);
        Assert.Equal(Channels.ParameterCount, start);
        Assert.Equal(BuffersOf(network), values.Slice(start, Channels.BufferCount).ToArray());
    }

    public static TheoryData<string, Func<string>, string> Foreign => new()
    {
        { "another normalization", Refusal<Normalized, int, OtherNormalization, int>, "\"layernorm1: FastOpt.LayerNorm\" there" },
        { "another momentum", Refusal<Normalized, int, OtherMomentum, int>, "\"batchnorm1: FastOpt.BatchNorm(Momentum = 0.2)\" there" },
        { "another rate", Refusal<Normalized, int, OtherRate, int>, "dropout2: FastOpt.Dropout(Rate = 0.4)\" there" },
        { "one dropout less", Refusal<Normalized, int, OneDropoutLess, int>, "dropout1: FastOpt.Dropout" },
        { "a product", Refusal<Branched, float, OtherJoin, float>, "Multiply" },
        { "another mark", Refusal<Branched, float, OtherMark, float>, " there, " },
        { "crossed marks", Refusal<FromBefore, float, Crossed, float>, "Multiply" },
        { "takes all steps", Refusal<SkippingStatistics, float, TakingAll, float>, "\"steps that are not finite: SkipStep\" here" },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public void AStateOfAnotherNetworkIsRefused(string what, Func<string> refuse, string message)
    {
        string refusal = refuse();
        Assert.True(refusal.Contains(message, StringComparison.Ordinal), $"{what}: {refusal}");
    }

    private static string Refusal<TNetwork, TTarget, TOther, TOtherTarget>()
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
        where TOther : class, INetwork<TOther, TOtherTarget>
        where TOtherTarget : unmanaged
    {
        TNetwork network = Trained<TNetwork, TTarget>();
        byte[] state = Run.State(Trained<TOther, TOtherTarget>(steps: 5));
        string hash = Run.Hash(network);
        string message = Assert.Throws<ArgumentException>("state", () => network.LoadState(state)).Message;
        Assert.StartsWith($"{typeof(TNetwork).Name}: the state is of ", message, StringComparison.Ordinal);
        Assert.Equal(hash, Run.Hash(network));
        return message;
    }

    private static TNetwork Trained<TNetwork, TTarget>(int steps = 12)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        TNetwork network = TNetwork.Create(Run.Batch, Seed);
        for (int step = 0; step < steps; step++)
            Run.Step<TNetwork, TTarget>(network, step);
        return network;
    }

    private static float[] BuffersOf<TNetwork, TTarget>(INetwork<TNetwork, TTarget> network)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        var buffers = new float[TNetwork.BufferCount];
        network.CopyBuffersTo(buffers);
        return buffers;
    }

    /// <summary>Means in ±1, variances from ½ to 1½.</summary>
    private static float[] Drawn() => [.. Batches.Floats(24, seed: 8).Select(static (value, i) => i < 12 ? value : 1 + (value / 2))];

    private static void AssertNear(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5 * (1 + Math.Abs(expected[i])));
    }
}
