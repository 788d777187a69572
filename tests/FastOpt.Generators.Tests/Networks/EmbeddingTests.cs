using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>
/// Tables of vectors against the oracle: outputs, loss, gradients of parameters and of inputs, and the steps that follow, of dense and of lazy ones.
/// </summary>
[Collection(nameof(TeamTests))]
public sealed class EmbeddingTests
{
    private const int Count = 6;

    private static readonly (string Name, int Inputs, string[] Layers)[] Cases =
    [
        ("Tokens", 5, ["Embedding(6, 4)", "Dense(7)", "Tanh", "Dense(3)"]),
        ("OneNumber", 1, ["Embedding(6, 3)"]),
        ("Narrow", 4, ["Embedding(6, 1)", "Tanh", "Dense(3)"]),
        ("Wide", 3, ["Embedding(6, 33)", "LayerNorm", "Dense(3)"]),
        ("First", 5, ["Embedding(6, 4, First = 2)", "Dense(3)"]),
        ("FirstOfAll", 3, ["Embedding(6, 5, First = 3)", "Dense(3)"]),
        ("Columns", 6, ["Embedding(6, 3, Columns = new[] { 4, 0, 3 })", "Dense(8)", "Tanh", "Dense(3)"]),
        ("LastColumn", 4, ["Embedding(6, 16, Columns = new[] { 3 })", "Tanh", "Dense(3)"]),
        ("BehindAMark", 3, ["Mark(\"in\")", "Embedding(6, 3, First = 1)", "Tanh", "Mark(\"a\")",
            "From(\"in\")", "Embedding(6, 2, Columns = new[] { 0, 2 })", "Concat(\"a\")", "Dense(3)"]),
        ("BehindABatchNorm", 4, ["Embedding(6, 3, First = 2)", "BatchNorm", "Dense(3)"]),
        ("AsASignal", 8, ["Embedding(6, 4)", "Reshape(8, 4)", "Conv1D(3, 2)", "Tanh", "Dense(3)"]),
        ("Frozen", 5, ["Embedding(6, 4, First = 3, Frozen = true)", "Dense(3)"]),
    ];

    private static readonly Lazy<Assembly> Compiled = new(static () => Generation.LoadUndocumented("#pragma warning disable FOPT0063, FOPT0152\n" + string.Concat(
        Cases.Select(static item => Declaration(item.Name, item.Inputs, item.Layers, "MeanSquaredError", "Sgd(LearningRate = 0.1)")
            + Declaration("Lazy" + item.Name, item.Inputs, [.. item.Layers.Select(Lazy)], "MeanSquaredError", "Sgd(LearningRate = 0.1)")))
        + Declaration("DenseMomentum", 3, ["Embedding(6, 3)", "Dense(2)"], "MeanSquaredError", "Sgd(LearningRate = 0.1, Momentum = 0.9)")
        + Declaration("LazyMomentum", 3, ["Embedding(6, 3, Lazy = true)", "Dense(2)"], "MeanSquaredError", "Sgd(LearningRate = 0.1, Momentum = 0.9)")
        + Declaration("LazyAdamW", 3, ["Embedding(6, 20, Lazy = true)", "Dense(2)"], "MeanSquaredError", "AdamW(LearningRate = 0.1, WeightDecay = 0.1)")
        + Declaration("LazyClipped", 3, ["Embedding(6, 3, Lazy = true)", "Dense(2)"], "MeanSquaredError", "L2(0.1), ClipNorm(0.01), Sgd(LearningRate = 0.1)")
        + Declaration("Clipped", 3, ["Embedding(6, 3)", "Dense(2)"], "MeanSquaredError", "ClipNorm(0.01), Sgd(LearningRate = 0.1)")
        + Declaration("LazyAccumulated", 3, ["Embedding(6, 3, Lazy = true)", "Dense(2)"], "MeanSquaredError", "Sgd(LearningRate = 0.1)", ", AccumulateGradients = true")));

    public static TheoryData<string> Names => [.. Cases.SelectMany(static item => new[] { item.Name, "Lazy" + item.Name })];

    [Theory]
    [MemberData(nameof(Names))]
    public void AreTheOracles(string name)
    {
        (_, int inputs, string[] layers) = Cases.Single(item => item.Name == name || "Lazy" + item.Name == name);
        foreach ((int batch, int threads) in new[] { (1, 1), (7, 1), (7, 2) })
        {
            if (batch == 1 && layers.Contains("BatchNorm"))
                continue;
            ReferenceGraph graph = layers.Aggregate(new ReferenceGraph(inputs), static (graph, layer) => graph.Declare(layer)).WithLoss(ReferenceLosses.MeanSquaredError);
            Probe network = Probe.Create(Compiled.Value, name, batch, threads);
            float[] start = TestData.Parameters(graph, seed: 3);
            network.Parameters = start;
            Assert.Equal(start, network.Parameters);
            TestBatch data = Batch(graph, layers, batch, seed: 5);
            string what = $"{name}, batch {batch}, {threads} threads";
            double[] parameters = TestData.ToDouble(start);
            ReferencePass predicted = graph.Evaluate(parameters, graph.InitialBuffers, data.ExactInputs, data.ExactTargets);
            OracleComparison.AssertClose(predicted.Outputs, network.Outputs(data), 1e-4, what + ", outputs");
            OracleComparison.AssertClose(predicted.Outputs, network.FoldedOutputs(data), 1e-4, what + ", outputs of a predictor");
            Near.Equal(predicted.Loss, network.Evaluate(data), 1e-4, 1e-6, what + ", evaluated");
            OracleComparison.AssertClose(predicted.InputGradients, network.InputGradients(data), 1e-3, what + ", gradients of the inputs");
            ReferencePass trained = graph.Train(parameters, graph.InitialBuffers, data.ExactInputs, data.ExactTargets);
            double[] gradients = [.. trained.Gradients];
            if (name.EndsWith("Frozen", StringComparison.Ordinal))
                gradients.AsSpan(0, graph.Tensors[0].Count).Clear();
            OracleComparison.AssertClose(gradients, network.Gradients(data), 1e-3, what + ", gradients");
            Near.Equal(trained.Loss, network.TrainStep(data), 1e-4, 1e-6, what + ", loss of the step");
            double[] expected = [.. parameters.Zip(gradients, static (parameter, gradient) => parameter - (0.1 * gradient))];
            OracleComparison.AssertClose(expected, network.Parameters, 1e-3, what + ", parameters after the step");
        }
    }

    /// <summary>v ← 0.9·v + g and W ← W − 0.1·v: of a dense table for every vector, of a lazy one for those that were read.</summary>
    [Theory]
    [InlineData("DenseMomentum", false)]
    [InlineData("LazyMomentum", true)]
    public void MomentumMovesWhatTheDeclarationSays(string name, bool isLazy)
    {
        ReferenceGraph graph = new ReferenceGraph(3).Embedding(Count, 3, 0, 1, 2).Dense(2).WithLoss(ReferenceLosses.MeanSquaredError);
        Probe network = Probe.Create(Compiled.Value, name, 2);
        float[] start = TestData.Parameters(graph, seed: 3);
        network.Parameters = start;
        double[] parameters = TestData.ToDouble(start), velocity = new double[start.Length];
        for (int step = 0; step < 12; step++)
        {
            // Each step reads some vectors; the last one is never read.
            float[] inputs = [.. Enumerable.Range(0, 6).Select(i => (float)((step + (i % 2)) % (Count - 1)))];
            TestBatch data = TestBatch.For(graph, 2, (ulong)step) with { Inputs = inputs };
            ReferencePass pass = graph.Train(parameters, [], data.ExactInputs, data.ExactTargets);
            Near.Equal(pass.Loss, network.TrainStep(data), 1e-4, 1e-6, $"{name}, step {step}");
            for (int i = 0; i < parameters.Length; i++)
            {
                if (isLazy && i < Count * 3 && !inputs.Contains(i / 3))
                    continue;
                velocity[i] = (0.9 * velocity[i]) + pass.Gradients[i];
                parameters[i] -= 0.1 * velocity[i];
            }
        }

        OracleComparison.AssertClose(parameters, network.Parameters, 1e-4, name);
        Assert.Equal(start.AsSpan((Count - 1) * 3, 3), network.Parameters.AsSpan((Count - 1) * 3, 3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void OfALazyTableOnlyWhatWasReadIsTouched(int threads)
    {
        Probe network = Probe.Create(Compiled.Value, "LazyAdamW", 8, threads);
        float[] start = network.Parameters;
        float[] inputs = [.. Enumerable.Range(0, 24).Select(static i => i % 2 == 0 ? 1f : 4f)];
        for (int step = 0; step < 3; step++)
            network.TrainStep(new TestBatch(8, inputs, [.. inputs.Take(16)], []));
        float[] after = network.Parameters;
        for (int row = 0; row < Count; row++)
        {
            ReadOnlySpan<float> before = start.AsSpan(row * 20, 20), now = after.AsSpan(row * 20, 20);
            if (row is 1 or 4)
            {
                for (int i = 0; i < 20; i++)
                    Assert.NotEqual(before[i], now[i]);
            }
            else
            {
                Assert.Equal(before, now);
            }
        }
    }

    /// <summary>A vector that was read decays also where its gradient is 0, and the norm is that of the whole gradient.</summary>
    [Fact]
    public void RulesActOnWhatWasRead()
    {
        ReferenceGraph graph = new ReferenceGraph(3).Embedding(Count, 3, 0, 1, 2).Dense(2).WithLoss(ReferenceLosses.MeanSquaredError);
        TestBatch data = TestBatch.For(graph, 2, 4) with { Inputs = [0, 2, 0, 2, 2, 3] };
        Probe network = Probe.Create(Compiled.Value, "LazyClipped", 2);
        float[] start = network.Parameters;
        double[] parameters = TestData.ToDouble(start);
        double[] gradients = graph.Train(parameters, [], data.ExactInputs, data.ExactTargets).Gradients;
        for (int i = 0; i < gradients.Length; i++)
        {
            // Biases decay as weights do.
            if (i >= Count * 3 || i / 3 is 0 or 2 or 3)
                gradients[i] += 0.1 * parameters[i];
        }

        double scale = 0.01 / Math.Sqrt(gradients.Sum(static value => value * value));
        network.TrainStep(data);
        OracleComparison.AssertClose([.. parameters.Zip(gradients, (parameter, gradient) => parameter - (0.1 * scale * gradient))], network.Parameters, 1e-5, "clipped");
    }

    [Fact]
    public void GradientsOfSeveralBatchesAddUp()
    {
        ReferenceGraph graph = new ReferenceGraph(3).Embedding(Count, 3, 0, 1, 2).Dense(2).WithLoss(ReferenceLosses.MeanSquaredError);
        TestBatch data = TestBatch.For(graph, 6, 4) with { Inputs = [0, 2, 0, 2, 2, 3, 1, 1, 1, 0, 0, 0, 2, 3, 2, 1, 0, 3] };
        Probe network = Probe.Create(Compiled.Value, "LazyAccumulated", 2);
        for (int step = 0; step < 3; step++)
        {
            double[] parameters = TestData.ToDouble(network.Parameters);
            double[] gradients = graph.Train(parameters, [], data.ExactInputs, data.ExactTargets).Gradients;
            network.AccumulatedStep([data.Slice(0, 2), data.Slice(2, 2), data.Slice(4, 2)]);
            OracleComparison.AssertClose([.. parameters.Zip(gradients, static (parameter, gradient) => parameter - (0.1 * gradient))], network.Parameters, 1e-5, $"step {step}");
        }
    }

    /// <summary>Gradients that a caller brings say themselves which vectors they are of.</summary>
    [Theory]
    [InlineData("LazyMomentum")]
    [InlineData("DenseMomentum")]
    public void GivenGradientsAreApplied(string name)
    {
        Probe network = Probe.Create(Compiled.Value, name, 2);
        float[] start = network.Parameters;
        float[] gradients = [.. start.Select(static (_, i) => i / 3 is 1 or 5 ? 0.25f * (1 + i) : 0f)];
        ((dynamic)network.Network).ApplyGradients(gradients);
        Assert.Equal(start.Zip(gradients, static (parameter, gradient) => parameter - (0.1f * gradient)), network.Parameters, static (one, other) => MathF.Abs(one - other) < 1e-6f);
    }

    [Fact]
    public void AStateGoesOnBitForBit()
    {
        foreach (string name in new[] { "LazyMomentum", "LazyAdamW", "LazyClipped", "Clipped" })
        {
            Probe one = Probe.Create(Compiled.Value, name, 2, seed: 1), other = Probe.Create(Compiled.Value, name, 2, seed: 2);
            ReferenceGraph graph = new ReferenceGraph(3).Embedding(Count, 3, 0, 1, 2).Dense(2).WithLoss(ReferenceLosses.MeanSquaredError);
            TestBatch Data(int step) => TestBatch.For(graph, 2, (ulong)step) with { Inputs = [step % 6, 1, 0, 2, (step * 5) % 6, 3] };
            for (int step = 0; step < 4; step++)
                one.TrainStep(Data(step));
            byte[] state = new byte[(int)((dynamic)one.Network).StateBytes];
            ((dynamic)one.Network).CopyStateTo(state);
            ((dynamic)other.Network).LoadState(state);
            for (int step = 4; step < 8; step++)
                Assert.Equal(one.TrainStep(Data(step)), other.TrainStep(Data(step)));
            Assert.Equal(one.Parameters, other.Parameters);
        }
    }

    /// <summary>What selects no vector is refused by name, wherever it enters, and nothing changes.</summary>
    [Theory]
    [InlineData(6f, "6")]
    [InlineData(-1f, "-1")]
    [InlineData(2.5f, "2.5")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(-0.5f, "-0.5")]
    [InlineData(4294967296f, "4.2949673E+09")]
    public void ANumberOfNoVectorIsRefused(float value, string text)
    {
        Probe network = Probe.Create(Compiled.Value, "Columns", 4);
        float[] before = network.Parameters;
        float[] inputs = [0, 0.5f, 0.5f, 1, 2, 9, 0, 0.5f, 0.5f, value, 2, 9];
        var batch = new TestBatch(2, inputs, new float[6], []);
        string expected = $"Columns: inputs has {text} in column 3 of example 1, but embedding1 takes the number of a vector there, an integer from 0 to 5.";
        foreach (Action call in new Action[]
        {
            () => network.TrainStep(batch), () => network.TrainStepWithOutputs(batch), () => network.Evaluate(batch), () => network.Outputs(batch),
            () => network.FoldedOutputs(batch), () => network.Gradients(batch), () => network.InputGradients(batch),
        })
        {
            ArgumentException refused = Assert.Throws<ArgumentException>(call);
            Assert.StartsWith(expected, refused.Message, StringComparison.Ordinal);
            Assert.Equal("inputs", refused.ParamName);
        }

        Assert.Equal(before, network.Parameters);
        Assert.Equal(0, (long)((dynamic)network.Network).Step);
    }

    /// <summary>PyTorch's N(0, 1), by the moments of 6,000 values.</summary>
    [Fact]
    public void ATableBeginsAsPyTorchs()
    {
        float[] table = Probe.Create(Generation.LoadUndocumented(Declaration("Large", 1, ["Embedding(600, 10)"], "MeanSquaredError", "Sgd")), "Large", 1).Parameters;
        Assert.Equal(6000, table.Length);
        Assert.InRange(table.Average(), -0.05, 0.05);
        Assert.InRange(table.Average(static value => value * value), 0.93, 1.07);
    }

    private static string Declaration(string name, int inputs, string[] layers, string loss, string updates, string options = "") =>
        $"[Network({inputs}{options}), {string.Join(", ", layers)}, {loss}, {updates}] public sealed partial class {name};\n";

    private static string Lazy(string layer) => layer.StartsWith("Embedding", StringComparison.Ordinal) ? layer[..^1] + ", Lazy = true)" : layer;

    /// <summary>A batch whose columns are numbers of vectors where any table reads them.</summary>
    private static TestBatch Batch(ReferenceGraph graph, string[] layers, int size, ulong seed)
    {
        TestBatch data = TestBatch.For(graph, size, seed);
        var generator = new IntegerGenerator(seed + 1);
        float[] inputs = [.. data.Inputs];
        for (int i = 0; i < inputs.Length; i++)
        {
            if (layers.Any(layer => IsNumber(layer, i % graph.Inputs)))
                inputs[i] = generator.NextInt32(Count);
        }

        return data with { Inputs = inputs };
    }

    private static bool IsNumber(string layer, int column)
    {
        if (!layer.StartsWith("Embedding", StringComparison.Ordinal))
            return false;
        int braces = layer.IndexOf('{', StringComparison.Ordinal);
        if (braces >= 0)
            return layer[(braces + 1)..layer.IndexOf('}', StringComparison.Ordinal)].Split(',').Any(text => int.Parse(text) == column);
        int first = layer.IndexOf("First = ", StringComparison.Ordinal);
        return first < 0 || column < layer[first + 8] - '0';
    }
}
