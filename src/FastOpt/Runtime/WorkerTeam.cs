using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;

namespace FastOpt.Runtime;

/// <summary>
/// The threads that share steps: one team for the whole process, started when first asked for, one thread fewer than processors. For generated code.
/// </summary>
/// <remarks>
/// <para>
/// Work is claimed, not assigned (<see cref="TeamWork"/>): the caller never waits for a thread that has not begun. Whether a step is shared at all is measured (<see cref="Pace"/>).
/// </para>
/// <para>
/// A thread spins for a moment after a step, because the next one usually follows at once, and then sleeps. Waking one costs its caller microseconds, so that is done for a long step and
/// where steps follow one another; a short one by itself stays with its caller.
/// </para>
/// <para>
/// A page of a browser has no threads: there the caller works alone, however many were asked for.
/// </para>
/// <para>
/// Two values of <see cref="AppContext"/>, read when the team is first asked for, serve tests: <c>FastOpt.Team.Processors</c> (an <see cref="int"/>) stands for the number of
/// processors, so that more threads run than there are, and <c>FastOpt.Team.SharesAlways</c> (a <see cref="bool"/>) shares work that is too little for it, too.
/// </para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WorkerTeam
{
    /// <summary>A short step follows upon another if it begins so soon behind its beginning, in times of how long a thread waits awake: a short step may take that long where vectors are short.</summary>
    private const int FollowsWithin = 10;

    // No field has an initializer: a static constructor would stand in the way of every step.
    private static TeamWorker[]? s_workers;
    private static int s_processors;
    private static bool s_sharesAlways;
    private static int s_busy;
    private static long s_lastShort;

    /// <summary>Runs phases of a step, shared among threads where that is faster. Allocates nothing once the team has started.</summary>
    /// <param name="job">The step.</param>
    /// <param name="pace">What was measured of such steps.</param>
    /// <param name="threads">How many threads, the caller's included; more than there are processors are not used.</param>
    /// <param name="firstPhase">The first phase to run.</param>
    /// <param name="endPhase">The phase behind the last.</param>
    /// <param name="isLong">Whether the work is worth waking threads that sleep.</param>
    /// <param name="inputs">The caller's examples, pinned while the step runs.</param>
    /// <param name="targets">The caller's targets, or where outputs go; pinned while the step runs.</param>
    /// <returns>False if nothing was done: the caller then works alone, which is faster, or the team is at another network's step, or sleeps, or there is only one processor.</returns>
    public static unsafe bool TryRun<TTarget>(
        IStepJob job, ref Pace pace, int threads, int firstPhase, int endPhase, bool isLong, ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets)
        where TTarget : unmanaged
    {
        int parts = Math.Min(threads, Processors());
        bool isTimed = false;
        if (OperatingSystem.IsBrowser() || parts < 2 || !(s_sharesAlways || pace.Next(inputs.Length, out isTimed) || isTimed))
            return false;
        if (Interlocked.CompareExchange(ref s_busy, 1, 0) != 0)
            return false;
        bool isUnfinished = false;
        try
        {
            TeamWorker[] workers = s_workers ??= Start();
            if (!(isLong || s_sharesAlways || IsAwake(workers, parts)))
                return false;
            fixed (float* firstInput = inputs)
            fixed (TTarget* firstTarget = targets)
            {
                if (isTimed)
                    pace.Start();
                if (isTimed && !pace.IsSharedTrial)
                    RunAlone(job, firstPhase, endPhase, (nint)firstInput, (nint)firstTarget);
                else
                {
                    isUnfinished = true;
                    Share(workers, job, parts, firstPhase, endPhase, (nint)firstInput, (nint)firstTarget);
                    isUnfinished = false;
                }

                if (isTimed)
                    pace.Stop();
            }

            return true;
        }
        finally
        {
            // A shared step that an exception of a user's rule has ended may still run on other threads: the team then takes no other.
            if (!isUnfinished)
                Volatile.Write(ref s_busy, 0);
        }
    }

    /// <summary>Runs phases of a step: shared among threads where that is faster, or else by the caller alone.</summary>
    /// <inheritdoc cref="TryRun" path="/param"/>
    public static unsafe void Run<TTarget>(
        IStepJob job, ref Pace pace, int threads, int firstPhase, int endPhase, bool isLong, ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets)
        where TTarget : unmanaged
    {
        if (threads > 1 && TryRun(job, ref pace, threads, firstPhase, endPhase, isLong, inputs, targets))
            return;
        fixed (float* firstInput = inputs)
        fixed (TTarget* firstTarget = targets)
            RunAlone(job, firstPhase, endPhase, (nint)firstInput, (nint)firstTarget);
    }

    /// <summary>The smallest batch that is shared.</summary>
    /// <param name="batch">The batch from which on sharing pays.</param>
    public static int SmallestBatch(int batch)
    {
        Processors();
        return s_sharesAlways ? 1 : batch;
    }

    /// <summary>The float at an address that is pinned.</summary>
    public static unsafe ref float Float(nint address) => ref *(float*)address;

    /// <summary>The integer at an address that is pinned.</summary>
    public static unsafe ref int Integer(nint address) => ref *(int*)address;

    private static void Share(TeamWorker[] workers, IStepJob job, int parts, int firstPhase, int endPhase, nint inputs, nint targets)
    {
        long end = TeamWork.Begin(job, parts, firstPhase, endPhase, inputs, targets);
        for (int i = 0; i < parts - 1; i++)
            workers[i].WakeUp(workers);
        TeamWork.TakePartUntil(end);
    }

    private static void RunAlone(IStepJob job, int firstPhase, int endPhase, nint inputs, nint targets)
    {
        for (int phase = firstPhase; phase < endPhase; phase++)
            job.Run(phase, Part.Whole, inputs, targets);
    }

    /// <summary>Whether a short step can be shared: the threads are awake, or it follows so soon upon the one before that they should be. Whether that pays is then measured.</summary>
    private static bool IsAwake(TeamWorker[] workers, int parts)
    {
        long now = Stopwatch.GetTimestamp();
        long before = s_lastShort;
        s_lastShort = now;
        if (now - before < FollowsWithin * TeamWork.SpinTicks)
            return true;
        for (int i = 0; i < parts - 1; i++)
        {
            if (workers[i].IsAsleep)
                return false;
        }

        return true;
    }

    /// <summary>How many processors there are; the team is configured when first asked.</summary>
    private static int Processors()
    {
        int processors = Volatile.Read(ref s_processors);
        return processors != 0 ? processors : Configure();
    }

    /// <summary>Once for the process, whoever comes first: a second time would take away the pieces of a step that has begun.</summary>
    private static int Configure()
    {
        lock (Configuration.Gate)
        {
            if (s_processors != 0)
                return s_processors;
            s_sharesAlways = AppContext.GetData("FastOpt.Team.SharesAlways") is true;
            int processors = AppContext.GetData("FastOpt.Team.Processors") is int given ? given : Environment.ProcessorCount;
            Placement.Probe();
            TeamWork.Configure(processors);
            Volatile.Write(ref s_processors, processors);
            return processors;
        }
    }

    /// <summary>In a type of its own, whose static constructor only the first step runs.</summary>
    private static class Configuration
    {
        public static readonly Lock Gate = new();
    }

    [UnsupportedOSPlatform("browser")]
    private static TeamWorker[] Start()
    {
        var workers = new TeamWorker[s_processors - 1];
        for (int i = 0; i < workers.Length; i++)
            workers[i] = new TeamWorker(i + 1);
        return workers;
    }
}
