using System.Diagnostics;
using System.Runtime.Versioning;

namespace FastOpt.Runtime;

/// <summary>A thread of the team.</summary>
internal sealed class TeamWorker
{
    /// <summary>How often it looks for work before it looks at the clock and at where it is.</summary>
    private const int LooksAtOnce = 32;

    private readonly AutoResetEvent _wake = new(false);
    private readonly Placement _placement = new();
    private readonly int _number;
    private int _asleep;

    /// <summary>Starts it.</summary>
    /// <param name="number">Its number, from 1.</param>
    [UnsupportedOSPlatform("browser")]
    public TeamWorker(int number)
    {
        _number = number;
        var thread = new Thread(Work) { IsBackground = true, Name = $"FastOpt worker {number}" };

        // The caller's context would live as long as the process.
        thread.UnsafeStart();
    }

    /// <summary>Whether it sleeps.</summary>
    public bool IsAsleep => Volatile.Read(ref _asleep) != 0;

    /// <summary>The processor on which it last woke up, or -1.</summary>
    public int Processor => _placement.Processor;

    /// <summary>Wakes the thread if it sleeps, on a processor where neither the caller nor one of the threads in front of it works. A turn was opened before.</summary>
    public void WakeUp(TeamWorker[] workers)
    {
        if (Volatile.Read(ref _asleep) == 0 || Interlocked.Exchange(ref _asleep, 0) == 0)
            return;
        _placement.LeaveTo(TeamWork.CallersProcessor, workers.AsSpan(0, _number - 1));
        _wake.Set();
    }

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
        for (int looks = 0; TeamWork.Needs(_number); looks++)
        {
            if (TeamWork.Turn is var now && now != turn)
                return now;
            TeamWork.Wait(looks);
        }

        long start = Stopwatch.GetTimestamp();
        do
        {
            for (int looks = 0; looks < LooksAtOnce; looks++)
            {
                if (TeamWork.Turn is var now && now != turn)
                    return now;
                Thread.SpinWait(1);
            }
        }
        while (Stopwatch.GetTimestamp() - start < TeamWork.SpinTicks && !Placement.IsOn(TeamWork.CallersProcessor));

        while (true)
        {
            Interlocked.Exchange(ref _asleep, 1);

            // Who wakes a thread takes its mark first; where that has happened, the event is on its way and must be taken, too.
            if (TeamWork.Turn is var now && now != turn && Interlocked.Exchange(ref _asleep, 0) != 0)
                return now;
            _wake.WaitOne();
            _placement.Settle();
        }
    }
}
