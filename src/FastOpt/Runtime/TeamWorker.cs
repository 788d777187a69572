using System.Diagnostics;

namespace FastOpt.Runtime;

/// <summary>A thread of the team.</summary>
internal sealed class TeamWorker
{
    private const int SpinsBetweenLooks = 32;

    private readonly AutoResetEvent _wake = new(false);
    private readonly int _number;
    private readonly Placement _placement = new();
    private int _asleep;

    public TeamWorker(int number)
    {
        _number = number;
        var thread = new Thread(Work) { IsBackground = true, Name = $"FastOpt worker {number}" };
        thread.Start();
    }

    public static long Wakes, Sleeps, Leaves;
    public static bool NoPlace;

    public bool IsAsleep => Volatile.Read(ref _asleep) != 0;

    /// <summary>Wakes the thread if it sleeps, on another processor than the caller's and the other threads'. A turn was opened before.</summary>
    public void WakeUp(TeamWorker[] workers)
    {
        if (Volatile.Read(ref _asleep) == 0 || Interlocked.Exchange(ref _asleep, 0) == 0)
            return;
        Wakes++;
        if (!NoPlace)
            _placement.LeaveTo(workers.AsSpan(0, _number - 1));
        _wake.Set();
    }

    public int Processor => _placement.Processor;

    private void Work()
    {
        _placement.Enter();
        long turn = 0;
        while (true)
        {
            turn = AwaitTurnBehind(turn);
            TeamWork.TakePart(_number, turn);
        }
    }

    private long AwaitTurnBehind(long turn)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            for (int spins = 0; spins < SpinsBetweenLooks; spins++)
            {
                long now = TeamWork.Turn;
                if (now != turn)
                    return now;
                Thread.SpinWait(1);
            }

            // On the caller's processor, waiting would only keep the caller from its work.
            if (!NoPlace && Placement.Current == TeamWork.CallersProcessor) { Leaves++; break; }
        }
        while (Stopwatch.GetTimestamp() - start < TeamWork.SpinTicks);

        while (true)
        {
            // Whoever opens a turn sees either that this thread sleeps, or is seen by it before it does.
            Interlocked.Exchange(ref _asleep, 1);
            long now = TeamWork.Turn;
            if (now != turn && Interlocked.Exchange(ref _asleep, 0) == 1)
                return now;
            Sleeps++;
            _wake.WaitOne();
            _placement.Settle();
        }
    }
}
