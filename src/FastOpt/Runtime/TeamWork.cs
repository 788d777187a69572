using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// The work in hand. A *turn* is one phase of one step, and turns are numbered through the life of the process. Pieces are claimed from counters that carry the turn's number, so a thread that is late
/// claims nothing; who completes the last piece of a turn opens the next. A step's last turn is followed by one without pieces.
/// </summary>
internal static class TeamWork
{
    /// <summary>How long a thread waits awake for the next step, in microseconds.</summary>
    private const int SpinMicroseconds = 200;

    // Short: where two threads share a processor, each would only keep the other from working; where they do not, a yield costs little.
    private const int SpinsBeforeYield = 200;
    private const int PieceBits = 16;
    private const long PieceMask = (1L << PieceBits) - 1;

    private static Counter[]? s_claimed;
    private static int s_spinsBeforeYield;
    private static long s_spinTicks;
    private static IStepJob? s_job;
    private static int s_threads;
    private static int s_piecesEach;
    private static int s_phase;
    private static int s_endPhase;
    private static nint s_inputs;
    private static nint s_targets;
    private static int s_callersProcessor;
    private static Counter s_completed;
    private static Counter s_turn;

    public static int SpinMicro, PiecesRows, PiecesWeights;

    /// <summary>How long a thread waits awake for the next step, in ticks of <see cref="Stopwatch"/>.</summary>
    public static long SpinTicks => s_spinTicks;

    /// <summary>The number of the turn that is open.</summary>
    public static long Turn => Volatile.Read(ref s_turn.Value);

    /// <summary>The processor that the caller of the last step was on.</summary>
    public static int CallersProcessor => Volatile.Read(ref s_callersProcessor);

    public static void Configure(int processors)
    {
        // Who waits for a thread that has no processor must not keep it from one.
        s_spinsBeforeYield = processors > Environment.ProcessorCount ? 0 : SpinsBeforeYield;
        s_spinTicks = Stopwatch.Frequency * (SpinMicro > 0 ? SpinMicro : SpinMicroseconds) / 1_000_000;
        s_claimed = new Counter[processors];
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
        s_callersProcessor = Placement.Current;
        long turn = s_turn.Value + 1;
        Open(turn);
        return turn + endPhase - firstPhase;
    }

    public static void End() => s_job = null;

    /// <summary>The caller's part: claims pieces, turn after turn, until the step is done.</summary>
    public static void TakePartUntil(long end)
    {
        for (long turn = Turn; turn != end; turn = Turn)
        {
            TakePart(0, turn);
            for (int spins = 0; Turn == turn; spins++)
            {
                if (spins < s_spinsBeforeYield)
                    Thread.SpinWait(1);
                else
                    Thread.Yield();
            }
        }
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
            while (TryClaim(owner, turn, out int piece))
            {
                int each = s_piecesEach;
                s_job!.Run(s_phase, new Part((owner * each) + piece, threads * each, thread), s_inputs, s_targets);
                Complete(turn);
            }
        }
    }

    private static bool TryClaim(int owner, long turn, out int piece)
    {
        ref long claimed = ref s_claimed![owner].Value;
        while (true)
        {
            long value = Volatile.Read(ref claimed);
            piece = (int)(value & PieceMask);
            if (value >> PieceBits != turn || piece >= s_piecesEach)
                return false;
            if (Interlocked.CompareExchange(ref claimed, value + 1, value) == value)
                return true;
        }
    }

    private static void Complete(long turn)
    {
        if (Interlocked.Increment(ref s_completed.Value) != s_threads * s_piecesEach)
            return;
        if (++s_phase == s_endPhase)
            Volatile.Write(ref s_turn.Value, turn + 1);
        else
            Open(turn + 1);
    }

    private static void Open(long turn)
    {
        s_completed.Value = 0;
        s_piecesEach = s_phase == 1 ? Math.Max(1, PiecesWeights) : Math.Max(1, PiecesRows);
        for (int i = 0; i < s_threads; i++)
            Volatile.Write(ref s_claimed![i].Value, turn << PieceBits);
        Interlocked.Exchange(ref s_turn.Value, turn);
    }

    /// <summary>A number on cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Counter
    {
        [FieldOffset(64)]
        public long Value;
    }
}
