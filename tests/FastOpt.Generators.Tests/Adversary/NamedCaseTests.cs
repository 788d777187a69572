using System.Globalization;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Tests.Adversary;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests.Adversary;

/// <summary>
/// The faults that an adversary found, each with its values and with relatives: what compiles means what its scalar method means, and what cannot is said.
/// </summary>
public sealed class NamedCaseTests
{
    /// <summary>A value that was another one in lanes.</summary>
    /// <param name="Case">The declaration.</param>
    /// <param name="X">The lane x.</param>
    /// <param name="Y">The lane y.</param>
    /// <param name="Expected">The value; null where an exception is thrown.</param>
    private sealed record Known(CorpusCase Case, float X, float Y, float? Expected);

    /// <summary>A derivative that was another one.</summary>
    /// <param name="Case">The declaration.</param>
    /// <param name="X">The lane x.</param>
    /// <param name="Y">The lane y.</param>
    /// <param name="Expected">The derivative.</param>
    /// <param name="Slope">Which of the case's derivatives.</param>
    private sealed record KnownSlope(CorpusCase Case, float X, float Y, double Expected, int Slope = 0);

    private static readonly Known[] Values =
    [
        // 1. A hyperparameter and a parameter of one name.
        new(RuleCase.Optimizer("Names0", "long step = 7", "x -= y * (float)this.step + (float)step;", hasStep: true), 1, 2, -16),
        new(RuleCase.GradientRule("Names1", "double norm = 5", "float gradient, double norm", "x[i], 2", "return gradient * (float)this.norm - (float)norm;"), 3, 0, 13),
        new(RuleCase.GradientRule("Names2", "double learningRate = 5", "float gradient, double learningRate", "x[i], 0.5", "return gradient * (float)this.learningRate - (float)learningRate;"), 3, 0, 14.5f),
        new(RuleCase.Optimizer("Names3", "double rate = 2", "x = y * (float)step - (float)this.step;", "private long step => 100;", hasStep: true), 1, 2, -94),
        new(RuleCase.Optimizer("Names4", "long step = 7", "x = y * step;"), 1, 2, 14),
        new(RuleCase.GradientRule("Names5", "double norm = 5", "float gradient", "x[i]", "return gradient * (float)norm;"), 3, 0, 15),
        new(RuleCase.GradientRule("Names6", "double rate = 5", "float gradient, long norm", "x[i], 3", "return gradient * (float)rate * norm;"), 3, 0, 45),

        // 2. Static fields in C#'s order.
        new(RuleCase.Optimizer("Fields0", "", "x += Late;", "static readonly float Early = 3f; static readonly float Late = Early * 2f;"), 1, 0, 7),

        // 3. checked and unchecked on uniform values.
        new(RuleCase.Optimizer("Checked0", "long n = 3000000000", "x += checked((int)n);"), 1, 0, null),
        new(RuleCase.Optimizer("Checked1", "long n = 3000000000", "x += unchecked((int)n);"), 1, 0, unchecked((int)3000000000)),
        new(RuleCase.Optimizer("Checked2", "int n = 2147483647", "int k = n; checked { k++; } x += k;"), 1, 0, null),
        new(RuleCase.Optimizer("Checked3", "int n = -2147483648", "x += checked(-n);"), 1, 0, null),
        new(RuleCase.Optimizer("Checked4", "double d = 1e300", "x += checked((long)d);"), 1, 0, null),
        new(RuleCase.Optimizer("Checked5", "int n = 5", "x += checked(n * n - 1);"), 1, 0, 25),
        new(RuleCase.Optimizer("Checked7", "long n = 4294967299", "int k = (int)n; x += checked(k * k);"), 1, 0, 10),
        new(RuleCase.Optimizer("Checked8", "long n = 4294967299", "int k = (int)n; x += checked(k * 2);"), 1, 0, 7),
        new(RuleCase.Optimizer("Checked9", "long n = 4294967299", "x += checked(-unchecked((int)n));"), 1, 0, -2),
        new(RuleCase.Optimizer("Checked10", "double d = 1e300", "x = checked((float)unchecked((long)d) > 0f ? 3 : 4);"), 1, 0, 3),
        new(RuleCase.Optimizer("Checked11", "int n = 2147483647", "x += checked(Math.Max(unchecked(n + 1), 3) * 2);"), 1, 0, 7),
        new(RuleCase.Optimizer("Checked12", "int n = 2147483647, bool flag = true", "x += checked((flag ? unchecked(n + 5) : 3) + 2147483647);"), 1, 0, 4),
        new(RuleCase.Optimizer("Checked6", "int n = 5", "int a = int.MaxValue; x += checked(a + 1);"), 1, 0, null),

        // 9. What C# refuses as a constant, and computes of values.
        new(FunctionCase.OfX("Constant0", "float a = 2e9f; int i = (int)(a * 2f); return x / i;"), 2147483647f, 0, 1),
        new(FunctionCase.OfX("Constant1", "double a = 1e30; long l = (long)a; return x / l;"), 9223372036854775807f, 0, 1),
        new(FunctionCase.OfX("Constant2", "long a = long.MinValue; return x + a / -1L;"), 1, 0, null),
        new(FunctionCase.OfX("Constant3", "int a = int.MinValue; return x + a / -1;"), 1, 0, null),
        new(FunctionCase.OfX("Constant4", "int a = int.MinValue; return x + a % -1;"), 1, 0, null),
        new(FunctionCase.OfX("Constant5", "int a = 7; int z = 0; return x + a / z;"), 1, 0, null),
        new(FunctionCase.OfX("Constant6", "int a = int.MaxValue; int b = a * 2; return x + b;"), 3, 0, 1),
        new(FunctionCase.OfX("Constant7", "double a = double.NaN; int i = (int)(a + 1); return x + i;"), 3, 0, 3),
        new(FunctionCase.OfX("Constant8", "float a = -1e20f; int i = (int)(a - 1f); return x / i;"), -2147483648f, 0, 1),

        // 10. What can throw, under a condition that does not come to it.
        new(RuleCase.Optimizer("Guard0", "double d = double.NaN", "x = x > 0f ? y : y * Math.Sign(d);"), 1, 2, 2),
        new(RuleCase.Optimizer("Guard1", "float low = 2f, float high = 1f", "x = x > 0f ? y : Math.Clamp(3f, low, high);"), 1, 2, 2),
        new(RuleCase.Optimizer("Guard2", "long n = -1", "x = x > 0f ? y : y / (float)(long.MinValue / n);"), 1, 2, 2),
        new(RuleCase.Optimizer("Guard3", "long n = long.MinValue", "x = x > 0f ? y : y / (float)Math.Abs(n);"), 1, 2, 2),
        new(RuleCase.Optimizer("Guard4", "int n = 2147483647", "x = x > 0f ? y : y / checked(n + 1);"), 1, 2, 2),
        new(RuleCase.Optimizer("Guard5", "double d = 1.5, int n = 99", "x = x > 0f ? y : (float)Math.Round(d, n);"), 1, 2, 2),
        new(RuleCase.Optimizer("Guard6", "long n = -1", "x = x > 0f ? y : y / (float)(long.MinValue % n);"), 1, 2, 2),
        new(RuleCase.Optimizer("Guard7", "int n = 0, bool flag = true", "x = flag ? y / (7 / n) : y;"), 1, 2, null),
        new(RuleCase.Optimizer("Guard8", "int n = 0, bool flag = false", "x = flag ? y / (7 / n) : y;"), 1, 2, 2),
        new(RuleCase.Optimizer("Guard9", "int n = 0, bool flag = false", "x = flag & 7 / n > 1 ? x : y;"), 1, 2, null),
        new(RuleCase.Optimizer("Guard10", "int n = 0, bool flag = false", "x = flag && 7 / n > 1 ? x : y;"), 1, 2, 2),
    ];

    /// <summary>A derivative that was another one.</summary>
    private static readonly KnownSlope[] Derivatives =
    [
        // 4. Multiplied constants.
        new(FunctionCase.OfX("Factor0", "(1e-25f * x) * (1e-25f * x)"), 1e25f, 0, 2e-25),
        new(FunctionCase.OfX("Factor1", "(1e25f * x) * (1e25f * x)"), 1e-25f, 0, 2e25),
        new(FunctionCase.OfUniforms("Factor2", "(a * x) * (a * x)"), 1e25f, 0, 2e-25),
        new(RuleCase.Activation("Factor3", "double scale = 1e-25", "return ((float)scale * x) * ((float)scale * x);"), 1e25f, 0, 2e-25),
        new(RuleCase.Loss("Factor4", "double scale = 1e25", "float d = (float)scale * (x - y); return d * d;"), 1e-25f, 0, 2e25),
        new(FunctionCase.OfX("Factor5", "1e30f * (1e-25f * (1e-25f * x))"), 1, 0, 1e-20),
        new(FunctionCase.OfX("Factor6", "(1e-15f * x) * (1e-15f * x) * (1e-15f * x)"), 1e25f, 0, 3e5),
        new(FunctionCase.OfUniforms("Factor7", "1e30f * (a * (a * x))"), 1, 0, 1e-20),
        new(FunctionCase.OfXY("Factor8", "y * (1e-25f * (1e-25f * x))"), 1, 1e30f, 1e-20),
        new(FunctionCase.OfXY("Factor9", "(1e25f * x) * (1e-25f * y)"), 1e-25f, 1e25f, 1e-25, Slope: 1),

        // 5. Nothing is what a constant contributes.
        new(FunctionCase.OfX("Branch0", "MathF.Sqrt(2f * MathF.Max(x, 0f))"), -1, 0, 0),
        new(FunctionCase.OfX("Branch1", "MathF.Sqrt(x > 0f ? x * x : 0f)"), -1, 0, 0),
        new(RuleCase.Loss("Branch2", "", "return MathF.Sqrt(2f * MathF.Max(x - y, 0f));"), 1, 2, 0),
        new(FunctionCase.OfX("Branch3", "MathF.Sqrt(MathF.Max(x, 0f) + MathF.Max(3f * x, 0f))"), -1, 0, 0),
        new(FunctionCase.OfX("Branch4", "VectorMath.Pow(2f * MathF.Max(x, 0f), 0.5f)"), -1, 0, 0),
        new(FunctionCase.OfX("Branch5", "float r = 0f; if (x > 0f) r = x * 2f; return MathF.Sqrt(r / 3f);"), -1, 0, 0),
        new(FunctionCase.OfX("Branch6", "VectorMath.Cbrt(x switch { > 2f => x, > 1f => x * x, _ => 0f })"), -1, 0, 0),
        new(FunctionCase.OfX("Branch7", "VectorMath.Log(1f - MathF.Min(2f * x, 1f))"), 3, 0, 0),
        new(FunctionCase.OfX("Branch8", "1f / MathF.Max(2f * x, 0f)"), -1, 0, 0),
        new(FunctionCase.OfX("Branch9", "MathF.Sqrt(2f * MathF.Max(x, 0f))"), 2, 0, 0.5),

        // 5. A side of a maximum of two lanes that is not taken, however steep.
        new(FunctionCase.OfX("Branch10", "MathF.Max(x + 1f, VectorMath.Log(x))"), 0, 0, 1),
        new(FunctionCase.OfX("Branch11", "MathF.Max(MathF.Sqrt(x), x + 1f)"), 0, 0, 1),
        new(FunctionCase.OfX("Branch12", "MathF.Max(x / 0f, -x)"), -2, 0, -1),
        new(FunctionCase.OfXY("Branch13", "MathF.Min(x, x * y)"), 2, float.PositiveInfinity, 1),
        new(FunctionCase.OfX("Branch14", "MathF.Min(1f / x, x)"), -1e-30f, 0, double.NegativeInfinity),

        // 6. Where a denominator is too large for a float, the quotient is 0 and stays so.
        new(FunctionCase.OfX("Large0", "x / (1f + VectorMath.Exp(-x))"), -90, 0, 0),
        new(FunctionCase.OfX("Large1", "1f / VectorMath.Cosh(x)"), 100, 0, 0),
        new(FunctionCase.OfX("Large2", "x / VectorMath.Exp2(x)"), 130, 0, 0),
        new(RuleCase.Activation("Large3", "double beta = 2", "return x / (1f + VectorMath.Exp(-(float)beta * x));"), -50, 0, 0),
        new(RuleCase.Loss("Large4", "", "return (x - y) / (2f + VectorMath.Exp(x));"), 95, 1, 0),
        new(FunctionCase.OfX("Large5", "1f / (1f + VectorMath.Pow(x, 30f))"), 1e3f, 0, 0),

        // 6. Digits at the ends.
        new(FunctionCase.OfX("Digits0", "1f / (1f + VectorMath.Exp(-2f * x))"), 9, 0, 2 * 1.522997951276035e-8),
        new(FunctionCase.OfX("Digits1", "1f / (1f + VectorMath.Exp(-2f * x))"), 8, 0, 2.2507034943851823e-7),
        new(RuleCase.Activation("Digits2", "", "return 1f / (1f + VectorMath.Exp(-2f * x));"), 9, 0, 2 * 1.522997951276035e-8),
        new(FunctionCase.OfX("Digits3", "1f / (1f + VectorMath.Exp(x))"), -20, 0, -2.061153613941849e-9),
        new(FunctionCase.OfX("Digits4", "2f / (1f + VectorMath.Exp(-x))"), -100, 0, 7.440151952041672e-44),
        new(FunctionCase.OfX("Digits5", "1f / (1f + VectorMath.Exp(-x))"), -100, 0, 3.720075976020836e-44),
        new(FunctionCase.OfX("Digits6", "1f / (VectorMath.Exp(3f * x) + 1f)"), -7, 0, -3 * 7.582560421624045e-10),
        new(RuleCase.Loss("Digits7", "", "return 1f / (1f + VectorMath.Exp(y - x));"), 20, 0, 2.061153613941849e-9),
    ];

    [Fact]
    public void ValuesAreThoseOfTheScalarMethod()
    {
        CorpusDriver driver = CompiledCorpus.Load([.. Values.Select(static v => v.Case)]);
        foreach (Known known in Values)
        {
            float[][] lanes = [Filled(known.X), Filled(known.Y), Filled(0)];
            float[][] scalar = driver.Scalar(known.Case, lanes, 1, out bool[] throws);
            Assert.True(throws[0] ? known.Expected is null : scalar[0][0] == known.Expected, $"{known.Case}: the scalar method gives {(throws[0] ? "no value" : scalar[0][0])}, not {known.Expected}");
            foreach (int width in FunctionBatch.Widths)
            {
                float? found = driver.Vector(known.Case, width, lanes)?[0][5];
                Assert.True(found == known.Expected, $"{known.Case}, {width} bits: {found}, not {known.Expected}");
            }
        }
    }

    [Fact]
    public void DerivativesAreExact()
    {
        CorpusDriver driver = CompiledCorpus.Load([.. Derivatives.Select(static d => d.Case)]);
        driver.Set((1e-25f, 1, 1, true));
        foreach (KnownSlope known in Derivatives)
        {
            foreach (int width in FunctionBatch.Widths)
            {
                float found = driver.Vector(known.Case, width, [Filled(known.X), Filled(known.Y), Filled(0)])![CorpusSource.FirstSlope + known.Slope][3];

                // A subnormal float has few digits, and next to 1 one step of the argument is many of the slope.
                bool isClose = found == known.Expected || Math.Abs(found - known.Expected) <= (1e-4 * Math.Abs(known.Expected)) + 1e-43;
                Assert.True(isClose, FormattableString.Invariant($"{known.Case}, {width} bits: {found:R}, not {known.Expected:R}"));
            }
        }
    }

    [Theory]
    [InlineData("private static readonly float Early = Late * 2f; private static readonly float Late = 3f;", "[|Early|]", "'Late', which C# initializes after it")]
    [InlineData("private static readonly float A = B; private static readonly float B = A + 1f;", "[|A|]", "'B', which C# initializes after it")]
    [InlineData("private static readonly float Own = Own + 1f;", "[|Own|]", "reads 'Own' itself")]
    [InlineData("private static readonly float Called = Make(); private static float Make() => 3f;", "[|Called|]", "its initializer calls 'Make'")]
    [InlineData("private static readonly float Early = Read(1f); private static readonly float Late = 3f; [Vectorized] private static float Read(float v) => v + Late;", "[|Early|]", "reads static fields")]
    [InlineData("[System.ThreadStatic] private static readonly float PerThread = 3f;", "[|PerThread|]", "The field 'PerThread'")]
    [InlineData("private static readonly float Set = 3f; static Rule() => Set = 4f;", "[|Set|]", "The field 'Set'")]
    [InlineData("public static readonly float Mine = 3f;", "[|Elsewhere.There|]", "may come back here")]
    [InlineData("", "[|Constructed.Value|]", "may come back here")]
    public void AFieldThatIsNotSetInTimeIsReported(string members, string use, string expected)
    {
        string source = $"[Activation] public readonly partial record struct Rule {{ {members} public static float Apply(float x) => x + {use}; }}\n"
            + "public static class Elsewhere { public static readonly float There = 2f; public static readonly float Back = Rule.Apply(1f); }\n"
            + "public static class Constructed { public static readonly float Value = 2f; static Constructed() => System.Console.WriteLine(); }";
        Diagnostic diagnostic = Marked.AssertReported("FOPT0105", source);
        Assert.Contains(expected, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>
    /// Where the project checks overflows, what the source marks unchecked still wraps, and what it does not throws; generated code does as the source.
    /// </summary>
    [Fact]
    public void AProjectThatChecksOverflowsMeansTheSame()
    {
        const string Source =
            """
            namespace Samples;
            [Optimizer] public readonly partial record struct Wraps(long N = 3000000000) { public void Update(ref float weight, float gradient) => weight += unchecked((int)N); }
            [Optimizer] public readonly partial record struct Throws(long N = 3000000000) { public void Update(ref float weight, float gradient) => weight += (int)N; }
            [Optimizer] public readonly partial record struct Adds(int N = 2147483647) { public void Update(ref float weight, float gradient) => weight += N + 1; }
            [Optimizer] public readonly partial record struct Lanes(int N = 1) { public void Update(ref float weight, float gradient) { int i = (int)weight; i *= i; weight = i; } }
            public static class Check
            {
                public static bool Throw<T>(Func<T> get) { try { get(); return false; } catch (OverflowException) { return true; } }
                public static bool Run() => !Throw(() => new Wraps().GetCoefficients(1)) && Throw(() => new Throws().GetCoefficients(1)) && Throw(() => new Adds().GetCoefficients(1));
            }
            """;
        Microsoft.CodeAnalysis.CSharp.CSharpCompilation compilation = Generation.Compilation([Source]);
        compilation = compilation.WithOptions(compilation.Options.WithOverflowChecks(true));
        Assert.True((bool)Generation.Run(compilation).Load(documented: false).GetType("Samples.Check")!.GetMethod("Run")!.Invoke(null, null)!);
    }

    [Theory]
    [InlineData("return [|checked((int)x + 1)|];", "The checked")]
    [InlineData("int i = (int)x; checked { i = [|i * 2|]; } return i;", "The checked")]
    [InlineData("int i = (int)x; return [|checked(-i)|];", "The checked")]
    public void CheckedLanesAreReported(string body, string expected)
    {
        string source = $"public static partial class C {{ [Vectorized] public static float F(float x) {{ {body} }} }}";
        GenerationResult result = Generation.Run(source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
        Diagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("FOPT0105", diagnostic.Id);
        Assert.Contains(expected, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>7. A bool that differs among elements, where the method that is called needs one for all.</summary>
    [Theory]
    [InlineData("private static float G(float v, bool b) { double d = b ? 1.5 : 2.5; return v * (float)d; }", "G(x, [|x > 1f|])")]
    [InlineData("private static float G(float v, bool b) { long l = 3; if (b) l = 0; return v / (7 / l); }", "G(x, [|x > 1f|])")]
    [InlineData("private static float G(float v, bool b) => v * (float)Math.Pow(2, b ? 1 : 2);", "G(x, [|x is > 1f|])")]
    [InlineData("private static float G(float v, bool b, double s) { if (b) s = 3; return v * (float)s; }", "G(x, [|x > 1f|], 2.0)")]
    [InlineData("private static float G(float v, bool b) => H(v, !b); [Vectorized] private static float H(float v, bool b) => v * (float)(b ? 1.5 : 2.5);", "G(x, [|x > 1f|])")]
    public void AVaryingBoolForAUniformOneIsReported(string members, string call)
    {
        Diagnostic diagnostic = Marked.AssertReported("FOPT0105", $"public static partial class C {{ [Vectorized] {members} [Vectorized] public static float F(float x) => {call}; }}");
        Assert.Contains("as an argument of 'G(", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>8. A partial method is one method, and a method without a body is none.</summary>
    [Fact]
    public void PartialMethodsAreCompiled()
    {
        const string Source =
            """
            namespace Samples;
            public static partial class C
            {
                [Vectorized] public static partial float Square(float x);
                public static partial float Square(float x) => x * x;
                public static partial float Half(float x);
                [Vectorized] public static partial float Half(float x) => x / 2f;
                [Vectorized] public static float Both(float x) => Square(Half(x));
                [Derivative(nameof(Square))] private static partial float Slope(float x);
                private static partial float Slope(float x) => 42f;
            }
            [Activation] public readonly partial record struct Act
            {
                public static partial float Apply(float x);
                public static partial float Apply(float x) => C.Both(x);
            }
            public static class Check
            {
                public static float[] Run() =>
                [
                    C.Square(System.Runtime.Intrinsics.Vector128.Create(3f))[1], C.Half(System.Runtime.Intrinsics.Vector128.Create(3f))[1], C.Both(System.Runtime.Intrinsics.Vector128.Create(3f))[1],
                    C.SquareDerivative(System.Runtime.Intrinsics.Vector128.Create(3f))[1], Act.Apply(System.Runtime.Intrinsics.Vector128.Create(3f), new Act().GetCoefficients())[1],
                ];
            }
            """;
        float[] found = (float[])Generation.Run(Source).Load(documented: false).GetType("Samples.Check")!.GetMethod("Run")!.Invoke(null, null)!;
        Assert.Equal([9f, 1.5f, 2.25f, 42f, 2.25f], found);
    }

    [Theory]
    [InlineData("FOPT0110", "[Vectorized] public static partial float F(float x); public static partial float F(float x) => [|F(x)|];")]
    [InlineData("FOPT0106", "[Vectorized] public static partial float F(float x); public static partial float F(float x) => [|MathF.BitIncrement(x)|];")]
    [InlineData("FOPT0105", "[Vectorized] public static extern float [|F|](float x);")]
    [InlineData("FOPT0111", "[Vectorized] public static partial double [|F|](double x); public static partial double F(double x) => x;")]
    public void WhatIsWrongWithAPartialMethodIsReported(string id, string members) => Marked.AssertReported(id, $"public static partial class C {{ {members} }}");

    private static float[] Filled(float value) => [.. Enumerable.Repeat(value, 16)];
}
