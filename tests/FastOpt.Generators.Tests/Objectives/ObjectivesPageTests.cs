using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests.Objectives;

/// <summary>
/// What docs/objectives.md prints is true: its declarations compile, what it shows of generated code is generated, its program prints what stands below it.
/// </summary>
public sealed class ObjectivesPageTests
{
    private static readonly Example[] Examples = Markdown.Examples("docs", "objectives.md");

    private static readonly string Valley = Examples.First(static example => example.Info == "csharp").Code;

    public static TheoryData<string> Declarations => [.. Of("csharp")];

    public static TheoryData<string> Excerpts => [.. Of("csharp generated")];

    [Theory]
    [MemberData(nameof(Declarations))]
    public void ADeclarationCompiles(string code) => Generation.Run(code).AssertClean(documented: false);

    [Theory]
    [MemberData(nameof(Excerpts))]
    public void WhatIsShownOfGeneratedCodeIsGenerated(string code) => Markdown.AssertGenerated(code, Generation.Run(Valley).AssertClean(documented: false));

    [Fact]
    public void TheProgramPrintsWhatStandsBelowIt()
    {
        string program = Assert.Single(Of("csharp run")).Replace("Console.WriteLine($", "return "
            + "string.Create(System.Globalization.CultureInfo.InvariantCulture, $", StringComparison.Ordinal);
        Assembly assembly = Generation.Run(Valley, "public static class Page { public static string Run() { " + program + " } }").Load(documented: false);
        Assert.Equal(Assert.Single(Of("text")), assembly.GetType("Page")!.GetMethod("Run")!.Invoke(null, null) + "\n");
    }

    private static IEnumerable<string> Of(string info) => Examples.Where(example => example.Info == info).Select(static example => example.Code);
}
