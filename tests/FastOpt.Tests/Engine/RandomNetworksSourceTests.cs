using FastOpt.TestCases.Networks;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine;

public class RandomNetworksSourceTests
{
    /// <summary>The committed declarations are the drawn ones: nobody dropped an architecture that failed.</summary>
    [Fact]
    public void CommittedFileIsTheGeneratedText()
    {
        string path = SourceFiles.Path("..", "FastOpt.TestCases", "Networks", "RandomNetworks.cs");
        if (Recording.Enabled)
            File.WriteAllText(path, RandomNetworksSource.Text());
        Assert.Equal(RandomNetworksSource.Text(), File.ReadAllText(path), ignoreLineEndingDifferences: true);
    }
}
