using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using FastOpt.Reference.Graphs;
using Xunit;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>Random networks of convolutions and pools: each against the oracle in double precision, on one thread and on two.</summary>
[Collection(nameof(TeamTests))]
public sealed class RandomConvolutionTests(ITestOutputHelper output)
{
    private const int OfOneCompilation = 40;
    private const ulong Seed = 5;
    private const double FarFromKinks = 1e-5;
    private const double LearningRate = 0.125;

    /// <summary>What a rounding may make of gradients, a twentieth of what they are held to.</summary>
    private const double MostOfRounding = 5e-5;

    /// <summary>FASTOPT_GRAPHS says how many, for a long run or a short one.</summary>
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("FASTOPT_GRAPHS"), out int count) ? count : 200;

    private static readonly RandomConvolution[] Graphs = [.. Enumerable.Range(0, Count).Select(static number => new RandomConvolution((ulong)number))];

    /// <summary>What a network may have, and the least number of 200 that do.</summary>
    private static readonly (string Name, Func<RandomConvolution, bool> IsIn, int Least)[] Features =
    [
        ("Conv2D", static graph => Has(graph, "Conv2D"), 120),
        ("Conv1D", static graph => Has(graph, "Conv1D"), 30),
        ("a stride", static graph => Any(graph, "Conv", ", Stride"), 60),
        ("padding", static graph => Any(graph, "Conv", ", Padding"), 60),
        ("dilation", static graph => Any(graph, "Conv", ", Dilation"), 40),
        ("groups", static graph => Any(graph, "Conv", ", Groups"), 60),
        ("Same", static graph => Any(graph, "Conv", ", Same"), 60),
        ("Same with a stride", static graph => Any(graph, "Conv", ", Same", ", Stride"), 6),
        ("no bias", static graph => Any(graph, "Conv", ", Bias"), 40),
        ("a frozen convolution", static graph => Any(graph, "Conv", ", Frozen"), 20),
        ("a depthwise convolution", static graph => graph.Kinds.Contains("depthwise"), 40),
        ("a kernel as large as the image", static graph => graph.Kinds.Contains("whole"), 20),
        ("a rectangular kernel", static graph => graph.Kinds.Contains("rectangular"), 25),
        ("an image of one pixel", static graph => graph.InputShape is [_, 1, 1], 8),
        ("more than 16 channels or filters", static graph => graph.Kinds.Contains("wide"), 20),
        ("MaxPool", static graph => Has(graph, "MaxPool1D") || Has(graph, "MaxPool2D"), 60),
        ("AveragePool", static graph => Has(graph, "AveragePool1D") || Has(graph, "AveragePool2D"), 30),
        ("a pool with padding", static graph => Any(graph, "", "Pool", ", Padding"), 20),
        ("pools that overlap or leave gaps", static graph => Any(graph, "", "Pool", ", Stride"), 40),
        ("GlobalMaxPool", static graph => Has(graph, "GlobalMaxPool"), 12),
        ("GlobalAveragePool", static graph => Has(graph, "GlobalAveragePool"), 25),
        ("a maximum right behind a convolution", static graph => Follows(graph, "Conv", "MaxPool"), 30),
        ("a maximum behind a convolution and a Relu", static graph => Follows(graph, "Conv", "Relu", "MaxPool"), 4),
        ("BatchNorm", static graph => Has(graph, "BatchNorm"), 20),
        ("GroupNorm", static graph => Has(graph, "GroupNorm"), 12),
        ("InstanceNorm", static graph => Has(graph, "InstanceNorm"), 8),
        ("PRelu", static graph => Has(graph, "PRelu"), 15),
        ("Relu", static graph => Has(graph, "Relu"), 30),
        ("Dropout", static graph => Has(graph, "Dropout"), 20),
        ("Add", static graph => Has(graph, "Add"), 40),
        ("Multiply", static graph => Has(graph, "Multiply"), 10),
        ("Concat", static graph => Has(graph, "Concat"), 40),
        ("Reshape", static graph => Has(graph, "Reshape"), 8),
        ("no dense layer", static graph => !Has(graph, "Dense"), 20),
        ("labels", static graph => graph.Classifies, 50),
        ("a batch of one", static graph => graph.Batch == 1, 40),
        ("a batch of five", static graph => graph.Batch == 5, 40),
    ];

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, Count / OfOneCompilation)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void NetworksAreTheOracles(int part)
    {
        RandomConvolution[] graphs = Graphs[(part * OfOneCompilation)..((part + 1) * OfOneCompilation)];
        string source = "#pragma warning disable FOPT0063, FOPT0152\n" + string.Concat(graphs.Select(Declaration));
        Assembly assembly = Generation.LoadUndocumented(source, thisWidthOnly: true);
        for (int i = 0; i < graphs.Length; i++)
        {
            Passes passes = PassesOf(graphs[i], $"network {(part * OfOneCompilation) + i}: {graphs[i]}");
            foreach (int threads in new[] { 1, 2 })
                Compare(passes, Probe.Create(assembly, $"Network{i}", graphs[i].Batch, threads, Seed), $"{passes.What}, {threads} threads");
        }
    }

    /// <summary>Random networks that had nothing of a kind would say nothing about it.</summary>
    [Fact]
    public void TheyHaveEveryLayerAndWindow()
    {
        Assert.SkipUnless(Count >= 100, "Of few networks none need have a layer.");
        (int layers, int parameters) = (Graphs.Sum(static graph => graph.Layers.Count), Graphs.Sum(static graph => graph.Graph.ParameterCount));
        output.WriteLine($"{Count} networks, {layers} layers, {parameters} parameters");
        foreach ((string name, Func<RandomConvolution, bool> isIn, int least) in Features)
        {
            int found = Graphs.Count(isIn);
            output.WriteLine($"{found,4} with {name}");
            Assert.True(found * 200 >= least * Count, $"{found} of {Count} networks have {name}");
        }
    }

    private static bool Has(RandomConvolution graph, string kind) => graph.Layers.Any(layer => layer.Split('(')[0] == kind);

    private static bool Any(RandomConvolution graph, string start, params string[] parts) =>
        graph.Layers.Any(layer => layer.StartsWith(start, StringComparison.Ordinal) && parts.All(part => layer.Contains(part, StringComparison.Ordinal)));

    private static bool Follows(RandomConvolution graph, params string[] kinds) => Enumerable.Range(0, Math.Max(0, graph.Layers.Count - kinds.Length + 1))
        .Any(first => kinds.Select((kind, i) => graph.Layers[first + i].StartsWith(kind, StringComparison.Ordinal)).All(static fits => fits));

    private static string Declaration(RandomConvolution graph, int number)
    {
        string loss = graph.Classifies ? "SoftmaxCrossEntropy" : "MeanSquaredError";
        string layers = $"{string.Join(", ", graph.Layers)}, {loss}, Sgd(LearningRate = {LearningRate})";
        return $"[Network({string.Join(", ", graph.InputShape)}), {layers}]\npublic sealed partial class Network{number};\n";
    }

    private static void Compare(Passes passes, Probe network, string what)
    {
        (RandomConvolution random, _, float[] parameters, TestBatch batch, ReferencePass predicted, ReferencePass trained) = passes;
        Assert.True(parameters.Length == network.ParameterCount, $"{what}: {network.ParameterCount} parameters instead of {parameters.Length}");
        network.Parameters = parameters;
        double[] gradients = random.Unfrozen(trained.Gradients);

        OracleComparison.AssertClose(predicted.Outputs, network.Outputs(batch), 1e-4, what + ", outputs");
        OracleComparison.AssertClose(predicted.Outputs, network.FoldedOutputs(batch), 1e-4, what + ", folded outputs");
        Near.Equal(predicted.Loss, network.Evaluate(batch), 1e-4, 1e-6, what + ", evaluated");
        OracleComparison.AssertClose(predicted.InputGradients, network.InputGradients(batch), 1e-3, what + ", gradients of the inputs");
        OracleComparison.AssertClose(gradients, network.Gradients(batch), 1e-3, what + ", gradients");
        Near.Equal(trained.Loss, network.TrainStep(batch), 5e-4, 1e-6, what + ", loss of the step");
        double[] moved = [.. parameters.Zip(network.Parameters, static (before, after) => ((double)before - after) / LearningRate)];
        OracleComparison.AssertClose(gradients, [.. moved.Select(static move => (float)move)], 2e-3, what + ", what the step took off");
        OracleComparison.AssertClose(trained.Buffers, network.Buffers, 1e-4, what + ", running statistics");
    }

    /// <summary>
    /// Parameters and data at which neither pass comes near a kink, where float and double may fall on different sides, and at which a rounding of the inputs
    /// and parameters does not show in the gradients: normalizations of few, nearly equal values make much of little.
    /// </summary>
    private static Passes PassesOf(RandomConvolution random, string what)
    {
        ReferenceGraph graph = random.Graph;
        for (ulong attempt = 1; attempt <= 50; attempt++)
        {
            float[] parameters = TestData.Parameters(graph, attempt);
            TestBatch batch = TestBatch.For(graph, random.Batch, attempt + 1000);
            (double[] exact, double[] inputs, double[] targets) = (TestData.ToDouble(parameters), batch.ExactInputs, batch.ExactTargets);
            ReferencePass predicted = graph.Evaluate(exact, graph.InitialBuffers, inputs, targets);
            if (predicted.DistanceToKink < FarFromKinks)
                continue;
            ReferencePass trained = graph.Train(exact, graph.InitialBuffers, inputs, targets, draws: ReferencePhilox.Draws(Seed, step: 1));
            if (trained.DistanceToKink < FarFromKinks)
                continue;
            (double[] moved, double[] movedInputs) = (Rounded(exact, attempt), Rounded(inputs, attempt));
            ReferencePass besidePredicted = graph.Evaluate(moved, graph.InitialBuffers, movedInputs, targets);
            ReferencePass besideTrained = graph.Train(moved, graph.InitialBuffers, movedInputs, targets, draws: ReferencePhilox.Draws(Seed, step: 1));
            if (AreAlike(predicted.InputGradients, besidePredicted.InputGradients) && AreAlike(trained.Gradients, besideTrained.Gradients))
                return new(random, what, parameters, batch, predicted, trained);
        }

        throw new InvalidOperationException($"{what}: all of 50 batches come near a kink, or make much of a rounding.");
    }

    /// <summary>Every number moved by as much as a float's rounding may, up or down.</summary>
    private static double[] Rounded(double[] numbers, ulong seed)
    {
        var generator = new IntegerGenerator(seed + 5000);
        return Array.ConvertAll(numbers, number => number * (1 + (generator.NextFloat() / (1 << 22))));
    }

    private static bool AreAlike(double[] one, double[] other)
    {
        double rms = Math.Sqrt(one.Sum(static value => value * value) / one.Length);
        return one.Zip(other).All(pair => Math.Abs(pair.First - pair.Second) <= MostOfRounding * (Math.Abs(pair.First) + rms));
    }

    private sealed record Passes(RandomConvolution Random, string What, float[] Parameters, TestBatch Batch, ReferencePass Predicted, ReferencePass Trained);
}
