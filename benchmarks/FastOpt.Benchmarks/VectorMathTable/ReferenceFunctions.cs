namespace FastOpt.Benchmarks.VectorMathTable;

/// <summary>The functions of VectorMath in double precision, accurate far beyond a float, where <see cref="Math"/> lacks them.</summary>
internal static class ReferenceFunctions
{
    /// <summary>eˣ − 1, by Kahan's correction of the rounded exponential.</summary>
    public static double Expm1(double x)
    {
        double exponential = Math.Exp(x);
        if (exponential == 1)
            return x;
        return exponential - 1 == -1 || double.IsInfinity(exponential) ? exponential - 1 : (exponential - 1) * (x / Math.Log(exponential));
    }

    /// <summary>log(1 + x), corrected in the same way.</summary>
    public static double Log1P(double x)
    {
        double sum = 1 + x;
        return sum == 1 || double.IsInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    public static double Softplus(double x) => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x)));

    public static double Sinh(double x) => Math.Abs(x) < 1 ? (Expm1(x) - Expm1(-x)) / 2 : Math.Sinh(x);

    public static double Tanh(double x) => Math.Abs(x) < 1 ? Expm1(2 * x) / (Expm1(2 * x) + 2) : Math.Tanh(x);

    /// <summary>2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n + 1)!!, all of whose terms have one sign.</summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) > 6 || double.IsNaN(x))
            return double.IsNaN(x) ? x : Math.Sign(x);
        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > 1e-19 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
