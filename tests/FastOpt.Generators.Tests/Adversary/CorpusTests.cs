using System.Diagnostics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using FastOpt.Tests.Adversary;
using Xunit;

namespace FastOpt.Generators.Tests.Adversary;

/// <summary>
/// The corpus of functions and rules that are built from what compiler writers forget. Values agree with the scalar method, at every width and position, bit for bit where that is
/// promised; derivatives agree with differences in double.
/// </summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryCaseMeansItsScalarMethod()
    {
        long started = Stopwatch.GetTimestamp();
        CorpusDriver driver = CompiledCorpus.Load(Corpus.Source);
        output.WriteLine($"compiled after {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        var check = new CorpusCheck(driver, Fma.IsSupported || AdvSimd.IsSupported);
        foreach (CorpusCase c in Corpus.All)
            check.Check(c);
        output.WriteLine($"{Corpus.Functions.Count} functions, {Corpus.Rules.Count} rules: {check.Values:N0} values and {check.Slopes:N0} derivatives compared, "
            + $"{check.Complaints.Count} complaints, {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        Assert.True(check.Complaints.Count == 0, string.Join("\n", check.Complaints));
    }
}
