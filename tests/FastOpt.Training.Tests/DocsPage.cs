using System.Runtime.CompilerServices;

namespace FastOpt.Training.Tests;

/// <summary>A page of docs whose C# stands in a file that compiles.</summary>
internal static class DocsPage
{
    /// <summary>Each block of C# of a page stands in a source file, line by line, whatever the indentation.</summary>
    public static void StandsIn(string page, int blocks, [CallerFilePath] string source = "")
    {
        string root = Path.GetDirectoryName(source)!;
        while (!File.Exists(Path.Combine(root, "FastOpt.sln")))
            root = Path.GetDirectoryName(root)!;
        string code = Plain(File.ReadAllText(source));
        string text = File.ReadAllText(Path.Combine(root, "docs", page));
        string[] found = [.. text.Split("```csharp\n").Skip(1).Select(static rest => Plain(rest.Split("```")[0]))];
        Assert.Equal(blocks, found.Length);
        Assert.All(found, block => Assert.Contains(block, code, StringComparison.Ordinal));
    }

    private static string Plain(string text) =>
        string.Concat(text.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0).Select(static line => line + "\n"));
}
