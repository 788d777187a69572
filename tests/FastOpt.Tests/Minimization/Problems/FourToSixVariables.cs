namespace FastOpt.Tests.Minimization.Problems;

/// <summary>13. Powell, singular.</summary>
internal readonly struct PowellSingular : IResiduals
{
    public int Count => 4;

    public double[] Start => [3, -1, 0, 1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        PowellSingularTerms.Write(x, r);
    }
}

/// <summary>14. Wood.</summary>
internal readonly struct Wood : IResiduals
{
    public int Count => 6;

    public double[] Start => [-3, -1, -3, -1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        r[0] = 10 * (x[1] - x[0] * x[0]);
        r[1] = 1 - x[0];
        r[2] = Math.Sqrt(90) * (x[3] - x[2] * x[2]);
        r[3] = 1 - x[2];
        r[4] = Math.Sqrt(10) * (x[1] + x[3] - 2);
        r[5] = (x[1] - x[3]) / Math.Sqrt(10);
    }
}

/// <summary>15. Kowalik and Osborne.</summary>
internal readonly struct KowalikOsborne : IResiduals
{
    private static readonly double[] Y =
    [
        0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246,
    ];

    private static readonly double[] U =
    [
        4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625,
    ];

    public int Count => 11;

    public double[] Start => [0.25, 0.39, 0.415, 0.39];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 0; i < 11; i++)
            r[i] = Y[i] - x[0] * (U[i] * U[i] + U[i] * x[1]) / (U[i] * U[i] + U[i] * x[2] + x[3]);
    }
}

/// <summary>16. Brown and Dennis.</summary>
internal readonly struct BrownDennis : IResiduals
{
    public int Count => 20;

    public double[] Start => [25, 5, -5, -1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 1; i <= 20; i++)
        {
            double t = i / 5.0;
            T a = x[0] + t * x[1] - Math.Exp(t), b = x[2] + x[3] * Math.Sin(t) - Math.Cos(t);
            r[i - 1] = a * a + b * b;
        }
    }
}

/// <summary>17. Osborne 1.</summary>
internal readonly struct Osborne1 : IResiduals
{
    private static readonly double[] Y =
    [
        0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.85, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658,
        0.628, 0.603, 0.58, 0.558, 0.538, 0.522, 0.506, 0.49, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431,
        0.424, 0.42, 0.414, 0.411, 0.406,
    ];

    public int Count => 33;

    public double[] Start => [0.5, 1.5, -1, 0.01, 0.02];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 0; i < 33; i++)
            r[i] = Y[i] - (x[0] + x[1] * T.Exp(-10 * i * x[3]) + x[2] * T.Exp(-10 * i * x[4]));
    }
}

/// <summary>18. Biggs EXP6.</summary>
internal readonly struct BiggsExp6 : IResiduals
{
    public int Count => 13;

    public double[] Start => [1, 2, 1, 1, 1, 1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 1; i <= 13; i++)
        {
            double t = 0.1 * i, y = Math.Exp(-t) - 5 * Math.Exp(-10 * t) + 3 * Math.Exp(-4 * t);
            r[i - 1] = x[2] * T.Exp(-t * x[0]) - x[3] * T.Exp(-t * x[1]) + x[5] * T.Exp(-t * x[4]) - y;
        }
    }
}

/// <summary>The residuals of 13 and 22.</summary>
internal static class PowellSingularTerms
{
    public static void Write<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 0; i < x.Length; i += 4)
        {
            T a = x[i + 1] - 2 * x[i + 2], b = x[i] - x[i + 3];
            r[i] = x[i] + 10 * x[i + 1];
            r[i + 1] = Math.Sqrt(5) * (x[i + 2] - x[i + 3]);
            r[i + 2] = a * a;
            r[i + 3] = Math.Sqrt(10) * b * b;
        }
    }
}
