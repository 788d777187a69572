using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace FastOpt.Fuzz;

/// <summary>The sources that inputs are made of: the examples of the diagnostics' pages, the library's own rules, and declarations in odd places.</summary>
public static partial class Corpus
{
    /// <summary>The directory of FastOpt.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All samples.</summary>
    public static IReadOnlyList<string> Samples { get; } = [.. OddDeclarations.All, .. Examples(), .. Rules()];

    private static IEnumerable<string> Examples() => Directory
        .EnumerateFiles(Path.Combine(Root, "generators", "docs", "diagnostics"), "*.md")
        .Order(StringComparer.Ordinal)
        .SelectMany(static file => Fence().Matches(File.ReadAllText(file)).Select(static match => match.Groups[1].Value));

    private static IEnumerable<string> Rules() => new[] { "Optimizers", "Activations", "Normalizations", "Regularization", "Losses" }
        .SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(Root, "src", "FastOpt", folder), "*.cs").Order(StringComparer.Ordinal))
        .Select(static file => Documentation().Replace(File.ReadAllText(file), "").Replace("namespace FastOpt;", "namespace Corpus;", StringComparison.Ordinal))
        .Where(static text => text.Length < 3000);

    private static string FindRoot([CallerFilePath] string path = "")
    {
        DirectoryInfo? directory = Directory.GetParent(path);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "FastOpt.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("FastOpt.sln is not above " + path);
    }

    [GeneratedRegex("```csharp[^\n]*\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^ *///.*\n", RegexOptions.Multiline)]
    private static partial Regex Documentation();
}
