using FastOpt.Reference.Graphs;

namespace FastOpt.Reference;

/// <summary>Parameters that any language reproduces exactly.</summary>
public static class TestData
{
    /// <summary>
    /// Weights uniform in ±s, where s is the power of two next below √(6 / inputs), so that every layer about keeps the variance of its input and no
    /// value is rounded; biases uniform in ±¼, so that they are not zero.
    /// </summary>
    public static float[] Parameters(ReferenceNetwork network, ulong seed) => Parameters(network.Graph, seed);

    /// <summary>The same for a graph; trained parameters of rules are uniform in ±¼ around what they start with.</summary>
    public static float[] Parameters(ReferenceGraph graph, ulong seed)
    {
        var generator = new IntegerGenerator(seed);
        return [.. graph.Tensors.SelectMany(tensor => tensor.Initial is { } start
            ? Array.ConvertAll(generator.Floats(tensor.Count, 0.25f), drawn => (float)(start + drawn))
            : generator.Floats(tensor.Count, tensor.Shape.Length == 1 ? 0.25f : WeightScale(tensor.Shape[1])))];
    }

    /// <summary>The same values in double.</summary>
    public static double[] ToDouble(ReadOnlySpan<float> values)
    {
        var result = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
            result[i] = values[i];
        return result;
    }

    private static float WeightScale(int inputs)
    {
        float scale = 1;
        while (scale * scale * inputs > 6)
            scale /= 2;
        return scale;
    }
}

/// <summary>Examples with their targets.</summary>
/// <param name="Size">The number of examples.</param>
/// <param name="Inputs">[size × inputs].</param>
/// <param name="Targets">[size × outputs], or empty where the loss takes labels.</param>
/// <param name="Labels">[size], or empty where the loss takes targets.</param>
public sealed record TestBatch(int Size, float[] Inputs, float[] Targets, int[] Labels)
{
    /// <summary>The inputs in double.</summary>
    public double[] ExactInputs => TestData.ToDouble(Inputs);

    /// <summary>The targets or labels in double.</summary>
    public double[] ExactTargets => Labels.Length > 0 ? Array.ConvertAll(Labels, label => (double)label) : TestData.ToDouble(Targets);

    /// <summary>The weight of each example, or empty where all count the same.</summary>
    public float[] Weights { get; init; } = [];

    /// <summary>The weights in double, or null where all examples count the same.</summary>
    public double[]? ExactWeights => Weights.Length > 0 ? TestData.ToDouble(Weights) : null;

    /// <summary>A batch that suits the network: inputs in ±1; targets in ±2, or 0 and 1 for the binary cross-entropy, ±1 for the hinges, counts below 4 for Poisson, or labels.</summary>
    public static TestBatch Create(ReferenceNetwork network, int size, ulong seed) => Next(network.Graph, size, new IntegerGenerator(seed));

    /// <summary>The same for a graph.</summary>
    public static TestBatch For(ReferenceGraph graph, int size, ulong seed) => Next(graph, size, new IntegerGenerator(seed));

    /// <summary>The next batch from a generator.</summary>
    public static TestBatch Next(ReferenceNetwork network, int size, IntegerGenerator generator) => Next(network.Graph, size, generator);

    /// <summary>The next batch from a generator; soft targets are sixteenths that sum to 1, weights quarters up to 2.</summary>
    public static TestBatch Next(ReferenceGraph graph, int size, IntegerGenerator generator, bool isWeighted = false)
    {
        float[] inputs = generator.Floats(size * graph.Inputs);
        int[] labels = graph.Loss.UsesLabels ? [.. Enumerable.Range(0, size).Select(_ => generator.NextInt32(graph.Outputs))] : [];
        float[] targets = graph.Loss.UsesLabels ? [] : DrawTargets(graph, size, generator);
        float[] weights = isWeighted ? [.. Enumerable.Range(0, size).Select(_ => 0.25f * (1 + generator.NextInt32(8)))] : [];
        return new TestBatch(size, inputs, targets, labels) { Weights = weights };
    }

    /// <summary>The examples from <paramref name="start"/> on.</summary>
    public TestBatch Slice(int start, int count) => new(
        count,
        Inputs.AsSpan(start * (Inputs.Length / Size), count * (Inputs.Length / Size)).ToArray(),
        Targets.AsSpan(start * (Targets.Length / Size), count * (Targets.Length / Size)).ToArray(),
        Labels.Length == 0 ? [] : Labels.AsSpan(start, count).ToArray())
    {
        Weights = Weights.Length == 0 ? [] : Weights.AsSpan(start, count).ToArray(),
    };

    private static float[] DrawTargets(ReferenceGraph graph, int size, IntegerGenerator generator)
    {
        if (graph.Loss.Name == "SoftmaxCrossEntropy")
            return [.. Enumerable.Range(0, size).SelectMany(_ => SoftTarget(graph.Outputs, generator))];
        Func<float> next = graph.Loss.Name switch
        {
            "BinaryCrossEntropy" => () => generator.NextInt32(2),
            "Hinge" or "SquaredHinge" => () => (2 * generator.NextInt32(2)) - 1,
            "Poisson" => () => generator.NextInt32(4),
            _ => () => generator.NextFloat(2),
        };
        return [.. Enumerable.Range(0, size * graph.Outputs).Select(_ => next())];
    }

    private static float[] SoftTarget(int classes, IntegerGenerator generator)
    {
        int left = 16;
        var target = new float[classes];
        for (int c = 0; c < classes; c++)
        {
            int part = c == classes - 1 ? left : generator.NextInt32(left + 1);
            target[c] = part / 16f;
            left -= part;
        }

        return target;
    }
}
