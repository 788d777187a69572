using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace FastOpt.Generators.Tests.Diagnostics;

/// <summary>Projects in which generated code cannot compile, and the compiler's own defects.</summary>
public sealed class SurroundingsTests
{
    [Theory]
    [InlineData("[Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial class Iris { }", "Iris", LanguageVersion.CSharp11)]
    [InlineData("[Network(4), Dense(3), SoftmaxCrossEntropy] public sealed partial class Iris { }", "Iris", LanguageVersion.CSharp10)]
    [InlineData("[Activation] public partial struct Rule { public static float Apply(float x) => x; }", "Rule", LanguageVersion.CSharp11)]
    [InlineData("public static partial class C { [Vectorized] public static float F(float x) => x; }", "F", LanguageVersion.CSharp11)]
    public void AnOldLanguageIsReportedAtTheName(string source, string name, LanguageVersion language)
    {
        int start = source.IndexOf(" " + name, StringComparison.Ordinal) + 1;
        Diagnostic diagnostic = Marked.AssertReported("FOPT0030", source, start, start + name.Length, Generation.Compilation([source], language: language));
        Assert.Contains($"compiled to C# 12.0, but this project is C# {language.ToDisplayString()}", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void TheOldestLanguageCompiles() =>
        Generation.Run(Generation.Compilation([Samples.Lion, Samples.Mish, Samples.LogCosh, Samples.Curves, Samples.HousePrices], language: LanguageVersion.CSharp12)).AssertClean();

    [Fact]
    public void ALibraryOfAnotherVersionIsReportedAtTheName()
    {
        const string Source = "[Activation] public readonly partial record struct Rule { public static float Apply(float x) => x; }";
        int start = Source.IndexOf("Rule", StringComparison.Ordinal);
        Diagnostic diagnostic = Marked.AssertReported("FOPT0031", Source, start, start + 4, Generation.Compilation([Source]).WithLibrary("9.8.7"));
        Version version = typeof(FastOptGenerator).Assembly.GetName().Version!;
        Assert.Contains($"library 9.8.7, but it is compiled by FastOpt {version.ToString(3)}", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void ADefectIsADiagnosticOfItsDeclaration()
    {
        var exception = new InvalidOperationException("first line\nsecond line.");
        Diagnostic diagnostic = InternalError.Describe("Net", null, exception);
        Assert.Equal("FOPT9999", diagnostic.Id);
        Assert.Contains("failed on 'Net' with InvalidOperationException at an unknown place: first line second line. Nothing was generated", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.True(InternalError.Is(exception));
        Assert.False(InternalError.Is(new OperationCanceledException()));
        Assert.False(InternalError.Is(new TaskCanceledException()));
    }
}
