using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// Multiplies the learning rate that the network's schedule gives by a factor for so many steps, so that it learns the new data faster. A drift within them
/// begins them anew; factors do not add up.
/// </summary>
/// <param name="factor">The factor, finite and above 0. Default: 10.</param>
/// <param name="steps">The steps, at least 1. Default: 100.</param>
public sealed class BoostRate(double factor = 10, int steps = 100) : DriftAction
{
    private long _left;

    /// <summary>The factor.</summary>
    public double Factor { get; } = factor > 0 && factor <= double.MaxValue
        ? factor
        : throw new ArgumentOutOfRangeException(nameof(factor), factor, "BoostRate: the factor must be a finite number above 0.");

    /// <summary>The steps.</summary>
    public int Steps { get; } = steps >= 1
        ? steps
        : throw new ArgumentOutOfRangeException(nameof(steps), steps, "BoostRate: the steps must be at least 1.");

    internal override string Parameters => Invariant($"boost rate by {Factor:R} for {Steps}");

    internal override void Begin(IOnlineNetwork network)
    {
        if (!network.Rate.HasLearningRate)
            throw new ArgumentException($"BoostRate: {network.Name}'s optimizer has no learning rate.");
        _left = 0;
    }

    internal override string Act(IOnlineNetwork network, long sample)
    {
        _left = Steps;
        network.Rate.Set(Factor);
        return Invariant($"the learning rate is {Factor} times as large for {Steps} steps");
    }

    internal override void StepDone(IOnlineNetwork network, long samples)
    {
        if (_left > 0 && --_left == 0)
            network.Rate.Set(1);
    }

    internal override void Save(RunState state) => state.Set("left", _left);

    internal override void Load(RunState state, IOnlineNetwork network)
    {
        _left = state.GetInt64("left");
        network.Rate.Set(_left > 0 ? Factor : 1);
    }
}
