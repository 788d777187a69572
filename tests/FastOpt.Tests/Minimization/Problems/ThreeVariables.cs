namespace FastOpt.Tests.Minimization.Problems;

/// <summary>7. Helical valley (Fletcher and Powell).</summary>
internal readonly struct HelicalValley : IResiduals
{
    public int Count => 3;

    public double[] Start => [-1, 0, 0];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        T theta = T.Atan(x[1] / x[0]) / (2 * Math.PI);
        if (x[0].Number < 0)
            theta += 0.5;
        r[0] = 10 * (x[2] - 10 * theta);
        r[1] = 10 * (T.Sqrt(x[0] * x[0] + x[1] * x[1]) - 1);
        r[2] = x[2];
    }
}

/// <summary>8. Bard.</summary>
internal readonly struct Bard : IResiduals
{
    private static readonly double[] Y =
    [
        0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39,
    ];

    public int Count => 15;

    public double[] Start => [1, 1, 1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int u = 1; u <= 15; u++)
            r[u - 1] = Y[u - 1] - (x[0] + T.Of(u) / ((16 - u) * x[1] + Math.Min(u, 16 - u) * x[2]));
    }
}

/// <summary>9. Gaussian.</summary>
internal readonly struct Gaussian : IResiduals
{
    private static readonly double[] Y =
    [
        0.0009, 0.0044, 0.0175, 0.054, 0.1295, 0.242, 0.3521, 0.3989, 0.3521, 0.242, 0.1295, 0.054, 0.0175, 0.0044, 0.0009,
    ];

    public int Count => 15;

    public double[] Start => [0.4, 1, 0];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 1; i <= 15; i++)
        {
            T t = 0.5 * (8 - i) - x[2];
            r[i - 1] = x[0] * T.Exp(-0.5 * x[1] * t * t) - Y[i - 1];
        }
    }
}

/// <summary>10. Meyer.</summary>
internal readonly struct Meyer : IResiduals
{
    private static readonly double[] Y =
    [
        34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872,
    ];

    public int Count => 16;

    public double[] Start => [0.02, 4000, 250];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 1; i <= 16; i++)
            r[i - 1] = x[0] * T.Exp(x[1] / (x[2] + (45 + 5 * i))) - Y[i - 1];
    }
}

/// <summary>11. Gulf research and development.</summary>
internal readonly struct Gulf : IResiduals
{
    public int Count => 99;

    public double[] Start => [5, 2.5, 0.15];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 1; i <= 99; i++)
        {
            double t = i / 100.0, y = 25 + Math.Pow(-50 * Math.Log(t), 2.0 / 3);
            T d = y - x[1];
            T magnitude = d.Number < 0 ? -d : d;
            r[i - 1] = T.Exp(-(T.Exp(x[2] * T.Log(magnitude)) / x[0])) - t;
        }
    }
}

/// <summary>12. Box, three-dimensional.</summary>
internal readonly struct Box : IResiduals
{
    public int Count => 10;

    public double[] Start => [0, 10, 20];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 1; i <= 10; i++)
            r[i - 1] = T.Exp(-0.1 * i * x[0]) - T.Exp(-0.1 * i * x[1]) - x[2] * (Math.Exp(-0.1 * i) - Math.Exp(-i));
    }
}
