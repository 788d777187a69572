using FastOpt.Benchmarks.Networks;
using FastOpt.Benchmarks.Steps;

namespace FastOpt.Benchmarks.Threads;

/// <summary>The cases of `steps`, and the same networks around the batch from which on their work is shared.</summary>
internal static class ThreadCases
{
    public static IReadOnlyList<StepCase> All { get; } =
    [
        .. StepCases.All,
        .. Batches<Net64x64x64x10>(24, 40, 48, 64, 128),
        .. Batches<Net784x128x10>(1, 2, 4, 8, 16, 32),
        .. Batches<Net784x1024x1024x10>(1, 8, 64),
        .. Batches<Net2x16x16x2>(512, 2048),
    ];

    private static IEnumerable<StepCase> Batches<TNetwork>(params int[] batches)
        where TNetwork : class, INetwork<TNetwork, int> => batches.Select(batch => StepCases.Train<TNetwork>(batch));
}
