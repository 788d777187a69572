using FastOpt.Reference.Graphs;

namespace FastOpt.Reference.Tests;

public class PhiloxTests
{
    /// <summary>The known answers of the generator's authors.</summary>
    [Theory]
    [InlineData(0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x6627E8D5u, 0xE169C58Du, 0xBC57AC4Cu, 0x9B00DBD8u)]
    [InlineData(0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0x408F276Du, 0x41C83B0Eu, 0xA20BC7C6u, 0x6D5451FDu)]
    [InlineData(0x243F6A88u, 0x85A308D3u, 0x13198A2Eu, 0x03707344u, 0xA4093822u, 0x299F31D0u, 0xD16CFE09u, 0x94FDCCEBu, 0x5001E420u, 0x24126EA1u)]
    public void GivesTheKnownAnswers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal([x0, x1, x2, x3], ReferencePhilox.Block([c0, c1, c2, c3], [k0, k1]));

    /// <summary>Mean and variance of the draws within four standard errors, and no two layers, steps, seeds or examples with the same ones.</summary>
    [Fact]
    public void DrawsAreOfTheirDistributions()
    {
        const int Count = 20_000;
        var seen = new HashSet<double>();
        foreach ((ReferenceDraw kind, bool isCoarse) in new[] { (ReferenceDraw.Uniform, true), (ReferenceDraw.Uniform, false), (ReferenceDraw.Normal, false) })
        {
            var draws = new double[Count];
            ReferencePhilox.Draws(seed: 5, step: 3, isCoarse)(new ReferenceStream(0, 0, kind, 200), draws);
            (double mean, double variance, double fourth) = kind == ReferenceDraw.Normal ? (0, 1, 3) : (0.5, 1 / 12.0, 1 / 80.0);
            Assert.Equal(mean, draws.Average(), 4 * Math.Sqrt(variance / Count));
            Assert.Equal(variance, draws.Average(draw => (draw - mean) * (draw - mean)), 4 * Math.Sqrt((fourth - (variance * variance)) / Count));
        }

        (ulong, long, int, long)[] keys = [(1, 1, 0, 0), (1UL << 32, 1, 0, 0), (1, 2, 0, 0), (1, 1L << 32, 0, 0), (1, 1, 1, 0), (1, 1, 0, 1)];
        foreach ((ulong seed, long step, int stream, long example) in keys)
        {
            for (int element = 0; element < 130; element++)
                seen.Add(ReferencePhilox.Normal(seed, step, stream, example, element));
        }

        Assert.Equal(6 * 130, seen.Count);
    }

    /// <summary>A group of elements takes each part of sixteen blocks once.</summary>
    [Fact]
    public void EveryElementHasBitsOfItsOwn()
    {
        IEnumerable<uint> words = Enumerable.Range(0, 32).SelectMany(block => ReferencePhilox.Block([(uint)block, 7, 9, 3u << 16], [11, 0]));
        Assert.Equal(
            words.SelectMany(word => new[] { (word & 0xFFFF) / 65536.0, (word >> 16) / 65536.0 }).Order(),
            Enumerable.Range(0, 256).Select(element => ReferencePhilox.Coarse(11, 9, 2, 7, element)).Order());
        Assert.Equal(
            words.Select(word => (word >> 8) / 16777216.0).Order(),
            Enumerable.Range(0, 128).Select(element => ReferencePhilox.Fine(11, 9, 2, 7, element)).Order());
    }
}
