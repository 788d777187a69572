namespace FastOpt.Training;

/// <summary>
/// A factor on a network's learning rate: the network's own schedule, with each part's rule times the factor. The own one is put back behind the run.
/// </summary>
internal sealed class RateFactor
{
    private readonly IScheduled? _network;
    private Schedule? _own, _scaled;

    public RateFactor(IScheduled? network) => _network = network;

    public bool HasLearningRate => _network is not null;

    /// <summary>The learning rate that the next step takes; NaN where there is none.</summary>
    public double LearningRate => _network?.LearningRate ?? double.NaN;

    public double Value { get; private set; } = 1;

    /// <summary>Sets the factor. Allocates nothing where it is the present one.</summary>
    public void Set(double factor)
    {
        if (factor == Value)
            return;
        Remove();
        Value = factor;
        Apply();
    }

    /// <summary>Sets the factor on a network that has its own schedule.</summary>
    public void Load(double factor)
    {
        Value = factor;
        Apply();
    }

    /// <summary>Gives the network its own schedule back, such as for a copy of its state.</summary>
    public void Remove()
    {
        if (_scaled is not null && _network is not null && ReferenceEquals(_network.Schedule, _scaled))
            _network.Schedule = _own;
        _scaled = null;
    }

    /// <summary>Puts the factor on the schedule that the network has.</summary>
    public void Apply()
    {
        if (_network is null || Value == 1)
            return;
        _own = _network.Schedule;
        IEnumerable<SchedulePart> parts = _own?.Parts ?? [new SchedulePart(new ConstantFactor(1, 1))];
        _scaled = new Schedule([.. parts.Select(part => part with { Rule = new Scaled(part.Rule, Value) })]);
        _network.Schedule = _scaled;
    }

    private sealed class Scaled(ISchedule rule, double factor) : ISchedule
    {
        public double At(double learningRate, long time) => rule.At(learningRate, time) * factor;
    }
}
