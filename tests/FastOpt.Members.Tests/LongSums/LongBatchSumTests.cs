namespace FastOpt.Members.Tests;

/// <summary>Sums over very many examples: gradients of weights, biases and whatever else is the same for all of them, and the loss.</summary>
[Collection(nameof(Alone))]
public sealed class LongBatchSumTests
{
    private const int Million = 1_000_000;

    /// <summary>What the other tests are worth: one float that adds a million terms of any kind misses by more than they allow.</summary>
    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void OneFloatIsNotEnough(string kind)
    {
        float[] terms = LongSum.Terms(kind, Million);
        float sum = 0;
        foreach (float term in terms)
            sum += term;
        Assert.True(Math.Abs((sum / LongSum.Of(terms)) - 1) > LongSum.Tolerance);
    }

    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void AWeightAndABias(string kind)
    {
        float[] inputs = LongSum.Terms("ramp", Million), gradients = LongSum.Terms(kind, Million);
        var network = new ManyExamples(Million, seed: 1);
        float[] actual = network.Gradients(inputs, gradients);
        LongSum.Near(LongSum.Of(inputs, gradients), actual[0]);
        LongSum.Near(LongSum.Of(gradients), actual[1]);

        // An update takes the same sums.
        float[] zeros = [0, 0];
        network.LoadParameters(zeros);
        network.TrainStepWithOutputGradients(inputs, gradients);
        Assert.Equal([-actual[0], -actual[1]], network.ParametersOf());
    }

    /// <summary>The borders of what one float adds: up to there its bits, from there on those of chunks, of which the last is not full.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(LongSum.Most - 1)]
    [InlineData(LongSum.Most)]
    [InlineData(LongSum.Most + 1)]
    [InlineData(LongSum.Most + 255)]
    [InlineData(LongSum.Most + 256)]
    [InlineData(LongSum.Most + 257)]
    [InlineData(LongSum.Most + 1023)]
    [InlineData(LongSum.Most + 1024)]
    [InlineData(LongSum.Most + 1025)]
    public void TheBordersOfChunks(int examples)
    {
        Assert.SkipUnless(LongSumBits.HasFusedMultiplyAdd, "Bits are promised where there is FMA.");
        float[] inputs = LongSum.Terms("random", examples), gradients = LongSum.Terms("thirds", examples);
        int chunk = examples > LongSum.Most ? 256 : examples;
        double weight = 0, bias = 0;
        for (int first = 0; first < examples; first += chunk)
        {
            float ofWeight = 0, ofBias = 0;
            for (int i = first; i < Math.Min(first + chunk, examples); i++)
            {
                ofWeight = MathF.FusedMultiplyAdd(inputs[i], gradients[i], ofWeight);
                ofBias += gradients[i];
            }

            weight += ofWeight;
            bias += ofBias;
        }

        Assert.Equal([(float)weight, (float)bias], new ManyExamples(examples, seed: 1).Gradients(inputs, gradients));
    }

    /// <summary>Tiles of all sizes; stored gradients go on where those of the batch before ended, and their norm is that of all.</summary>
    [Fact]
    public void StoredGradientsOfSeveralBatches()
    {
        const int Examples = 70_001;
        float[] inputs = [.. LongSum.Terms("random", 7 * Examples)], gradients = LongSum.Terms("ramp", 18 * Examples);
        var network = new ManyStoredExamples(Examples, seed: 1);
        float[] before = network.ParametersOf(), of = network.Gradients(inputs, gradients);
        var expected = new double[before.Length];
        for (int unit = 0; unit < 18; unit++)
        {
            for (int row = 0; row < Examples; row++)
            {
                for (int input = 0; input < 7; input++)
                    expected[(unit * 7) + input] += (double)gradients[(row * 18) + unit] * inputs[(row * 7) + input];
                expected[(7 * 18) + unit] += gradients[(row * 18) + unit];
            }
        }

        for (int i = 0; i < expected.Length; i++)
            LongSum.Near(expected[i], of[i]);
        for (int batch = 0; batch < 3; batch++)
            network.AccumulateGradients(inputs, gradients);
        network.ApplyGradients();
        float[] after = network.ParametersOf();
        double scale = (before[0] - after[0]) / expected[0];
        for (int i = 0; i < expected.Length; i++)
            LongSum.Near(scale * expected[i], (double)before[i] - after[i]);
    }

    /// <summary>
    /// A million examples in batches of 4,096. As long as one float adds all, it has its bits, and misses the first 65,536 terms by up to 1e-3 of them; then
    /// each batch adds one term. So the whole is within 2e-4, where one float would miss by 1e-2.
    /// </summary>
    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void GradientsOfManyBatches(string kind)
    {
        const int Batch = 4096, Batches = 244;
        float[] inputs = LongSum.Terms("ramp", Batch), gradients = LongSum.Terms(kind, Batch);
        var network = new ManyAddedExamples(Batch);
        network.LoadParameters(new float[2]);
        for (int batch = 0; batch < Batches; batch++)
            network.AccumulateGradients(inputs, gradients);
        network.ApplyGradients();
        float[] after = network.ParametersOf();
        double weight = -Batches * LongSum.Of(inputs, gradients), bias = -Batches * LongSum.Of(gradients);
        LongSum.Near(weight, after[0], 20 * weight);
        LongSum.Near(bias, after[1], 20 * bias);
    }

    /// <summary>The same.</summary>
    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void AVectorOfATableThatManyBatchesRead(string kind)
    {
        const int Batch = 4096, Batches = 122;
        float[] inputs = new float[2 * Batch], gradients = LongSum.Terms(kind, 4 * Batch);
        inputs[5] = 1;
        var network = new ManyAddedReaders(Batch);
        network.LoadParameters(new float[6]);
        for (int batch = 0; batch < Batches; batch++)
            network.AccumulateGradients(inputs, gradients);
        network.ApplyGradients();
        double sum = 0;
        for (int i = 0; i < inputs.Length; i++)
            sum += i == 5 ? 0 : gradients[2 * i];
        float[] after = network.ParametersOf();
        LongSum.Near(-Batches * sum, after[0], 20 * Batches * sum);
        LongSum.Near(-Batches * (double)gradients[10], after[2]);
        Assert.Equal([0f, 0f], after[4..]);
    }

    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void ATrainedValueOfAnActivation(string kind)
    {
        float[] inputs = LongSum.Terms("ramp", Million), gradients = LongSum.Terms(kind, Million);
        var network = new ManySlopes(Million);
        network.LoadParameters([-1, 0, 0.25f]);
        float[] actual = network.Gradients(inputs, gradients);
        double slope = -LongSum.Of(inputs, gradients);
        LongSum.Near(slope, actual[2]);
        LongSum.Near(-0.25 * slope, actual[0]);
        LongSum.Near(0.25 * LongSum.Of(gradients), actual[1]);
    }

    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void ScaleAndShiftOfABatchNormalization(string kind)
    {
        float[] inputs = LongSum.Terms("random", Million), gradients = LongSum.Terms(kind, Million);
        var network = new ManyNormalized(Million);
        network.LoadParameters([1, 0, 1, 0]);
        float[] actual = network.Gradients(inputs, gradients);
        double mean = LongSum.Of(inputs) / Million, squares = 0, scale = 0, sizes = 0;
        foreach (float input in inputs)
            squares += (input - mean) * (input - mean);
        double deviation = Math.Sqrt((squares / Million) + 1e-5);
        for (int i = 0; i < Million; i++)
        {
            double term = gradients[i] * (inputs[i] - mean) / deviation;
            scale += term;
            sizes += Math.Abs(term);
        }

        LongSum.Near(scale, actual[2], sizes);
        LongSum.Near(LongSum.Of(gradients), actual[3]);
    }

    /// <summary>One vector has nearly all readers, another some, the third none; both numbers of an example read the table.</summary>
    [Theory]
    [MemberData(nameof(LongSum.Kinds), MemberType = typeof(LongSum))]
    public void AVectorOfATableThatAMillionExamplesRead(string kind)
    {
        float[] inputs = [.. Enumerable.Range(0, 2 * Million).Select(static i => i % 100_000 == 99_999 ? 2f : 0f)];
        float[] gradients = [.. LongSum.Terms(kind, 2 * Million), .. LongSum.Terms(kind, 2 * Million)];
        float[] actual = new ManyReaders(Million).Gradients(inputs, gradients);
        var expected = new double[6];
        for (int i = 0; i < inputs.Length; i++)
        {
            expected[2 * (int)inputs[i]] += gradients[2 * i];
            expected[(2 * (int)inputs[i]) + 1] += gradients[(2 * i) + 1];
        }

        for (int i = 0; i < 6; i++)
            LongSum.Near(expected[i], actual[i]);
    }

    /// <summary>Vectors that are not read so often have the bits of one float, however large the batch is.</summary>
    [Fact]
    public void ARareVectorOfALargeBatchHasTheBitsOfOneFloat()
    {
        float[] inputs = [.. Enumerable.Range(0, 2 * LongSum.Most).Select(static i => i % 2 == 0 ? 1f : i % 3)];
        float[] gradients = LongSum.Terms("ramp", 4 * LongSum.Most);
        float[] actual = new ManyReaders(LongSum.Most).Gradients(inputs, gradients);
        var expected = new float[6];
        for (int i = 0; i < inputs.Length; i++)
        {
            expected[2 * (int)inputs[i]] += gradients[2 * i];
            expected[(2 * (int)inputs[i]) + 1] += gradients[(2 * i) + 1];
        }

        Assert.Equal([expected[0], expected[1]], actual[..2]);
        Assert.Equal([expected[4], expected[5]], actual[4..]);
        Assert.NotEqual(expected[2], actual[2]);
    }

    [Theory]
    [InlineData(0.1f)]
    [InlineData(1f / 3)]
    [InlineData(-0.7f)]
    [InlineData(5f)]
    [InlineData(100.3f)]
    [InlineData(1e-10f)]
    public void TheLossItself(float distance)
    {
        var network = new ManyLosses(Million);
        network.LoadParameters([0, distance]);
        LongSum.Near((double)distance * distance, network.TrainStep(new float[Million], new float[Million]));
        network.LoadParameters([0, distance]);
        LongSum.Near((double)distance * distance, network.Evaluate(new float[Million], new float[Million]));
    }

    /// <summary>The Hessian of a sum of squares, Σx², times a direction: in the network's units.</summary>
    [Fact]
    public void AHessianVectorProduct()
    {
        float[] inputs = LongSum.Terms("ramp", Million), direction = [1, 0.5f], product = new float[2];
        var network = new ManySquares(Million, seed: 1);
        network.HessianVectorProduct(inputs, new float[Million], direction, product);
        double sum = LongSum.Of(inputs), squares = LongSum.Of(inputs, inputs);
        LongSum.Near(2 * (squares + (0.5 * sum)) / Million, product[0]);
        LongSum.Near(2 * (sum + (0.5 * Million)) / Million, product[1]);
    }
}

/// <summary>A sum of squares with its curvature.</summary>
[Network(1, Curvature = true), Dense(1), MeanSquaredError, Sgd]
public sealed partial class ManySquares;
