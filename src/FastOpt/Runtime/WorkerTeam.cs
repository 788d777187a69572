using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// A step whose work can be shared, in phases: first rows of the batch, then, when all rows are done, rows of the weights, once or several times. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStepJob
{
    /// <summary>A share of a phase; all shares of the phases before are done.</summary>
    void Run(int phase, Part part, nint inputs, nint targets);
}

/// <summary>
/// The threads that share steps: one team for the whole process, started when first asked for, one thread fewer than processors. A worker spins for a
/// moment after a step, because the next one usually follows at once, and then sleeps. A barrier stands behind each phase: two make a step, however deep the network. For generated code.
/// </summary>
/// <remarks>
/// Two values of <see cref="AppContext"/>, read when the team is first asked for, serve tests: <c>FastOpt.Team.Processors</c> (an <see cref="int"/>) stands for the number of
/// processors, so that more threads run than there are, and <c>FastOpt.Team.SharesAlways</c> (a <see cref="bool"/>) shares work that is too little for it, too.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WorkerTeam
{
    private const int SpinsBeforeSleep = 4000;

    // Short: where two threads share a processor, each would only keep the other from working; where they do not, a yield costs little.
    private const int SpinsBeforeYield = 200;

    // No field has an initializer: a static constructor would stand in the way of every step.
    private static Worker[]? s_workers;
    private static int s_processors;
    private static int s_spinsBeforeYield;
    private static bool s_sharesAlways;
    private static int s_busy;
    private static IStepJob? s_job;
    private static int s_parts;
    private static int s_firstPhase;
    private static int s_endPhase;
    private static nint s_inputs;
    private static nint s_targets;
    private static int s_arrived;
    private static int s_barrier;

    /// <summary>Shares phases of a step among threads. Allocates nothing once the team has started.</summary>
    /// <param name="job">The step.</param>
    /// <param name="threads">How many threads, the caller's included; more than there are processors are not used.</param>
    /// <param name="firstPhase">The first phase to run.</param>
    /// <param name="endPhase">The phase behind the last.</param>
    /// <param name="inputs">The caller's examples, pinned while the step runs.</param>
    /// <param name="targets">The caller's targets, or where outputs go; pinned while the step runs.</param>
    /// <returns>False if the team is at another network's step, or there is only one processor: the caller then works alone.</returns>
    public static unsafe bool TryRun<TTarget>(IStepJob job, int threads, int firstPhase, int endPhase, ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets)
        where TTarget : unmanaged
    {
        if (s_processors == 0)
            Configure();
        int parts = Math.Min(threads, s_processors);
        if (parts < 2 || Interlocked.CompareExchange(ref s_busy, 1, 0) != 0)
            return false;
        Worker[] workers = s_workers ??= Start();
        fixed (float* firstInput = inputs)
        fixed (TTarget* firstTarget = targets)
        {
            s_job = job;
            s_parts = parts;
            s_firstPhase = firstPhase;
            s_endPhase = endPhase;
            s_inputs = (nint)firstInput;
            s_targets = (nint)firstTarget;
            for (int i = 0; i < parts - 1; i++)
                workers[i].Begin();
            RunPart(0);
        }

        // The team must not keep a network alive.
        s_job = null;
        Volatile.Write(ref s_busy, 0);
        return true;
    }

    /// <summary>The smallest batch that is shared.</summary>
    /// <param name="batch">The batch from which on sharing pays.</param>
    public static int SmallestBatch(int batch)
    {
        if (s_processors == 0)
            Configure();
        return s_sharesAlways ? 1 : batch;
    }

    /// <summary>The float at an address that is pinned.</summary>
    public static unsafe ref float Float(nint address) => ref *(float*)address;

    /// <summary>The integer at an address that is pinned.</summary>
    public static unsafe ref int Integer(nint address) => ref *(int*)address;

    private static void Configure()
    {
        s_sharesAlways = AppContext.GetData("FastOpt.Team.SharesAlways") is true;
        int processors = AppContext.GetData("FastOpt.Team.Processors") is int given ? given : Environment.ProcessorCount;

        // Who waits for a thread that has no processor must not keep it from one.
        s_spinsBeforeYield = processors > Environment.ProcessorCount ? 0 : SpinsBeforeYield;
        s_processors = processors;
    }

    private static Worker[] Start()
    {
        var workers = new Worker[s_processors - 1];
        for (int i = 0; i < workers.Length; i++)
            workers[i] = new Worker(i + 1);
        return workers;
    }

    private static void RunPart(int index)
    {
        int parts = s_parts;
        var part = new Part(index, parts);
        IStepJob job = s_job!;
        int end = s_endPhase;
        for (int phase = s_firstPhase; phase < end; phase++)
        {
            job.Run(phase, part, s_inputs, s_targets);
            Barrier(parts);
        }
    }

    /// <summary>Waits until all have come; the last to come opens it.</summary>
    private static void Barrier(int parts)
    {
        int generation = Volatile.Read(ref s_barrier);
        if (Interlocked.Increment(ref s_arrived) == parts)
        {
            s_arrived = 0;
            Volatile.Write(ref s_barrier, generation + 1);
            return;
        }

        for (int spins = 0; Volatile.Read(ref s_barrier) == generation; spins++)
        {
            if (spins < s_spinsBeforeYield)
                Thread.SpinWait(1);
            else
                Thread.Yield();
        }
    }

    /// <summary>A thread of the team. Its fields are kept apart from its neighbours' by padding, for two threads poll and write them.</summary>
    [StructLayout(LayoutKind.Auto)]
    private sealed class Worker
    {
        private readonly AutoResetEvent _wake = new(false);
        private readonly int _index;
        private readonly CacheLine _before;
        private int _begun;
        private int _asleep;
        private readonly CacheLine _after;

        public Worker(int index)
        {
            _index = index;
            _before = _after = default;
            var thread = new Thread(Work) { IsBackground = true, Name = $"FastOpt worker {index}" };
            thread.Start();
        }

        /// <summary>Starts a step on this thread.</summary>
        public void Begin()
        {
            Interlocked.Increment(ref _begun);
            if (Volatile.Read(ref _asleep) != 0)
                _wake.Set();
        }

        private void Work()
        {
            int done = 0;
            while (true)
            {
                AwaitStep(done);
                done++;
                RunPart(_index);
            }
        }

        private void AwaitStep(int done)
        {
            for (int spins = 0; spins < SpinsBeforeSleep; spins++)
            {
                if (Volatile.Read(ref _begun) != done)
                    return;
                Thread.SpinWait(1);
            }

            // Whoever begins a step sees either that this thread sleeps, or is seen by it before it does.
            Interlocked.Exchange(ref _asleep, 1);
            while (Volatile.Read(ref _begun) == done)
                _wake.WaitOne();
            Interlocked.Exchange(ref _asleep, 0);
        }

        [StructLayout(LayoutKind.Sequential, Size = 64)]
        private readonly struct CacheLine;
    }
}
