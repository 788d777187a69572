using System.Diagnostics;
using FastOpt.Tests.Adversary;
using Xunit;

namespace FastOpt.Generators.Tests.Adversary;

/// <summary>
/// The corpus of functions and rules that are built from what compiler writers forget. Values agree with the scalar method, at every width and position, bit
/// for bit where that is promised; derivatives agree with differences in double, and at kinks with the table of conventions.
/// </summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryCaseMeansItsScalarMethod()
    {
        Assert.True(Corpus.Functions.Count >= 200 && Corpus.Rules.Count >= 60, "The corpus has shrunk.");
        Assert.Equal(Corpus.All.Count, Corpus.All.Select(static c => c.Name).Distinct().Count());
        long started = Stopwatch.GetTimestamp();
        CorpusDriver driver = CompiledCorpus.Load();
        output.WriteLine($"{CorpusRun.Machine}; compiled after {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        (string summary, IReadOnlyList<string> complaints) = CorpusRun.Check(driver);
        output.WriteLine(summary);
        Assert.True(complaints.Count == 0, string.Join("\n", complaints));
    }
}
