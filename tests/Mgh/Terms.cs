namespace FastOpt.Mgh;

/// <summary>What several problems are made of.</summary>
internal static class Terms
{
    /// <summary>The distance between the ten points of problems 28 and 29, which lie inside [0, 1].</summary>
    public const double Width = 1.0 / 11;

    /// <summary>r².</summary>
    public static double Square(double r) => r * r;

    /// <summary>r³.</summary>
    public static double Cube(double r) => r * r * r;

    /// <summary>The four residuals of Powell's singular function.</summary>
    public static double PowellSingular(double a, double b, double c, double d) =>
        Square(a + 10 * b) + 5 * Square(c - d) + Square(Square(b - 2 * c)) + 10 * Square(Square(a - d));

    /// <summary>The start of problems 28 and 29: t·(t − 1) at each of the points.</summary>
    public static double[] GridStart() => [.. Enumerable.Range(1, 10).Select(static i => i * Width * (i * Width - 1))];
}
