namespace FastOpt;

/// <summary>
/// The banana valley in 10 dimensions: <c>f = Σ 100·(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²</c> over i = 1 … 9. The minimum is 0, where every variable is 1; from 4
/// dimensions on there is a second, local one near (−1, 1, …, 1), with a value of about 3.99. The usual start is (−1.2, 1, −1.2, 1, …).
/// </summary>
/// <remarks>
/// The chained form of H. H. Rosenbrock's function (1960), as SciPy's <c>rosen</c>; Y.-W. Shang and Y.-H. Qiu, A note on the extended Rosenbrock function,
/// Evolutionary Computation 14 (2006).
/// </remarks>
[Objective(Dimension = 10)]
public readonly partial record struct Rosenbrock10
{
    /// <summary><c>Σ 100·(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²</c></summary>
    /// <param name="x">The 10 variables.</param>
    public double Value(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length - 1; i++)
        {
            double across = x[i + 1] - (x[i] * x[i]);
            double along = 1 - x[i];
            sum += (100 * across * across) + (along * along);
        }

        return sum;
    }
}
