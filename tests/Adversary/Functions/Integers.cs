namespace FastOpt.Tests.Adversary.Functions;

/// <summary>Ints of lanes wrap; ints and longs that are the same for all do as C# says.</summary>
internal static class Integers
{
    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Integers",
        ofX:
        [
            "(int)x + int.MaxValue",
            "(int)x - int.MinValue",
            "(int)x * 3",
            "(int)x * (int)x",
            "-(int)x + -(-(int)x)",
            "(int)x * -1",
            "(int)x * 65536 * 65536",
            "int i = (int)x; i++; ++i; i--; i += i; i -= 3; i *= i; return i;",
            "Math.Max((int)x, -7) - Math.Min((int)x, 7)",
            "Math.Clamp((int)x, -3, 4)",
            "Math.Sign((int)x)",
            "Math.Abs((int)x >> 1)",
            "(int)x == (int)x + 1 ? 1f : 0f",
            "(int)x < (int)x + 1 ? 1f : 0f",
            "(int)x - (int)x",
            "(int)x > 16777216 ? 1f : 0f",
            "(float)((int)x + 1) - (float)(int)x",
            "int i = (int)x; float f = i; return (int)f - i;",
            "int m = int.MinValue; return (int)x + m;",
            "int m = int.MinValue; return x / -m;",
            "int a = int.MaxValue; int b = a * 2; return x + b;",
            "long a = long.MaxValue; return x + (a + 1);",
        ],
        ofXY:
        [
            "(int)x * (int)y",
            "(int)x - (int)y < 0 ? 1f : 0f",
            "(int)x < (int)y ? (int)x : (int)y",
            "int i = (int)x, j = (int)y; (i, j) = (j, i); return i - (j >> 1);",
            "Math.Max((int)x, (int)y) ^ Math.Min((int)x, (int)y)",
        ],
        ofUniforms:
        [
            "x + n * n",
            "x + (int)n * (int)n",
            "x + (n + long.MaxValue)",
            "x + (n % 7)",
            "x + n / 2 * 2",
            "x + (int)n / -2",
            "x + -n + (-(int)n)",
            "n == 0 ? x : x + 100 / n",
            "n == 0 ? x : x + 100 % n",
            "x > 0f && n != 0 ? x - 9 / n : x",
            "(int)x + (int)n",
            "(int)x * (int)n",
            "x + Math.Sign(n) + Math.Max(n, 2L) - Math.Clamp(n, -2L, 2L)",
            "long k = n; k++; k <<= 2; k -= n; return x + k;",
            "int i = (int)n; i += 7; i *= 3; i %= 5; i /= 2; return x + i;",
        ]);
}
