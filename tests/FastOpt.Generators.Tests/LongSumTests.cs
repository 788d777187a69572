using System.Reflection;
using FastOpt.Generators.Emit.Kernels;
using FastOpt.Runtime;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>The compiler prints loops over chunks, and the runtime says how long they are: the two cannot share a constant.</summary>
public sealed class LongSumTests
{
    [Theory]
    [InlineData("Chunk", LongSums.Chunk)]
    [InlineData("RowChunk", LongSums.RowChunk)]
    public void ChunksAreTheRuntimes(string name, int compilers) =>
        Assert.Equal(typeof(LongSum).GetField(name, BindingFlags.NonPublic | BindingFlags.Static)!.GetRawConstantValue(), compilers);

    [Theory]
    [InlineData(65_536)]
    [InlineData(65_537)]
    public void LongSumsAreTheRuntimes(int terms) => Assert.Equal(LongSum.Is(terms), LongSums.Is(terms));
}
