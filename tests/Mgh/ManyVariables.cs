namespace FastOpt.Mgh;

/// <summary>19. Osborne 2.</summary>
[Objective(Dimension = 11)]
internal readonly partial record struct Osborne2 : IMghFunction
{
    private static readonly double[] Y =
    [
        1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616, 0.606,
        0.602, 0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495, 0.5, 0.423,
        0.395, 0.375, 0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653, 0.672, 0.708, 0.633, 0.668,
        0.645, 0.632, 0.591, 0.559, 0.597, 0.625, 0.739, 0.71, 0.729, 0.72, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098,
        0.054,
    ];

    public static double[] Start => [1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5];

    public double Value(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < 65; i++)
        {
            double t = i / 10.0;
            double peaks = x[1] * Math.Exp(-Terms.Square(t - x[8]) * x[5])
                + x[2] * Math.Exp(-Terms.Square(t - x[9]) * x[6])
                + x[3] * Math.Exp(-Terms.Square(t - x[10]) * x[7]);
            sum += Terms.Square(Y[i] - (x[0] * Math.Exp(-t * x[4]) + peaks));
        }

        return sum;
    }
}

/// <summary>20. Watson.</summary>
[Objective(Dimension = 6)]
internal readonly partial record struct Watson : IMghFunction
{
    public static double[] Start => new double[6];

    public double Value(ReadOnlySpan<double> x)
    {
        double sum = x[0] * x[0] + Terms.Square(x[1] - x[0] * x[0] - 1);
        for (int i = 1; i <= 29; i++)
        {
            double t = i / 29.0, power = 1, slope = 0, value = x[0];
            for (int j = 1; j < x.Length; j++)
            {
                slope += j * power * x[j];
                power *= t;
                value += power * x[j];
            }

            sum += Terms.Square(slope - value * value - 1);
        }

        return sum;
    }
}

/// <summary>21. Rosenbrock, extended.</summary>
[Objective(Dimension = 10)]
internal readonly partial record struct ExtendedRosenbrock : IMghFunction
{
    public static double[] Start => [-1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1];

    public double Value(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i += 2)
            sum += Terms.Square(10 * (x[i + 1] - x[i] * x[i])) + Terms.Square(1 - x[i]);
        return sum;
    }
}

/// <summary>22. Powell, singular, extended.</summary>
[Objective(Dimension = 12)]
internal readonly partial record struct ExtendedPowellSingular : IMghFunction
{
    public static double[] Start => [3, -1, 0, 1, 3, -1, 0, 1, 3, -1, 0, 1];

    public double Value(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i += 4)
            sum += Terms.PowellSingular(x[i], x[i + 1], x[i + 2], x[i + 3]);
        return sum;
    }
}

/// <summary>23. Penalty I.</summary>
[Objective(Dimension = 4)]
internal readonly partial record struct Penalty1 : IMghFunction
{
    public static double[] Start => [1, 2, 3, 4];

    public double Value(ReadOnlySpan<double> x)
    {
        double sum = 0, norm = -0.25;
        for (int i = 0; i < 4; i++)
        {
            sum += 1e-5 * Terms.Square(x[i] - 1);
            norm += x[i] * x[i];
        }

        return sum + norm * norm;
    }
}

/// <summary>24. Penalty II.</summary>
[Objective(Dimension = 4)]
internal readonly partial record struct Penalty2 : IMghFunction
{
    public static double[] Start => [0.5, 0.5, 0.5, 0.5];

    public double Value(ReadOnlySpan<double> x)
    {
        double sum = Terms.Square(x[0] - 0.2), norm = 4 * x[0] * x[0] - 1;
        for (int i = 1; i < 4; i++)
        {
            double y = Math.Exp((i + 1) / 10.0) + Math.Exp(i / 10.0);
            sum += 1e-5 * (Terms.Square(Math.Exp(x[i] / 10) + Math.Exp(x[i - 1] / 10) - y) + Terms.Square(Math.Exp(x[i] / 10) - Math.Exp(-0.1)));
            norm += (4 - i) * x[i] * x[i];
        }

        return sum + norm * norm;
    }
}

/// <summary>25. Variably dimensioned.</summary>
[Objective(Dimension = 10)]
internal readonly partial record struct VariablyDimensioned : IMghFunction
{
    public static double[] Start => [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0];

    public double Value(ReadOnlySpan<double> x)
    {
        double sum = 0, weighted = 0;
        for (int i = 0; i < 10; i++)
        {
            sum += Terms.Square(x[i] - 1);
            weighted += (i + 1) * (x[i] - 1);
        }

        return sum + Terms.Square(weighted) + Terms.Square(Terms.Square(weighted));
    }
}
