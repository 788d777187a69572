namespace FastOpt.Mpi.Tests;

/// <summary>What docs/distributed.md and the package's page print stands in files that compile; tests/mpi.sh runs them.</summary>
public sealed class PageTests
{
    [Theory]
    [InlineData("docs/distributed.md", 2)]
    [InlineData("src/FastOpt.Mpi/Package/README.md", 1)]
    public void EachBlockStandsInTheFileThatCompiles(string page, int expected)
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "FastOpt.sln")))
            root = Path.GetDirectoryName(root)!;
        string code = File.ReadAllText(Path.Combine(root, "tests", "FastOpt.Mpi.Ranks", "DistributedPage.cs"));
        HashSet<string> source = ["using MpiCommunicator processes = MpiCommunicator.Start();", .. Lines(code)];
        string[] blocks = [.. File.ReadAllText(Path.Combine(root, page)).Split("```csharp\n").Skip(1).Select(static rest => rest.Split("```")[0])];
        Assert.Equal(expected, blocks.Length);
        Assert.All(blocks.SelectMany(Lines), line => Assert.Contains(line, source));

        static IEnumerable<string> Lines(string code) => code.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0);
    }
}
