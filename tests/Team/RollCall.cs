using System.Collections.Concurrent;

namespace FastOpt.Tests.Team;

/// <summary>Who takes part in a step: a thread that answers waits until so many threads have.</summary>
internal sealed class RollCall
{
    /// <summary>Reached only where a thread never comes; the count then says so.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<int, bool> _present = [];
    private readonly int _threads;

    private RollCall(int threads) => _threads = threads;

    /// <summary>Runs a step of a network with <see cref="Attended"/>; gives how many threads answered in it.</summary>
    /// <param name="threads">How many are waited for.</param>
    /// <param name="setCall">Sets <see cref="Attended.Call"/>, in whichever assembly.</param>
    /// <param name="step">The step.</param>
    public static int During(int threads, Action<Action?> setCall, Action step)
    {
        var roll = new RollCall(threads);
        setCall(roll.Answer);
        try
        {
            step();
        }
        finally
        {
            setCall(null);
        }

        return roll._present.Count;
    }

    private void Answer()
    {
        _present[Environment.CurrentManagedThreadId] = true;
        SpinWait.SpinUntil(() => _present.Count >= _threads, Longest);
    }
}
