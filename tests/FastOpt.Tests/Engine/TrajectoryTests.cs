using FastOpt.Reference;
using FastOpt.TestCases;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine;

/// <summary>Losses and weights, step by step, against recorded PyTorch runs, in float32 and in float64.</summary>
public class TrajectoryTests
{
    private const double AfterOneStep = 1e-6;
    private const double AfterAllSteps = 1e-4;

    public static TheoryData<string, string> Pairs => [.. RecordedNetworks.Pairs];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void FollowsPyTorch(string recording, string network)
    {
        RecordedRun run = RecordedRun.All.Single(r => r.Name == recording);
        (float[] losses, float[] first, float[] last) = RecordedNetworks.Train(run, network);
        foreach ((RecordedResult expected, string type) in new[] { (run.Single, "float32"), (run.Double, "float64") })
        {
            Closeness.AssertRelative(expected.Losses.AsSpan(0, 1), losses.AsSpan(0, 1), AfterOneStep, $"{run}, first loss, {type}");
            Closeness.AssertRelative(expected.First, first, AfterOneStep, $"{run}, weights after one step, {type}");
            for (int step = 0; step < run.Steps; step++)
                Closeness.AssertRelative(expected.Losses.AsSpan(step, 1), losses.AsSpan(step, 1), AfterAllSteps, $"{run}, loss of step {step + 1}, {type}");
            Closeness.AssertRelative(expected.Last, last, AfterAllSteps, $"{run}, weights after {run.Steps} steps, {type}");
        }
    }

    [Fact]
    public void EveryRecordingIsUsed() => Assert.Equal(RecordedRun.All.Select(run => run.Name), RecordedNetworks.Pairs.Select(pair => pair.Recording));
}
