using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>
/// The user's names against all names that stand in what is generated: each of them is given in turn to a method, a parameter, a local, a hyperparameter and a state, and the generated code must still
/// mean what it meant.
/// </summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("[Vectorized] public static float NAME(float x) => MathF.Exp(x) * x;")]
    [InlineData("[Vectorized] public static float NAME(float NAME) => MathF.Exp(NAME) * NAME;")]
    [InlineData("[Vectorized] public static float F(float NAME) => MathF.Exp(NAME) * NAME;")]
    [InlineData("[Vectorized] public static float F(float x) { float NAME = MathF.Exp(x); return NAME * NAME; }")]
    [InlineData("[Vectorized] public static float NAME(float NAME, float y) => MathF.Exp(NAME) * y;")]
    [InlineData("[Vectorized] public static float NAME(float x, float NAME) => MathF.Exp(x) * NAME * NAME;")]
    [InlineData("[Vectorized] public static float NAME(float x, double NAME) => x * (float)(NAME * NAME);")]
    [InlineData("[Vectorized] public static float NAME(float x, double y, int z) => x * (float)(y * y) + z;")]
    [InlineData("[Vectorized] public static float F(float x, double NAME, int z) => x * (float)(NAME * NAME) + z;")]
    public void FunctionsMayBeNamedLikeAnythingGenerated(string method) => AssertClean("public static partial class CLASS { " + method + " }", "F");

    [Theory]
    [InlineData("[Activation] public readonly partial record struct CLASS(double Low = 1) { public float Apply(float NAME) => MathF.Tanh(NAME) * (float)(Low * Low); }")]
    [InlineData("[Activation] public readonly partial record struct CLASS(double Low = 1) { public float Apply(float x) { float NAME = MathF.Exp(x) * (float)(Low * Low); return NAME * NAME; } }")]
    [InlineData("[Activation] public readonly partial record struct CLASS(double NAME = 1) { public float Apply(float x) => MathF.Tanh(x) * (float)(NAME * NAME); }")]
    [InlineData("[Activation] public readonly partial struct CLASS(double NAME = 1) { public float Apply(float x) => MathF.Tanh(x) * (float)(NAME * NAME); }")]
    [InlineData("[Loss] public readonly partial record struct CLASS(double NAME = 1) { public float Apply(float x, float y) => MathF.Exp(x - y) * (float)(NAME * NAME); }")]
    [InlineData("[Loss] public readonly partial record struct CLASS(double Low = 1) { public float Apply(float x, float NAME) => MathF.Exp(x - NAME) * (float)(Low * Low); }")]
    [InlineData("[Optimizer] public readonly partial record struct CLASS(double Rate = 1) { public void Update(ref float NAME, float gradient, ref float m) { m = 0.5f * m + gradient; NAME -= (float)Rate * m; } }")]
    [InlineData("[Optimizer] public readonly partial record struct CLASS(double Rate = 1) { public void Update(ref float weight, float NAME, ref float m) { m = 0.5f * m + NAME; weight -= (float)Rate * m; } }")]
    [InlineData("[Optimizer] public readonly partial record struct CLASS(double Rate = 1) { public void Update(ref float weight, float gradient, ref float NAME, long step) { NAME = 0.5f * NAME + gradient; weight -= (float)(Rate / step) * NAME; } }")]
    [InlineData("[Optimizer] public readonly partial record struct CLASS(double Rate = 1) { public void Update(ref float weight, float gradient, ref float m, long NAME) { m = 0.5f * m + gradient; weight -= (float)(Rate / NAME) * m; } }")]
    [InlineData("[Optimizer] public readonly partial record struct CLASS(double NAME = 1) { public void Update(ref float weight, float gradient, ref float m, long step) { m = 0.5f * m + gradient; weight -= (float)(NAME / step) * m; } }")]
    [InlineData("[GradientRule] public readonly partial record struct CLASS(double NAME = 1) { public void Apply(ref float weight, ref float gradient, double norm, double learningRate) => gradient = gradient + (float)(NAME * norm * learningRate) * weight; }")]
    [InlineData("[GradientRule] public readonly partial record struct CLASS(double Rate = 1) { public void Apply(ref float NAME, ref float gradient, double norm) => gradient += (float)(Rate * norm) * NAME; }")]
    public void PartsOfRulesMayBeNamedLikeAnythingGenerated(string rule) => AssertClean(rule, "Low");

    /// <summary>Every name in a class of its own; what C# itself refuses is left out, and what is reported: names that mean something else in a rule.</summary>
    private static void AssertClean(string template, string plain)
    {
        string[] names = [.. NamesIn(template.Replace("NAME", plain, StringComparison.Ordinal).Replace("CLASS", "Plain", StringComparison.Ordinal))];
        Assert.InRange(names.Length, 5, 200);
        string[] sources = [.. names.Select((name, i) => "namespace Samples.Odd;\n" + template.Replace("NAME", name, StringComparison.Ordinal).Replace("CLASS", $"Class{i}", StringComparison.Ordinal))];
        CSharpCompilation alone = Generation.Compilation(sources);
        HashSet<string> refused = [.. Paths(alone.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity == DiagnosticSeverity.Error && d.Id is not ("CS8795" or "CS0535")))];
        GenerationResult result = Generation.Run(alone);
        refused.UnionWith(Paths(result.Diagnostics));
        Assert.All(result.Diagnostics, static d => Assert.Contains(d.Id, new[] { "FOPT0104", "FOPT0114", "FOPT0151" }));
        Assert.InRange(refused.Count, 0, names.Length / 4);
        GenerationResult rest = Generation.Run([.. sources.Where((_, i) => !refused.Contains($"Source{i}.cs"))]);
        Assert.Empty(rest.Diagnostics);
        Diagnostic[] found = [.. rest.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity == DiagnosticSeverity.Error || (d.Severity == DiagnosticSeverity.Warning && d.Id != "CS1591" && d.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)))];
        Assert.True(found.Length == 0, string.Join("\n", found.Take(10).Select(static d => d + "\n    " + GenerationResult.Line(d))));
    }

    private static IEnumerable<string> Paths(IEnumerable<Diagnostic> diagnostics) => diagnostics.Select(static d => d.Location.SourceTree?.FilePath ?? "");

    /// <summary>Every name that stands in the generated files without a qualifier before it.</summary>
    private static IEnumerable<string> NamesIn(string source) => Generation.Run(source).Sources
        .SelectMany(static s => SyntaxFactory.ParseSyntaxTree(s.SourceText, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken).DescendantTokens())
        .Where(static t => t.IsKind(SyntaxKind.IdentifierToken) && !t.GetPreviousToken().IsKind(SyntaxKind.DotToken) && !t.GetPreviousToken().IsKind(SyntaxKind.ColonColonToken))
        .Select(static t => t.ValueText)
        .Distinct()
        .Order(StringComparer.Ordinal);
}
