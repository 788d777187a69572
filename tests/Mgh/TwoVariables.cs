namespace FastOpt.Mgh;

/// <summary>1. Rosenbrock.</summary>
[Objective]
internal readonly partial record struct Rosenbrock : IMghFunction
{
    public static double[] Start => [-1.2, 1];

    public static double Value(double x, double y) => Terms.Square(10 * (y - x * x)) + Terms.Square(1 - x);
}

/// <summary>2. Freudenstein and Roth.</summary>
[Objective]
internal readonly partial record struct FreudensteinRoth : IMghFunction
{
    public static double[] Start => [0.5, -2];

    public static double Value(double x, double y) =>
        Terms.Square(x - 13 + ((5 - y) * y - 2) * y) + Terms.Square(x - 29 + ((y + 1) * y - 14) * y);
}

/// <summary>3. Powell, badly scaled.</summary>
[Objective]
internal readonly partial record struct PowellBadlyScaled : IMghFunction
{
    public static double[] Start => [0, 1];

    public static double Value(double x, double y) => Terms.Square(1e4 * x * y - 1) + Terms.Square(Math.Exp(-x) + Math.Exp(-y) - 1.0001);
}

/// <summary>4. Brown, badly scaled.</summary>
[Objective]
internal readonly partial record struct BrownBadlyScaled : IMghFunction
{
    public static double[] Start => [1, 1];

    public static double Value(double x, double y) => Terms.Square(x - 1e6) + Terms.Square(y - 2e-6) + Terms.Square(x * y - 2);
}

/// <summary>5. Beale.</summary>
[Objective]
internal readonly partial record struct Beale : IMghFunction
{
    public static double[] Start => [1, 1];

    public static double Value(double x, double y) =>
        Terms.Square(1.5 - x * (1 - y)) + Terms.Square(2.25 - x * (1 - y * y)) + Terms.Square(2.625 - x * (1 - y * y * y));
}

/// <summary>6. Jennrich and Sampson.</summary>
[Objective]
internal readonly partial record struct JennrichSampson : IMghFunction
{
    public static double[] Start => [0.3, 0.4];

    public static double Value(double x, double y)
    {
        double sum = 0;
        for (int i = 1; i <= 10; i++)
            sum += Terms.Square(2 + 2 * i - (Math.Exp(i * x) + Math.Exp(i * y)));
        return sum;
    }
}
