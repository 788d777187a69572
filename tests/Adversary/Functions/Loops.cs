namespace FastOpt.Tests.Adversary.Functions;

/// <summary>Loops that are unrolled: none or one trip, downward, nested, with what changes in them.</summary>
internal static class Loops
{
    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Loops",
        ofX:
        [
            "float r = x; for (int i = 0; i < 0; i++) r = 9f; return r;",
            "float r = x; for (int i = 5; i > 0; i -= 2) r -= i; return r;",
            "float r = x; for (int i = 0; i <= 3; i++) for (int j = 2; j < 5; j++) r = r / 2f - i - j; return r;",
            "float r = 1f; for (int i = 0; i < 8; i++) r = r * x; return r;",
            "float r = x; for (int i = 0; i != 4; i++) { if (i == 2) r = -r; else r /= 3f; } return r;",
            "float r = 0f; for (int i = -2; i <= 2; i++) r = MathF.Max(r, x / i); return r;",
            "float r = x; for (int i = 1; i < 100; i += 30) r += 1f / i; return r;",
            "float r = x; for (int i = 3; i >= 0; --i) { int k = i - 2; r -= k; } return r;",
            "float r = x; for (int i = 0; i < 3; i++) { float old = r; r = old / 2f; r -= old; } return r;",
            "float r = 0f; for (int i = 0; i < 3; i++) { switch (i) { case 0: r = x; break; case 1: r /= 3f; break; default: r -= 1f; break; } } return r;",
            "float r = x; for (int i = 0; i < 4; i++) { bool up = i % 2 == 0; r = up ? r + 1f : r / 2f; } return r;",
            "int k = (int)x; for (int i = 0; i < 5; i++) k = k * 31 ^ k >>> 7; return k;",
        ],
        ofXY:
        [
            "float r = x; for (int i = 0; i < 3; i++) { if (r > y) r = r / 2f; else r = r - y; } return r;",
            "float a = x, b = y; for (int i = 0; i < 4; i++) { if (a > b) (a, b) = (b, a); b -= 1f; } return a / b;",
        ],
        ofUniforms:
        [
            "double t = 1; for (int i = 0; i < 5; i++) t = t * s + i; return x / (float)t;",
            "float r = x; for (int i = 0; i < 3; i++) { if (n > i) r -= a; } return r;",
            "long k = n; for (int i = 0; i < 70; i++) k = k * 6364136223846793005 + 1442695040888963407; return x + k;",
        ]);
}
