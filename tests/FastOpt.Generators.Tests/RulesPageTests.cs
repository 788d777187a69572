using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>What generators/docs/RULES.md prints is true: its declarations compile, what it shows of generated code is generated from the declaration above it, and its test passes.</summary>
public sealed class RulesPageTests
{
    private static readonly Example[] Examples = Markdown.Examples("generators", "docs", "RULES.md");

    public static TheoryData<int> Declarations => [.. Of(static example => example.Info == "csharp")];

    public static TheoryData<int> Excerpts => [.. Of(static example => example.Info == "csharp generated")];

    [Fact]
    public void EveryBlockIsTested()
    {
        Assert.Equal(["csharp", "csharp generated", "csharp test"], Examples.Select(static example => example.Info).Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(Declarations.Count, 6, Examples.Length);
        Assert.InRange(Excerpts.Count, 6, Examples.Length);
    }

    [Theory]
    [MemberData(nameof(Declarations))]
    public void ADeclarationCompiles(int index) => Generation.Run(Examples[index].Code).AssertClean(documented: false);

    [Theory]
    [MemberData(nameof(Excerpts))]
    public void WhatIsShownOfGeneratedCodeIsGenerated(int index) =>
        Markdown.AssertGenerated(Examples[index].Code, Generation.Run(Examples.Take(index).Last(static example => example.Info == "csharp").Code).AssertClean(documented: false));

    [Fact]
    public void ItsTestOfARulePasses()
    {
        string test = Assert.Single(Examples, static example => example.Info == "csharp test").Code;
        string rule = Assert.Single(Examples, static example => example.Info == "csharp" && example.Code.Contains("struct Swish", StringComparison.Ordinal)).Code;
        const string Assertions = "static class Assert { public static int Count; public static void Equal(double expected, double actual, double tolerance) { Count++; if (!(Math.Abs(expected - actual) <= tolerance) && !(double.IsNaN(expected) && double.IsNaN(actual))) throw new Exception($\"{actual} is not {expected}\"); } }";
        Assembly assembly = Generation.Run("using System.Runtime.Intrinsics;\npublic static class Test { public static int Run() { " + test + " return Assert.Count; } }\n" + Assertions, rule).Load(documented: false);
        Assert.Equal(7, assembly.GetType("Test")!.GetMethod("Run")!.Invoke(null, null));
    }

    private static IEnumerable<int> Of(Func<Example, bool> wanted) => Enumerable.Range(0, Examples.Length).Where(index => wanted(Examples[index]));
}
