using System.Text.RegularExpressions;
using Xunit;

namespace FastOpt.Generators.Tests.Harness;

/// <summary>The fenced blocks of a page of documentation.</summary>
internal static partial class Markdown
{
    /// <summary>All blocks of a page, in order.</summary>
    public static Example[] Examples(params string[] path) =>
        [.. Fence().Matches(File.ReadAllText(Path.Combine([Repository.Root, .. path]))).Select(static match => new Example(match.Groups[1].Value, match.Groups[2].Value))];

    /// <summary>Asserts that an excerpt stands in generated code, line by line, in order; a line with "…" stands for what is left out.</summary>
    public static void AssertGenerated(string excerpt, GenerationResult result)
    {
        string[] generated = [.. result.Sources.SelectMany(static source => source.SourceText.ToString().Split('\n')).Select(static line => line.Trim())];
        int at = -1;
        foreach (string line in excerpt.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0 && !line.Contains('…', StringComparison.Ordinal)))
        {
            at = Array.IndexOf(generated, line, at + 1);
            Assert.True(at >= 0, line);
        }
    }

    [GeneratedRegex("^```([^\n]*)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
