namespace FastOpt.Training;

/// <summary>
/// Counts of the finite values of a tensor in buckets of equal width between the smallest and the largest; one bucket where all are the same. Sums are in
/// double.
/// </summary>
internal readonly struct WeightHistogram
{
    /// <summary>TensorBoard shows 30 buckets, whatever it is given.</summary>
    private const int Buckets = 30;

    /// <summary>Counts the values.</summary>
    public WeightHistogram(ReadOnlySpan<float> values)
    {
        (double minimum, double maximum, double sum, double squares) = (double.PositiveInfinity, double.NegativeInfinity, 0, 0);
        long count = 0;
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                continue;
            count++;
            (minimum, maximum) = (Math.Min(minimum, value), Math.Max(maximum, value));
            (sum, squares) = (sum + value, squares + ((double)value * value));
        }

        (Count, Sum, SumOfSquares) = (count, sum, squares);
        (Minimum, Maximum) = count == 0 ? (0, 0) : (minimum, maximum);
        int buckets = Maximum > Minimum ? Buckets : 1;
        double width = (Maximum - Minimum) / buckets;
        (Limits, Counts) = (new double[buckets], new double[buckets]);
        for (int i = 0; i < buckets; i++)
            Limits[i] = i == buckets - 1 ? Maximum : Minimum + ((i + 1) * width);
        foreach (float value in values)
        {
            if (float.IsFinite(value))
                Counts[width > 0 ? Math.Min((int)((value - Minimum) / width), buckets - 1) : 0]++;
        }
    }

    /// <summary>Finite values.</summary>
    public double Count { get; }

    /// <summary>The smallest.</summary>
    public double Minimum { get; }

    /// <summary>The largest.</summary>
    public double Maximum { get; }

    /// <summary>Their sum.</summary>
    public double Sum { get; }

    /// <summary>The sum of their squares.</summary>
    public double SumOfSquares { get; }

    /// <summary>The upper limits of the buckets.</summary>
    public double[] Limits { get; }

    /// <summary>Values in each bucket.</summary>
    public double[] Counts { get; }
}
