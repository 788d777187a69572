namespace FastOpt.Training;

/// <summary>
/// What a column's values look like: in double, example after example, so that the figures are the same bits on every machine. Values that are missing (NaN) do
/// not count.
/// </summary>
internal sealed class ColumnStatistics
{
    private readonly int[] _counts;

    private ColumnStatistics(int size)
    {
        _counts = new int[size];
        (Means, Deviations, Minima, Maxima) = (new double[size], new double[size], new double[size], new double[size]);
        Array.Fill(Minima, double.PositiveInfinity);
        Array.Fill(Maxima, double.NegativeInfinity);
    }

    /// <summary>Σx / n.</summary>
    public double[] Means { get; }

    /// <summary>√(Σ(x − mean)² / n), from a second pass.</summary>
    public double[] Deviations { get; }

    /// <summary>The least values.</summary>
    public double[] Minima { get; }

    /// <summary>The largest values.</summary>
    public double[] Maxima { get; }

    /// <summary>Gathers the figures of each column of t(x).</summary>
    /// <param name="values">[examples × columns].</param>
    /// <param name="scalings">One for each column; Log1p says t(x) = ln(1 + x), all others t(x) = x.</param>
    /// <param name="labels">What columns are called in errors.</param>
    /// <exception cref="ArgumentException">A value is infinite, or not above −1 where its logarithm is asked for; or a column has no value at all.</exception>
    public static ColumnStatistics Of(ReadOnlySpan<float> values, ReadOnlySpan<Scaling> scalings, ColumnLabels labels)
    {
        int size = scalings.Length;
        var result = new ColumnStatistics(size);
        for (int i = 0; i < values.Length; i += size)
        {
            for (int column = 0; column < size; column++)
            {
                float x = values[i + column];
                if (float.IsNaN(x))
                    continue;
                if (float.IsInfinity(x))
                    throw new ArgumentException(
                        FormattableString.Invariant($"{labels[column]} is {x} in training example {i / size}; a normalizer needs finite values."));
                if (scalings[column] == Scaling.Log1p && !(x > -1))
                {
                    throw new ArgumentException(FormattableString.Invariant(
                        $"{labels[column]} is {x} in training example {i / size}, and ln(1 + x) needs values above -1: choose another scaling for it."));
                }

                double t = Transform(x, scalings[column]);
                result._counts[column]++;
                result.Means[column] += t;
                result.Minima[column] = Math.Min(result.Minima[column], t);
                result.Maxima[column] = Math.Max(result.Maxima[column], t);
            }
        }

        for (int column = 0; column < size; column++)
        {
            if (result._counts[column] == 0)
                throw new ArgumentException($"{labels[column]} has no value in any training example.");
            result.Means[column] /= result._counts[column];
        }

        result.Spread(values, scalings);
        return result;
    }

    /// <summary>ln(1 + x) where a column asks for it, with the library's own logarithm, which is the same on every machine; x everywhere else.</summary>
    public static double Transform(float x, Scaling scaling) => scaling == Scaling.Log1p ? VectorMath.Log1P(x) : x;

    private void Spread(ReadOnlySpan<float> values, ReadOnlySpan<Scaling> scalings)
    {
        int size = scalings.Length;
        for (int i = 0; i < values.Length; i += size)
        {
            for (int column = 0; column < size; column++)
            {
                if (float.IsNaN(values[i + column]))
                    continue;
                double deviation = Transform(values[i + column], scalings[column]) - Means[column];
                Deviations[column] += deviation * deviation;
            }
        }

        for (int column = 0; column < size; column++)
            Deviations[column] = Math.Sqrt(Deviations[column] / _counts[column]);
    }
}
