using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// The work in hand. Each phase of a step is divided into pieces, and each thread has pieces of its own, the same in every step, so that their weights stay in its caches. Who has done its
/// own claims those that another has not begun. So nobody ever waits for a thread that is late, asleep or without a processor, only for a piece that such a thread has begun.
/// </summary>
/// <remarks>
/// A *turn* is one phase of one step; turns are numbered through the life of the process. Pieces are claimed from counters that hold the turn's number and how many pieces are left, so a
/// thread that is late claims nothing, and who holds a piece may read what describes the step, for the turn cannot end. Who completes the last piece opens the next turn; a step's last is followed by one without pieces.
/// </remarks>
internal static class TeamWork
{
    /// <summary>How long a thread waits awake for the next step, in microseconds: about twice what waking it takes.</summary>
    private const int SpinMicroseconds = 200;

    // Short: where two threads share a processor, each would only keep the other from working; where they do not, a yield costs little.
    private const int SpinsBeforeYield = 200;
    private const int PieceBits = 16;
    private const long PieceMask = (1L << PieceBits) - 1;

    private static Counter[]? s_unclaimed;
    private static int s_spinsBeforeYield;
    private static IStepJob? s_job;
    private static int s_threads;
    private static int s_piecesEach;
    private static int s_phase;
    private static int s_endPhase;
    private static nint s_inputs;
    private static nint s_targets;
    private static Counter s_completed;
    private static Counter s_turn;

    /// <summary>How long a thread waits awake for the next step, in ticks of <see cref="Stopwatch"/>.</summary>
    public static long SpinTicks => Stopwatch.Frequency / 1_000_000 * SpinMicroseconds;

    /// <summary>The number of the turn that is open.</summary>
    public static long Turn => Volatile.Read(ref s_turn.Value);

    /// <summary>The processor that the caller was on at its last step, or -1.</summary>
    public static int CallersProcessor { get; private set; }

    /// <summary>Whether a step is being shared in which a thread takes part: its next turn follows.</summary>
    public static bool Needs(int thread) => Volatile.Read(ref s_job) is not null && thread < s_threads;

    /// <summary>Lets others run, after so many vain looks for the next turn.</summary>
    public static void Wait(int looks)
    {
        if (looks < s_spinsBeforeYield)
            Thread.SpinWait(1);
        else
            Thread.Yield();
    }

    /// <summary>Prepares for as many threads as there are processors.</summary>
    public static void Configure(int processors)
    {
        // Who waits for a thread that has no processor must not keep it from one.
        s_spinsBeforeYield = processors > Environment.ProcessorCount ? 0 : SpinsBeforeYield;
        s_unclaimed = new Counter[processors];
    }

    /// <summary>Opens the first turn of a step, and gives the number of the turn behind its last.</summary>
    public static long Begin(IStepJob job, int threads, int firstPhase, int endPhase, nint inputs, nint targets)
    {
        s_job = job;
        s_threads = threads;
        s_phase = firstPhase;
        s_endPhase = endPhase;
        s_inputs = inputs;
        s_targets = targets;
        CallersProcessor = Placement.Current;
        long turn = s_turn.Value + 1;
        Open(turn);
        return turn + endPhase - firstPhase;
    }

    /// <summary>The caller's part: claims pieces, turn after turn, until the step is done.</summary>
    public static void TakePartUntil(long end)
    {
        for (long turn = Turn; turn != end; turn = Turn)
        {
            TakePart(0, turn);
            for (int looks = 0; Turn == turn; looks++)
                Wait(looks);
        }

        // The team must not keep a network alive.
        Volatile.Write(ref s_job, null);
    }

    /// <summary>Claims pieces of a turn until there are none, a thread's own first.</summary>
    public static void TakePart(int thread, long turn)
    {
        int threads = s_threads;
        if (thread >= threads)
            return;
        for (int i = 0; i < threads; i++)
        {
            int owner = thread + i < threads ? thread + i : thread + i - threads;
            while (TryClaim(owner, turn, out int left))
            {
                int each = s_piecesEach;
                s_job!.Run(s_phase, new Part((owner * each) + each - left, threads * each, thread), s_inputs, s_targets);
                Complete(turn);
            }
        }
    }

    /// <summary>Claims the next of a thread's own pieces; gives how many were left, that one included.</summary>
    private static bool TryClaim(int owner, long turn, out int left)
    {
        ref long unclaimed = ref s_unclaimed![owner].Value;
        while (true)
        {
            long value = Volatile.Read(ref unclaimed);
            left = (int)(value & PieceMask);
            if (value >> PieceBits != turn || left == 0)
                return false;
            if (Interlocked.CompareExchange(ref unclaimed, value - 1, value) == value)
                return true;
        }
    }

    private static void Complete(long turn)
    {
        // Read while the piece still holds the turn open.
        int all = s_threads * s_piecesEach;
        if (Interlocked.Increment(ref s_completed.Value) != all)
            return;
        if (++s_phase == s_endPhase)
            Volatile.Write(ref s_turn.Value, turn + 1);
        else
            Open(turn + 1);
    }

    private static void Open(long turn)
    {
        s_completed.Value = 0;
        s_piecesEach = s_job!.Pieces(s_phase);
        for (int i = 0; i < s_threads; i++)
            Volatile.Write(ref s_unclaimed![i].Value, (turn << PieceBits) | (uint)s_piecesEach);

        // A full fence: whoever falls asleep sees this turn, or is seen asleep by the caller.
        Interlocked.Exchange(ref s_turn.Value, turn);
    }

    /// <summary>A number that shares a cache line with nothing else.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Counter
    {
        [FieldOffset(64)]
        public long Value;
    }
}
