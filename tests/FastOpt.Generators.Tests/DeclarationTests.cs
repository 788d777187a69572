using FastOpt.Generators.Model;
using FastOpt.Generators.Parsing;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>Rules in odd places, under odd names, and from other assemblies.</summary>
public sealed class DeclarationTests
{
    [Theory]
    [InlineData("[Activation] public readonly partial record struct Global { public static float Apply(float x) => x * x; }")]
    [InlineData("namespace A.@class; internal partial class Outer { private partial interface IMiddle { [Activation] partial record struct Inner(float @in = 1, double step = -0.0) { public float Apply(float @float) => @float * @in + (float)step; } } }")]
    [InlineData("namespace N; partial record Outer { partial record struct Middle { [Vectorized] private static float F(float @params, int coefficients, float result) => @params * coefficients + result; } }")]
    [InlineData("namespace N; [Loss] partial struct Plain { public static float Apply(float derivative, float coefficients) => (derivative - coefficients) * derivative; }")]
    [InlineData("namespace N; [Optimizer] partial struct Plain(double rate = double.NaN, long after = long.MaxValue, float eps = float.Epsilon) { private readonly double _offset = 1; private readonly double rate2 = 2; public void Update(ref float coefficients, float y, ref float next, long count) { double rate2 = rate * after * this.rate2; next = coefficients; coefficients = next + y * (float)rate2 * (float)(_offset + rate2 + count) + eps; } }")]
    [InlineData("namespace N; [Optimizer] partial record struct Swap { public void Update(ref float weight, float gradient, ref float a, ref float b) { float t = a; a = b; b = t; weight = a - gradient; } }")]
    [InlineData("namespace N; [Optimizer] public partial record struct Nothing { public void Update(ref float weight, float gradient, ref float state) { } }")]
    [InlineData("namespace N; [Activation] public partial record struct Identity { public static float Apply(float y) => y; } [Activation] public partial record struct One { public static float Apply(float y) => 1; }")]
    [InlineData("namespace N; public static partial class C { [Vectorized] public static float F(float x) => x; [Vectorized] public static float F(float x, float y) => x * y; [Vectorized] public static float F(float x, double y) => x * (float)y; [Vectorized] public static int G(int n, bool up) => up ? n + 1 : n - 1; }")]
    [InlineData("namespace N; [Activation] public partial record struct Rule { public static float Apply(float x) => x; } public sealed class RuleAttribute : Attribute;")]
    [InlineData("namespace N; [Loss] public partial record struct Rows(double Temperature = 2) { public float Apply(ReadOnlySpan<float> logits, int label) => logits[label] * (float)Temperature; }")]
    [InlineData("namespace N; [Activation] public partial record struct Constants { private const float Half = 0.5f; private static readonly float Root = MathF.Sqrt(2 / MathF.PI); public static float Apply(float x) => float.IsFinite(x) ? Half * x * Root : -1f / 3 + float.Pi; }")]
    [InlineData("namespace N; [Activation] public partial record struct Square { public static float Apply(float Apply) => Apply * Apply; }")]
    public void GeneratedCodeCompiles(string source)
    {
        GenerationResult result = Generation.Run(source);
        Assert.Empty(result.Diagnostics);
        result.AssertClean(documented: false);
    }

    [Fact]
    public void MethodsOfOtherAssembliesAreCalledInTheirVectorForm()
    {
        MetadataReference library = Generation.Run(Samples.Curves).Reference();
        CSharpCompilation user = Generation.Compilation(
            ["[Activation] public readonly partial record struct Rule { public static float Apply(float x) => x * Samples.Curves.Bump(x, 2f); }", RuleDriver.Activation("Rule", "new Rule()", isStatic: true, derivativeFromOutput: false).Replace("using Samples;", "", StringComparison.Ordinal)],
            references: [library]);
        GenerationResult result = Generation.Run(user).AssertClean(documented: false);
        Assert.Contains("global::Samples.Curves.BumpDerivative(x, simd::Vector512.Create(2f))", result["Rule.rule.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void RulesAreResolvedFromSourceAndFromMetadata()
    {
        const string Tanh = "namespace Samples; [Activation] public readonly partial record struct Bend(float Slope = 1, bool Flip = false) { public float Apply(float x) => MathF.Tanh(Slope * x); }";
        CSharpCompilation source = Generation.Compilation([Tanh, Samples.Lion, Samples.Mish]);
        ResolvedRule bend = Resolve(source, "Samples.Bend")!;
        Assert.Equal("Bend", bend.Name);
        Assert.Equal("global::Samples.Bend", bend.TypeName);
        Assert.Equal(RuleKind.Activation, bend.Kind);
        Assert.Equal(["Slope float 1f", "Flip bool false"], bend.Hyperparameters.Select(static h => $"{h.Name} {h.TypeName} {h.DefaultLiteral}"));
        Assert.NotNull(bend.Source);

        MetadataReference library = Generation.Run(source).Reference();
        CSharpCompilation user = Generation.Compilation(["class User;"], "User", [library]);
        foreach (string name in new[] { "Samples.Bend", "Samples.Lion", "Samples.Mish" })
        {
            ResolvedRule here = Resolve(source, name)!;
            ResolvedRule there = Resolve(user, name)!;
            Assert.Null(there.Source);
            Assert.Equal(Lowering.Rules.RuleLowering.Facts(here.Source!), there.Compiled);
            Assert.Equal(here.Hyperparameters.Select(static h => (h.Name, h.TypeName, h.DefaultLiteral)), there.Hyperparameters.Select(static h => (h.Name, h.TypeName, h.DefaultLiteral)));
        }

        ResolvedRule rows = Resolve(user, "FastOpt.SoftmaxCrossEntropy")!;
        Assert.True(rows.IsStructured);
        Assert.Null(Resolve(user, "User"));
    }

    private static ResolvedRule? Resolve(CSharpCompilation compilation, string name) =>
        RuleParser.Resolve(compilation.GetTypeByMetadataName(name)!, compilation, TestContext.Current.CancellationToken);
}
