namespace FastOpt;

/// <summary>
/// <c>f = ½·(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)</c>. The global minimum is −78.332331 at (−2.903534, −2.903534); the three local ones have a variable near
/// 2.746803 each.
/// </summary>
/// <remarks>
/// M. A. Styblinski and T.-S. Tang, Experiments in nonconvex optimization: stochastic approximation with function smoothing and simulated annealing, Neural
/// Networks 3 (1990).
/// </remarks>
[Objective]
public readonly partial record struct StyblinskiTang
{
    /// <summary><c>½·(x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)</c></summary>
    /// <param name="x">The first variable.</param>
    /// <param name="y">The second variable.</param>
    public static double Value(double x, double y) => 0.5 * (Term(x) + Term(y));

    private static double Term(double x)
    {
        double square = x * x;
        return (square * square) - (16 * square) + (5 * x);
    }
}
