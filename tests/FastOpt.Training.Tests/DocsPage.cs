using System.Runtime.CompilerServices;

namespace FastOpt.Training.Tests;

/// <summary>A page of docs whose code stands in a file that compiles.</summary>
internal static class DocsPage
{
    /// <summary>Each block of a page stands in the calling file, line by line, whatever the indentation.</summary>
    /// <param name="page">The page's name in docs.</param>
    /// <param name="blocks">How many there are.</param>
    /// <param name="language">What stands behind their fences.</param>
    /// <param name="source">The file.</param>
    public static void StandsIn(string page, int blocks, string language = "csharp", [CallerFilePath] string source = "")
    {
        string code = Plain(File.ReadAllText(source));
        string[] found = [.. Blocks(page, language, source)];
        Assert.Equal(blocks, found.Length);
        Assert.All(found, block => Assert.Contains(Plain(block), code, StringComparison.Ordinal));
    }

    /// <summary>Each block of a page stands in a file beside the calling one.</summary>
    public static void StandsBeside(string file, string page, int blocks, string language = "csharp", [CallerFilePath] string caller = "") =>
        StandsIn(page, blocks, language, Path.Combine(Path.GetDirectoryName(caller)!, file));

    /// <summary>The blocks of a page behind fences of a language.</summary>
    public static IEnumerable<string> Blocks(string page, string language, [CallerFilePath] string caller = "")
    {
        string root = Path.GetDirectoryName(caller)!;
        while (!File.Exists(Path.Combine(root, "FastOpt.sln")))
            root = Path.GetDirectoryName(root)!;
        string[] parts = File.ReadAllText(Path.Combine(root, "docs", page)).ReplaceLineEndings("\n").Split("```");
        return parts.Where((part, i) => i % 2 == 1 && part.StartsWith(language + "\n", StringComparison.Ordinal)).Select(part => part[(language.Length + 1)..]);
    }

    /// <summary>What is printed by a page's examples, which run in a folder of their own. For tests of <see cref="CurrentFolder"/>'s collection.</summary>
    public static string Printed(Action examples)
    {
        TextWriter console = Console.Out;
        using var printed = new StringWriter();
        using var folder = new CurrentFolder();
        try
        {
            Console.SetOut(printed);
            examples();
        }
        finally
        {
            Console.SetOut(console);
        }

        return printed.ToString();
    }

    private static string Plain(string text) => string.Concat(
        text.ReplaceLineEndings("\n").Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0).Select(static line => line + "\n"));
}
