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

    /// <summary>A batch that suits the network: inputs in ±1; targets in ±2, or 0 and 1 for the binary cross-entropy, ±1 for the hinges, counts below 4 for Poisson, or labels.</summary>
    public static TestBatch Create(ReferenceNetwork network, int size, ulong seed) => Next(network, size, new IntegerGenerator(seed));

    /// <summary>The next batch from a generator.</summary>
    public static TestBatch Next(ReferenceNetwork network, int size, IntegerGenerator generator)
    {
        float[] inputs = generator.Floats(size * network.Inputs);
        if (network.Loss.UsesLabels)
            return new TestBatch(size, inputs, [], [.. Enumerable.Range(0, size).Select(_ => generator.NextInt32(network.Outputs))]);
        Func<float> next = network.Loss.Name switch
        {
            "BinaryCrossEntropy" => () => generator.NextInt32(2),
            "Hinge" or "SquaredHinge" => () => (2 * generator.NextInt32(2)) - 1,
            "Poisson" => () => generator.NextInt32(4),
            _ => () => generator.NextFloat(2),
        };
        float[] targets = [.. Enumerable.Range(0, size * network.Outputs).Select(_ => next())];
        return new TestBatch(size, inputs, targets, []);
    }

    /// <summary>The examples from <paramref name="start"/> on.</summary>
    public TestBatch Slice(int start, int count) => new(
        count,
        Inputs.AsSpan(start * (Inputs.Length / Size), count * (Inputs.Length / Size)).ToArray(),
        Targets.AsSpan(start * (Targets.Length / Size), count * (Targets.Length / Size)).ToArray(),
        Labels.Length == 0 ? [] : Labels.AsSpan(start, count).ToArray());
}
