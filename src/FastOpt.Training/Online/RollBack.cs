using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// Takes the network back to an earlier state, weights, running statistics and optimizer, as if the samples since had not been learned: for streams whose data
/// can be spoiled for a while. The state is the newest one that is old enough, since a detector tells of a change some samples behind it; where none is, the
/// oldest. States behind it are dropped.
/// </summary>
/// <param name="every">Samples from one kept state to the next, at least 1. Default: 500.</param>
/// <param name="age">How many samples old the state at least is, at least 0. Default: 500.</param>
public sealed class RollBack(int every = 500, int age = 500) : DriftAction
{
    private readonly List<(long Sample, byte[] State)> _states = [];

    /// <summary>Samples from one kept state to the next.</summary>
    public int Every { get; } = every >= 1 ? every : throw new ArgumentOutOfRangeException(nameof(every), every, "RollBack: every must be at least 1.");

    /// <summary>How many samples old the state at least is.</summary>
    public int Age { get; } = age >= 0 ? age : throw new ArgumentOutOfRangeException(nameof(age), age, "RollBack: age must be at least 0.");

    internal override string Parameters => Invariant($"roll back, every {Every}, age {Age}");

    internal override void Begin(IOnlineNetwork network)
    {
        _states.Clear();
        _states.Add((0, network.CopyState()));
    }

    internal override string Act(IOnlineNetwork network, long sample)
    {
        int chosen = Math.Max(0, _states.FindLastIndex(kept => sample - kept.Sample >= Age));
        _states.RemoveRange(chosen + 1, _states.Count - chosen - 1);
        network.LoadState(_states[chosen].State);
        return Invariant($"the network was taken back to the state behind sample {_states[chosen].Sample}");
    }

    internal override void StepDone(IOnlineNetwork network, long samples)
    {
        if (samples - _states[^1].Sample < Every)
            return;

        // Of those that are old enough the newest is all that is needed.
        int old = _states.FindLastIndex(kept => samples - kept.Sample >= Age);
        if (old > 0)
            _states.RemoveRange(0, old);
        _states.Add((samples, network.CopyState()));
    }

    internal override void Save(RunState state)
    {
        state.Set("samples", (long[])[.. _states.Select(static kept => kept.Sample)]);
        for (int i = 0; i < _states.Count; i++)
            state.Set(Invariant($"state.{i}"), _states[i].State);
    }

    internal override void Load(RunState state, IOnlineNetwork network)
    {
        List<(long, byte[])> states = [];
        foreach (long sample in state.Get<long>("samples"))
            states.Add((sample, state.Get<byte>(Invariant($"state.{states.Count}")).ToArray()));
        if (states.Count == 0)
            throw new FormatException("RollBack: the state has no network to go back to.");
        _states.Clear();
        _states.AddRange(states);
    }
}
