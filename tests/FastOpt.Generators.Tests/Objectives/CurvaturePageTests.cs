using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests.Objectives;

/// <summary>What docs/curvature.md prints is true: its networks compile, and its programs print what stands below them.</summary>
public sealed class CurvaturePageTests
{
    private static readonly Example[] Examples = Markdown.Examples("docs", "curvature.md");

    private static readonly string[] Declarations = Of("csharp");

    private static readonly string[] Programs = Of("csharp run");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Programs.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void AProgramPrintsWhatStandsBelowIt(int number)
    {
        string program = Programs[number].Replace("Console.WriteLine($", "return string.Create(System.Globalization.CultureInfo.InvariantCulture, $", StringComparison.Ordinal);
        Assembly assembly = Generation.Run([.. Declarations, "public static class Page { public static string Run() { " + program + " } }"]).Load(documented: false);
        Assert.Equal(Of("text")[number], assembly.GetType("Page")!.GetMethod("Run")!.Invoke(null, null) + "\n");
    }

    [Fact]
    public void EachProgramHasItsOutput() => Assert.Equal((3, 3), (Programs.Length, Of("text").Length));

    private static string[] Of(string info) => [.. Examples.Where(example => example.Info == info).Select(static example => example.Code)];
}
