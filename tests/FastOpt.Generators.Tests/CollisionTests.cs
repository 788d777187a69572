using System.Diagnostics;
using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>Names that meet, declarations that double, and bodies that explode.</summary>
public sealed class CollisionTests
{
    [Theory]
    [InlineData("public static partial class C { [Vectorized] public static float Bump(float x) => x; [Vectorized] public static float Bump(float x, float y) => x * y; [Vectorized] public static float Bump2(float x) => x; }")]
    [InlineData("public static partial class C { [Vectorized] public static float Bump(float x) => x; [Vectorized] public static float bump(float x) => 2 * x; }")]
    [InlineData("public static partial class C { [Vectorized] public static float F(float x) => x; } public static partial class c { [Vectorized] public static float F(float x) => x; }")]
    [InlineData("[Activation] public readonly partial record struct Bend { public static float Apply(float x) => x; } [Activation] public readonly partial record struct BEND { public static float Apply(float x) => x; }")]
    [InlineData("[Activation] public readonly partial record struct A\u0300 { public static float Apply(float x) => x; }")]
    [InlineData("[Activation] public readonly partial record struct Bend { public static float Apply(float x) => Rule(x); [Vectorized] public static float Rule(float x) => x; [Vectorized] public static float Attribute(float x) => x; }")]
    [InlineData("public static partial class C { [Vectorized] public static float F(float x, float xStart, float resultStart) => x + xStart + resultStart; }")]
    [InlineData("public static partial class C { [Vectorized] public static float F(float x, float i, double xStart, double coefficients) => x * i * (float)(xStart + coefficients); }")]
    [InlineData("public static partial class C { [Vectorized] public static float F(float x, double i, double result) => x * (float)(i * result); }")]
    [InlineData("public static partial class C { [Vectorized] public static float Bump(float x) => x * x; [Vectorized] public static float BumpDerivative(float x) => 2 * x; }")]
    [InlineData("public static partial class C { [Vectorized] public static float Bump(float x, double w) => x * (float)w; public const int BumpCoefficients = 1, BumpCore = 2, BumpCoefficientsOf = 3; }")]
    [InlineData("[Activation] public readonly partial record struct Bend(double Low = -0.0, float High = -0f) { public float Apply(float x) => x * High + (float)Low; }")]
    [InlineData("[Obsolete] public enum Mode { A } [Obsolete] [Activation] public readonly partial record struct Bend(double Low = 1) { public float Apply(float x) => x * (float)Low; }")]
    [InlineData("[Activation] public readonly partial record struct bend(double Low = 1) { public float Apply(float x) => x * (float)Low; }")]
    [InlineData("[Activation] public readonly partial record struct Bend(double Low = 1) { public float Apply(float x) => x * (float)Low; } public static partial class C { [Obsolete] [Vectorized] public static float F(float x, float y) => x * y; }", "[assembly: CLSCompliant(true)]\n")]
    [InlineData("[Optimizer] public readonly partial record struct Sgd(double Low = 1) { public void Update(ref float weight, float gradient) => weight -= (float)Low * gradient; }", "[assembly: CLSCompliant(true)]\n")]
    [InlineData("internal static class System { } [Loss] public readonly partial record struct Near { public static float Apply(float x, float y) => (x - y) * (x - y); }")]
    public void NeighboursDoNotMeet(string source, string assembly = "")
    {
        GenerationResult result = Generation.Run(assembly + "namespace Samples.Odd;\n" + source);
        Assert.Empty(result.Diagnostics);
        Assert.NotEmpty(result.Sources);
        Assert.Empty(result.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity >= DiagnosticSeverity.Warning && d.Id is not ("CS1591" or "CS8981" or "CS8860") && IsGenerated(d)));
        Assert.Empty(result.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void FilesAreNamedByDeclarationAndKind()
    {
        string[] names = [.. Generation.Run(
            "namespace N; public static partial class C { [Vectorized] public static float F(float x) => x; [Vectorized] public static float F(float x, float y) => x * y; }",
            "namespace N; [Activation] public readonly partial record struct Bend { public static float Apply(float x) => x; }").Sources.Select(static s => s.HintName).Order(StringComparer.Ordinal)];
        Assert.Equal(["N.Bend.attribute.g.cs", "N.Bend.rule.g.cs", "N.C.F.function.2.g.cs", "N.C.F.function.g.cs"], names);
    }

    [Fact]
    public void SpansRunAtTheWidthOfEverythingElse()
    {
        string text = Generation.Run(Samples.Curves)["Samples.Curves.Bump.function.g.cs"];
        Assert.Contains("VectorWidth.Is512", text, StringComparison.Ordinal);
        Assert.Contains("VectorWidth.Is256", text, StringComparison.Ordinal);
        Assert.DoesNotContain("IsHardwareAccelerated", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AMemberThatOnlyLooksLikeADerivativeIsNotCalled()
    {
        MetadataReference library = Generation.Run("namespace N; public static partial class C { [Vectorized] public static float Bump(float x) => x * x; public static float BumpDerivative(float x) => 2 * x; }").Reference();
        GenerationResult result = Generation.Run(Generation.Compilation(["[Activation] public readonly partial record struct Rule { public static float Apply(float x) => N.C.Bump(x); }"], "User", [library]));
        Assert.Equal("FOPT0108", Assert.Single(result.Diagnostics).Id);
    }

    [Fact]
    public void AMinusZeroStaysOne()
    {
        Assembly assembly = Generation.Run("namespace N; [Activation] public readonly partial record struct Bend(double Low = -0.0, float High = -0f) { public float Apply(float x) => x * High + (float)Low; }").Load(documented: false);
        object rule = Activator.CreateInstance(assembly.GetType("N.Bend")!)!;
        Assert.True(double.IsNegative((double)rule.GetType().GetProperty("Low")!.GetValue(rule)!));
        Assert.True(float.IsNegative((float)rule.GetType().GetProperty("High")!.GetValue(rule)!));
    }

    [Fact]
    public void AMarkerOnTwoPartsGivesOneResult()
    {
        const string Part = "namespace N; [Activation] public readonly partial record struct Bend { ";
        GenerationResult result = Generation.Run(Part + "public static float Apply(float x) => x; }", Part + "}");
        Assert.Empty(result.Diagnostics);
        Assert.Equal(2, result.Sources.Length);
        Assert.Equal(["CS0579"], result.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.Id));
    }

    [Theory]
    [InlineData("FOPT0112", "[Activation, Loss] public readonly partial record struct [|Rule|] { public static float Apply(float x) => x; public static float Apply(float x, float y) => x - y; }")]
    [InlineData("FOPT0112", "[Loss] [Optimizer] public readonly partial record struct [|Rule|] { public static float Apply(float x, float y) => x - y; }")]
    [InlineData("FOPT0102", "[Activation] public readonly partial record struct [|Coefficients|] { public static float Apply(float x) => x; }")]
    [InlineData("FOPT0102", "[Activation] public readonly partial record struct [|Rule|](double Coefficients = 1) { public float Apply(float x) => x * (float)Coefficients; }")]
    [InlineData("FOPT0105", "public static partial class C { private static readonly float A = B + 1, B = A + 1; [Vectorized] public static float F(float x) => x * [|A|]; }")]
    [InlineData("FOPT0105", "public static partial class C { private static readonly float A = A + 1; [Vectorized] public static float F(float x) => x * [|A|]; }")]
    public void WhatCannotStandTogetherIsReported(string id, string source) => Marked.AssertReported(id, "namespace Samples;\n" + source);

    [Fact]
    public void ASharedFieldIsReadTwice() =>
        Generation.Run("namespace N; public static partial class C { private static readonly float A = 2, B = A * A; [Vectorized] public static float F(float x) => x * B + A; }").AssertClean(documented: false);

    [Fact]
    public void ChainsOfCallsAreParsedOnce()
    {
        var watch = Stopwatch.StartNew();
        Generation.Run(Chain(10)).AssertClean(documented: false);
        GenerationResult result = Generation.Run(Chain(40));
        Assert.Equal("FOPT0105", Assert.Single(result.Diagnostics).Id);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);

        static string Chain(int length) => "namespace N; public static partial class C { [Vectorized] public static float F0(float x) => MathF.Exp(x);\n"
            + string.Concat(Enumerable.Range(1, length).Select(static k => $"[Vectorized] public static float F{k}(float x) => F{k - 1}(x) * F{k - 1}(x + 1);\n")) + "}";
    }

    [Fact]
    public void ChainsOfFieldsAreBounded()
    {
        string fields = string.Concat(Enumerable.Range(1, 60).Select(static k => $"private static readonly float A{k} = A{k - 1} + A{k - 1};\n"));
        GenerationResult result = Generation.Run("namespace N; public static partial class C { private static readonly float A0 = 1;\n" + fields + "[Vectorized] public static float F(float x) => x * A60; }");
        Assert.Equal("FOPT0105", Assert.Single(result.Diagnostics).Id);
    }

    private static bool IsGenerated(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;
}
