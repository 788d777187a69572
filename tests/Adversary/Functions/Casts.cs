namespace FastOpt.Tests.Adversary.Functions;

/// <summary>Casts: of what has no int, of constants that C# would refuse to fold, and of values that are the same for all.</summary>
internal static class Casts
{
    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Casts",
        ofX:
        [
            "(int)x",
            "(float)(int)x",
            "(int)(x * 2f)",
            "(int)-x",
            "-(int)x",
            "(int)MathF.Floor(x)",
            "(int)x == x ? 1f : 0f",
            "(int)x == int.MinValue ? 1f : (int)x == int.MaxValue ? 2f : 3f",
            "x - (int)x",
            "(int)(x / 0f)",
            "(int)(float)(int)x",
            "int i = (int)x; return i < 0 ? -1f : i;",
            "float a = 2e9f; int i = (int)(a * 2f); return x / i;",
            "float a = -3e38f; int i = (int)(a * 10f); return x / i;",
            "double a = 1e30; long l = (long)a; return x / l;",
            "double a = double.NaN; return x + (int)a + (long)a;",
            "double a = double.NegativeInfinity; long l = (long)a; return x / l;",
            "const float Big = 16777217; return x - Big;",
            "const double Wide = 0.1; return x * (float)Wide;",
            "const int Whole = 16777217; return x / Whole;",
            "const long Huge = 9007199254740993; return x / Huge;",
            "x + (float)1e-50",
            "x * (float)1e-46",
            "x / (float)(1.0 / 3)",
            "x + (float)(int)2.9f",
            "x + (int)-2.9",
            "x + 'a'",
            "x + (float)int.MaxValue",
            "x - (float)long.MaxValue",
            "x * 3",
            "x / 7L",
        ],
        ofXY:
        [
            "(int)x + (int)y",
            "(int)(x + y) - (int)(x - y)",
            "(float)((int)x / 1f) + (int)y",
            "(int)(x > y ? x : y)",
        ],
        ofUniforms:
        [
            "x + (int)s",
            "x + (long)s",
            "x + (int)n",
            "x / (float)n",
            "x + (int)a",
            "x - (float)(s * n)",
            "x / (float)(int)(s * 1e10)",
            "x + unchecked((int)n) + unchecked((int)(n * 3))",
            "x - (float)(double)(float)s",
            "x + (b ? 1 : 2L)",
        ]);
}
