using FastOpt.Reference;
using FastOpt.Runtime;
using FastOpt.TestCases;
using FastOpt.Tests.Harness;

namespace FastOpt.Tests.Engine;

/// <summary>
/// The number of threads changes no bit, for no network and no batch: the team has four threads here, and shares even the smallest step (see <see cref="TeamOfFour"/>).
/// Nothing else runs beside these tests, for a team that is busy leaves a step to its caller.
/// </summary>
[CollectionDefinition(nameof(ThreadTests), DisableParallelization = true)]
[Collection(nameof(ThreadTests))]
public class ThreadTests
{
    public static TheoryData<string> AllNetworks => CaseNames.All;

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void BitsDoNotDependOnThreads(string name)
    {
        NetworkCase network = NetworkCases.Named(name);
        Model alone = network.CreateWithTestParameters(maxBatch: 64, threads: 1);
        Model[] teams = [.. new[] { 2, 3, TeamOfFour.Threads, 7 }.Select(threads => network.CreateWithTestParameters(maxBatch: 64, threads))];
        foreach (int size in new[] { 64, 1, 33, 5 })
        {
            TestBatch batch = network.CreateBatch(size, seed: (ulong)size);
            float[] outputs = alone.GetOutputs(batch);
            float[] gradients = alone.GetGradients(batch);
            float evaluated = alone.Evaluate(batch);
            float loss = alone.TrainStep(batch);
            float[] parameters = alone.GetParameters();
            foreach (Model team in teams)
            {
                Closeness.AssertSameBits(outputs, team.GetOutputs(batch), $"{name}, batch {size}, outputs");
                Closeness.AssertSameBits(gradients, team.GetGradients(batch), $"{name}, batch {size}, gradients");
                Closeness.AssertSameBits([evaluated, loss], [team.Evaluate(batch), team.TrainStep(batch)], $"{name}, batch {size}, losses");
                Closeness.AssertSameBits(parameters, team.GetParameters(), $"{name}, batch {size}, weights");
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(TeamOfFour.Threads)]
    public void EveryThreadOfTheTeamWorks(int threads)
    {
        var job = new Attendance(threads);
        bool isShared = WorkerTeam.TryRun(job, threads, firstPhase: 0, endPhase: 2, default, default(ReadOnlySpan<int>));
        Assert.True(isShared);
        Assert.Equal([.. Enumerable.Repeat(2, threads)], job.PhasesOf);
        Assert.Equal(threads, job.ThreadIds.Distinct().Count());
        Assert.False(job.SawTooFew);
    }

    /// <summary>Notes who took part, and whether anyone began the second phase before all had ended the first.</summary>
    private sealed class Attendance(int threads) : IStepJob
    {
        private int _ended;

        public int[] PhasesOf { get; } = new int[threads];

        public int[] ThreadIds { get; } = new int[threads];

        public bool SawTooFew { get; private set; }

        public void Run(int phase, Part part, nint inputs, nint targets)
        {
            PhasesOf[part.Index]++;
            ThreadIds[part.Index] = Environment.CurrentManagedThreadId;
            if (phase == 0)
                Interlocked.Increment(ref _ended);
            else if (Volatile.Read(ref _ended) != threads)
                SawTooFew = true;
        }
    }
}
