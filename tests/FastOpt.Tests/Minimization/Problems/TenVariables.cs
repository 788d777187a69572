namespace FastOpt.Tests.Minimization.Problems;

/// <summary>26. Trigonometric (Spedicato).</summary>
internal readonly struct Trigonometric : IResiduals
{
    public int Count => 10;

    public double[] Start => [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        T sum = T.Of(0);
        for (int i = 0; i < 10; i++)
            sum += T.Cos(x[i]);
        for (int i = 0; i < 10; i++)
            r[i] = 10 - sum + (i + 1) * (1 - T.Cos(x[i])) - T.Sin(x[i]);
    }
}

/// <summary>27. Brown, almost linear.</summary>
internal readonly struct BrownAlmostLinear : IResiduals
{
    public int Count => 10;

    public double[] Start => [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        T sum = T.Of(-11), product = T.Of(1);
        for (int i = 0; i < 10; i++)
            (sum, product) = (sum + x[i], product * x[i]);
        for (int i = 0; i < 9; i++)
            r[i] = x[i] + sum;
        r[9] = product - 1;
    }
}

/// <summary>28. Discrete boundary value.</summary>
internal readonly struct DiscreteBoundary : IResiduals
{
    public int Count => 10;

    public double[] Start => Grid.Start;

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 0; i < 10; i++)
        {
            T left = i > 0 ? x[i - 1] : T.Of(0), right = i < 9 ? x[i + 1] : T.Of(0), a = x[i] + (Grid.At(i) + 1);
            r[i] = 2 * x[i] - left - right + Grid.Width * Grid.Width / 2 * a * a * a;
        }
    }
}

/// <summary>29. Discrete integral equation.</summary>
internal readonly struct DiscreteIntegral : IResiduals
{
    public int Count => 10;

    public double[] Start => Grid.Start;

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 0; i < 10; i++)
        {
            T before = T.Of(0), after = T.Of(0);
            for (int j = 0; j < 10; j++)
            {
                T a = x[j] + (Grid.At(j) + 1);
                if (j <= i)
                    before += Grid.At(j) * a * a * a;
                else
                    after += (1 - Grid.At(j)) * a * a * a;
            }

            r[i] = x[i] + Grid.Width / 2 * ((1 - Grid.At(i)) * before + Grid.At(i) * after);
        }
    }
}

/// <summary>30. Broyden, tridiagonal.</summary>
internal readonly struct BroydenTridiagonal : IResiduals
{
    public int Count => 10;

    public double[] Start => [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 0; i < 10; i++)
        {
            T left = i > 0 ? x[i - 1] : T.Of(0), right = i < 9 ? x[i + 1] : T.Of(0);
            r[i] = (3 - 2 * x[i]) * x[i] - left - 2 * right + 1;
        }
    }
}

/// <summary>31. Broyden, banded.</summary>
internal readonly struct BroydenBanded : IResiduals
{
    public int Count => 10;

    public double[] Start => [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 0; i < 10; i++)
        {
            T sum = T.Of(0);
            for (int j = Math.Max(0, i - 5); j <= Math.Min(9, i + 1); j++)
                sum += j == i ? T.Of(0) : x[j] * (1 + x[j]);
            r[i] = x[i] * (2 + 5 * x[i] * x[i]) + 1 - sum;
        }
    }
}

/// <summary>The grid of 28 and 29: ten points inside [0, 1].</summary>
internal static class Grid
{
    public const double Width = 1.0 / 11;

    public static double[] Start => [.. Enumerable.Range(0, 10).Select(static i => At(i) * (At(i) - 1))];

    public static double At(int i) => (i + 1) * Width;
}
