using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using Xunit;
using Losses = FastOpt.Reference.ReferenceLosses;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>
/// Hessian-vector products of every activation and loss, of rules of one's own, of embeddings, and of weights in every layout, against differences of the
/// gradients of the oracle in double precision.
/// </summary>
[Collection(nameof(TeamTests))]
public sealed class CurvatureTests
{
    private const int MaxBatch = 9;
    private const ulong Seed = 5;
    private const double FarFromKinks = 1e-4;

    private static readonly string[] Activations =
    [
        "Relu", "LeakyRelu", "Sigmoid", "Tanh", "Gelu", "Silu", "Softplus", "Mish", "Elu", "Selu", "GeluTanh", "Softsign", "HardSigmoid", "HardSwish", "HardTanh", "Relu6", "PRelu",
    ];

    private static readonly string[] ElementLosses =
        ["MeanSquaredError", "Huber", "BinaryCrossEntropy", "MeanAbsoluteError", "SmoothL1", "Hinge", "SquaredHinge", "Poisson", "Quantile", "LogCosh", "GivenGradient"];

    private static readonly double[] ThreeWeights = [1, 0.25, 3];

    private static readonly ReferenceMap ScaleNorm = new("scalenorm", static point => point.Trained[0] * point.X / point.Norm)
    {
        Statistics = [ReferenceStatistic.Norm],
        Over = ReferenceAxis.Features,
        Trained = [new("g", 1)],
    };

    private static readonly Case[] Cases =
    [
        .. Activations.Select(static name => Of("Activation" + name, "Network(4), Dense(7), " + name + ", Dense(3)", "MeanSquaredError", Losses.MeanSquaredError)),
        .. ElementLosses.Select(static name => Of("Loss" + name, "Network(4), Dense(7), Tanh, Dense(3)", name, ReferenceRules.Loss(name))),
        Of("Wide", "Network(4), Dense(7), Silu, Dense(33)", "LogCosh", Losses.LogCosh),
        Of("Through", "Network(4), Dense(7), Tanh, Dense(3), Sigmoid", "MeanSquaredError", Losses.MeanSquaredError),
        Of("Sum", "Network(4), Dense(7), Tanh, Dense(3)", "Loss<MeanSquaredError>(Sum = true)", Losses.MeanSquaredError.SummedOverOutputs()),
        Of("Labels", "Network(4), Dense(7), Tanh, Dense(3)", "SoftmaxCrossEntropy", Losses.SoftmaxCrossEntropy),
        Of("ManyLabels", "Network(4), Dense(7), Tanh, Dense(37), Silu", "SoftmaxCrossEntropy", Losses.SoftmaxCrossEntropy),
        Of("Smooth", "Network(4), Dense(7), Tanh, Dense(3)", "SoftmaxCrossEntropy(LabelSmoothing = 0.1)", Losses.SoftmaxCrossEntropyWith(smoothing: 0.1)),
        Of("Classes", "Network(4), Dense(7), Tanh, Dense(3)", "SoftmaxCrossEntropy(ClassWeights = new[] { 1, 0.25, 3 }, LabelSmoothing = 0.2)",
            Losses.SoftmaxCrossEntropyWith(ThreeWeights, 0.2)),
        Of("Soft", "Network(4), Dense(7), Tanh, Dense(3)", "SoftmaxCrossEntropy(SoftTargets = true)", Losses.SoftmaxCrossEntropyWith(softTargets: true)),
        Of("SoftClasses", "Network(4), Dense(7), Tanh, Dense(3)", "SoftmaxCrossEntropy(new[] { 1, 0.25, 3 }, 0.3, true)", Losses.SoftmaxCrossEntropyWith(ThreeWeights, 0.3, softTargets: true)),
        Of("ExampleWeights", "Network(4, ExampleWeights = true), Dense(7), Tanh, Dense(3)", "SoftmaxCrossEntropy", Losses.SoftmaxCrossEntropy),
        Of("Blocks", "Network(64), Dense(256), Tanh, Dense(256), Tanh, Dense(3)", "SoftmaxCrossEntropy", Losses.SoftmaxCrossEntropy),
        Of("AnyShape", "Network(64), Dense(48), Tanh, Dense(33), Tanh, Dense(3)", "SoftmaxCrossEntropy", Losses.SoftmaxCrossEntropy),
        Of("Accumulated", "Network(40, AccumulateGradients = true), Dense(20), Tanh, Dense(3)", "MeanSquaredError", Losses.MeanSquaredError),
        Of("Clipped", "Network(40), Dense(20), Tanh, Dense(3), L2(0.5), ClipNorm", "MeanSquaredError", Losses.MeanSquaredError),
        Of("Linear", "Network(5), Dense(3)", "MeanSquaredError", Losses.MeanSquaredError),
        Of("OneValueTwice", "Network(5), Dense(6), Mark(\"a\"), Multiply(\"a\"), Tanh, Add(\"a\"), Dense(3)", "MeanSquaredError", Losses.MeanSquaredError),
        Of("InputBesides", "Network(5), Mark(\"in\"), Dense(6), Tanh, Concat(\"in\"), Dense(5), Multiply(\"in\"), Add(\"in\"), Dense(3)", "MeanSquaredError", Losses.MeanSquaredError),
        Of("NormalizedInput", "Network(6), LayerNorm, Dense(5), Tanh, Dense(3)", "MeanSquaredError", Losses.MeanSquaredError),
        Of("BatchNormalizedInput", "Network(6), BatchNorm, PRelu, Dense(3)", "MeanSquaredError", Losses.MeanSquaredError),
        Of("ChannelsLast", "Network(2, 6, 6), Conv2D(16, 3, Padding = 1), BatchNorm, Tanh, Conv2D(16, 3), BatchNorm, Silu, GlobalAveragePool, Dense(3)", "MeanSquaredError", Losses.MeanSquaredError),
        Of("MaximumOfMany", "Network(3, 6, 6), Conv2D(32, 3), Tanh, MaxPool2D(2), Conv2D(8, 2), MaxPool2D(1), Dense(3)", "SoftmaxCrossEntropy", Losses.SoftmaxCrossEntropy),
        Of("Tokens", "Network(5), Embedding(6, 4), Dense(7), Tanh, Dense(3)", "MeanSquaredError", Losses.MeanSquaredError),
        Of("LazyTokens", "Network(5), Embedding(6, 4, Lazy = true), Dense(7), Tanh, Dense(3)", "MeanSquaredError", Losses.MeanSquaredError),
        Of("SomeTokens", "Network(6), Embedding(6, 3, Columns = new[] { 4, 0, 3 }), Dense(8), Tanh, Dense(3)", "MeanSquaredError", Losses.MeanSquaredError),
        Of("TwoTables", "Network(3), Mark(\"in\"), Embedding(6, 3, First = 1), Tanh, Mark(\"a\"), From(\"in\"), Embedding(6, 2, Columns = new[] { 0, 2 }), Concat(\"a\"), Dense(3)", "MeanSquaredError", Losses.MeanSquaredError),
        new("OwnNorm", "Network(11), Dense(24), Normalization<ScaleNorm>, Tanh, Activation<MultiplicativeNoise>, Dense(17), Normalization<ScaleNorm>, Dense(3), SoftmaxCrossEntropy",
            new ReferenceGraph(11).Dense(24).Map(ScaleNorm).Activation("Tanh").Map(ReferenceMaps.MultiplicativeNoise((double)0.3f)).Dense(17).Map(ScaleNorm).Dense(3)
                .WithLoss(Losses.SoftmaxCrossEntropy)),
        new("OwnExtremes", "Network(9), Normalization<MaxNorm>, Dense(20), Normalization<MaxNorm>, Tanh, Dense(2), MeanSquaredError",
            new ReferenceGraph(9).Map(MaxNorm(ReferenceAxis.Batch)).Dense(20).Map(MaxNorm(ReferenceAxis.Batch)).Activation("Tanh").Dense(2).WithLoss(Losses.MeanSquaredError)),
        new("OwnExtremesOfFeatures", "Network(9), Dense(20), Normalization<FeatureMaxNorm>, Tanh, Dense(2), MeanSquaredError",
            new ReferenceGraph(9).Dense(20).Map(MaxNorm(ReferenceAxis.Features)).Activation("Tanh").Dense(2).WithLoss(Losses.MeanSquaredError)),
    ];

    private const string Rules = """
        #pragma warning disable FOPT0063, FOPT0152, FOPT0033
        [Normalization(Over = Axis.Features)]
        public readonly partial record struct ScaleNorm
        {
            public static float Apply(float x, float norm, [Trained(1)] float g) => g * x / norm;
        }

        [Activation]
        public readonly partial record struct MultiplicativeNoise(double Deviation = 0.3)
        {
            public float Apply(float x, float normal) => x * (1 + (float)Deviation * normal);
            public static float Predict(float x) => x;
        }

        [Normalization(Over = Axis.Batch)]
        public readonly partial record struct MaxNorm(double Epsilon = 0.1)
        {
            public float Apply(float x, float maximum, float minimum, float meanSquare, [Trained(1)] float scale) =>
                (x - minimum) / (maximum - minimum + (float)Epsilon) * scale + x * meanSquare;
        }

        [Normalization(Over = Axis.Features)]
        public readonly partial record struct FeatureMaxNorm(double Epsilon = 0.1)
        {
            public float Apply(float x, float maximum, float minimum, float meanSquare, [Trained(1)] float scale) =>
                (x - minimum) / (maximum - minimum + (float)Epsilon) * scale + x * meanSquare;
        }

        """;

    private static readonly Lazy<Assembly> Compiled = new(static () => Generation.LoadUndocumented(
        Rules + string.Concat(Cases.Select(static item => $"[{WithCurvature(item.Declaration)}]\npublic sealed partial class {item.Name};\n")), thisWidthOnly: true));

    public static TheoryData<string> Names => [.. Cases.Select(static item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AreTheOracles(string name)
    {
        Case item = Cases.Single(item => item.Name == name);
        ReferenceGraph graph = item.Graph;
        Probe network = Probe.Create(Compiled.Value, name, MaxBatch, seed: Seed);
        foreach (int size in new[] { MaxBatch, 3 })
        {
            (float[] parameters, TestBatch batch) = AwayFromKinks(item, size);
            network.Parameters = parameters;
            float[] direction = new IntegerGenerator(78).Floats(graph.ParameterCount);
            double[] expected = CurvatureOracle.Product(CurvatureOracle.GradientOf(graph, batch, Seed), TestData.ToDouble(parameters), TestData.ToDouble(direction), step: 3e-5);
            OracleComparison.AssertClose(expected, network.HessianVectorProduct(batch, direction), 5e-4, $"{name}, batch {size}");
        }
    }

    /// <summary>A product moves nothing that a step goes on from, and is the same before and after one of another batch.</summary>
    [Theory]
    [InlineData("BatchNormalizedInput")]
    [InlineData("OwnNorm")]
    [InlineData("Clipped")]
    [InlineData("LazyTokens")]
    public void ProductsLeaveTheNetworkAsItWas(string name)
    {
        Case item = Cases.Single(item => item.Name == name);
        TestBatch batch = BatchOf(item, MaxBatch, 3);
        float[] direction = new IntegerGenerator(78).Floats(item.Graph.ParameterCount);
        Probe curved = Probe.Create(Compiled.Value, name, MaxBatch, seed: Seed), plain = Probe.Create(Compiled.Value, name, MaxBatch, seed: Seed);
        for (int step = 0; step < 5; step++)
        {
            float[] product = curved.HessianVectorProduct(batch, direction);
            Assert.Equal(product, curved.HessianVectorProduct(batch, direction));
            Assert.Equal(plain.TrainStep(batch), curved.TrainStep(batch));
            Assert.Equal(plain.Parameters, curved.Parameters);
            Assert.Equal(plain.Buffers, curved.Buffers);
        }
    }

    [Theory]
    [InlineData("Blocks")]
    [InlineData("OwnExtremes")]
    public void ThreadsChangeNoBit(string name)
    {
        Case item = Cases.Single(item => item.Name == name);
        TestBatch batch = BatchOf(item, MaxBatch, 3);
        float[] direction = new IntegerGenerator(78).Floats(item.Graph.ParameterCount);
        Assert.Equal(
            Probe.Create(Compiled.Value, name, MaxBatch, seed: Seed).HessianVectorProduct(batch, direction),
            Probe.Create(Compiled.Value, name, MaxBatch, threads: 3, seed: Seed).HessianVectorProduct(batch, direction));
    }

    /// <summary>What is frozen rests, whatever the direction says of it, and the product has zeros there.</summary>
    [Fact]
    public void WhatIsFrozenRests()
    {
        Assembly assembly = Generation.LoadUndocumented(
            "[Network(5, Curvature = true), Dense(6, Frozen = true), Tanh, Dense(4), LayerNorm, Dense(3), MeanSquaredError] public sealed partial class Partly;", thisWidthOnly: true);
        ReferenceGraph graph = new ReferenceGraph(5).Dense(6).Activation("Tanh").Dense(4).LayerNorm().Dense(3).WithLoss(Losses.MeanSquaredError);
        Probe network = Probe.Create(assembly, "Partly", 7);
        float[] parameters = TestData.Parameters(graph, 3), direction = new IntegerGenerator(78).Floats(graph.ParameterCount), still = [.. direction];
        still.AsSpan(0, 36).Clear();
        network.Parameters = parameters;
        TestBatch batch = TestBatch.For(graph, 7, 4);
        double[] expected = CurvatureOracle.Product(CurvatureOracle.GradientOf(graph, batch, Seed), TestData.ToDouble(parameters), TestData.ToDouble(still), step: 3e-5);
        expected.AsSpan(0, 36).Clear();
        float[] product = network.HessianVectorProduct(batch, direction);
        OracleComparison.AssertClose(expected, product, 5e-4, "partly frozen");
        Assert.Equal(new float[36], product[..36]);
    }

    [Fact]
    public void LengthsAreChecked()
    {
        var network = (ICurvature<float>)Probe.Create(Compiled.Value, "Linear", MaxBatch).Network;
        float[] inputs = new float[10], targets = new float[6], fitting = new float[18], product = new float[18];
        Array.Fill(product, 7f);
        Assert.Contains("direction has 17 elements, but the network has 18", Error(() => network.HessianVectorProduct(inputs, targets, new float[17], product)), StringComparison.Ordinal);
        Assert.Contains("result has 19 elements, but the network has 18", Error(() => network.HessianVectorProduct(inputs, targets, fitting, new float[19])), StringComparison.Ordinal);
        Assert.Contains("targets", Error(() => network.HessianVectorProduct(inputs, new float[5], fitting, product)), StringComparison.Ordinal);
        Assert.Contains("gradients has 2 elements", Error(() => network.LossAndGradients(inputs, targets, new float[2])), StringComparison.Ordinal);
        Assert.All(product, static value => Assert.Equal(7f, value));

        static string Error(Action action) => Assert.Throws<ArgumentException>(action).Message;
    }

    private static Case Of(string name, string layers, string loss, ReferenceLoss reference)
    {
        string[] parts = Parts(layers);
        int[] shape = [.. parts[0]["Network(".Length..^1].Split(", ").Where(static extent => !extent.Contains('=', StringComparison.Ordinal)).Select(static extent => int.Parse(extent, null))];
        ReferenceGraph graph = parts.Skip(1).Where(static part => !part.StartsWith("L2", StringComparison.Ordinal) && part != "ClipNorm")
            .Aggregate(new ReferenceGraph(shape), static (graph, layer) => graph.Declare(layer));
        return new Case(name, $"{layers}, {loss}", graph.WithLoss(reference));
    }

    /// <summary>The layers, between which a comma stands outside of parentheses.</summary>
    private static string[] Parts(string layers)
    {
        var parts = new List<string>();
        int depth = 0, start = 0;
        for (int i = 0; i <= layers.Length; i++)
        {
            if (i == layers.Length || (layers[i] == ',' && depth == 0))
            {
                parts.Add(layers[start..i].Trim());
                start = i + 1;
                continue;
            }

            depth += layers[i] == '(' ? 1 : layers[i] == ')' ? -1 : 0;
        }

        return [.. parts];
    }

    private static string WithCurvature(string declaration) => declaration.Insert(declaration.IndexOf(')', StringComparison.Ordinal), ", Curvature = true");

    private static ReferenceMap MaxNorm(ReferenceAxis over) => new("maxnorm", static point =>
        ((point.X - point.Minimum) / (point.Maximum - point.Minimum + (double)0.1f) * point.Trained[0]) + (point.X * point.MeanSquare))
    {
        Statistics = [ReferenceStatistic.Maximum, ReferenceStatistic.Minimum, ReferenceStatistic.MeanSquare],
        Over = over,
        Trained = [new("scale", 1)],
    };

    private static (float[] Parameters, TestBatch Batch) AwayFromKinks(Case item, int size)
    {
        for (ulong attempt = 1; attempt <= 400; attempt++)
        {
            float[] parameters = TestData.Parameters(item.Graph, attempt);
            TestBatch batch = BatchOf(item, size, attempt);
            ReferencePass pass = item.Graph.Train(
                TestData.ToDouble(parameters), item.Graph.InitialBuffers, batch.ExactInputs, batch.ExactTargets, draws: ReferencePhilox.Draws(Seed, step: 1));
            if (pass.DistanceToKink > FarFromKinks)
                return (parameters, batch);
        }

        throw new InvalidOperationException($"{item.Name}: all of 400 batches come near a kink.");
    }

    /// <summary>A batch; where there are embeddings, of numbers of vectors alone.</summary>
    private static TestBatch BatchOf(Case item, int size, ulong seed)
    {
        TestBatch batch = TestBatch.For(item.Graph, size, seed + 1000);
        if (!item.Declaration.Contains("Embedding", StringComparison.Ordinal))
            return batch;
        var generator = new IntegerGenerator(seed);
        return batch with { Inputs = [.. batch.Inputs.Select(_ => (float)generator.NextInt32(6))] };
    }

    private sealed record Case(string Name, string Declaration, ReferenceGraph Graph);
}
