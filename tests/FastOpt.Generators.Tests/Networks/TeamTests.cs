using System.Reflection;
using FastOpt.Generators.Tests.Harness;
using FastOpt.Reference;
using FastOpt.Tests.Team;
using Xunit;
using static FastOpt.Reference.ReferenceLayer;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>
/// Where tests of networks take several threads, the threads do share the steps, however small. Such tests run one after the other: a team that is busy leaves a step to its caller.
/// </summary>
[CollectionDefinition(nameof(TeamTests))]
[Collection(nameof(TeamTests))]
public sealed class TeamTests
{
    private const int Batch = 8 * TeamOfFour.Threads;

    private static readonly Lazy<Assembly> Compiled = new(static () => Generation.Load(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Team", "Attended.cs"))));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(TeamOfFour.Threads)]
    public void EveryThreadTakesPartInANetworksStep(int threads)
    {
        const string Space = "FastOpt.Tests.Team.";
        PropertyInfo call = Compiled.Value.GetType(Space + "Attended", throwOnError: true)!.GetProperty("Call", BindingFlags.NonPublic | BindingFlags.Static)!;
        Probe alone = Probe.Create(Compiled.Value, Space + "AttendedNetwork", Batch);
        Probe team = Probe.Create(Compiled.Value, Space + "AttendedNetwork", Batch, threads);
        TestBatch batch = TestBatch.Create(new ReferenceNetwork(6, ReferenceLosses.MeanSquaredError, Dense(50), ReferenceActivations.LeakyRelu(0.1), Dense(3)), Batch, seed: 1);
        for (int step = 0; step < 20; step++)
        {
            float loss = 0;
            Assert.Equal(threads, RollCall.During(threads, answer => call.SetValue(null, answer), () => loss = team.TrainStep(batch)));
            Assert.Equal(alone.TrainStep(batch), loss);
            Assert.Equal(alone.Parameters, team.Parameters);
        }
    }
}
