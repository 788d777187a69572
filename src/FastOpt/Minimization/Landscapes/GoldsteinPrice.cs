namespace FastOpt;

/// <summary>
/// Two polynomials of degree four, multiplied: values from 3 to a million on the square within ±2. The global minimum is 3 at (0, −1); local ones are 30 at
/// (−0.6, −0.4), 84 at (1.8, 0.2) and 840 at (1.2, 0.8).
/// </summary>
/// <remarks>A. A. Goldstein and J. F. Price, On descent from local minima, Mathematics of Computation 25 (1971).</remarks>
[Objective]
public readonly partial record struct GoldsteinPrice
{
    /// <summary><c>(1 + (x + y + 1)²·(19 − 14x + 3x² − 14y + 6xy + 3y²))·(30 + (2x − 3y)²·(18 − 32x + 12x² + 48y − 36xy + 27y²))</c></summary>
    /// <param name="x">The first variable.</param>
    /// <param name="y">The second variable.</param>
    public static double Value(double x, double y)
    {
        double sum = x + y + 1;
        double difference = (2 * x) - (3 * y);
        double first = 19 - (14 * x) + (3 * x * x) - (14 * y) + (6 * x * y) + (3 * y * y);
        double second = 18 - (32 * x) + (12 * x * x) + (48 * y) - (36 * x * y) + (27 * y * y);
        return (1 + (sum * sum * first)) * (30 + (difference * difference * second));
    }
}
