using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FastOpt.Generators.Tests.Harness;

/// <summary>A page under generators/docs/diagnostics: its title and its two examples.</summary>
internal sealed partial record DiagnosticPage(string Id, string Title, Example? Wrong, Example? Right)
{
    /// <summary>All pages.</summary>
    public static IReadOnlyList<DiagnosticPage> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "generators", "docs", "diagnostics"), "FOPT*.md").Order(StringComparer.Ordinal).Select(Read),
    ];

    /// <summary>All descriptors of the generator.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
    [
        .. typeof(FastOptGenerator).Assembly.GetType("FastOpt.Generators.Diagnostics.DiagnosticDescriptors")!
            .GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(static f => (DiagnosticDescriptor)f.GetValue(null)!),
    ];

    /// <summary>The page of an ID.</summary>
    public static DiagnosticPage Of(string id) => All.Single(p => p.Id == id);

    private static DiagnosticPage Read(string file)
    {
        string text = File.ReadAllText(file);
        string[] title = text.Split('\n')[0].TrimStart('#', ' ').Split(": ", 2);
        return new DiagnosticPage(Path.GetFileNameWithoutExtension(file), title[0] == Path.GetFileNameWithoutExtension(file) ? title[1] : "", ExampleBelow(text, "## Wrong"), ExampleBelow(text, "## Right"));
    }

    private static Example? ExampleBelow(string text, string heading)
    {
        int start = text.IndexOf(heading, StringComparison.Ordinal);
        return start >= 0 && Fence().Match(text, start) is { Success: true } match ? new Example(match.Groups[1].Value, match.Groups[2].Value) : null;
    }

    [GeneratedRegex("```([^\n]*)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}

/// <summary>A fenced block: code, and behind the fence the project it stands in, such as <c>csharp language=11</c> or <c>csharp library=0.0.9</c>.</summary>
internal sealed record Example(string Info, string Code)
{
    /// <summary>The error of the C# compiler that stands beside ours, as in <c>csharp error=CS0246</c>; null if there is none.</summary>
    public string? Error => Setting("error");

    /// <summary>The compilation of the example in its project.</summary>
    public CSharpCompilation Compilation()
    {
        LanguageVersion language = LanguageVersion.Latest;
        if (Setting("language") is { } version && !LanguageVersionFacts.TryParse(version, out language))
            throw new InvalidOperationException($"C# {version}");
        CSharpCompilation compilation = Generation.Compilation([Code], language: language);
        return Setting("library") is { } library ? compilation.WithLibrary(library) : compilation;
    }

    private string? Setting(string name) => Info.Split(' ').FirstOrDefault(s => s.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
