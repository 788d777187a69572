using System.Text.RegularExpressions;
using FastOpt.Generators.Tests.Harness;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>What files of the repository say of each other is true.</summary>
public sealed partial class RepositoryTests
{
    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
        .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(static file => !file.Split('/').Any(static part => part is "bin" or "obj" or ".git"))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void LinksLeadSomewhere(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        foreach (Match link in Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, page))))
            Assert.True(Path.Exists(Path.Combine(folder, link.Groups[1].Value)), link.Value);
    }

    /// <summary>A fault of the mutation check that the sources have outgrown would be skipped there.</summary>
    [Fact]
    public void FaultsOfTheMutationCheckFitTheSources()
    {
        string text = "";
        int faults = 0;
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, "tests", "mutation", "mutants.txt")))
        {
            if (line.StartsWith("@ ", StringComparison.Ordinal))
                text = File.ReadAllText(Path.Combine(Repository.Root, "generators", "FastOpt.Generators", line[2..]));
            if (!line.StartsWith("- ", StringComparison.Ordinal))
                continue;
            faults++;
            Assert.True(text.Split(line[2..]).Length == 2, $"Not there exactly once: {line[2..]}");
        }

        Assert.True(faults >= 40);
    }

    /// <summary>Relative links, without what stands behind a file's name.</summary>
    [GeneratedRegex(@"\]\((?!https?:|#)([^)#\s]+)")]
    private static partial Regex Link();
}
