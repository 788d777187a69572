using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests.Language;

/// <summary>Second derivatives, and derivatives given by hand.</summary>
public sealed class DerivativeTests
{
    private static readonly (string Source, Func<double, double> Meaning)[] Functions =
    [
        ("x * x * x", static x => x * x * x),
        ("MathF.Exp(-x * x)", static x => Math.Exp(-x * x)),
        ("MathF.Tanh(x)", Math.Tanh),
        ("VectorMath.Sigmoid(x) * x", static x => x / (1 + Math.Exp(-x))),
        ("MathF.Log(1f + MathF.Exp(x))", static x => Math.Log(1 + Math.Exp(x))),
        ("MathF.Sqrt(1f + x * x)", static x => Math.Sqrt(1 + (x * x))),
        ("MathF.Sin(x) * MathF.Cos(2f * x)", static x => Math.Sin(x) * Math.Cos(2 * x)),
        ("MathF.Pow(x * x + 1f, 1.5f)", static x => Math.Pow((x * x) + 1, 1.5)),
        ("x / (1f + MathF.Abs(x))", static x => x / (1 + Math.Abs(x))),
        ("x > 0 ? x * x : MathF.Exp(x) - 1f", static x => x > 0 ? x * x : Math.Exp(x) - 1),
        ("MathF.Max(x, 0.5f * x) * x", static x => Math.Max(x, 0.5 * x) * x),
        ("VectorMath.Erf(x) * x", static x => Erf(x) * x),
        ("1f / (1f + MathF.Exp(-x))", static x => 1 / (1 + Math.Exp(-x))),
    ];

    [Fact]
    public void SecondDerivativesAgreeWithDifferencesInDouble()
    {
        BatchFunction[] functions = [.. Functions.Select(static (f, i) => new BatchFunction($"F{i}", $"float F{i}(float x) => {f.Source};", 1, "", "SecondDerivative"))];
        FunctionBatch batch = FunctionBatch.Compile(functions, attribute: "[Vectorized(SecondDerivative = true)]");
        float[] x = Near.Grid(64, -2, 2);
        foreach (int width in FunctionBatch.Widths)
        {
            for (int f = 0; f < functions.Length; f++)
            {
                float[] actual = batch.Derivative($"F{f}", width, x, x);
                Func<double, double> meaning = Functions[f].Meaning;
                for (int i = 0; i < x.Length; i++)
                {
                    const double Step = 1e-4;
                    double expected = (meaning(x[i] + Step) - (2 * meaning(x[i])) + meaning(x[i] - Step)) / (Step * Step);
                    Near.Equal(expected, actual[i], 2e-5, 5e-6, $"({Functions[f].Source})'' at {x[i]}, {width} bits");
                }
            }
        }
    }

    [Fact]
    public void TheSecondDerivativeIsThereForThoseWhoAskAndItsFormulaIsShown()
    {
        string text = Generation.Run("namespace Samples; public static partial class C { [Vectorized(SecondDerivative = true)] public static float F(float x, float a) => a * x * x * x; }").AssertClean(documented: false)["Samples.C.F.function.g.cs"];
        Assert.Contains("FSecondDerivative(global::System.ReadOnlySpan<float> x, float a, global::System.Span<float> result)", text, StringComparison.Ordinal);
        Assert.Contains("//   dF/da = x * x * x", text, StringComparison.Ordinal);
        Assert.Contains("d²F/dx² = ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SecondDerivative", Generation.Run("namespace Samples; public static partial class C { [Vectorized] public static float F(float x) => x * x; }")["Samples.C.F.function.g.cs"], StringComparison.Ordinal);
    }

    /// <summary>The slopes are wrong on purpose, so that it is seen who uses them.</summary>
    private const string ByHand =
        """
            [Derivative(nameof(F))] private static float FSlope(float x) => x > 0 ? 42f * x : F(x);
            [Derivative(nameof(P), In = "b")] internal static float PDerivativeInB(float a, float b) => 7f + a;
            [Derivative(nameof(S))] public static float SDerivative(float x) => S(x) * (1f - S(x));
        """;

    [Fact]
    public void ADerivativeByHandIsUsedByTheFunctionAndByWhoeverCallsIt()
    {
        FunctionBatch batch = FunctionBatch.Compile(
            [
                new("F", "float F(float x) => MathF.Sqrt(x * x);", 1, "", "Derivative"),
                new("Again", "float Again(float x) => F(2f * x) * x;", 1, "", "Derivative"),
                new("P", "float P(float a, float b) => a * a * b;", 2, "", "DerivativeInB"),
                new("Both", "float Both(float x) => P(3f * x, x * x);", 1, "", "Derivative"),
                new("S", "float S(float x) => 1f / (1f + MathF.Exp(-x));", 1, "", "SecondDerivative"),
            ],
            ByHand,
            attribute: "[Vectorized(SecondDerivative = true)]");
        float[] x = Near.Grid(32, -3, 3);
        foreach (int width in FunctionBatch.Widths)
        {
            for (int i = 0; i < x.Length; i++)
            {
                double v = x[i];
                double root = Math.Abs(v);
                double sigmoid = 1 / (1 + Math.Exp(-v));
                Check("F", v > 0 ? 42 * v : root);
                Check("Again", (2 * v * (v > 0 ? 84 * v : 2 * root)) + (2 * root));
                Check("P", 7 + v);
                Check("Both", (2 * 3 * v * v * v * 3) + ((7 + (3 * v)) * 2 * v));
                Check("S", sigmoid * (1 - sigmoid) * (1 - (2 * sigmoid)));

                void Check(string name, double expected) => Near.Equal(expected, batch.Derivative(name, width, x, x)[i], 1e-5, 1e-6, $"{name} at {v}, {width} bits");
            }
        }
    }

    [Fact]
    public void RulesTakeDerivativesByHand()
    {
        const string Source =
            """
            namespace Samples;

            [Activation]
            public readonly partial record struct Gate(double Slope = 3)
            {
                public float Apply(float x) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) & 0x7FFFFFFF);
                [Derivative(nameof(Apply))] private float ByHand(float x) => x > 1f ? (float)Slope : -1f;
            }
            """;
        Assembly assembly = Generation.Run(Source, RuleDriver.Activation("Gate", "new Gate(5)", isStatic: false, derivativeFromOutput: false)).Load(documented: false);
        float[] x = Near.Grid(32);
        foreach (int width in FunctionBatch.Widths)
        {
            float[][] results = RuleDriver.Run(assembly, width, x);
            for (int i = 0; i < x.Length; i++)
            {
                Assert.Equal(Math.Abs(x[i]), results[1][i]);
                Assert.Equal(x[i] > 1f ? 5f : -1f, results[2][i]);
            }
        }
    }

    [Theory]
    [InlineData("FOPT0113", "[Vectorized] public static float F(float x) => x; [Derivative(nameof(F))] private static float [|G|](float x, float y) => 1f;")]
    [InlineData("FOPT0113", "[Vectorized] public static float F(float x) => x; [Derivative(nameof(F))] private static double [|G|](float x) => 1;")]
    [InlineData("FOPT0113", "[Vectorized] public static float F(float x) => x; [Derivative(nameof(F))] private float [|G|](float x) => 1;")]
    [InlineData("FOPT0113", "private static float F(float x) => x; [Derivative(nameof(F))] public static float [|G|](float x) => F(x);")]
    [InlineData("FOPT0113", "[Vectorized] public static float F(float x) => x; [Derivative(nameof(F), In = \"y\")] private static float [|G|](float x) => 1f;")]
    [InlineData("FOPT0113", "[Vectorized] public static float F(float x) => x; [Derivative(nameof(F))] private static float G(float x) => 1f; [Derivative(nameof(F))] private static float [|H|](float x) => 1f;")]
    [InlineData("FOPT0106", "[Vectorized] public static float F(float x) => x; [Derivative(nameof(F))] private static float G(float x) => [|MathF.BitIncrement(x)|];")]
    [InlineData("FOPT0111", "[Vectorized(SecondDerivative = true)] public static int [|F|](float x) => (int)x;")]
    [InlineData("FOPT0108", "[Vectorized(SecondDerivative = true)] public static float F(float x) => BitConverter.Int32BitsToSingle([|BitConverter.SingleToInt32Bits(x)|] ^ 1);")]
    public void WhatDoesNotFitIsReported(string id, string members) => Marked.AssertReported(id, $"namespace Samples; public partial class C {{ {members} }}");

    /// <summary>Abramowitz and Stegun 7.1.5, which converges everywhere near 0.</summary>
    private static double Erf(double x)
    {
        double sum = x;
        double term = x;
        for (int n = 1; n < 80; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
