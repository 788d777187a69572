using System.Reflection;
using System.Runtime.Loader;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>
/// What README.md and the pages under docs print is true: programs print what stands below them, declarations and statements compile, and what is shown of
/// generated code is generated.
/// </summary>
public sealed class DocumentationTests
{
    /// <summary>Pages with tests of their own, beside what they are about.</summary>
    private static readonly string[] Apart =
        ["objectives.md", "minimization.md", "checkpoints.md", "tables.md", "watching.md", "ensembles.md", "online.md", "distributed.md", "studies.md"];

    private static readonly (string Page, Example Example)[] Examples = [.. Pages().SelectMany(static page => Markdown.Examples(page).Select(example => (page, example)))];

    /// <summary>What the statements between the declarations speak of.</summary>
    private const string Names = "float[] images, int[] labels, float[] logits, int[] order, float[] trained, float[] values, float[] features, float[] result, Prices prices";

    private static readonly string Classifier = DeclarationOf("DigitClassifier");
    private static readonly string Prices = DeclarationOf("Prices");

    public static TheoryData<string, string> Declared => Of(IsDeclaration);

    public static TheoryData<string, string> Statements => Of(static example => example.Info == "csharp" && !IsDeclaration(example) && !IsProgram(example));

    public static TheoryData<string, string> Generated => Of(static example => example.Info == "csharp generated");

    public static TheoryData<string> Programs => [.. Examples.Where(static item => IsProgram(item.Example)).Select(static item => item.Page).Distinct()];

    [Fact]
    public void EveryKindIsThere()
    {
        Assert.NotEmpty(Programs);
        Assert.InRange(Declared.Count, 6, 100);
        Assert.InRange(Statements.Count, 8, 100);
        Assert.InRange(Generated.Count, 2, 100);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void AProgramPrintsWhatStandsBelowIt(string page)
    {
        Example[] examples = Markdown.Examples(page);
        for (int i = 0; i < examples.Length; i++)
        {
            if (IsProgram(examples[i]))
                Assert.Equal(examples[i + 1].Code, Run(string.Join('\n', examples[i].Code.Split('\n').Where(static line => !line.StartsWith("#:", StringComparison.Ordinal)))));
        }
    }

    [Theory]
    [MemberData(nameof(Declared))]
    public void ADeclarationCompiles(string page, string code) => Assert.True(Generation.Run(code).AssertClean(documented: false).Sources.Length > 0, page);

    [Theory]
    [MemberData(nameof(Statements))]
    public void StatementsCompile(string page, string code)
    {
        string model = code.StartsWith("var model", StringComparison.Ordinal) ? "" : ", DigitClassifier model";
        string source = $"using System.IO; using System.Linq; static class Page {{ static void Run({Names}{model}) {{ {code} }} }}";
        Assert.True(Generation.Run(Classifier, Prices, source).AssertClean(documented: false).Sources.Length > 0, page);
    }

    [Theory]
    [MemberData(nameof(Generated))]
    public void WhatIsShownOfGeneratedCodeIsGenerated(string page, string code)
    {
        Assert.NotEmpty(page);
        Markdown.AssertGenerated(code, Generation.Run(Classifier).AssertClean(documented: false));
    }

    private static IEnumerable<string> Pages() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")
        .Select(Path.GetFileName).Where(static page => !Apart.Contains(page)).Order(StringComparer.Ordinal).Select(static page => "docs/" + page).Prepend("README.md");

    private static bool IsProgram(Example example) =>
        example.Info == "csharp" && (example.Code.StartsWith("#:", StringComparison.Ordinal) || example.Code.StartsWith("using ", StringComparison.Ordinal));

    private static bool IsDeclaration(Example example) =>
        example.Info == "csharp" && (example.Code.StartsWith('[') || example.Code.StartsWith("public", StringComparison.Ordinal));

    private static string DeclarationOf(string name) =>
        Examples.First(item => IsDeclaration(item.Example) && item.Example.Code.Contains($"class {name};", StringComparison.Ordinal)).Example.Code;

    private static TheoryData<string, string> Of(Func<Example, bool> wanted)
    {
        var data = new TheoryData<string, string>();
        foreach ((string page, Example example) in Examples.Where(item => wanted(item.Example)))
            data.Add(page, example.Code);
        return data;
    }

    /// <summary>What a program prints.</summary>
    private static string Run(string program)
    {
        CSharpCompilation compilation = Generation.Compilation([program]);
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

        return output.ToString();
    }
}
