namespace FastOpt.Mgh;

/// <summary>26. Trigonometric (Spedicato).</summary>
[Objective(Dimension = 10)]
internal readonly partial record struct Trigonometric : IMghFunction
{
    public static double[] Start => [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1];

    public double Value(ReadOnlySpan<double> x)
    {
        double cosines = 0, sum = 0;
        for (int i = 0; i < 10; i++)
            cosines += Math.Cos(x[i]);
        for (int i = 0; i < 10; i++)
            sum += Terms.Square(10 - cosines + (i + 1) * (1 - Math.Cos(x[i])) - Math.Sin(x[i]));
        return sum;
    }
}

/// <summary>27. Brown, almost linear.</summary>
[Objective(Dimension = 10)]
internal readonly partial record struct BrownAlmostLinear : IMghFunction
{
    public static double[] Start => [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5];

    public double Value(ReadOnlySpan<double> x)
    {
        double all = -11, product = 1;
        for (int i = 0; i < 10; i++)
        {
            all += x[i];
            product *= x[i];
        }

        double sum = Terms.Square(product - 1);
        for (int i = 0; i < 9; i++)
            sum += Terms.Square(x[i] + all);
        return sum;
    }
}

/// <summary>28. Discrete boundary value.</summary>
[Objective(Dimension = 10)]
internal readonly partial record struct DiscreteBoundary : IMghFunction
{
    public static double[] Start => Terms.GridStart();

    public double Value(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < 10; i++)
        {
            double left = i > 0 ? x[i - 1] : 0, right = i < 9 ? x[i + 1] : 0;
            double cube = Terms.Cube(x[i] + ((i + 1) * Terms.Width + 1));
            sum += Terms.Square(2 * x[i] - left - right + Terms.Width * Terms.Width / 2 * cube);
        }

        return sum;
    }
}

/// <summary>29. Discrete integral equation.</summary>
[Objective(Dimension = 10)]
internal readonly partial record struct DiscreteIntegral : IMghFunction
{
    public static double[] Start => Terms.GridStart();

    public double Value(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < 10; i++)
        {
            double t = (i + 1) * Terms.Width, before = 0, after = 0;
            for (int j = 0; j < 10; j++)
            {
                double s = (j + 1) * Terms.Width, cube = Terms.Cube(x[j] + (s + 1));
                if (j <= i)
                    before += s * cube;
                else
                    after += (1 - s) * cube;
            }

            sum += Terms.Square(x[i] + Terms.Width / 2 * ((1 - t) * before + t * after));
        }

        return sum;
    }
}

/// <summary>30. Broyden, tridiagonal.</summary>
[Objective(Dimension = 10)]
internal readonly partial record struct BroydenTridiagonal : IMghFunction
{
    public static double[] Start => [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1];

    public double Value(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < 10; i++)
        {
            double left = i > 0 ? x[i - 1] : 0, right = i < 9 ? x[i + 1] : 0;
            sum += Terms.Square((3 - 2 * x[i]) * x[i] - left - 2 * right + 1);
        }

        return sum;
    }
}

/// <summary>31. Broyden, banded.</summary>
[Objective(Dimension = 10)]
internal readonly partial record struct BroydenBanded : IMghFunction
{
    public static double[] Start => [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1];

    public double Value(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < 10; i++)
        {
            double others = 0;
            for (int j = 0; j < 10; j++)
                others += j >= i - 5 && j <= i + 1 && j != i ? x[j] * (1 + x[j]) : 0;
            sum += Terms.Square(x[i] * (2 + 5 * x[i] * x[i]) + 1 - others);
        }

        return sum;
    }
}
