namespace FastOpt.Tests.Minimization.Problems;

/// <summary>1. Rosenbrock.</summary>
internal readonly struct Rosenbrock : IResiduals
{
    public int Count => 2;

    public double[] Start => [-1.2, 1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        r[0] = 10 * (x[1] - x[0] * x[0]);
        r[1] = 1 - x[0];
    }
}

/// <summary>2. Freudenstein and Roth.</summary>
internal readonly struct FreudensteinRoth : IResiduals
{
    public int Count => 2;

    public double[] Start => [0.5, -2];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        r[0] = x[0] - 13 + ((5 - x[1]) * x[1] - 2) * x[1];
        r[1] = x[0] - 29 + ((x[1] + 1) * x[1] - 14) * x[1];
    }
}

/// <summary>3. Powell, badly scaled.</summary>
internal readonly struct PowellBadlyScaled : IResiduals
{
    public int Count => 2;

    public double[] Start => [0, 1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        r[0] = 1e4 * x[0] * x[1] - 1;
        r[1] = T.Exp(-x[0]) + T.Exp(-x[1]) - 1.0001;
    }
}

/// <summary>4. Brown, badly scaled.</summary>
internal readonly struct BrownBadlyScaled : IResiduals
{
    public int Count => 3;

    public double[] Start => [1, 1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        r[0] = x[0] - 1e6;
        r[1] = x[1] - 2e-6;
        r[2] = x[0] * x[1] - 2;
    }
}

/// <summary>5. Beale.</summary>
internal readonly struct Beale : IResiduals
{
    public int Count => 3;

    public double[] Start => [1, 1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        r[0] = 1.5 - x[0] * (1 - x[1]);
        r[1] = 2.25 - x[0] * (1 - x[1] * x[1]);
        r[2] = 2.625 - x[0] * (1 - x[1] * x[1] * x[1]);
    }
}

/// <summary>6. Jennrich and Sampson.</summary>
internal readonly struct JennrichSampson : IResiduals
{
    public int Count => 10;

    public double[] Start => [0.3, 0.4];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 1; i <= 10; i++)
            r[i - 1] = 2 + 2 * i - (T.Exp(i * x[0]) + T.Exp(i * x[1]));
    }
}
