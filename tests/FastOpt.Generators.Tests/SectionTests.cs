using FastOpt.Generators.Lowering.Network;
using FastOpt.Runtime;
using Xunit;

namespace FastOpt.Generators.Tests;

/// <summary>What the plan makes room for is what the runtime fills.</summary>
public class SectionTests
{
    [Fact]
    public void ThePlanHasRoomForTheRuntimesSections() => Assert.Equal(Sections.Most, Tiles.MostSections);

    [Theory]
    [InlineData(1)]
    [InlineData(130)]
    [InlineData(100_000)]
    public void SectionsAreWholeGranulesOfTheBatch(int batch) => Assert.Equal(0, Sections.Of(batch).Rows % Tiles.BatchGranule);
}
