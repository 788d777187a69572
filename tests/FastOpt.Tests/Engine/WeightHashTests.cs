using FastOpt.TestCases;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine;

/// <summary>
/// SHA-256 of the weights after 1,000 steps, equal on every machine with FMA, at every vector width, for any number of threads, in a NativeAOT program, and (in the compiler's
/// tests) for networks that are compiled without optimization.
/// A change of these bits is a change of what users get: it goes with a new recording (run once with FASTOPT_RECORD=1) and a word in the commit.
/// </summary>
public class WeightHashTests
{
    public static TheoryData<string> AllNetworks => [.. HashedModels.Names];

    public static TheoryData<string, int> AllNetworksAndThreads => new(HashedModels.Names.SelectMany(static name => Enumerable.Range(1, 4).Select(threads => (name, threads))));

    [Theory]
    [MemberData(nameof(AllNetworksAndThreads))]
    public void AreTheRecordedOnes(string name, int threads)
    {
        Assert.SkipUnless(InstructionSetTests.HasFusedMultiplyAdd, "Bits are promised where there is FMA; without it the trajectories prove closeness.");
        Assert.SkipWhen(Recording.Enabled, "Recording.");
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Recorded", "weights.sha256"));
        Assert.Equal(HashedModels.Names.Count, lines.Length);
        Assert.Equal(HashedModels.Recorded(lines, name), HashedModels.Train(name, threads));
    }

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void AreEqualInASecondRunWithOtherThreads(string name) => Assert.Equal(HashedModels.Train(name), HashedModels.Train(name, threads: 3));

    [Fact]
    public void Record()
    {
        Assert.SkipUnless(Recording.Enabled, "Writes Recorded/weights.sha256 when FASTOPT_RECORD=1 is set.");
        Assert.True(InstructionSetTests.HasFusedMultiplyAdd);
        File.WriteAllText(SourceFiles.Path("Recorded", "weights.sha256"), string.Concat(HashedModels.Names.Select(name => $"{HashedModels.Train(name)}  {name}\n")));
    }
}
