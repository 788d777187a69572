namespace FastOpt.Tests.Adversary.Functions;

/// <summary>Early returns, nested and guarded, and what stands behind them.</summary>
internal static class Returns
{
    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Returns",
        ofX:
        [
            "if (x < 0f) return -x; return x;",
            "if (x < 0f) { if (x < -2f) return -2f; return x; } return x / 2f;",
            "if (x < 0f) { if (x < -2f) { if (x < -4f) return 1f; } else return 2f; } else { if (x > 3f) return 3f; } return 4f;",
            "float r = 1f; if (x > 0f) { r = 2f; if (x > 1f) return r; r = 3f; } r += x; return r;",
            "if (float.IsNaN(x)) return -1f; if (float.IsInfinity(x)) return MathF.CopySign(2f, x); if (x == 0f) return 1f / x; return x;",
            "if (!(x > 0f)) return 0f; return VectorMath.Log(x);",
            "if (x <= 0f) return 0f; return MathF.Sqrt(x) / x;",
            "if (x != 0f) return VectorMath.Sin(x) / x; return 1f;",
            "float y = x; if (y > 2f) { y = 2f; return y; } if (y < -2f) { y = -2f; } return y;",
            "if (x > 1f) return 1f; else if (x > 0.5f) return 0.5f; else if (x > 0f) return x; else return 0f;",
            "if (x > 1f) { } else return x; return 1f;",
            "if (x > 0f && x < 1f) return x; if (x >= 1f || x <= -1f) return 1f; return -x;",
            "float r; if (x > 0f) { if (x > 1f) r = 1f; else r = x; } else r = 0f; if (r > 0.5f) return r; return r / 2f;",
            "switch (x) { case > 1f: return 1f; case < -1f: return -1f; } return x;",
            "if (x is var v && v > 1f) return v; if (x is > 0f and var w) return w / 2f; return 0f;",
            "float r = 0f; for (int i = 0; i < 3; i++) { if (x > i) r += 1f; } if (r > 2f) return r; return -r;",
            "for (int i = 0; i < 3; i++) { if (x < i) return i; } return x;",
            "return x > 0f ? (x > 1f ? (x > 2f ? 3f : 2f) : 1f) : (x < -1f ? (x < -2f ? -3f : -2f) : -1f);",
        ],
        ofXY:
        [
            "if (x < y) return x; if (y < 0f) return y; return x - y;",
            "if (y == 0f) return 0f; return x / y;",
            "if (x > 0f) { if (y > 0f) return 1f; if (y < 0f) return 2f; } else { if (y > 0f) return 3f; } return x / y;",
            "float r = x; if (y > 0f) { if (x > 0f) return y; r = y; } return r;",
        ],
        ofUniforms:
        [
            "if (b) return x; if (x > 0f) return -x; return a;",
            "if (b) { if (x > 0f) return a; } else { if (n > 0) return x; } return (float)s;",
            "if (n == 0) return x; return x / (7 / n);",
            "if (x > 0f && n != 0) return x / (100 / n); return -x;",
            "if (n > 0) { for (int i = 0; i < 2; i++) { if (x > i) return i + a; } } return x;",
            "if (double.IsNaN(s)) return x; if (s > 1 && b) return x - (float)s; return a;",
        ]);
}
