using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests.Language;

/// <summary>
/// Expressions whose parts leave the range of floats where their value does not: value and derivative are right for every argument, against forms in double
/// that stay in range.
/// </summary>
public sealed class OverflowTests
{
    private static readonly double Ln2 = Math.Log(2);

    /// <summary>As a user writes it, its value, its derivative in x.</summary>
    private static readonly (string Source, Func<double, double> Value, Func<double, double> Slope)[] Functions =
    [
        // Those that README showed, and those that the field writes.
        ("MathF.Log(1 + MathF.Exp(x))", Softplus, Sigmoid),
        ("MathF.Log(VectorMath.Exp(x) + 1f)", Softplus, Sigmoid),
        ("x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)))", static x => x * Math.Tanh(Softplus(x)), static x => Math.Tanh(Softplus(x)) + (x * Sigmoid(x) * OneMinusSquare(Softplus(x)))),
        ("MathF.Log(MathF.Cosh(x))", LogCosh, Math.Tanh),
        ("MathF.Exp(x) / (1 + MathF.Exp(x))", Sigmoid, Bell),
        ("x * MathF.Exp(x) / (1f + MathF.Exp(x))", static x => x * Sigmoid(x), static x => Sigmoid(x) + (x * Bell(x))),
        ("MathF.Log(MathF.Exp(x) + MathF.Exp(3f))", static x => 3 + Softplus(x - 3), static x => Sigmoid(x - 3)),
        ("MathF.Log(MathF.Exp(x) + MathF.Exp(-x))", static x => LogCosh(x) + Ln2, Math.Tanh),
        ("MathF.Log(MathF.Exp(2f * x) + MathF.Exp(x))", static x => x + Softplus(x), static x => 1 + Sigmoid(x)),
        ("(MathF.Exp(x) - MathF.Exp(-x)) / (MathF.Exp(x) + MathF.Exp(-x))", Math.Tanh, OneMinusSquare),
        ("MathF.Sinh(x) / MathF.Cosh(x)", Math.Tanh, OneMinusSquare),
        ("(MathF.Exp(2f * x) - 1f) / (MathF.Exp(2f * x) + 1f)", Math.Tanh, OneMinusSquare),
        ("VectorMath.Log1P(MathF.Exp(x))", Softplus, Sigmoid),
        ("MathF.Log2(1f + MathF.Exp(0.6931472f * x))", static x => Softplus(x * Ln2) / Ln2, static x => Sigmoid(x * Ln2)),
        ("MathF.Log(2f + 3f * MathF.Exp(x) + MathF.Exp(-2f * x))", Mixed, static x => Difference(Mixed, x)),
        ("MathF.Log(MathF.Exp(x))", static x => x, static x => 1),
        ("MathF.Log(1f + MathF.Exp(-x))", static x => Softplus(-x), static x => -Sigmoid(-x)),
        ("MathF.Log(1f + 1e-30f * MathF.Exp(x))", static x => Softplus(x + Small), static x => Sigmoid(x + Small)),
        ("MathF.Log(MathF.Sinh(MathF.Abs(x) + 1f))", LogSinh, static x => Math.Sign(x) / Math.Tanh(Math.Abs(x) + 1)),

        // The fast form of Mish: (e² + 2e) / (e² + 2e + 2) is tanh of softplus.
        ("Fast(x)", static x => x * Math.Tanh(Softplus(x)), static x => Math.Tanh(Softplus(x)) + (x * Sigmoid(x) * OneMinusSquare(Softplus(x)))),
        ("MathF.Exp(-x) / ((1f + MathF.Exp(-x)) * (1f + MathF.Exp(-x)))", Bell, static x => Bell(x) * -Math.Tanh(x / 2)),
        ("0.5f * MathF.Log(1f + MathF.Exp(2f * x))", static x => 0.5 * Softplus(2 * x), static x => Sigmoid(2 * x)),
    ];

    private const string Members = "private static float Fast(float x) { float e = MathF.Exp(x); float n = (e * e) + (2f * e); return x * (n / (n + 2f)); }\n";

    private static readonly float[] Points = Padded(
    [
        0f, 0.5f, 1f, 5f, 20f, 43f, 45f, 60f, 63.9f, 64.1f, 65f, 69f, 71f, 80f, 87f, 88.7f, 88.8f, 89f, 90f, 100f, 104f, 150f, 178f, 200f, 1000f, 12345f, 1e6f, 1e10f, 1e18f,
    ]);

    [Fact]
    public void ValuesAndDerivativesStayInRange()
    {
        FunctionBatch batch = FunctionBatch.Compile(
            [.. Functions.Select(static (f, i) => new BatchFunction($"F{i}", $"float F{i}(float x) => {f.Source};", 1, "", "Derivative"))],
            Members.Replace("private", "[Vectorized] internal", StringComparison.Ordinal));
        foreach (int width in FunctionBatch.Widths)
        {
            for (int f = 0; f < Functions.Length; f++)
            {
                float[] values = batch.Vector($"F{f}", width, Points, Points), slopes = batch.Derivative($"F{f}", width, Points, Points);
                for (int i = 0; i < Points.Length; i++)
                {
                    string what = FormattableString.Invariant($"{Functions[f].Source} at {Points[i]:R}, {width} bits");
                    Near.Equal(Functions[f].Value(Points[i]), values[i], 4e-6, 1e-6, what);
                    Near.Equal(Functions[f].Slope(Points[i]), slopes[i], 2e-5, 2e-6, "derivative of " + what);
                }
            }
        }
    }

    /// <summary>
    /// What is written with VectorMath's functions alone has the bits of its scalar method for every argument, and a derivative that stays in range.
    /// </summary>
    [Fact]
    public void ExactFormsKeepTheirBitsAndHaveTheirDerivatives()
    {
        (string Source, Func<double, double> Slope)[] functions =
        [
            ("VectorMath.Log(1f + VectorMath.Exp(x))", Sigmoid),
            ("VectorMath.Log(VectorMath.Cosh(x))", Math.Tanh),
            ("VectorMath.Exp(x) / (1f + VectorMath.Exp(x))", Bell),
            ("VectorMath.Log1P(VectorMath.Exp(x))", Sigmoid),
            ("VectorMath.Expm1(x) / (VectorMath.Expm1(x) + 2f)", static x => 0.5 * OneMinusSquare(x / 2)),
            ("VectorMath.Log2(1f + VectorMath.Exp2(x))", static x => Sigmoid(x * Ln2)),
            ("VectorMath.Sinh(x) / VectorMath.Cosh(x)", OneMinusSquare),
            ("x * VectorMath.Tanh(VectorMath.Log(1f + VectorMath.Exp(x)))", static x => Math.Tanh(Softplus(x)) + (x * Sigmoid(x) * OneMinusSquare(Softplus(x)))),
        ];
        FunctionBatch batch = FunctionBatch.Compile([.. functions.Select(static (f, i) => new BatchFunction($"F{i}", $"float F{i}(float x) => {f.Source};", 1, "", "Derivative"))]);
        foreach (int width in FunctionBatch.Widths)
        {
            for (int f = 0; f < functions.Length; f++)
            {
                float[] scalar = batch.Scalar($"F{f}", Points, Points), values = batch.Vector($"F{f}", width, Points, Points), slopes = batch.Derivative($"F{f}", width, Points, Points);
                for (int i = 0; i < Points.Length; i++)
                {
                    string what = FormattableString.Invariant($"{functions[f].Source} at {Points[i]:R}, {width} bits");
                    Assert.True(scalar[i].Equals(values[i]), what);
                    Near.Equal(functions[f].Slope(Points[i]), slopes[i], 2e-5, 2e-6, "derivative of " + what);
                }
            }
        }
    }

    /// <summary>Where exponents are of ordinary size, an expression has the bits of its scalar method.</summary>
    [Fact]
    public void OrdinaryArgumentsGiveTheBitsOfTheScalarMethod()
    {
        string[] sources =
        [
            "VectorMath.Log(1f + VectorMath.Exp(x))", "VectorMath.Log(VectorMath.Cosh(x))", "VectorMath.Exp(x) / (1f + VectorMath.Exp(x))", "VectorMath.Log1P(VectorMath.Exp(x))",
            "VectorMath.Log2(VectorMath.Exp2(x) + 1f)", "VectorMath.Sinh(x) / VectorMath.Cosh(x)", "VectorMath.Log(VectorMath.Exp(x) + VectorMath.Exp(y))",
        ];
        FunctionBatch batch = FunctionBatch.Compile([.. sources.Select(static (s, i) => new BatchFunction($"F{i}", $"float F{i}(float x, float y) => {s};", 2))]);
        float[] x = Near.Grid(512, -64, 64), y = [.. Near.Grid(512, -64, 64).Reverse()];
        foreach (int width in FunctionBatch.Widths)
        {
            for (int f = 0; f < sources.Length; f++)
            {
                float[] scalar = batch.Scalar($"F{f}", x, y), found = batch.Vector($"F{f}", width, x, y);
                for (int i = 0; i < x.Length; i++)
                    Assert.True(BitConverter.SingleToInt32Bits(scalar[i]) == BitConverter.SingleToInt32Bits(found[i]), FormattableString.Invariant($"{sources[f]} at {x[i]:R}, {y[i]:R}: {scalar[i]:R}, {found[i]:R}"));
            }
        }
    }

    /// <summary>Two exponents, of which either is out of range, and both are on either side.</summary>
    [Fact]
    public void TheLogarithmOfTwoExponentialsIsRightForAllPairs()
    {
        FunctionBatch batch = FunctionBatch.Compile(
        [
            new("Sum", "float Sum(float x, float y) => MathF.Log(MathF.Exp(x) + MathF.Exp(y));", 2, "", "DerivativeInY"),
            new("Share", "float Share(float x, float y) => MathF.Exp(x) / (MathF.Exp(x) + MathF.Exp(y));", 2, "", "DerivativeInY"),
        ]);
        float[] ends = [-1e6f, -300f, -200f, -104f, -90f, -70f, -3f, 0f, 1f, 65f, 88f, 89f, 100f, 101f, 500f, 3e5f];
        foreach (float a in ends)
        {
            float[] x = [.. Enumerable.Repeat(a, 16)];
            foreach (int width in FunctionBatch.Widths)
            {
                float[] sums = batch.Vector("Sum", width, x, ends), inY = batch.Derivative("Sum", width, x, ends);
                float[] shares = batch.Vector("Share", width, x, ends), shareInY = batch.Derivative("Share", width, x, ends);
                for (int i = 0; i < ends.Length; i++)
                {
                    double difference = (double)ends[i] - a;
                    string what = FormattableString.Invariant($"{a}, {ends[i]}, {width} bits");
                    Near.Equal(Math.Max(a, ends[i]) + Math.Log(1 + Math.Exp(-Math.Abs(difference))), sums[i], 1e-6, 1e-6, what);
                    Near.Equal(Sigmoid(difference), inY[i], 1e-5, 1e-6, "derivative at " + what);
                    Near.Equal(Sigmoid(-difference), shares[i], 1e-5, 1e-6, "share at " + what);
                    Near.Equal(-Bell(difference), shareInY[i], 1e-5, 1e-6, "derivative of the share at " + what);
                }
            }
        }
    }

    /// <summary>The slope of √(x·x) is that of |x|, though the square be infinite or 0; its value is that of the square's root, as it is written.</summary>
    [Fact]
    public void TheRootOfASquareHasTheSlopeOfTheMagnitude()
    {
        FunctionBatch batch = FunctionBatch.Compile(
        [
            new("Root", "float Root(float x) => MathF.Sqrt(x * x);", 1, "", "Derivative"),
            new("Powered", "float Powered(float x) => MathF.Sqrt(VectorMath.Pow(x, 2f));", 1, "", "Derivative"),
            new("Inner", "float Inner(float x) => MathF.Sqrt((3f * x + 1f) * (3f * x + 1f));", 1, "", "Derivative"),
            new("Behind", "float Behind(float x) => 1f / (1f + MathF.Sqrt(x * x));", 1, "", "Derivative"),
            new("Named", "float Named(float x) { float e = x - 2f; float square = e * e; return MathF.Sqrt(square); }", 1, "", "Derivative"),
        ]);
        float[] x = Padded([0f, 1e-45f, 1e-30f, 1e-20f, 0.5f, 1f, 2f, 3f, 1e10f, 1e19f, 1e20f, 1e25f, 1e30f, 3e37f]);
        foreach (int width in FunctionBatch.Widths)
        {
            float[] Of(string name) => batch.Derivative(name, width, x, x);
            (float[] root, float[] powered, float[] inner, float[] behind, float[] named) = (Of("Root"), Of("Powered"), Of("Inner"), Of("Behind"), Of("Named"));
            for (int i = 0; i < x.Length; i++)
            {
                double v = x[i], sign = Math.Sign(x[i]);
                string what = FormattableString.Invariant($"at {x[i]:R}, {width} bits");
                Assert.Equal((sign, sign, what), (root[i], powered[i], what));
                Near.Equal(3 * Math.Sign((3 * v) + 1), inner[i], 0, 0, what);
                Near.Equal(Math.Sign(v - 2), named[i], 0, 0, what);
                if (Math.Abs(v) < 1e18)
                    Near.Equal(-sign / Math.Pow(1 + Math.Abs(v), 2), behind[i], 1e-5, 1e-38, what);
            }
        }
    }

    private const double Small = -69.0775527898213705; // ln 1e-30

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>The slope of the sigmoid.</summary>
    private static double Bell(double x) => Sigmoid(x) * Sigmoid(-x);

    private static double LogCosh(double x) => Math.Abs(x) + Math.Log(0.5 * (1 + Math.Exp(-2 * Math.Abs(x))));

    private static double LogSinh(double x) => Math.Abs(x) + 1 + Math.Log(0.5 * (1 - Math.Exp(-2 * (Math.Abs(x) + 1))));

    private static double OneMinusSquare(double x) => 1 - (Math.Tanh(x) * Math.Tanh(x));

    private static double Mixed(double x)
    {
        double most = Math.Max(Math.Max(x, 0), -2 * x);
        return most + Math.Log((2 * Math.Exp(-most)) + (3 * Math.Exp(x - most)) + Math.Exp((-2 * x) - most));
    }

    private static double Difference(Func<double, double> f, double x)
    {
        double step = 1e-5 * Math.Max(1, Math.Abs(x));
        return (f(x + step) - f(x - step)) / (2 * step);
    }

    /// <summary>Both signs, in a multiple of 16.</summary>
    private static float[] Padded(float[] values)
    {
        float[] all = [.. values, .. values.Select(static v => -v)];
        return [.. all, .. Enumerable.Repeat(1f, (16 - (all.Length % 16)) % 16)];
    }
}
