using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace FastOpt.Generators.Tests.Bits;

/// <summary>A user's Debug build, neither optimized by the C# compiler nor by the JIT, trains to the bits of a Release build.</summary>
public sealed class DebugBitsTests(ITestOutputHelper output)
{
    /// <summary>The largest model takes a minute without optimization; its kernels are those of the others.</summary>
    private const string Largest = "Digits";

    [Fact]
    public void WeightsOfADebugBuildAreTheRecordedOnes()
    {
        Assert.SkipUnless(FastOptInfo.InstructionSet is "AVX-512" or "AVX2" or "AdvSimd", "Bits are promised where there is FMA.");
        string[] names = [.. ReferenceModels.Recorded.Keys.Where(static name => name != Largest)];
        Assert.True(names.Length >= 12);
        GenerationResult result = Generation.Run(Generation.Compilation([ReferenceModels.Source(names)], optimization: OptimizationLevel.Debug));
        Assembly assembly = result.Load(documented: false);
        var attribute = assembly.GetCustomAttribute<System.Diagnostics.DebuggableAttribute>()!;
        Assert.True(attribute.IsJITOptimizerDisabled);
        string[] different = [.. names.Where(name => ReferenceModels.Train(assembly, name) != ReferenceModels.Recorded[name])];
        output.WriteLine($"{names.Length} models: {string.Join(", ", names)}");
        Assert.Empty(different);
    }
}
