using System.Diagnostics;
using FastOpt.Reference;
using FastOpt.Runtime;
using FastOpt.TestCases;
using FastOpt.Tests.Harness;
using FastOpt.Tests.Team;

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
    public void EveryThreadTakesPartInANetworksStep(int threads) => Assert.Null(SharedSteps.Complaint(threads));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(TeamOfFour.Threads)]
    public void EveryThreadOfTheTeamWorks(int threads)
    {
        var job = new Attendance(threads);
        Assert.True(Share(job, threads, phases: 2));
        Assert.Equal(threads, job.ThreadIds.Distinct().Count());
        Assert.Equal([.. Enumerable.Repeat(2, threads)], job.PhasesOf);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(TeamOfFour.Threads)]
    public void EveryPieceIsDoneOnceAndEveryPhaseInItsTurn(int threads)
    {
        for (int step = 0; step < 3_000; step++)
        {
            var job = new Tally(threads);
            Assert.True(Share(job, threads, Tally.Phases));
            Assert.Equal([.. Enumerable.Repeat(1, job.Done.Length)], job.Done);
            Assert.False(job.WasOutOfTurn);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(5_000)]
    public void AThreadThatHasYetToWakeUpDoesNotCount(long microseconds)
    {
        // Sharing halves the time, but for the first 200 µs, in which the other thread wakes up.
        Pace pace = default;
        long alone = Ticks(microseconds);
        long awake = 0;
        for (int step = 0; step < 20_000; step++)
        {
            bool isShared = pace.Next(64, out bool isTimed);
            long time = isShared && awake >= Ticks(200) ? alone / 2 : alone;
            awake = isShared ? awake + time : 0;
            if (isTimed)
                pace.Note(time);
        }

        Assert.True(pace.Next(64, out _));
    }

    [Fact]
    public void AnAccidentInATrialIsForgottenSoon()
    {
        Pace pace = default;

        // The other core is busy, or the code not yet compiled, in the first trial.
        Train(ref pace, steps: 10, alone: 300, shared: 3_000);
        Assert.False(pace.Next(64, out _));
        Train(ref pace, steps: 40, alone: 300, shared: 160);
        Assert.True(pace.Next(64, out _));
    }

    [Fact]
    public void ThePaceThatIsMeasuredDecides()
    {
        Assert.True(Settled(alone: 300, shared: 200).Next(64, out bool isTimed));
        Assert.False(isTimed);
        Assert.False(Settled(alone: 200, shared: 300).Next(64, out isTimed));
        Assert.False(isTimed);

        // Equal: one core is enough.
        Assert.False(Settled(alone: 200, shared: 200).Next(64, out _));
    }

    [Fact]
    public void APaceThatHasChangedIsNoticed()
    {
        Pace pace = Settled(alone: 300, shared: 200);
        Assert.True(pace.Next(64, out _));
        Train(ref pace, steps: 2_000, alone: 300, shared: 400);
        Assert.False(pace.Next(64, out _));
        Train(ref pace, steps: 4_000, alone: 300, shared: 200);
        Assert.True(pace.Next(64, out _));
    }

    [Fact]
    public void StepsOfAnotherSizeAreNotCompared()
    {
        Pace pace = Settled(alone: 300, shared: 200);
        Assert.True(pace.Next(8, out bool isTimed));
        Assert.False(isTimed);
        Assert.True(pace.Next(64, out isTimed));
        Assert.False(isTimed);

        // They are measured once all steps are of that size.
        for (int step = 0; step < 8; step++)
            pace.Next(8, out isTimed);
        Assert.True(isTimed);
    }

    [Theory]
    [InlineData(200, 100)]
    [InlineData(200, 210)]
    [InlineData(200, 900)]
    public void TrialsCostLittle(long alone, long shared)
    {
        const int Steps = 20_000;
        Pace pace = default;
        long spent = 0;
        for (int step = 0; step < Steps; step++)
            spent += Step(ref pace, alone, shared, out _);
        Assert.InRange(spent, Steps * Math.Min(alone, shared), Steps * Math.Min(alone, shared) * 1.025);
    }

    private static bool Share(IStepJob job, int threads, int phases)
    {
        Pace pace = default;
        return WorkerTeam.TryRun(job, ref pace, threads, firstPhase: 0, phases, isLong: true, default, default(ReadOnlySpan<int>));
    }

    private static Pace Settled(long alone, long shared)
    {
        Pace pace = default;
        for (bool isTimed = true; isTimed;)
            Step(ref pace, alone, shared, out isTimed);
        return pace;
    }

    private static long Ticks(long microseconds) => microseconds * Stopwatch.Frequency / 1_000_000;

    private static void Train(ref Pace pace, int steps, long alone, long shared)
    {
        for (int step = 0; step < steps; step++)
            Step(ref pace, alone, shared, out _);
    }

    /// <summary>One step that takes so many microseconds alone and so many shared; gives how many it took.</summary>
    private static long Step(ref Pace pace, long alone, long shared, out bool isTimed)
    {
        long time = pace.Next(64, out isTimed) ? shared : alone;
        if (isTimed)
            pace.Note(Ticks(time));
        return time;
    }

    /// <summary>A piece for each thread, which ends when all threads are at theirs; notes who took part.</summary>
    private sealed class Attendance(int threads) : IStepJob
    {
        private readonly int[] _present = new int[2];

        public int[] PhasesOf { get; } = new int[threads];

        public int[] ThreadIds { get; } = new int[threads];

        public int Pieces(int phase) => 1;

        public void Run(int phase, Part part, nint inputs, nint targets)
        {
            Interlocked.Increment(ref _present[phase]);
            while (Volatile.Read(ref _present[phase]) < threads)
                Thread.Yield();
            PhasesOf[part.Thread]++;
            ThreadIds[part.Thread] = Environment.CurrentManagedThreadId;
        }
    }

    /// <summary>Counts how often each piece is run, and whether anyone began a phase before all had ended the one before.</summary>
    private sealed class Tally(int threads) : IStepJob
    {
        public const int Phases = 3;
        private const int Each = 3;
        private int _ended;

        public int[] Done { get; } = new int[Phases * Each * threads];

        public bool WasOutOfTurn { get; private set; }

        public int Pieces(int phase) => Each;

        public void Run(int phase, Part part, nint inputs, nint targets)
        {
            int pieces = Each * threads;
            if (Volatile.Read(ref _ended) / pieces != phase || part.Thread >= threads)
                WasOutOfTurn = true;
            Interlocked.Increment(ref Done[(phase * pieces) + part.First(pieces, granule: 1)]);
            Interlocked.Increment(ref _ended);
        }
    }
}
