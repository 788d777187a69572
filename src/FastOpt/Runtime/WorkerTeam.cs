using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// The threads that share steps: one team for the whole process, started when first asked for, one thread fewer than processors. For generated code.
/// </summary>
/// <remarks>
/// <para>
/// Work is claimed, not assigned. Each phase of a step is divided into pieces, and each thread has pieces of its own, the same in every step, so that their weights stay in its caches. Who
/// has done its own takes those that another has not begun. So the caller never waits for a thread that is late, asleep or without a processor, only for a piece that such a thread has begun,
/// and a step takes no longer than on one thread. Which thread computes a piece changes no bit of it.
/// </para>
/// <para>
/// A thread spins for a moment after a step, because the next one usually follows at once, and then sleeps. Waking one costs the caller microseconds, so it is done for a long step and
/// where steps follow one another; a short one by itself stays with its caller.
/// </para>
/// <para>
/// Two values of <see cref="AppContext"/>, read when the team is first asked for, serve tests: <c>FastOpt.Team.Processors</c> (an <see cref="int"/>) stands for the number of
/// processors, so that more threads run than there are, and <c>FastOpt.Team.SharesAlways</c> (a <see cref="bool"/>) shares work that is too little for it, too.
/// </para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WorkerTeam
{
    // No field has an initializer: a static constructor would stand in the way of every step.
    private static TeamWorker[]? s_workers;
    private static int s_processors;
    private static bool s_sharesAlways;
    private static int s_busy;
    private static long s_lastAsked;

    /// <summary>Shares phases of a step among threads. Allocates nothing once the team has started.</summary>
    /// <param name="job">The step.</param>
    /// <param name="threads">How many threads, the caller's included; more than there are processors are not used.</param>
    /// <param name="firstPhase">The first phase to run.</param>
    /// <param name="endPhase">The phase behind the last.</param>
    /// <param name="isLong">Whether the work is worth waking threads that sleep.</param>
    /// <param name="inputs">The caller's examples, pinned while the step runs.</param>
    /// <param name="targets">The caller's targets, or where outputs go; pinned while the step runs.</param>
    /// <returns>False if the team is at another network's step, or sleeps, or there is only one processor: the caller then works alone.</returns>
    public static unsafe bool TryRun<TTarget>(IStepJob job, int threads, int firstPhase, int endPhase, bool isLong, ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets)
        where TTarget : unmanaged
    {
        if (s_processors == 0)
            Configure();
        int parts = Math.Min(threads, s_processors);
        if (parts < 2 || Interlocked.CompareExchange(ref s_busy, 1, 0) != 0)
            return false;
        TeamWorker[] workers = s_workers ??= Start();
        bool isShared = isLong || IsAwake(workers, parts);
        if (isShared)
        {
            fixed (float* firstInput = inputs)
            fixed (TTarget* firstTarget = targets)
            {
                long end = TeamWork.Begin(job, parts, firstPhase, endPhase, (nint)firstInput, (nint)firstTarget);
                for (int i = 0; i < parts - 1; i++)
                    workers[i].WakeUp(workers);
                TeamWork.TakePartUntil(end);
            }

            // The team must not keep a network alive.
            TeamWork.End();
        }

        Volatile.Write(ref s_busy, 0);
        return isShared;
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

    /// <summary>Whether a short step can be shared: the threads are awake, or it follows so soon upon the one before that they should be.</summary>
    private static bool IsAwake(TeamWorker[] workers, int parts)
    {
        long now = Stopwatch.GetTimestamp();
        long before = s_lastAsked;
        s_lastAsked = now;
        if (s_sharesAlways || now - before < 2 * TeamWork.SpinTicks)
            return true;
        for (int i = 0; i < parts - 1; i++)
        {
            if (workers[i].IsAsleep)
                return false;
        }

        return true;
    }

    private static void Configure()
    {
        s_sharesAlways = AppContext.GetData("FastOpt.Team.SharesAlways") is true;
        int processors = AppContext.GetData("FastOpt.Team.Processors") is int given ? given : Environment.ProcessorCount;

        TeamWork.Configure(processors);
        s_processors = processors;
    }

    private static TeamWorker[] Start()
    {
        var workers = new TeamWorker[s_processors - 1];
        for (int i = 0; i < workers.Length; i++)
            workers[i] = new TeamWorker(i + 1);
        return workers;
    }
}
