namespace FastOpt.Training.Tests.Ensembles;

/// <summary>Recomputed statistics are PyTorch's <c>update_bn</c>: means over batches of each batch's mean and unbiased variance, here in double.</summary>
public sealed class RunningStatisticsTests
{
    [Theory]
    [InlineData(48, 16)]
    [InlineData(50, 16)] // a last batch of two counts as much as the others
    [InlineData(30, 30)]
    public void StatisticsAreMeansOverTheBatches(int examples, int batch)
    {
        DataSet<float> data = Points.Numbers(examples, seed: 1);
        var network = new Normalized(maxBatch: 64, seed: 3);
        network.TrainStep(data.Inputs, data.Targets);
        byte[] before = States.Of(network);
        float[] parameters = new float[Normalized.ParameterCount];
        network.CopyParametersTo(parameters);
        network.RecomputeStatistics(data, batch);
        float[] found = new float[Normalized.BufferCount];
        network.CopyBuffersTo(found);
        double[] expected = Expected(data, parameters, batch);
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], Math.Max(1e-7, Math.Abs(expected[i]) * 1e-6));

        // Nothing else is changed.
        float[] buffers = new float[Normalized.BufferCount];
        Normalized own = new(maxBatch: 64);
        own.LoadState(before);
        own.CopyBuffersTo(buffers);
        network.LoadBuffers(buffers);
        Assert.Equal(before, States.Of(network));
    }

    [Fact]
    public void ChannelsOfImagesHaveTheStatisticsOfAllPixels()
    {
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, 12 * 36).Select(_ => (float)random.NextDouble())];
        var data = new DataSet<int>(inputs, new int[12], 36);
        var network = new Channels(maxBatch: 4, seed: 2);
        float[] parameters = new float[Channels.ParameterCount], found = new float[Channels.BufferCount];
        network.CopyParametersTo(parameters);
        network.RecomputeStatistics(data);
        network.CopyBuffersTo(found);
        for (int channel = 0; channel < 3; channel++)
        {
            double mean = 0, variance = 0;
            for (int batch = 0; batch < 3; batch++)
            {
                List<double> pixels = [];
                for (int example = 4 * batch; example < 4 * (batch + 1); example++)
                {
                    for (int y = 0; y < 4; y++)
                    {
                        for (int x = 0; x < 4; x++)
                            pixels.Add(Pixel(inputs.AsSpan(36 * example, 36), parameters, channel, y, x));
                    }
                }

                mean += pixels.Average() / 3;
                variance += pixels.Sum(pixel => (pixel - pixels.Average()) * (pixel - pixels.Average())) / (pixels.Count - 1) / 3;
            }

            Assert.Equal(mean, found[channel], 1e-6);
            Assert.Equal(variance, found[3 + channel], 1e-6);
        }
    }

    /// <summary>Dropout draws: a pass draws the same, whatever ran before it.</summary>
    [Fact]
    public void ThePassDependsOnWeightsAndDataAlone()
    {
        DataSet<int> data = Points.Classes(40, seed: 1);
        Classes first = new(maxBatch: 8, seed: 1), second = new(maxBatch: 8, seed: 2, threads: 2);
        for (int i = 0; i < 7; i++)
            second.TrainStep(data.Inputs[..32], data.Targets[..8]);
        float[] parameters = new float[Classes.ParameterCount];
        first.CopyParametersTo(parameters);
        second.LoadParameters(parameters);
        first.RecomputeStatistics(data);
        second.RecomputeStatistics(data);
        second.RecomputeStatistics(data);
        Assert.Equal(States.Weights(first), States.Weights(second));
    }

    [Fact]
    public void NetworksWithoutStatisticsAreLeftAloneAndMistakesNamed()
    {
        var numbers = new Numbers(maxBatch: 8);
        byte[] before = States.Of(numbers);
        numbers.RecomputeStatistics(Points.Numbers(10, seed: 1));
        Assert.Equal(before, States.Of(numbers));
        var network = new Normalized(maxBatch: 8);
        Assert.Throws<ArgumentException>(() => network.RecomputeStatistics(new DataSet<float>([], [], 3)));
        Assert.Contains("reads 3 inputs; these examples have 4", Assert.Throws<ArgumentException>(
            () => network.RecomputeStatistics(new DataSet<float>(new float[8], new float[2], 4))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.RecomputeStatistics(Points.Numbers(10, seed: 1), 9));
        before = States.Of(network);
        Assert.ThrowsAny<ArgumentException>(() => network.RecomputeStatistics(Points.Numbers(9, seed: 1), 8)); // a last batch of one
        Assert.Equal(before, States.Of(network));
    }

    private static double Pixel(ReadOnlySpan<float> image, float[] parameters, int channel, int y, int x)
    {
        double sum = parameters[27 + channel];
        for (int i = 0; i < 9; i++)
            sum += (double)parameters[(9 * channel) + i] * image[(6 * (y + (i / 3))) + x + (i % 3)];
        return sum;
    }

    // Parameters: weight 3, bias 3 of the first normalization; weight 5×3, bias 5; weight 5, bias 5; the last layer. Buffers: means, variances; the same of 5.
    private static double[] Expected(DataSet<float> data, float[] parameters, int batch)
    {
        double[] sums = new double[16];
        int batches = 0;
        for (int first = 0; first < data.Count; first += batch, batches++)
        {
            int count = Math.Min(batch, data.Count - first);
            double[][] rows = [.. Enumerable.Range(first, count).Select(i => Array.ConvertAll(data.Input(i).ToArray(), static x => (double)x))];
            (double[] mean, double[] variance) = Moments(rows, 3);
            Add(mean, variance, count, 0);
            double[][] dense = [.. rows.Select(row =>
            {
                double[] normal = [.. row.Select((x, j) => ((x - mean[j]) / Math.Sqrt(variance[j] + 1e-5) * parameters[j]) + parameters[3 + j])];
                double[] outputs = new double[5];
                for (int k = 0; k < 5; k++)
                    outputs[k] = Enumerable.Range(0, 3).Sum(j => parameters[6 + (3 * k) + j] * normal[j]) + parameters[21 + k];
                return outputs;
            })];
            (mean, variance) = Moments(dense, 5);
            Add(mean, variance, count, 6);
        }

        return [.. sums.Select(sum => sum / batches)];

        void Add(double[] mean, double[] variance, int count, int at)
        {
            for (int j = 0; j < mean.Length; j++)
            {
                sums[at + j] += mean[j];
                sums[at + mean.Length + j] += variance[j] * count / (count - 1);
            }
        }
    }

    private static (double[] Mean, double[] Variance) Moments(double[][] rows, int size)
    {
        double[] mean = [.. Enumerable.Range(0, size).Select(j => rows.Average(row => row[j]))];
        return (mean, [.. Enumerable.Range(0, size).Select(j => rows.Average(row => (row[j] - mean[j]) * (row[j] - mean[j])))]);
    }
}
