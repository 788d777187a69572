using System.Globalization;
using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

    /// <summary>A network with every kind of kernel: padded and unpadded rows, activations alone, derivatives from input and output, values as targets.</summary>
    private const string EveryKernel = "[Network(18), Tanh, Dense(20, Bias = false), Silu, Sigmoid, Dense(40), Gelu, Dense(3), Tanh, Huber, Adam] public sealed partial class Values";

    private const string Labels = "[Network(18), Dense(20), Relu, Dense(3), SoftmaxCrossEntropy] public sealed partial class Labels";

    /// <summary>A network with everything that updates can be made of: gradients that are stored and added up, a norm, groups, a frozen layer, optimizers and schedules in sequence.</summary>
    private const string EveryUpdate =
        "[Network(18, AccumulateGradients = true, DecayBiases = false), Dense(20, Frozen = true), Relu, Dense(20, LearningRateScale = 0.5, WeightDecayScale = 0), Tanh, Dense(3), Huber, ClipNorm, L1, Adam, Then<Sgd>(0.1, At = 9), "
        + "Warmup(Until = 5), Exponential(Unit = ScheduleUnit.Epoch)] public sealed partial class Values";

    /// <summary>Every name of the framework by which generated code might reach for it.</summary>
    private static readonly string[] FrameworkNames =
    [
        "Unsafe", "MemoryMarshal", "MethodImpl", "MethodImplAttribute", "MethodImplOptions", "Math", "MathF", "Span", "ReadOnlySpan", "Vector128", "Vector256", "Vector512", "Array", "GC",
        "ArgumentException", "ArgumentOutOfRangeException", "BitConverter", "Interlocked", "Volatile", "Exception", "Environment", "Single", "Int32", "clr", "simd", "engine", "System", "FastOpt", "Console", "nameof", "var",
    ];

    [Theory]
    [InlineData(EveryKernel)]
    [InlineData(EveryUpdate)]
    [InlineData(Labels)]
    public void TypesOfTheUsersNamespaceDoNotStandInForTheFrameworks(string network)
    {
        const string Rules = "[Activation] public readonly partial record struct Bend(double Low = 1) { public float Apply(float x) => x * (float)Low; } public static partial class C { [Vectorized] public static float F(float x, float y) => x > y ? x : y; }";
        string types = string.Concat(FrameworkNames.Select(static n => $"internal static class {n};\n"))
            + "internal static class Span<T>; internal static class ReadOnlySpan<T>; internal static class Vector128<T>; internal static class Vector256<T>; internal static class Vector512<T>;\n";
        Generation.Run("#pragma warning disable CS8981\nnamespace Samples.Odd;\n" + network + ";\n" + Rules + types).AssertClean(documented: false);
        Generation.Run("#pragma warning disable CS8981\n" + network + ";\n" + Rules + types.Replace("internal static class FastOpt;\n", "", StringComparison.Ordinal).Replace("internal static class System;\n", "", StringComparison.Ordinal)).AssertClean(documented: false);
    }

    [Theory]
    [InlineData(EveryKernel)]
    [InlineData(EveryUpdate)]
    [InlineData(Labels)]
    public void MembersOfTheUsersClassMeetNothingOfTheCompiledNetwork(string network)
    {
        // Every name inside the nested type is given to the user's class, once as a member of it and once as a type in it.
        string text = Generation.Run(network + ";").Sources.Single(static s => s.HintName.EndsWith(".network.g.cs", StringComparison.Ordinal)).SourceText.ToString();
        string[] contract = Public(network);
        string[] names = [.. Names(text).Concat(FrameworkNames).Except(contract).Except(["Values", "Labels"]).Distinct().Order(StringComparer.Ordinal)];
        Assert.Contains("ParameterFloats", names);
        Assert.Contains("RowGranule", names);
        Assert.Contains("Compiled", names);
        Assert.Contains("_compiled", names);
        foreach (string member in new[] { "private const int {0} = 1;\n", "private int {0}() => 1;\n", "private static class {0};\n" })
        {
            string members = string.Concat(names.Select(n => string.Format(CultureInfo.InvariantCulture, member, n)));
            GenerationResult result = Generation.Run("namespace Samples.Odd;\n#pragma warning disable CS8981, IDE0051\n" + network + "\n{\n" + members + "}");
            result.AssertClean(documented: false);
        }
    }

    private static string[] Public(string network)
    {
        Assembly assembly = Generation.Run(network + ";").Load(documented: false);
        Type type = assembly.GetTypes().Single(static t => t.Name is "Values" or "Labels");
        return [.. type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Select(static m => m.Name)];
    }

    /// <summary>Identifiers that are declared in a generated file.</summary>
    private static IEnumerable<string> Names(string text)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken);
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            string? name = node switch
            {
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
                VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } field => field.Identifier.ValueText,
                PropertyDeclarationSyntax property => property.Identifier.ValueText,
                _ => null,
            };
            if (name is not null)
                yield return name;
        }
    }

    [Fact]
    public void FilesAreNamedByDeclarationAndKind()
    {
        string[] names = [.. Generation.Run(
            "namespace N; public static partial class C { [Vectorized] public static float F(float x) => x; [Vectorized] public static float F(float x, float y) => x * y; }",
            "namespace N; [Activation] public readonly partial record struct Bend { public static float Apply(float x) => x; }").Sources.Select(static s => s.HintName).Order(StringComparer.Ordinal)];
        Assert.Equal(["N.Bend.attribute.g.cs", "N.Bend.rule.g.cs", "N.C.F.function.2.g.cs", "N.C.F.function.g.cs"], names);
    }

    /// <summary>C# warns of such a type wherever the user uses it, which is enough.</summary>
    [Fact]
    public void ATypeMayHaveTheNameOfOneOfTheLibrarys() => Generation.Run(
        "namespace FastOpt; [Loss] public readonly partial record struct MeanSquaredError { public static float Apply(float prediction, float target) => (prediction - target) * (prediction - target); }").AssertClean(documented: false);

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
    [InlineData("FOPT0114", "[Activation] public readonly partial record struct Rule(double [|Coefficients|] = 1) { public float Apply(float x) => x * (float)Coefficients; }")]
    [InlineData("FOPT0105", "public static partial class C { private static readonly float A = B + 1, B = A + 1; [Vectorized] public static float F(float x) => x * [|A|]; }")]
    [InlineData("FOPT0105", "public static partial class C { private static readonly float A = A + 1; [Vectorized] public static float F(float x) => x * [|A|]; }")]
    public void WhatCannotStandTogetherIsReported(string id, string source) => Marked.AssertReported(id, "namespace Samples;\n" + source);

    [Fact]
    public void ASharedFieldIsReadTwice() =>
        Generation.Run("namespace N; public static partial class C { private static readonly float A = 2, B = A * A; [Vectorized] public static float F(float x) => x * B + A; }").AssertClean(documented: false);

    /// <summary>Each method calls the one before twice, which would unfold to 2ⁿ; as each value is computed once, the text of each grows by the same number of lines.</summary>
    [Fact]
    public void ChainsOfCallsAreExpandedOnce()
    {
        GenerationResult result = Generation.Run(Chain(60, static k => $"F{k - 1}(x) * F{k - 1}(x) + {k}f"));
        result.AssertClean(documented: false);
        int[] lines = [.. Enumerable.Range(1, 60).Select(k => result[$"N.C.F{k}.function.g.cs"].Split('\n').Length)];
        Assert.InRange(lines[59] - lines[29], 1, 2 * (lines[29] - lines[9]));
        Assert.InRange(lines[59], 1, 60 * lines[0]);
    }

    [Fact]
    public void WhatACallUnfoldsToIsBounded()
    {
        GenerationResult result = Generation.Run(Chain(40, static k => $"F{k - 1}(x) * F{k - 1}(x + 1)"));
        Diagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("FOPT0105", diagnostic.Id);
        Assert.Contains("more than 16384 operations", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void ChainsOfCallsAreBounded()
    {
        Generation.Run(Chain(64, static k => $"F{k - 1}(x) + {k}f")).AssertClean(documented: false);
        string source = Chain(1000, static k => $"F{k - 1}(x) + {k}f");
        GenerationResult result = Generation.Run(source);
        Diagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(("FOPT0105", "F64(x)"), (diagnostic.Id, source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));
        Assert.Contains("more than 64 methods", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(65, result.Sources.Length);
    }

    private static string Chain(int length, Func<int, string> body) => "namespace N; public static partial class C { [Vectorized] public static float F0(float x) => MathF.Exp(x);\n"
        + string.Concat(Enumerable.Range(1, length).Select(k => $"[Vectorized] public static float F{k}(float x) => {body(k)};\n")) + "}";

    [Fact]
    public void ChainsOfFieldsAreBounded()
    {
        string fields = string.Concat(Enumerable.Range(1, 60).Select(static k => $"private static readonly float A{k} = A{k - 1} + A{k - 1};\n"));
        GenerationResult result = Generation.Run("namespace N; public static partial class C { private static readonly float A0 = 1;\n" + fields + "[Vectorized] public static float F(float x) => x * A60; }");
        Assert.Equal("FOPT0105", Assert.Single(result.Diagnostics).Id);
    }

    private static bool IsGenerated(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;
}
