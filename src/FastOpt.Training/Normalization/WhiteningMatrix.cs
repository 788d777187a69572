namespace FastOpt.Training;

/// <summary>y = W·(x − mean): inputs that are uncorrelated, each of variance 1. In double, rounded once.</summary>
internal sealed class WhiteningMatrix
{
    // What a component's variance must exceed, relative to the largest one, to be more than rounding.
    private const double Negligible = 1e-12;

    private readonly double[] _means;
    private readonly double[] _matrix;

    private WhiteningMatrix(double[] means, double[] matrix) => (_means, _matrix) = (means, matrix);

    /// <summary>Inputs, and results.</summary>
    public int Size => _means.Length;

    /// <summary>The training means.</summary>
    public ReadOnlySpan<double> Means => _means;

    /// <summary>W, [results × inputs].</summary>
    public ReadOnlySpan<double> Matrix => _matrix;

    public static WhiteningMatrix Fit(ReadOnlySpan<float> values, int size, Whitening kind, double epsilon, ColumnLabels labels, List<string> warnings)
    {
        var statistics = ColumnStatistics.Of(values, new Scaling[size], labels);
        double[] vectors = Covariance(values, statistics.Means), variances = new double[size];
        for (int i = 0; i < size; i++)
        {
            if (!(statistics.Maxima[i] > statistics.Minima[i]))
                warnings.Add($"{labels[i]} has one value in all training examples; it says nothing in the whitened inputs.");
        }

        SymmetricEigen.Solve(vectors, variances, new double[size]);
        if (!(variances[^1] > 0))
            throw new ArgumentException("All training examples are the same; there is nothing to whiten.");

        // Ascending with eigenvectors in columns, as solved; falling with eigenvectors in rows, as used.
        double[] rows = new double[size * size], factors = new double[size];
        int lost = 0;
        for (int i = 0; i < size; i++)
        {
            int column = size - 1 - i;
            double variance = Math.Max(0, variances[column]);
            bool negligible = variance <= Negligible * variances[^1];
            lost += negligible ? 1 : 0;
            factors[i] = negligible ? 0 : 1 / Math.Sqrt(variance + epsilon);
            double largest = 0;
            for (int j = 0; j < size; j++)
                largest = Math.Abs(vectors[j * size + column]) > Math.Abs(largest) ? vectors[j * size + column] : largest;
            for (int j = 0; j < size; j++)
                rows[i * size + j] = largest < 0 ? -vectors[j * size + column] : vectors[j * size + column];
        }

        if (lost > 0)
            warnings.Add($"{lost} of {size} components have no variance, since inputs are constant or depend on each other; they become 0.");
        return new WhiteningMatrix(statistics.Means, kind == Whitening.Pca ? Scaled(rows, factors) : Turned(rows, Scaled(rows, factors)));
    }

    /// <summary>Whitens rows; the spans do not overlap.</summary>
    public void Apply(ReadOnlySpan<float> values, Span<float> results)
    {
        int size = Size;
        Span<double> deviations = stackalloc double[size];
        for (int row = 0; row < values.Length; row += size)
        {
            Deviations(values.Slice(row, size), _means, deviations);
            for (int i = 0; i < size; i++)
                results[row + i] = (float)Vectors.Dot(_matrix.AsSpan(i * size, size), deviations);
        }
    }

    public void AddTo(Fingerprinter fingerprinter)
    {
        fingerprinter.Add(Size);
        fingerprinter.Add(Means);
        fingerprinter.Add(Matrix);
    }

    public void Save(RunState state)
    {
        state.Set("means", Means);
        state.Set("matrix", Matrix);
    }

    /// <exception cref="FormatException">What is stored is no whitening.</exception>
    public static WhiteningMatrix Load(RunState state)
    {
        int size = state.Get<double>("means").Length;
        if (size == 0)
            throw new FormatException("The stored normalizer has no columns.");
        return new WhiteningMatrix(ColumnScaling.Numbers(state, "means", size), ColumnScaling.Numbers(state, "matrix", (long)size * size));
    }

    // Over n - 1. A missing value counts as its column's mean.
    private static double[] Covariance(ReadOnlySpan<float> values, double[] means)
    {
        int size = means.Length, count = values.Length / size;
        if (count < 2)
            throw new ArgumentException($"Whitening needs at least 2 training examples; there are {count}.");
        double[] covariance = new double[size * size], deviations = new double[size];
        for (int row = 0; row < values.Length; row += size)
        {
            Deviations(values.Slice(row, size), means, deviations);
            for (int i = 0; i < size; i++)
                Vectors.Add(covariance.AsSpan(i * size, i + 1), deviations[i], deviations.AsSpan(0, i + 1));
        }

        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
                covariance[j * size + i] = covariance[i * size + j] /= count - 1;
        }

        return covariance;
    }

    private static double[] Scaled(double[] rows, double[] factors)
    {
        int size = factors.Length;
        double[] scaled = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            scaled[i] = rows[i] * factors[i / size];
        return scaled;
    }

    // Rowsᵀ·scaled, the sums over components in their order.
    private static double[] Turned(double[] rows, double[] scaled)
    {
        int size = (int)Math.Sqrt(rows.Length);
        double[] product = new double[rows.Length];
        for (int k = 0; k < size; k++)
        {
            for (int i = 0; i < size; i++)
                Vectors.Add(product.AsSpan(i * size, size), rows[k * size + i], scaled.AsSpan(k * size, size));
        }

        return product;
    }

    private static void Deviations(ReadOnlySpan<float> row, double[] means, Span<double> deviations)
    {
        for (int i = 0; i < row.Length; i++)
            deviations[i] = float.IsNaN(row[i]) ? 0 : row[i] - means[i];
    }
}
