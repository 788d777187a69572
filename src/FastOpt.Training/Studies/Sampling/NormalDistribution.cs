namespace FastOpt.Training;

/// <summary>The normal distribution of mean 0 and deviation 1.</summary>
internal static class NormalDistribution
{
    private const double InverseRootTwoPi = 0.39894228040143267794;

    /// <summary>exp(−x²/2) / √(2π).</summary>
    public static double Density(double x) => InverseRootTwoPi * Math.Exp(-0.5 * x * x);

    /// <summary>The probability of a number up to x. Relative error about 1e-15 for x ≤ 0.</summary>
    public static double Cumulative(double x) => x <= 0 ? LowerTail(-x) : 1 - LowerTail(x);

    /// <summary>
    /// The probability of a number from <paramref name="from"/> to <paramref name="to"/>; taken in the tail that both are in, so that it does not cancel.
    /// </summary>
    public static double Mass(double from, double to) => from > 0 ? LowerTail(from) - LowerTail(to) : Cumulative(to) - Cumulative(from);

    /// <summary>
    /// The probability of a number below −x, for x ≥ 0: a series near 0 (Abramowitz and Stegun 26.2.11), a continued fraction (26.2.14) beyond.
    /// </summary>
    private static double LowerTail(double x)
    {
        if (double.IsPositiveInfinity(x))
            return 0;
        if (x < 2.5)
        {
            double term = x, sum = x;
            for (int odd = 3; term > 1e-17 * sum; odd += 2)
            {
                term *= x * x / odd;
                sum += term;
            }

            return 0.5 - (Density(x) * sum);
        }

        // 1/(x + 1/(x + 2/(x + 3/(x + …)))), from the inside out; at x = 2.5, 80 terms are more than double needs.
        double fraction = x;
        for (int i = 80; i >= 1; i--)
            fraction = x + (i / fraction);
        return Density(x) / fraction;
    }
}
