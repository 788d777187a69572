using System.Reflection;
using System.Runtime.Loader;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>What README.md prints is true: its program prints what stands below it, its declarations compile, and what it shows of generated code is generated.</summary>
public sealed class ReadmeTests
{
    private static readonly Example[] Examples = Markdown.Examples("README.md");

    /// <summary>What the statements between the declarations speak of.</summary>
    private const string Names = "float[] images, int[] labels, float[] logits, int[] order, float[] trained";

    private static readonly string Classifier = Declarations.First(static code => code.Contains("class DigitClassifier", StringComparison.Ordinal));

    private static IEnumerable<string> Declarations => Examples.Where(static example => example.Info == "csharp" && example.Code.StartsWith('[') | example.Code.StartsWith("public", StringComparison.Ordinal)).Select(static example => example.Code);

    public static TheoryData<string> Declared => [.. Declarations];

    public static TheoryData<string> Statements => [.. Examples.Where(static example => example.Info == "csharp" && !Declarations.Contains(example.Code) && !example.Code.StartsWith("using", StringComparison.Ordinal)).Select(static example => example.Code)];

    public static TheoryData<string> Generated => [.. Examples.Where(static example => example.Info == "csharp generated").Select(static example => example.Code)];

    [Fact]
    public void TheProgramPrintsWhatStandsBelowIt()
    {
        int program = Array.FindIndex(Examples, static example => example.Code.StartsWith("using FastOpt;", StringComparison.Ordinal));
        CSharpCompilation compilation = Generation.Compilation([Examples[program].Code]);
        GenerationResult result = Generation.Run(compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication))).AssertClean(documented: false);
        using var stream = new MemoryStream();
        EmitResult emitted = result.Output.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        stream.Position = 0;
        MethodInfo main = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream).EntryPoint!;

        TextWriter console = Console.Out;
        using var output = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        try
        {
            main.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Equal(Examples[program + 1].Code, output.ToString());
    }

    [Theory]
    [MemberData(nameof(Declared))]
    public void ADeclarationCompiles(string code) => Generation.Run(code).AssertClean(documented: false);

    [Theory]
    [MemberData(nameof(Statements))]
    public void StatementsCompile(string code) => Generation.Run(Classifier, $"static class Readme {{ static void Run({Names}{(code.StartsWith("var model", StringComparison.Ordinal) ? "" : ", DigitClassifier model")}) {{ {code} }} }}").AssertClean(documented: false);

    [Theory]
    [MemberData(nameof(Generated))]
    public void WhatIsShownOfGeneratedCodeIsGenerated(string code) => Markdown.AssertGenerated(code, Generation.Run(Classifier).AssertClean(documented: false));
}
