namespace FastOpt.Training;

/// <summary>
/// Sets the optimizer's states to zero: moments that belong to the old data push the weights no further. Weights stay, the schedule begins anew.
/// </summary>
public sealed class ResetOptimizer : DriftAction
{
    internal override string Parameters => "reset optimizer";

    internal override void Begin(IOnlineNetwork network)
    {
    }

    internal override string Act(IOnlineNetwork network, long sample)
    {
        network.ResetOptimizer();
        return "the optimizer was reset";
    }
}
