namespace FastOpt;

/// <summary>
/// The banana valley: <c>f = (A − x)² + B·(y − x²)²</c>. Its one minimum, 0 at (A, A²), lies in a flat, curved valley that is found at once and hard to follow.
/// The usual start is (−1.2, 1).
/// </summary>
/// <remarks>H. H. Rosenbrock, An automatic method for finding the greatest or least value of a function, The Computer Journal 3 (1960).</remarks>
/// <param name="A">Where the minimum is. Default: 1.</param>
/// <param name="B">How steep the valley's walls are. Default: 100.</param>
[Objective]
public readonly partial record struct Rosenbrock(double A = 1, double B = 100)
{
    /// <summary><c>(A − x)² + B·(y − x²)²</c></summary>
    /// <param name="x">The first variable.</param>
    /// <param name="y">The second variable.</param>
    public double Value(double x, double y)
    {
        double across = y - (x * x);
        return ((A - x) * (A - x)) + (B * across * across);
    }
}
