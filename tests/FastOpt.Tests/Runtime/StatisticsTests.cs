using FastOpt.Runtime;

namespace FastOpt.Tests;

/// <summary>Statistics of rows and of batches against their definitions in double.</summary>
public class StatisticsTests
{
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 5, 3, 1 }, { 33, 16, 1 }, { 64, 40, 1 }, { 7, 2, 5 }, { 3, 4, 16 }, { 40, 3, 37 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void StatisticsOfABatchAreThoseOfTheirDefinitions(int count, int channels, int positions)
    {
        (float[] rows, int stride) = Rows(count, channels * positions);
        float[] means = Results(channels), variances = Results(channels), alone = Results(channels), squares = Results(channels), norms = Results(channels);
        BatchStatistics.MeanVariance(ref rows[0], stride, count, positions, ref means[0], ref variances[0], 0, channels);
        BatchStatistics.Mean(ref rows[0], stride, count, positions, ref alone[0], 0, channels);
        BatchStatistics.MeanSquare(ref rows[0], stride, count, positions, ref squares[0], 0, channels);
        BatchStatistics.Norm(ref rows[0], stride, count, positions, ref norms[0], 0, channels);
        for (int channel = 0; channel < channels; channel++)
        {
            double[] elements = [.. Enumerable.Range(0, count).SelectMany(row => Segment(rows, (row * stride) + (channel * positions), positions))];
            Check(elements, means[channel], variances[channel], squares[channel], norms[channel]);
            Assert.Equal(means[channel], alone[channel]);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void StatisticsOfRowsAreThoseOfTheirDefinitions(int count, int segments, int width)
    {
        (float[] rows, int stride) = Rows(count, segments * width);
        float[] Of(RowStatistic statistic)
        {
            var results = new float[count * segments];
            statistic(ref rows[0], stride, count, segments, width, ref results[0], segments);
            return results;
        }

        float[] means = new float[count * segments], variances = new float[count * segments];
        RowStatistics.MeanVariance(ref rows[0], stride, count, segments, width, ref means[0], ref variances[0], segments);
        float[] squares = Of(RowStatistics.MeanSquare), norms = Of(RowStatistics.Norm);
        float[] largest = Of(RowStatistics.Maximum), smallest = Of(RowStatistics.Minimum);
        Assert.Equal(means, Of(RowStatistics.Mean));
        for (int i = 0; i < means.Length; i++)
        {
            double[] elements = [.. Segment(rows, (i / segments * stride) + (i % segments * width), width)];
            Check(elements, means[i], variances[i], squares[i], norms[i]);
            Assert.Equal((elements.Max(), elements.Min()), (largest[i], smallest[i]));
        }
    }

    private delegate void RowStatistic(ref float rows, int stride, int count, int segments, int width, ref float results, int resultStride);

    private static void Check(double[] elements, float mean, float variance, float meanSquare, float norm)
    {
        double expected = elements.Average();
        Assert.Equal(expected, mean, 1e-6);
        Assert.Equal(elements.Average(x => (x - expected) * (x - expected)), variance, 2e-6);
        Assert.Equal(elements.Average(static x => x * x), meanSquare, 4e-6);
        Assert.Equal(Math.Sqrt(elements.Sum(static x => x * x)), norm, 1e-5 * (1 + norm));
    }

    private static (float[] Rows, int Stride) Rows(int count, int width)
    {
        int stride = (width + 15) / 16 * 16;
        var random = new Random(width + count);
        return ([.. Enumerable.Range(0, count * stride).Select(_ => (random.NextSingle() * 2) - 0.5f)], stride);
    }

    /// <summary>Columns are worked on 16 at a time.</summary>
    private static float[] Results(int channels) => new float[channels + 16];

    private static IEnumerable<double> Segment(float[] rows, int first, int count) => rows.Skip(first).Take(count).Select(static x => (double)x);
}
