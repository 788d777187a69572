using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace FastOpt.Generators.Tests.Harness;

/// <summary>Sources in which <c>[|…|]</c> marks where a diagnostic must stand.</summary>
/// <remarks>
/// Roslyn's testing packages hold an analyzer's diagnostics, or a generator's whole output, to what a test expects. Ours come from the generator itself, which
/// reports them beside thousands of lines that no test wants to repeat; and those packages restore reference assemblies for each framework from a feed while tests run.
/// </remarks>
internal static class Marked
{
    /// <summary>Asserts that the generator reports this and nothing else, exactly there, and that the compiler finds no error but those of the ID <paramref name="expected"/>.</summary>
    public static Diagnostic AssertReported(string id, string marked, string? expected = null)
    {
        int start = marked.IndexOf("[|", StringComparison.Ordinal);
        int end = marked.IndexOf("|]", StringComparison.Ordinal) - 2;
        string source = marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        return AssertReported(id, source, start, end, Generation.Compilation([source]), expected);
    }

    /// <summary>Asserts the same of a compilation that has this source in it.</summary>
    public static Diagnostic AssertReported(string id, string source, int start, int end, CSharpCompilation compilation, string? expected = null)
    {
        GenerationResult result = Generation.Run(compilation);
        Assert.True(result.Diagnostics.Length == 1, string.Join("\n", result.Diagnostics));
        Diagnostic diagnostic = result.Diagnostics[0];
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(source[start..end], source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Equal(start, diagnostic.Location.SourceSpan.Start);
        Assert.Empty(result.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != expected));
        return diagnostic;
    }
}
