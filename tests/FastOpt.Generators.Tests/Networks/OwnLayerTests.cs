using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>Layers that a user writes, each a file of a few lines, in networks of the same project: their derived gradients against the oracle's, and the same bits on any number of threads.</summary>
[Collection(nameof(TeamTests))]
public sealed class OwnLayerTests
{
    private const int Batch = 21;
    private const ulong Seed = 5;

    private const string ScaleNorm = """
        [Normalization(Over = Axis.Features)]
        public readonly partial record struct ScaleNorm
        {
            public static float Apply(float x, float norm, [Trained(1)] float g) => g * x / norm;
        }
        """;

    private const string MultiplicativeNoise = """
        [Activation]
        public readonly partial record struct MultiplicativeNoise(double Deviation = 0.3)
        {
            public float Apply(float x, float normal) => x * (1 + (float)Deviation * normal);
            public static float Predict(float x) => x;
        }
        """;

    private const string MaxNorm = """
        [Normalization(Over = Axis.Batch)]
        public readonly partial record struct MaxNorm(double Epsilon = 0.1)
        {
            public float Apply(float x, float maximum, float minimum, float meanSquare, [Trained(1)] float scale) =>
                (x - minimum) / (maximum - minimum + (float)Epsilon) * scale + x * meanSquare;
        }
        """;

    private const string Networks = """
        [Network(11), Dense(24), Normalization<ScaleNorm>, Tanh, Activation<MultiplicativeNoise>, Dense(17), Normalization<ScaleNorm>, Dense(3), SoftmaxCrossEntropy]
        public sealed partial class Own;

        [Network(9), Normalization<MaxNorm>, Dense(20), Normalization<MaxNorm>, Tanh, Dense(2), MeanSquaredError]
        public sealed partial class Extremes;

        [Network(40), Mark("in"), Dense(40), BatchNorm, Relu, Dropout(0.3), Dense(40), LayerNorm, Add("in"), PRelu, GaussianNoise(0.1), Dense(5), SoftmaxCrossEntropy]
        public sealed partial class Mixed;

        [Network(6, 5), BatchNorm, PRelu, InstanceNorm, GroupNorm(3), Dense(33), BatchNorm, Relu, Dense(4), SoftmaxCrossEntropy, ClipNorm]
        public sealed partial class Signals;
        """;

    private static Lazy<Assembly> Compiled { get; } = new(static () => Generation.LoadUndocumented(string.Join("\n", ScaleNorm, MultiplicativeNoise, MaxNorm, Networks)));

    [Fact]
    public void ANormalizationAndANoiseOfOnesOwnAreTheOracles()
    {
        ReferenceMap scaleNorm = new("scalenorm", static point => point.Trained[0] * point.X / point.Norm) { Statistics = [ReferenceStatistic.Norm], Over = ReferenceAxis.Features, Trained = [new("g", 1)] };
        ReferenceMap noise = new("multiplicativenoise", static point => point.X * (1 + ((double)0.3f * point.Normal)))
        {
            Draws = [ReferenceDraw.Normal],
            Predicted = static point => point.X,
        };
        ReferenceGraph graph = new ReferenceGraph(11).Dense(24).Map(scaleNorm).Activation("Tanh").Map(noise).Dense(17).Map(scaleNorm).Dense(3).WithLoss(ReferenceLosses.SoftmaxCrossEntropy);
        Compare(graph, "Own");
    }

    [Fact]
    public void TheGradientThroughAnExtremeReachesTheFirstElementThatIsIt()
    {
        ReferenceMap maxNorm = new("maxnorm", static point =>
            ((point.X - point.Minimum) / (point.Maximum - point.Minimum + (double)0.1f) * point.Trained[0]) + (point.X * point.MeanSquare))
        {
            Statistics = [ReferenceStatistic.Maximum, ReferenceStatistic.Minimum, ReferenceStatistic.MeanSquare],
            Over = ReferenceAxis.Batch,
            Trained = [new("scale", 1)],
        };
        Compare(new ReferenceGraph(9).Map(maxNorm).Dense(20).Map(maxNorm).Activation("Tanh").Dense(2).WithLoss(ReferenceLosses.MeanSquaredError), "Extremes");
    }

    [Theory]
    [InlineData("Own", 11, 3)]
    [InlineData("Extremes", 9, 0)]
    [InlineData("Mixed", 40, 5)]
    [InlineData("Signals", 30, 4)]
    public void ThreadsChangeNoBit(string name, int inputs, int classes)
    {
        Probe alone = Probe.Create(Compiled.Value, name, Batch);
        foreach (int threads in new[] { 2, 3, 4 })
        {
            Probe team = Probe.Create(Compiled.Value, name, Batch, threads);
            team.Parameters = alone.Parameters;
            Probe again = Probe.Create(Compiled.Value, name, Batch);
            again.Parameters = alone.Parameters;
            for (int step = 0; step < 6; step++)
            {
                TestBatch batch = Random(inputs, classes == 0 ? 2 : classes, classes > 0, Batch - step, step);
                Assert.Equal(again.TrainStep(batch), team.TrainStep(batch));
                Assert.Equal(again.Parameters, team.Parameters);
                Assert.Equal(again.Buffers, team.Buffers);
                Assert.Equal(again.Gradients(batch), team.Gradients(batch));
            }
        }
    }

    [Fact]
    public void ABatchOfOneHasNoStatisticsOverTheBatch()
    {
        Probe network = Probe.Create(Compiled.Value, "Mixed", Batch);
        float[] before = network.Parameters;
        ArgumentException error = Assert.Throws<ArgumentException>(() => network.TrainStep(Random(40, 5, labels: true, 1, 3)));
        Assert.Contains("batchnorm1", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters);
        network.Outputs(Random(40, 5, labels: true, 1, 3));
    }

    private static TestBatch Random(int inputs, int outputs, bool labels, int size, int seed)
    {
        var generator = new IntegerGenerator((ulong)seed + 77);
        float[] examples = generator.Floats(size * inputs);
        return labels
            ? new TestBatch(size, examples, [], [.. Enumerable.Range(0, size).Select(i => i % outputs)])
            : new TestBatch(size, examples, generator.Floats(size * outputs), []);
    }

    private static void Compare(ReferenceGraph graph, string name)
    {
        Probe network = Probe.Create(Compiled.Value, name, Batch, seed: Seed);
        Assert.Equal(graph.ParameterCount, network.ParameterCount);
        var generator = new IntegerGenerator(3);
        float[] parameters = generator.Floats(graph.ParameterCount);
        network.Parameters = parameters;
        double[] exact = TestData.ToDouble(parameters);
        TestBatch batch = Random(graph.Inputs, graph.Outputs, graph.Loss.UsesLabels, Batch, 9);
        ReferencePass expected = graph.Train(exact, graph.InitialBuffers, batch.ExactInputs, batch.ExactTargets, draws: ReferencePhilox.Draws(Seed, step: 1));
        OracleComparison.AssertClose(expected.Gradients, network.Gradients(batch), 2e-4, name + ", gradients");
        Near.Equal(expected.Loss, network.TrainStep(batch), 1e-5, 1e-6, name + ", loss");
    }
}
