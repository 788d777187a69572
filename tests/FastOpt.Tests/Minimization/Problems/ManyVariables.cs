namespace FastOpt.Tests.Minimization.Problems;

/// <summary>19. Osborne 2.</summary>
internal readonly struct Osborne2 : IResiduals
{
    private static readonly double[] Y =
    [
        1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616, 0.606,
        0.602, 0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495, 0.5, 0.423,
        0.395, 0.375, 0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653, 0.672, 0.708, 0.633, 0.668,
        0.645, 0.632, 0.591, 0.559, 0.597, 0.625, 0.739, 0.71, 0.729, 0.72, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098,
        0.054,
    ];

    public int Count => 65;

    public double[] Start => [1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 0; i < 65; i++)
        {
            double t = i / 10.0;
            T a = t - x[8], b = t - x[9], c = t - x[10];
            r[i] = Y[i] - (x[0] * T.Exp(-t * x[4]) + x[1] * T.Exp(-(a * a) * x[5]) + x[2] * T.Exp(-(b * b) * x[6]) + x[3] * T.Exp(-(c * c) * x[7]));
        }
    }
}

/// <summary>20. Watson.</summary>
internal readonly struct Watson : IResiduals
{
    public int Count => 31;

    public double[] Start => new double[6];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 1; i <= 29; i++)
        {
            double t = i / 29.0, power = 1;
            T slope = T.Of(0), value = x[0];
            for (int j = 1; j < x.Length; j++)
            {
                slope += j * power * x[j];
                power *= t;
                value += power * x[j];
            }

            r[i - 1] = slope - value * value - 1;
        }

        r[29] = x[0];
        r[30] = x[1] - x[0] * x[0] - 1;
    }
}

/// <summary>21. Rosenbrock, extended.</summary>
internal readonly struct ExtendedRosenbrock : IResiduals
{
    public int Count => 10;

    public double[] Start => [-1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        for (int i = 0; i < x.Length; i += 2)
        {
            r[i] = 10 * (x[i + 1] - x[i] * x[i]);
            r[i + 1] = 1 - x[i];
        }
    }
}

/// <summary>22. Powell, singular, extended.</summary>
internal readonly struct ExtendedPowellSingular : IResiduals
{
    public int Count => 12;

    public double[] Start => [3, -1, 0, 1, 3, -1, 0, 1, 3, -1, 0, 1];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        PowellSingularTerms.Write(x, r);
    }
}

/// <summary>23. Penalty I.</summary>
internal readonly struct Penalty1 : IResiduals
{
    public int Count => 5;

    public double[] Start => [1, 2, 3, 4];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        T sum = T.Of(-0.25);
        for (int i = 0; i < 4; i++)
        {
            r[i] = Math.Sqrt(1e-5) * (x[i] - 1);
            sum += x[i] * x[i];
        }

        r[4] = sum;
    }
}

/// <summary>24. Penalty II.</summary>
internal readonly struct Penalty2 : IResiduals
{
    public int Count => 8;

    public double[] Start => [0.5, 0.5, 0.5, 0.5];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        double a = Math.Sqrt(1e-5);
        T sum = 4 * x[0] * x[0] - 1;
        r[0] = x[0] - 0.2;
        for (int i = 1; i < 4; i++)
        {
            double y = Math.Exp((i + 1) / 10.0) + Math.Exp(i / 10.0);
            r[i] = a * (T.Exp(x[i] / 10) + T.Exp(x[i - 1] / 10) - y);
            r[i + 3] = a * (T.Exp(x[i] / 10) - Math.Exp(-0.1));
            sum += (4 - i) * x[i] * x[i];
        }

        r[7] = sum;
    }
}

/// <summary>25. Variably dimensioned.</summary>
internal readonly struct VariablyDimensioned : IResiduals
{
    public int Count => 12;

    public double[] Start => [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0];

    public void Residuals<T>(ReadOnlySpan<T> x, Span<T> r)
        where T : struct, IScalar<T>
    {
        T sum = T.Of(0);
        for (int i = 0; i < 10; i++)
        {
            r[i] = x[i] - 1;
            sum += (i + 1) * r[i];
        }

        r[10] = sum;
        r[11] = sum * sum;
    }
}
