using FastOpt.Tests.Team;

namespace FastOpt.Members.Tests;

/// <summary>Where tests of this project take several threads, the threads do share the steps.</summary>
[Collection(nameof(Alone))]
public sealed class TeamTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(TeamOfFour.Threads)]
    public void EveryThreadTakesPartInANetworksStep(int threads) => Assert.Null(SharedSteps.Complaint(threads));
}
