namespace FastOpt.Tests.Minimization.Problems;

/// <summary>32. Linear, full rank.</summary>
internal readonly struct LinearFullRank : IResiduals
{
    public int Count => 20;

    public double[] Start => [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        T sum = T.Of(0);
        for (int i = 0; i < 10; i++)
            sum += x[i];
        for (int i = 0; i < 20; i++)
            r[i] = (i < 10 ? x[i] : T.Of(0)) - 0.1 * sum - 1;
    }
}

/// <summary>33. Linear, rank 1.</summary>
internal readonly struct LinearRank1 : IResiduals
{
    public int Count => 20;

    public double[] Start => [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        T sum = T.Of(0);
        for (int j = 0; j < 10; j++)
            sum += (j + 1) * x[j];
        for (int i = 0; i < 20; i++)
            r[i] = (i + 1) * sum - 1;
    }
}

/// <summary>34. Linear, rank 1, with zero columns and rows.</summary>
internal readonly struct LinearRank1Zero : IResiduals
{
    public int Count => 20;

    public double[] Start => [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        T sum = T.Of(0);
        for (int j = 1; j < 9; j++)
            sum += (j + 1) * x[j];
        for (int i = 0; i < 20; i++)
            r[i] = (i is 0 or 19 ? 0 : i) * sum - 1;
    }
}

/// <summary>35. Chebyquad (Fletcher).</summary>
internal readonly struct Chebyquad : IResiduals
{
    public int Count => 8;

    public double[] Start => [.. Enumerable.Range(1, 8).Select(static i => i / 9.0)];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        r.Clear();
        foreach (T a in x)
        {
            T before = T.Of(1), now = 2 * a - 1, twice = 2 * now;
            for (int i = 0; i < 8; i++)
            {
                r[i] += now / 8;
                (before, now) = (now, twice * now - before);
            }
        }

        for (int i = 1; i < 8; i += 2)
            r[i] += 1.0 / ((i + 1) * (i + 1) - 1);
    }
}
