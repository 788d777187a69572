namespace FastOpt.Training;

/// <summary>
/// What an <see cref="OnlineTrainer{TNetwork, TTarget}"/> does by itself on a drift: <see cref="ResetOptimizer"/>, <see cref="BoostRate"/>,
/// <see cref="RollBack"/>, each alone or several, in the order of <see cref="OnlineOptions.Actions"/>. A program's own action is
/// <see cref="OnlineOptions.Notify"/>.
/// </summary>
public abstract class DriftAction
{
    private protected DriftAction()
    {
    }

    /// <summary>What it was made with: a state is read by a trainer whose actions were made alike.</summary>
    internal abstract string Parameters { get; }

    /// <summary>Before the first sample: checks its parameters and the network, and forgets what it knew.</summary>
    internal abstract void Begin(IOnlineNetwork network);

    /// <summary>A drift; says what it did.</summary>
    internal abstract string Act(IOnlineNetwork network, long sample);

    /// <summary>Behind each step.</summary>
    internal virtual void StepDone(IOnlineNetwork network, long samples)
    {
    }

    internal virtual void Save(RunState state)
    {
    }

    internal virtual void Load(RunState state, IOnlineNetwork network)
    {
    }
}

/// <summary>A network as actions see it.</summary>
internal interface IOnlineNetwork
{
    string Name { get; }

    RateFactor Rate { get; }

    void ResetOptimizer();

    /// <summary>The network's state, without the factor on its rate.</summary>
    byte[] CopyState();

    /// <summary>Reads a state; the factor on the rate stays as it is.</summary>
    void LoadState(byte[] state);
}
