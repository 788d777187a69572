namespace FastOpt.Tests.Adversary.Functions;

/// <summary>
/// checked and unchecked, and what throws: where every element comes to it, the lanes throw too; where some do, the others keep their values.
/// </summary>
internal static class Overflows
{
    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Overflows",
        ofX:
        [
            "int a = int.MaxValue; return x + unchecked(a + 1);",
            "int a = int.MaxValue; return x + checked(a + 1);",
            "long a = long.MinValue; return x > 0f ? a / -1L : x;",
            "int a = int.MinValue; return x + a % -1;",
            "int a = 7, z = 0; return x > 1f ? a / z : x;",
            "double d = double.NaN; return x > 0f ? x : Math.Sign(d);",
            "int a = 1; unchecked { a = a << 31; a = -a; } return x + a;",
        ],
        ofUniforms:
        [
            "x + checked((int)n)",
            "x + unchecked((int)n)",
            "x + checked(n * 2)",
            "x + checked((long)s)",
            "x + checked((int)(float)s)",
            "x + checked(-n)",
            "x > 0f ? x : x + checked((int)n)",
            "b ? x + checked((int)n) : x",
            "b || checked((int)n) > 0 ? x : -x",
            "b | checked((int)n) > 0 ? x : -x",
            "checked { n += 1; n *= 3; } return x + n;",
            "checked { long k = unchecked(n * long.MaxValue); return x + k; }",
            "unchecked { int k = (int)n; k += int.MaxValue; return x + checked(k - 1); }",
            "int k = (int)n; return x + checked(k * k);",
            "x + checked((int)n + 1)",
            "x + 7 / n",
            "x + 7 % n",
            "x > 0f ? x + 7 / n : x",
            "x > 0f ? 7 / n : x < -1f ? 5 / (n - 3) : x",
            "x + long.MinValue / n",
            "x + Math.Abs(n)",
            "x > 0f ? x - Math.Abs(n) : x",
            "x + Math.Sign(s)",
            "x > 1f ? x : x + Math.Sign(s)",
            "x + MathF.Sign((float)s)",
            "x + (float)Math.Clamp(s, 1, 0)",
            "x > 1f ? x : Math.Clamp((float)s, 2f, 1f)",
            "x > 1f ? x : Math.Clamp(n, 5L, n)",
            "x + (float)Math.Round(s, (int)n)",
            "x > 1f ? x : x + (float)Math.Round(s, (int)n)",
            "float r = x; if (x > 0f) { if (n != 0) r = 7 / n; else r = 1f; } return r;",
            "double d = 0; if (n != 0) d = 7 / n; if (x > 0f) return x - (float)d; return x;",
            "int k = b ? checked((int)n) : 0; return x > 0f ? k : x;",
            "long q = n != 0 && 10 / n > 2 ? 10 / n : 1; return x / q;",
        ]);
}
