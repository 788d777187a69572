using System.Security.Cryptography;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FastOpt.Members.Tests;

/// <summary>The bits of networks with long sums.</summary>
internal static class LongSumBits
{
    private const int Examples = 70_003;

    /// <summary>Whether a multiply-add is rounded once here.</summary>
    public static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>A hash over what steps of several networks make of their parameters, and of what they predict.</summary>
    public static string Of(int threads)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add<ActivatedInputs>(hash, threads, 9, 1, 1);
        Add<ManyOutputs>(hash, threads, 7, 1, 1e-6f);
        Add<ManyStoredExamples>(hash, threads, Examples, 2, 1e-6f);
        Add<ManySlopes>(hash, threads, Examples, 2, 1e-6f);
        Add<ManyNormalized>(hash, threads, Examples, 2, 1e-6f);
        Add<ManyImages>(hash, threads, Examples / 3, 1, 1e-6f);
        Add<ManyMaxima>(hash, threads, Examples, 1, 1e-6f);
        Add<ManyChannels>(hash, threads, 12, 2, 1e-6f);
        Add<LargeChannels>(hash, threads, 2, 2, 1e-6f);
        Add<LargePools>(hash, threads, 1, 1, 1);
        Add<LargeFilters>(hash, threads, 2, 1, 1e-4f);
        Add<LongExample>(hash, threads, 2, 2, 1);
        Add<LongRoot>(hash, threads, 2, 2, 1);
        Add<ManyTargets>(hash, threads, 3, 2, 1);
        AddClasses<ManyClasses>(hash, threads);
        AddClasses<ManySmoothClasses>(hash, threads);
        var readers = new ManyReaders(Examples, seed: 2, threads);
        float[] numbers = [.. Enumerable.Range(0, 2 * Examples).Select(static i => i % 5 == 0 ? 2f : 0f)];
        readers.TrainStep(numbers, LongSum.Terms("random", 4 * Examples));
        hash.AppendData(MemoryMarshal.AsBytes<float>(readers.ParametersOf()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add<TNetwork>(IncrementalHash hash, int threads, int examples, int steps, float scale)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(examples, seed: 2, threads);
        float[] inputs = LongSum.Terms("random", examples * TNetwork.InputSize);
        float[] targets = [.. LongSum.Terms("ramp", examples * TNetwork.OutputSize).Select(target => scale * target)];
        for (int step = 0; step < steps; step++)
            network.TrainStep(inputs, targets);
        network.Predict(inputs, targets);
        hash.AppendData(MemoryMarshal.AsBytes<float>(network.ParametersOf()));
        hash.AppendData(MemoryMarshal.AsBytes<float>(targets));
    }

    private static void AddClasses<TNetwork>(IncrementalHash hash, int threads)
        where TNetwork : class, INetwork<TNetwork, int>
    {
        TNetwork network = TNetwork.Create(3, seed: 2, threads);
        float loss = network.TrainStep([0.1f, 0.7f, -3f], [5, 199_999, 70_000]);
        hash.AppendData(MemoryMarshal.AsBytes([loss]));
        hash.AppendData(MemoryMarshal.AsBytes<float>(network.ParametersOf()));
    }
}
