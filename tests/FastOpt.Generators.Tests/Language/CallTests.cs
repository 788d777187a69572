using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests.Language;

/// <summary>Calls of other [Vectorized] methods: expanded where the source is at hand, called where another assembly has the vector form.</summary>
public sealed class CallTests
{
    private const string Library =
        """
        namespace Lib;

        public static partial class Curves
        {
            [Vectorized] public static float Bump(float x, float width) => MathF.Exp(-x * x / (width * width));
            [Vectorized] public static float Scaled(float x, bool up, double scale) => up ? x * x * (float)scale : -x;
            [Vectorized] public static int Whole(float x, int add) => (int)x + add;
        }
        """;

    [Fact]
    public void AChainOfCallsCostsItsLengthAndNotWhatItUnfoldsTo()
    {
        string chain = string.Concat(Enumerable.Range(1, 40).Select(static k => $"[Vectorized] public static float F{k}(float x) => F{k - 1}(x) * F{k - 1}(x) / (1f + F{k - 1}(x));\n"));
        string source = "namespace Samples; public static partial class Batch {\n[Vectorized] public static float F0(float x) => x + 1f;\n" + chain + "}";
        GenerationResult result = Generation.Run(source);
        result.AssertClean(documented: false);
        Assert.True(result["Samples.Batch.F40.function.g.cs"].Length < 200_000);
        MethodInfo scalar = result.Load(documented: false).GetType("Samples.Batch")!.GetMethod("F9", [typeof(float)])!;
        Assert.Equal(1.5f * 1.5f / 2.5f, scalar.DeclaringType!.GetMethod("F1", [typeof(float)])!.Invoke(null, [0.5f]));
    }

    /// <summary>A chain that begins with a constant is one: it is computed in steps, not written out for every path through the calls.</summary>
    [Theory]
    [InlineData("x / F24(0.5f)", "")]
    [InlineData("MathF.Max(x, F24(0.75f)) / F24(0.5f)", "")]
    [InlineData("x / (F24(0.5f) + W24(3))", "[Vectorized] public static int W0(int k) => k * 65539;")]
    public void AChainOfCallsWithAConstantCostsItsLength(string use, string members)
    {
        string chain = string.Concat(Enumerable.Range(1, 24).Select(k =>
            $"[Vectorized] public static float F{k}(float x) => MathF.Sqrt(F{k - 1}(x)) / (1f + F{k - 1}(x)) - F{k - 1}(x) / 4f;\n"
            + (members.Length > 0 ? $"[Vectorized] public static int W{k}(int k) => W{k - 1}(k) * W{k - 1}(k) ^ W{k - 1}(k);\n" : "")));
        string source = $"namespace Samples; public static partial class Batch {{\n[Vectorized] public static float F0(float x) => MathF.Abs(x);\n{members}\n{chain}"
            + $"[Vectorized] public static float G(float x) => {use};\npublic static float Run(float x) => G(System.Runtime.Intrinsics.Vector256.Create(x))[3]; }}";
        GenerationResult result = Generation.Run(source);
        Assert.True(result["Samples.Batch.G.function.g.cs"].Length < 200_000);
        float found = (float)result.Load(documented: false).GetType("Samples.Batch")!.GetMethod("Run")!.Invoke(null, [7f])!;

        // The same steps, one after another: each method's value once.
        static float Chain(float x)
        {
            float value = MathF.Abs(x);
            for (int k = 0; k < 24; k++)
                value = (MathF.Sqrt(value) / (1f + value)) - (value / 4f);
            return value;
        }

        int whole = unchecked(3 * 65539);
        for (int k = 0; k < 24; k++)
            whole = unchecked(whole * whole) ^ whole;
        float divisor = Chain(0.5f) + (members.Length > 0 ? whole : 0);
        Assert.Equal((use.Contains("Max", StringComparison.Ordinal) ? MathF.Max(7f, Chain(0.75f)) : 7f) / divisor, found);
    }

    [Fact]
    public void WhatReallyGrowsIsReported()
    {
        string chain = string.Concat(Enumerable.Range(1, 20).Select(static k => $"[Vectorized] public static float F{k}(float x) {{ float y = F{k - 1}(x); x += 1f; return y * F{k - 1}(x); }}\n"));
        GenerationResult result = Generation.Run("namespace Samples; public static partial class Batch {\n[Vectorized] public static float F0(float x) => x + 1f;\n" + chain + "}");
        Assert.NotEmpty(result.Diagnostics);
        Assert.All(result.Diagnostics, static d => Assert.Equal("FOPT0105", d.Id));
    }

    [Fact]
    public void ACallInALoopCountsEachTrip() => Marked.AssertReported("FOPT0105", """
        namespace Samples;
        public static partial class Batch
        {
            [Vectorized] public static float F(float x) { for (int i = 0; i < 200; i++) x = x / (x + 1f) - x; return x; }
            [Vectorized] public static float G(float x) { float y = F(x); for (int i = 0; i < 200; i++) x = [|F(x)|]; return x + y; }
        }
        """);

    [Fact]
    public void MethodsOfAnotherAssemblyAreCalledInTheFormThatExists()
    {
        MetadataReference library = Generation.Run(Library).Reference();
        BatchFunction[] functions =
        [
            new("Both", "float Both(float x, float y) => 2f * Lib.Curves.Bump(x, y) - 1f;", 2, "", "Derivative"),
            new("Fixed", "float Fixed(float x) => Lib.Curves.Bump(x - 1f, 2f);", 1, "", "Derivative"),
            new("Uniform", "float Uniform(float x, bool up, double scale) => Lib.Curves.Scaled(x + 1f, up, scale * 2) + Lib.Curves.Scaled(x, true, 0.5);", 1, ", true, 1.5", "Derivative"),
            new("Scalar", "float Scalar(float x, double scale) => x / Lib.Curves.Scaled(3f, true, scale);", 1, ", 1.5"),
            new("Ints", "float Ints(float x) => Lib.Curves.Whole(x, 3) * 2f;", 1),
        ];
        GenerationResult result = Generation.Run(Generation.Compilation([FunctionBatch.Source(functions)], "Caller", [library]));
        result.AssertClean(documented: false);
        string text = string.Concat(result.Sources.Select(static s => s.SourceText.ToString()));
        Assert.Contains("global::Lib.Curves.BumpDerivative(", text, StringComparison.Ordinal);
        Assert.Contains("global::Lib.Curves.ScaledDerivative(", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AFormThatTheOtherAssemblyDoesNotHaveIsReported()
    {
        MetadataReference library = Generation.Run("namespace Lib; public static partial class Curves { [Vectorized] public static float Line(float x, float y, bool up) => up ? x * y : x; }").Reference();
        GenerationResult result = Generation.Run(Generation.Compilation(["namespace Samples; public static partial class C { [Vectorized] public static float F(float x) => Lib.Curves.Line(x, x + 1f, true); }"], "Caller", [library]));
        Diagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("FOPT0105", diagnostic.Id);
        Assert.Contains("'x + 1f'", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
