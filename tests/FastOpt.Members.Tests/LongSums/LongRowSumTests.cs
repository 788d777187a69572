namespace FastOpt.Members.Tests;

/// <summary>Sums across very long rows: statistics of an example and what comes back through them, and losses.</summary>
[Collection(nameof(Alone))]
public sealed class LongRowSumTests
{
    private const int Width = 200_000;

    /// <summary>What comes back is the weight of the layer above, whose own gradient is the normalization's output.</summary>
    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void ALayerNormalizationAndTheWayBack(string kind)
    {
        float[] inputs = LongSum.Terms("random", Width), weights = LongSum.Terms(kind, Width), back = new float[Width], output = [0];
        var network = new LongExample(1);
        network.LoadParameters([.. LongSum.Equal(Width, 1), .. new float[Width], .. weights, 0]);
        float[] normals = network.Gradients(inputs, [1])[(2 * Width)..];
        network.ComputeInputGradients(inputs, [1], back);
        network.Predict(inputs, output);
        (double mean, double deviation) = Moments(inputs);
        double sum = 0, product = 0, sizes = 0, largest = 0;
        for (int i = 0; i < Width; i++)
        {
            double normal = (inputs[i] - mean) / deviation;
            LongSum.Near(normal, normals[i], 1);
            sum += weights[i];
            product += weights[i] * normal;
            sizes += Math.Abs(weights[i] * normal);
            largest = Math.Max(largest, Math.Abs(weights[i]));
        }

        LongSum.Near(product, output[0], sizes);
        for (int i = 0; i < Width; i++)
        {
            double normal = (inputs[i] - mean) / deviation;
            LongSum.Near((weights[i] - (sum / Width) - (normal * product / Width)) / deviation, back[i], largest / deviation);
        }
    }

    /// <summary>PyTorch's epsilon of a root mean square is that of a float.</summary>
    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void ARootOfSquares(string kind)
    {
        float[] inputs = LongSum.Terms(kind, Width);
        float[] normals = new LongRoot(1).Gradients(inputs, [1])[Width..];
        double root = Math.Sqrt((LongSum.Of(inputs, inputs) / Width) + 1.1920928955078125e-7);
        foreach (int i in new[] { 0, 1, Width / 2, Width - 1 })
            LongSum.Near(inputs[i] / root, normals[i]);
    }

    /// <summary>One logit is the largest, and 200,000 others add up.</summary>
    [Theory]
    [InlineData(0.1f)]
    [InlineData(1f)]
    [InlineData(2.5f)]
    [InlineData(5f)]
    [InlineData(11f)]
    [InlineData(-0.3f)]
    public void ASoftmaxOfManyClasses(float largest)
    {
        float[] logits = [.. Enumerable.Range(0, Width).Select(i => i == 7 ? largest : i % 2 * 0.01f)];
        double sum = 0, shifted = Math.Max(largest, 0.01);
        foreach (float logit in logits)
            sum += Math.Exp(logit - shifted);
        double logSum = shifted + Math.Log(sum);
        var network = new ManyClasses(1);
        network.LoadParameters([.. new float[Width], .. logits]);
        Assert.Equal(logSum - largest, network.Evaluate([0], [7]), 1e-5);
        float[] gradients = network.Gradients([1], [7]);
        foreach (int i in new[] { 0, 1, Width - 1 })
            LongSum.Near(Math.Exp(logits[i] - logSum), gradients[Width + i]);
        LongSum.Near(Math.Exp(largest - logSum) - 1, gradients[Width + 7]);

        // Half of what is wanted belongs to all classes alike.
        var smooth = new ManySmoothClasses(1);
        smooth.LoadParameters([.. new float[Width], .. logits]);
        double mean = LongSum.Of(logits) / Width;
        LongSum.Near(logSum - (0.5 * largest) - (0.5 * mean), smooth.Evaluate([0], [7]));
    }

    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void ALossOverManyOutputs(string kind)
    {
        float[] targets = LongSum.Terms(kind, 2 * Width);
        var network = new ManyTargets(2);
        network.LoadParameters(new float[2 * Width]);
        // The square of 3e-30 is no float.
        double expected = kind == "tiny" ? 0 : LongSum.Of(targets, targets) / (2 * Width);
        LongSum.Near(expected, network.Evaluate([1, 1], targets), Math.Max(expected, 1e-30));
        LongSum.Near(expected, network.TrainStep([1, 1], targets), Math.Max(expected, 1e-30));
    }

    private static (double Mean, double Deviation) Moments(float[] values)
    {
        double mean = LongSum.Of(values) / values.Length, squares = 0;
        foreach (float value in values)
            squares += (value - mean) * (value - mean);
        return (mean, Math.Sqrt((squares / values.Length) + 1e-5));
    }
}
