namespace FastOpt.Tests.Adversary.Functions;

/// <summary>
/// Calls: expanded ones, bools that differ among elements, partial methods, default and named arguments, arguments that exchange their names.
/// </summary>
internal static class Calls
{
    /// <summary>What the cases call.</summary>
    public const string Helpers =
        """
            private const float Third = 1f / 3;
            private static readonly float Gain = 1.5f;
            private static readonly double Wide = Gain * 2.0;
            private static readonly float Later = (float)Wide - 0.5f;
            [Vectorized] private static float Twice(float v) => v + v;
            [Vectorized] private static float Minus(float x, float y) => x - y;
            [Vectorized] private static float Back(float y, float x) => Minus(y, x) / 2f;
            [Vectorized] private static float Pick(float v, bool first) => first ? v : -v;
            [Vectorized] private static float Deep(float v, bool p, bool q) => Pick(p ? v : v / 2f, q && !p);
            [Vectorized] private static float Scaled(float v, double s = 0.5, bool up = true) => up ? v / (float)s : v - (float)s;
            [Vectorized] private static float Split(float v) { if (v > 1f) return 1f; if (v < -1f) return -1f; return v; }
            [Vectorized] private static int Level(float v) => v > 2f ? 2 : v > 1f ? 1 : (int)v;
            [Vectorized] private static float Whole(int k, float v) => k > 1 ? v : k;
            [Vectorized] private static partial float Half(float v);
            private static partial float Half(float v) => v / 2f;
            [Vectorized] private static float Quarter(float v) => Half(Half(v));
            [Vectorized] private static float Changed(float v) { v = v - 1f; v /= 3f; return v; }
            [Vectorized] private static float Guarded(float v, long n) => n == 0 ? v : v / (60 / n);

        """;

    public static IEnumerable<CorpusCase> Cases => FunctionCase.All(
        "Calls",
        ofX:
        [
            "Twice(Twice(x)) / Twice(3f)",
            "Pick(x, x > 1f)",
            "Pick(x, !(x > 1f))",
            "Pick(Pick(x, x > 0f), x < 2f)",
            "Pick(x, true) - Pick(x, false)",
            "Deep(x, x > 0f, x < 1f)",
            "Deep(x, x > 0f, true)",
            "Pick(x, x is float.NaN or 0f)",
            "Scaled(x)",
            "Scaled(x, up: false)",
            "Scaled(up: true, s: 3, v: x)",
            "Split(Split(x) / 2f)",
            "Split(x) > 0f ? Split(-x) : Split(x / 2f)",
            "Level(x)",
            "Whole(Level(x), x)",
            "Whole((int)x, -x)",
            "Half(x) - Quarter(x)",
            "Changed(x) / x",
            "Back(y: 1f, x: x)",
            "x * Third",
            "x / Gain / Later",
            "x - (float)Wide",
            "bool p = x > 0f; float r = Pick(x, p); p = !p; return r / Pick(1f, p);",
            "x > 0f ? Pick(x, x > 1f) : Pick(-x, x < -1f)",
        ],
        ofXY:
        [
            "Minus(x, y)",
            "Minus(y, x)",
            "Back(x, y)",
            "Back(y, x) - Minus(x, y)",
            "Minus(Minus(x, y), Minus(y, x))",
            "Pick(x, x > y)",
            "Deep(x / y, x > 0f, y > 0f)",
            "Pick(x, x > 0f) / Pick(y, y > 0f)",
        ],
        ofUniforms:
        [
            "Pick(x, b)",
            "Pick(x, b && x > 0f)",
            "Deep(x, b, x > 0f)",
            "Scaled(x, s, b)",
            "Scaled(x, n, !b)",
            "Guarded(x, n)",
            "x > 0f ? Guarded(x, n) : Guarded(-x, n + 1)",
            "Minus(x, a) / Minus(a, x)",
            "Twice(a) - x",
            "Pick(a, x > 0f)",
        ]);
}
