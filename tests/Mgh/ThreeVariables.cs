namespace FastOpt.Mgh;

/// <summary>7. Helical valley (Fletcher and Powell).</summary>
[Objective]
internal readonly partial record struct HelicalValley : IMghFunction
{
    public static double[] Start => [-1, 0, 0];

    public static double Value(double x, double y, double z)
    {
        double theta = Math.Atan(y / x) / (2 * Math.PI);
        if (x < 0)
            theta += 0.5;
        return Terms.Square(10 * (z - 10 * theta)) + Terms.Square(10 * (Math.Sqrt(x * x + y * y) - 1)) + z * z;
    }
}

/// <summary>8. Bard.</summary>
[Objective]
internal readonly partial record struct Bard : IMghFunction
{
    private static readonly double[] Y =
    [
        0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39,
    ];

    public static double[] Start => [1, 1, 1];

    public static double Value(double x, double y, double z)
    {
        double sum = 0;
        for (int u = 1; u <= 15; u++)
            sum += Terms.Square(Y[u - 1] - (x + u / ((16 - u) * y + Math.Min(u, 16 - u) * z)));
        return sum;
    }
}

/// <summary>9. Gaussian.</summary>
[Objective]
internal readonly partial record struct Gaussian : IMghFunction
{
    private static readonly double[] Y =
    [
        0.0009, 0.0044, 0.0175, 0.054, 0.1295, 0.242, 0.3521, 0.3989, 0.3521, 0.242, 0.1295, 0.054, 0.0175, 0.0044, 0.0009,
    ];

    public static double[] Start => [0.4, 1, 0];

    public static double Value(double x, double y, double z)
    {
        double sum = 0;
        for (int i = 1; i <= 15; i++)
            sum += Terms.Square(x * Math.Exp(-0.5 * y * Terms.Square(0.5 * (8 - i) - z)) - Y[i - 1]);
        return sum;
    }
}

/// <summary>10. Meyer.</summary>
[Objective]
internal readonly partial record struct Meyer : IMghFunction
{
    private static readonly double[] Y =
    [
        34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872,
    ];

    public static double[] Start => [0.02, 4000, 250];

    public static double Value(double x, double y, double z)
    {
        double sum = 0;
        for (int i = 1; i <= 16; i++)
            sum += Terms.Square(x * Math.Exp(y / (z + (45 + 5 * i))) - Y[i - 1]);
        return sum;
    }
}

/// <summary>11. Gulf research and development.</summary>
[Objective]
internal readonly partial record struct Gulf : IMghFunction
{
    public static double[] Start => [5, 2.5, 0.15];

    public static double Value(double x, double y, double z)
    {
        double sum = 0;
        for (int i = 1; i <= 99; i++)
        {
            double t = i / 100.0, distance = Math.Abs(25 + Math.Pow(-50 * Math.Log(t), 2.0 / 3) - y);
            sum += Terms.Square(Math.Exp(-(Math.Exp(z * Math.Log(distance)) / x)) - t);
        }

        return sum;
    }
}

/// <summary>12. Box, three-dimensional.</summary>
[Objective]
internal readonly partial record struct Box : IMghFunction
{
    public static double[] Start => [0, 10, 20];

    public static double Value(double x, double y, double z)
    {
        double sum = 0;
        for (int i = 1; i <= 10; i++)
            sum += Terms.Square(Math.Exp(-0.1 * i * x) - Math.Exp(-0.1 * i * y) - z * (Math.Exp(-0.1 * i) - Math.Exp(-i)));
        return sum;
    }
}
