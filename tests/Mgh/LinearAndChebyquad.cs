namespace FastOpt.Mgh;

/// <summary>32. Linear, full rank.</summary>
[Objective(Dimension = 10)]
internal readonly partial record struct LinearFullRank : IMghFunction
{
    public static double[] Start => [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    public double Value(ReadOnlySpan<double> x)
    {
        double all = 0, sum = 0;
        for (int i = 0; i < 10; i++)
            all += x[i];
        for (int i = 0; i < 20; i++)
            sum += Terms.Square((i < 10 ? x[i] : 0) - 0.1 * all - 1);
        return sum;
    }
}

/// <summary>33. Linear, rank 1.</summary>
[Objective(Dimension = 10)]
internal readonly partial record struct LinearRank1 : IMghFunction
{
    public static double[] Start => [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    public double Value(ReadOnlySpan<double> x)
    {
        double weighted = 0, sum = 0;
        for (int j = 0; j < 10; j++)
            weighted += (j + 1) * x[j];
        for (int i = 0; i < 20; i++)
            sum += Terms.Square((i + 1) * weighted - 1);
        return sum;
    }
}

/// <summary>34. Linear, rank 1, with zero columns and rows.</summary>
[Objective(Dimension = 10)]
internal readonly partial record struct LinearRank1Zero : IMghFunction
{
    public static double[] Start => [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    public double Value(ReadOnlySpan<double> x)
    {
        // The first and the last residual are -1.
        double weighted = 0, sum = 2;
        for (int j = 1; j < 9; j++)
            weighted += (j + 1) * x[j];
        for (int i = 1; i < 19; i++)
            sum += Terms.Square(i * weighted - 1);
        return sum;
    }
}

/// <summary>35. Chebyquad (Fletcher).</summary>
[Objective(Dimension = 8)]
internal readonly partial record struct Chebyquad : IMghFunction
{
    public static double[] Start => [.. Enumerable.Range(1, 8).Select(static i => i / 9.0)];

    // The means of Chebyshev's polynomials of degree 1 to 8, shifted to [0, 1], are to be their integrals: 0, or -1/(degree² - 1).
    public double Value(ReadOnlySpan<double> x)
    {
        double m1 = 0, m2 = 1.0 / 3, m3 = 0, m4 = 1.0 / 15, m5 = 0, m6 = 1.0 / 35, m7 = 0, m8 = 1.0 / 63;
        for (int j = 0; j < 8; j++)
        {
            double p1 = 2 * x[j] - 1, twice = 2 * p1;
            double p2 = twice * p1 - 1, p3 = twice * p2 - p1, p4 = twice * p3 - p2, p5 = twice * p4 - p3;
            double p6 = twice * p5 - p4, p7 = twice * p6 - p5, p8 = twice * p7 - p6;
            m1 += p1 / 8;
            m2 += p2 / 8;
            m3 += p3 / 8;
            m4 += p4 / 8;
            m5 += p5 / 8;
            m6 += p6 / 8;
            m7 += p7 / 8;
            m8 += p8 / 8;
        }

        return m1 * m1 + m2 * m2 + m3 * m3 + m4 * m4 + m5 * m5 + m6 * m6 + m7 * m7 + m8 * m8;
    }
}
