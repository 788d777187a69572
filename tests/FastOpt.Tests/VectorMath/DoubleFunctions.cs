namespace FastOpt.Tests;

/// <summary>The functions that <see cref="Math"/> lacks, in double precision, for use as oracles of functions in single precision.</summary>
internal static class DoubleFunctions
{
    /// <summary>log(1 + x): what rounding 1 + x loses is put right by the factor x / ((1 + x) − 1) (Kahan).</summary>
    public static double Log1P(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : double.IsPositiveInfinity(sum) ? sum : Math.Log(sum) * x / (sum - 1);
    }

    /// <summary>eˣ − 1, by the same device.</summary>
    public static double Expm1(double x)
    {
        double power = Math.Exp(x);
        double difference = power - 1;
        return power == 1 ? x : difference == -1 || double.IsInfinity(power) ? difference : difference * x / Math.Log(power);
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    /// <summary>log(1 + eˣ).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x)));

    /// <summary>erf x = 2/√π · e^(−x²) · Σ 2ⁿ·x²ⁿ⁺¹ / (1·3·5···(2n + 1)), all of whose terms have the sign of x.</summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x) || Math.Abs(x) > 6)
            return double.IsNaN(x) ? x : Math.Sign(x);
        double term = x;
        double sum = x;
        for (int n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return x == 0 ? x : 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
