using FastOpt.Runtime;

namespace FastOpt.Tests;

public class PhiloxTests
{
    // The known answers of the generator's authors.
    [Theory]
    [InlineData(0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x6627E8D5u, 0xE169C58Du, 0xBC57AC4Cu, 0x9B00DBD8u)]
    [InlineData(0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0x408F276Du, 0x41C83B0Eu, 0xA20BC7C6u, 0x6D5451FDu)]
    [InlineData(0x243F6A88u, 0x85A308D3u, 0x13198A2Eu, 0x03707344u, 0xA4093822u, 0x299F31D0u, 0xD16CFE09u, 0x94FDCCEBu, 0x5001E420u, 0x24126EA1u)]
    public void GivesTheKnownAnswers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal(new PhiloxBlock(x0, x1, x2, x3), Philox.Generate(new PhiloxBlock(c0, c1, c2, c3), k0, k1));

    [Fact]
    public void EveryPartOfTheKeyCounts()
    {
        HashSet<PhiloxBlock> blocks =
        [
            Philox.Generate(seed: 0, step: 0, stream: 0, index: 0),
            Philox.Generate(seed: 1, step: 0, stream: 0, index: 0),
            Philox.Generate(seed: 1UL << 32, step: 0, stream: 0, index: 0),
            Philox.Generate(seed: 0, step: 1, stream: 0, index: 0),
            Philox.Generate(seed: 0, step: 1UL << 32, stream: 0, index: 0),
            Philox.Generate(seed: 0, step: 0, stream: 1, index: 0),
            Philox.Generate(seed: 0, step: 0, stream: 0, index: 1),
        ];
        Assert.Equal(7, blocks.Count);
    }
}
