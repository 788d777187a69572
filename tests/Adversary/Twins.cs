using System.Text.RegularExpressions;

namespace FastOpt.Tests.Adversary;

/// <summary>What twins in double call: VectorMath in double, and the helpers of the corpus.</summary>
internal static partial class Twins
{
    /// <summary>VectorMath in double, by formulas of their own.</summary>
    public const string Functions =
        """

        public static class Twin
        {
            public static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));
            public static double Softplus(double x) => x > 0 ? x + Log1P(Math.Exp(-x)) : Log1P(Math.Exp(x));
            public static double Exp(double x) => Math.Exp(x);
            public static double Exp2(double x) => Math.Pow(2, x);
            public static double Expm1(double x) => Math.Abs(x) < 1e-3 ? x + (x * x / 2) + (x * x * x / 6) + (x * x * x * x / 24) : Math.Exp(x) - 1;
            public static double Log(double x) => Math.Log(x);
            public static double Log2(double x) => Math.Log2(x);
            public static double Log1P(double x) => Math.Abs(x) < 1e-3 ? x - (x * x / 2) + (x * x * x / 3) - (x * x * x * x / 4) : Math.Log(1 + x);
            public static double Pow(double x, double n) => Math.Pow(x, n);
            public static double Tanh(double x) => Math.Tanh(x);
            public static double Sinh(double x) => Math.Sinh(x);
            public static double Cosh(double x) => Math.Cosh(x);
            public static double Sin(double x) => Math.Sin(x);
            public static double Cos(double x) => Math.Cos(x);
            public static double Tan(double x) => Math.Tan(x);
            public static double Sqrt(double x) => Math.Sqrt(x);
            public static double Cbrt(double x) => Math.Cbrt(x);
            public static double Atan(double x) => Math.Atan(x);
            public static double Floor(double x) => Math.Floor(x);
            public static double Round(double x) => Math.Round(x);
        }

        """;

    /// <summary>Members of the corpus in double: without the attribute and without declarations that have no body.</summary>
    public static string Of(string members)
    {
        string plain = BodyText.InDouble(members.Replace("[Vectorized] ", "", StringComparison.Ordinal));
        return Declaration().Replace(plain, "").Replace("partial ", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"[^;{}\n]*\bpartial [^;{}=\n]*\);")]
    private static partial Regex Declaration();
}
