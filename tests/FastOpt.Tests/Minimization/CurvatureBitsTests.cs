using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FastOpt.Reference;
using FastOpt.Tests.Engine;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Minimization;

/// <summary>SHA-256 of Hessian-vector products, equal on every machine with FMA and at every vector width: the suite runs at each of them.</summary>
public class CurvatureBitsTests
{
    private const int Batch = 13;

    public static TheoryData<string> Names => [.. Products.Keys];

    private static readonly Dictionary<string, Func<string>> Products = new()
    {
        [nameof(CurvedDeep)] = static () => Hash<CurvedDeep, float>(),
        [nameof(CurvedClasses)] = static () => Hash<CurvedClasses, int>(),
        [nameof(CurvedBatch)] = static () => Hash<CurvedBatch, float>(),
        [nameof(CurvedWindows)] = static () => Hash<CurvedWindows, int>(),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void AreTheRecordedOnes(string name)
    {
        Assert.SkipUnless(InstructionSetTests.HasFusedMultiplyAdd, "Bits are promised where there is FMA.");
        Assert.SkipWhen(Recording.Enabled, "Recording.");
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Recorded", "curvature.sha256"));
        Assert.Equal(Products.Count, lines.Length);
        Assert.Contains($"{Products[name]()}  {name}", lines);
    }

    [Fact]
    public void Record()
    {
        Assert.SkipUnless(Recording.Enabled, "Writes Recorded/curvature.sha256 when FASTOPT_RECORD=1 is set.");
        File.WriteAllText(SourceFiles.Path("Recorded", "curvature.sha256"), string.Concat(Products.Select(static item => $"{item.Value()}  {item.Key}\n")));
    }

    private static string Hash<TNetwork, TTarget>()
        where TNetwork : class, INetwork<TNetwork, TTarget>, ICurvature<TTarget>
        where TTarget : unmanaged
    {
        TNetwork network = TNetwork.Create(Batch, seed: 42);
        var generator = new IntegerGenerator(7);
        float[] inputs = generator.Floats(Batch * TNetwork.InputSize), product = new float[TNetwork.ParameterCount];
        float[] values = generator.Floats(Batch * TNetwork.OutputSize);
        int[] labels = [.. Enumerable.Range(0, Batch).Select(i => i % TNetwork.OutputSize)];
        ReadOnlySpan<TTarget> targets = typeof(TTarget) == typeof(int) ? MemoryMarshal.Cast<int, TTarget>(labels) : MemoryMarshal.Cast<float, TTarget>(values);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < 5; i++)
        {
            network.HessianVectorProduct(inputs, targets, generator.Floats(TNetwork.ParameterCount), product);
            hash.AppendData(MemoryMarshal.AsBytes<float>(product));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
