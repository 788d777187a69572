using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests.Language;

/// <summary>
/// Everything that the language of rules has, word by word: the vector forms give the bits of the scalar method, for special values too. No case here has a product whose
/// only use is in a sum, so nothing is contracted and equality is exact.
/// </summary>
public sealed class LanguageTests
{
    private const string Members =
        """
            private const float Third = 1f / 3;
            private static readonly float Gain = 1.5f / (float)Math.Sqrt(2.0);
            private static readonly double Wide = Math.Pow(2, 0.5) * Gain;
            private static float Correction(double s, int k) { double sum = 1; for (int i = 0; i < k; i++) sum += s; return (float)sum; }
            private float OwnRate => rate * 2;
        private float Own() => rate - 2;
        private float Own(int k) => rate * k;
        private static float Seven() => 7;
        private float Share(int k) { if (k == 0) throw new DivideByZeroException(); return 12f / k; }
            [Vectorized] private static float Twice(float v) => v + v;
        """;

    /// <summary>What stands beside the rules.</summary>
    private const string Outside = "public enum Mode { None, Soft = 3, Hard = 7 }\n";

    /// <summary>Statements whose last one returns; x and y are lanes, flag, scale, n, mode and rate hyperparameters.</summary>
    private static readonly string[] Bodies =
    [
        // assignment
        "float a = x; a += 1f; a -= y; a *= 2f; a /= 3f; return a;",
        "int i = (int)x; i += 3; i -= 1; i *= 5; i <<= 2; i >>= 1; i |= 1; i &= 0xFFF; i ^= 7; i >>>= 1; return i;",
        "bool b = x > 0; b &= y > 0; b |= x < -1; b ^= y < -1; return b ? 1f : 0f;",
        "float a = x, b = y; (a, b) = (b, a); return a - 2f * 1f + b / 2f;",
        "var (a, b) = (x + 1f, y); return a / b;",
        "float a = x; a++; --a; a--; return a;",
        "float a; if (x > y) a = x; else a = y; return a;",

        // what the compiler makes shorter
        "return x * -1f;",
        "return -1f * x / y;",
        "return x * 1f / (1f * y);",
        "return -(-x) / 1f;",
        "return -x * -y;",
        "return x - -y;",
        "return x + -y;",
        "bool b = !!(x > 0f); return !(x < y) ? b ? x : 1f : y;",
        "int i = (int)x; return i * -1 + -1 * (i << 2);",

        // comparisons and logic
        "return (x < y ? 1f : 0f) + (x <= y ? 2f : 0f) + (x > y ? 4f : 0f) + (x >= y ? 8f : 0f) + (x == y ? 16f : 0f) + (x != y ? 32f : 0f);",
        "return x > 0 && y > 0 || !(x < y) ? x : y;",
        "bool a = x > 0, b = y > 0; return a == b ? x : a != b ? y : 0f;",
        "int i = (int)x, j = (int)y; return (i < j ? 1 : 0) + (i == j ? 2 : 0) + (i >= j ? 4 : 0) + (i != j ? 8 : 0);",
        "return float.IsNaN(x) ? -1f : float.IsInfinity(x) ? -2f : float.IsPositiveInfinity(y) ? -3f : float.IsNegative(x) ? -4f : float.IsPositive(y) ? -5f : float.IsFinite(x) ? 6f : 7f;",

        // branches
        "if (x < 0f) return -x; if (y < 0f) return y / 2f; return x - y;",
        "float r = 0f; if (x > 1f) { r = x; if (y > 1f) r = y; else r /= 2f; } else if (x > 0f) { r = 3f; } return r;",
        "if (flag) { if (x > 0f) return x; } else return y; return x / y;",
        "float r = x; if (n > 2) { r = y; for (int i = 0; i < 3; i++) { if (x > i) r += 1f; else r -= y; } } return r;",

        // switch expressions
        "return x switch { > 1f => 1f, > 0f and < 0.5f => 2f, < -1f or 0f => 3f, not < 0f => 4f, _ => 5f };",
        "return x switch { float.NaN => 1f, float.PositiveInfinity => 2f, 0f => 3f, _ => x };",
        "return (x - y) switch { var d when d > 1f => d, var d when d < -1f => d / 2f, _ when y > 0f => y, _ => 0f };",
        "return mode switch { Mode.None => x, Mode.Soft => y, Mode.Hard => x - y, _ => 0f };",
        "return n switch { 0 => x, 1 or 2 => y, > 2 and <= 9 => x / 3f, _ => 1f };",
        "return ((int)x & 3) switch { 0 => x, 1 => y, 2 => x - y, _ => x + y };",
        "return (x > 0f) switch { true => x, false => y };",
        "return x is > 0f and < 2f ? x : x is not float.NaN ? y : 0f;",
        "if (x is var v && v > y) return v; return y;",

        // switch statements
        "switch (mode) { case Mode.None: return x; case Mode.Soft: return y; default: return x - y; }",
        "float r = x; switch (n) { case 0: r = 1f; break; case 1: case 3: r = y; break; default: { r /= 2f; break; } case 7: break; } return r;",
        "float r; switch (x) { case > 2f when y > 0f: r = 2f; break; case < 0f: case 1f: r = y; break; case float.NaN: r = 9f; break; default: r = x; break; } return r;",
        "switch (x) { case > 5f: return 1f; case > 3f: default: return 2f; case > 1f: return 3f; }",

        // bits and ints
        "return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) & 0x7FFFFFFF);",
        "int i = BitConverter.SingleToInt32Bits(x); return ((i >> 23) & 0xFF) - 127 + (i >>> 31)- (~i >> 9);",
        "int i = BitConverter.SingleToInt32Bits(x); int j = i << 33; int k = i >> n; int l = i << (n + 40); return (j ^ k) + l;",
        "int i = (int)x; int j = (int)y; return Math.Max(i, j) - Math.Min(i, j) + Math.Abs(i >> 1) + Math.Sign(j) + Math.Clamp(i, -3, 4) + -j;",
        "int s = MathF.Sign(float.IsNaN(x) ? 0f : x); return s * 3;",
        "return (int)x + (float)(int)y;",
        "return x > 0 ? n : (int)y;",
        "int i = (int)x; i = flag ? i : 7; return i;",

        // loops
        "float r = x; for (int i = 1; i <= 3; i++) for (int j = 4; j > 0; j -= 2) r = r / (i + j) + y; return r;",
        "float r = 1f; for (int i = 0; i < 5; i++) { r += 1f; r = r * x / 2f; } return r;",

        // functions
        "return MathF.Abs(x) / MathF.Sqrt(MathF.Abs(y));",
        "return MathF.Min(x, y);",
        "return MathF.Max(x, y);",
        "return Math.Max(x, 0f) - Math.Min(-0f, y);",
        "return float.Max(float.Min(x, 3f), -2f);",
        "return Math.Clamp(x, -1f, 1f);",
        "return Math.Clamp(x, 0f, 1f);",
        "return Math.Clamp(x, -1f, 0f);",
        "return float.Clamp(x, -2f, -1f) - Math.Clamp(y, 1f, 2f);",
        "return Math.Clamp(x, (float)scale - 2f, (float)scale);",
        "return MathF.Floor(x) - MathF.Ceiling(y);",
        "return MathF.Round(x);",
        "return MathF.Truncate(x);",
        "return MathF.CopySign(x, y);",
        "return MathF.FusedMultiplyAdd(x, y, x);",
        "return MathF.Round(x, MidpointRounding.ToZero) / MathF.Round(y, MidpointRounding.ToEven);",
        "return MathF.Round(x, MidpointRounding.AwayFromZero);",
        "return MathF.Round(x, MidpointRounding.ToNegativeInfinity) - MathF.Round(x, MidpointRounding.ToPositiveInfinity);",
        "return x > 0f ? VectorMath.Exp(y) : VectorMath.Tanh(x);",
        "return Twice(Twice(x)) / Twice(y);",
        "return flag ? Twice(x) : y;",

        // uniform values
        "return x * Third / Gain;",
        "return x * (float)Wide;",
        "double d = scale; if (flag) d *= 2; else d -= 1; d = Math.Pow(d, n) / (1 + Math.Exp(-d)); return x / (float)d;",
        "int k = n * 3 / 2 % 5; long l = n + 1L << 3; return x / k - y / l;",
        "float u = mode == Mode.Soft && n > 2 || scale >= 1.5 ? 2f : 3f; return x / u;",
        "bool b = !flag; return b ? x : y;",
        "const float Half = 0.5f; const int Three = 3; return x * Half / Three;",
        "return flag ? 1f : 2f;",
        "return default(float) - x;",
        "return (float)(scale * n);",
        "return x / Correction(scale, n) - y / rate;",
        "return x / this.OwnRate;",
        "return x * Own() / Own(3) + y;",
        "return x / (flag ? Seven() : Own());",
        "double s = 1; if (n > 0) { int phase = 7 % n; s = phase == 0 ? 0.5 : phase; } return x / (float)s;",
        "float s = n != 0 && 12 / n > 3 ? 12 / n : 5f; return x / s - y / s;",
        "if (n > 0 && x > 0f) return x / (9 / n); return y;",
        "float s = n > 0 ? Share(n) / 2 + Share(n) : 3f; return x / s;",
        "long a = long.MaxValue; long b = a + 1; int i = int.MinValue; int j = -i; return b < 0 && j < 0 ? x : y;",
        "float f = 3e10f; int i = (int)f; long l = 1L << 40; int k = (int)(l * l + 5); return i == int.MaxValue && k == 5 ? x : y;",
        "double d = Math.Round(scale * 10, MidpointRounding.AwayFromZero) + Math.Round(scale, MidpointRounding.ToZero); return x / (float)d;",
    ];

    [Fact]
    public void EveryConstructGivesTheBitsOfItsScalarMethod()
    {
        UpdateBatch batch = UpdateBatch.Compile(Bodies, "bool flag, double scale, int n, Mode mode, float rate", Members, Outside);
        float[] x = [.. Near.Special, .. Near.Grid(39, -6, 6)];
        float[] y = [.. Near.Special.Reverse(), .. Near.Grid(39, 5, -5)];
        object[][] hyperparameters = [[true, 1.25, 3, batch.Value("Mode", "Soft"), 0.25f], [false, 2.5, 0, batch.Value("Mode", "None"), 3f], [true, 0.5, 9, batch.Value("Mode", "Hard"), -1f]];
        for (int rule = 0; rule < Bodies.Length; rule++)
        {
            foreach (object[] values in hyperparameters)
            {
                float[] expected = batch.Run(rule, 0, x, y, values);
                foreach (int width in FunctionBatch.Widths)
                    AssertSameBits(expected, batch.Run(rule, width, x, y, values), i => $"{Bodies[rule]}\nat x = {x[i]:R}, y = {y[i]:R}, {string.Join(", ", values)}, {width} bits");
            }
        }
    }

    private static void AssertSameBits(float[] expected, float[] actual, Func<int, string> what)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            bool isSame = float.IsNaN(expected[i]) ? float.IsNaN(actual[i]) : BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i]);
            Assert.True(isSame, $"{what(i)}: scalar {expected[i]:R}, vector {actual[i]:R}");
        }
    }
}
