namespace FastOpt.Mgh;

/// <summary>13. Powell, singular.</summary>
[Objective]
internal readonly partial record struct PowellSingular : IMghFunction
{
    public static double[] Start => [3, -1, 0, 1];

    public static double Value(double a, double b, double c, double d) => Terms.PowellSingular(a, b, c, d);
}

/// <summary>14. Wood.</summary>
[Objective]
internal readonly partial record struct Wood : IMghFunction
{
    public static double[] Start => [-3, -1, -3, -1];

    public static double Value(double a, double b, double c, double d) =>
        100 * Terms.Square(b - a * a) + Terms.Square(1 - a) + 90 * Terms.Square(d - c * c) + Terms.Square(1 - c)
            + 10 * Terms.Square(b + d - 2) + 0.1 * Terms.Square(b - d);
}

/// <summary>15. Kowalik and Osborne.</summary>
[Objective]
internal readonly partial record struct KowalikOsborne : IMghFunction
{
    private static readonly double[] Y = [0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];

    private static readonly double[] U = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];

    public static double[] Start => [0.25, 0.39, 0.415, 0.39];

    public static double Value(double a, double b, double c, double d)
    {
        double sum = 0;
        for (int i = 0; i < 11; i++)
            sum += Terms.Square(Y[i] - a * (U[i] * U[i] + U[i] * b) / (U[i] * U[i] + U[i] * c + d));
        return sum;
    }
}

/// <summary>16. Brown and Dennis.</summary>
[Objective]
internal readonly partial record struct BrownDennis : IMghFunction
{
    public static double[] Start => [25, 5, -5, -1];

    public static double Value(double a, double b, double c, double d)
    {
        double sum = 0;
        for (int i = 1; i <= 20; i++)
        {
            double t = i / 5.0;
            sum += Terms.Square(Terms.Square(a + t * b - Math.Exp(t)) + Terms.Square(c + d * Math.Sin(t) - Math.Cos(t)));
        }

        return sum;
    }
}

/// <summary>17. Osborne 1.</summary>
[Objective(Dimension = 5)]
internal readonly partial record struct Osborne1 : IMghFunction
{
    private static readonly double[] Y =
    [
        0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.85, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658,
        0.628, 0.603, 0.58, 0.558, 0.538, 0.522, 0.506, 0.49, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431,
        0.424, 0.42, 0.414, 0.411, 0.406,
    ];

    public static double[] Start => [0.5, 1.5, -1, 0.01, 0.02];

    public double Value(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < 33; i++)
            sum += Terms.Square(Y[i] - (x[0] + x[1] * Math.Exp(-10 * i * x[3]) + x[2] * Math.Exp(-10 * i * x[4])));
        return sum;
    }
}

/// <summary>18. Biggs EXP6.</summary>
[Objective(Dimension = 6)]
internal readonly partial record struct BiggsExp6 : IMghFunction
{
    public static double[] Start => [1, 2, 1, 1, 1, 1];

    public double Value(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 1; i <= 13; i++)
        {
            double t = 0.1 * i, y = Math.Exp(-t) - 5 * Math.Exp(-10 * t) + 3 * Math.Exp(-4 * t);
            sum += Terms.Square(x[2] * Math.Exp(-t * x[0]) - x[3] * Math.Exp(-t * x[1]) + x[5] * Math.Exp(-t * x[4]) - y);
        }

        return sum;
    }
}
