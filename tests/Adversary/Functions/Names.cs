namespace FastOpt.Tests.Adversary.Functions;

/// <summary>Names that are used twice, that are words of C#, or that the compiler might give to its own.</summary>
internal static class Names
{
    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Names",
        ofX:
        [
            "float result = x; float i = result + 1f; float count = i / 2f; return count;",
            "float simd = x; float global = simd - 1f; float lanes = global / 3f; return lanes;",
            "float sum = x - 1f; float product = sum / 2f; float condition = product - 3f; float selected = condition / 5f; return selected;",
            "float Vector128 = x; float Vector512 = Vector128 / 2f; return Vector512 - Vector128;",
            "float @return = x; float @float = @return / 2f; float @in = @float - 1f; return @in;",
            "float value = 1f; { float inner = x; value = inner / 2f; } { float inner = -x; value -= inner; } return value;",
            "float r = 0f; for (int i = 0; i < 2; i++) { float t = x / (i + 1); r += t; } for (int i = 3; i < 5; i++) { float t = x - i; r += t; } return r;",
            "float \u00e9t\u00e9 = x; float \u03b1 = \u00e9t\u00e9 / 2f; return \u03b1;",
            "float x1 = x; float x2 = x1 / 2f; float x_ = x2 - 1f; return x_;",
            "float max = MathF.Max(x, 1f); float abs = MathF.Abs(max); float sqrt = MathF.Sqrt(abs); return sqrt;",
            "float coefficients = x; float derivative = coefficients / 2f; float gradient = derivative - 1f; return gradient;",
            "float Single = x; float MathF_ = Single; float System_ = MathF_ - 1f; return System_;",
            "bool and = x > 0f; bool or = x > 1f; bool not = !and; return and && !or ? 1f : not ? 2f : 3f;",
            "x = x / 2f; x -= 1f; return x;",
            "float y = x; x = 3f; return y - x;",
            "float field = x; float var = field; float nameof = var / 2f; return nameof;",
            "float quotient = 2f / x; float quotient2 = quotient / x; float quotient1 = quotient2 / x; return quotient1;",
        ],
        ofXY:
        [
            "(x, y) = (y, x); return x - y;",
            "float t = x; x = y; y = t; return x / y;",
            "var (a, b) = (y, x); (a, b) = (b, a); return a / b;",
            "float a = x, b = y, c = 1f; (a, b, c) = (b, c, a); (a, b) = (b, a); return a - b / c;",
            "float a = x; float b = a; a = y; return b - a;",
            "float a = x; a = a - y; a = a / a; return a;",
            "float a = x, b = y; for (int i = 0; i < 3; i++) (a, b) = (b, a); return a - b;",
            "float a = x, b = y; if (a > b) (a, b) = (b, a); return a;",
            "(float a, float b) = (x, y); (a, b) = (a - b, b - a); return a / b;",
        ],
        ofUniforms:
        [
            "a = a + 1f; return x / a;",
            "double t = s; s = n; n = 5; return x - (float)s - n - (float)t;",
            "bool c = b; b = !b; return b == c ? 0f : c ? x : -x;",
            "(double p, double q) = (s, 2.0); (p, q) = (q, p); return x - (float)p / (float)q;",
        ]);
}
