namespace FastOpt;

/// <summary>
/// <c>f = (x² + y − 11)² + (x + y² − 7)²</c>: four minima, all 0, at (3, 2), (−2.805118, 3.131313), (−3.779310, −3.283186) and (3.584428, −1.848127), around a
/// maximum of 181.617 at (−0.270845, −0.923039), with four saddles between them.
/// </summary>
/// <remarks>D. M. Himmelblau, Applied Nonlinear Programming (1972).</remarks>
[Objective]
public readonly partial record struct Himmelblau
{
    /// <summary><c>(x² + y − 11)² + (x + y² − 7)²</c></summary>
    /// <param name="x">The first variable.</param>
    /// <param name="y">The second variable.</param>
    public static double Value(double x, double y)
    {
        double first = (x * x) + y - 11;
        double second = x + (y * y) - 7;
        return (first * first) + (second * second);
    }
}
