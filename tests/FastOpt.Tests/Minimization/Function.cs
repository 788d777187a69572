namespace FastOpt.Tests.Minimization;

/// <summary>A function from delegates; products are differences of gradients where none are given.</summary>
internal sealed class Function(
    int dimension, Func<double[], double> value, Func<double[], double[]> gradient, Func<double[], double[], double[]>? product = null) : IObjective
{
    /// <summary>½·Σ λᵢ·xᵢ².</summary>
    public static Function Diagonal(double[] eigenvalues) => new(
        eigenvalues.Length,
        x => x.Select((a, i) => eigenvalues[i] * a * a / 2).Sum(),
        x => [.. x.Select((a, i) => eigenvalues[i] * a)],
        (_, v) => [.. v.Select((a, i) => eigenvalues[i] * a)]);

    public int Dimension => dimension;

    public double Value(ReadOnlySpan<double> point) => value(point.ToArray());

    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradientOut)
    {
        gradient(point.ToArray()).CopyTo(gradientOut);
        return value(point.ToArray());
    }

    public void HessianVector(ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> result)
    {
        double[] x = point.ToArray(), v = direction.ToArray();
        if (product is not null)
        {
            product(x, v).CopyTo(result);
            return;
        }

        const double Step = 1e-5;
        double[] ahead = gradient([.. x.Select((a, i) => a + Step * v[i])]), behind = gradient([.. x.Select((a, i) => a - Step * v[i])]);
        for (int i = 0; i < x.Length; i++)
            result[i] = (ahead[i] - behind[i]) / (2 * Step);
    }
}
