namespace FastOpt.Training;

/// <content>The run as callbacks see it.</content>
internal sealed partial class FitRun<TNetwork, TTarget>
{
    private StatisticsPass<TNetwork, TTarget>? _statistics;

    public override NetworkSummary Summary => TNetwork.Summary;

    public override ReadOnlySpan<ParameterInfo> Parameters => TNetwork.Parameters;

    public override int ParameterCount => TNetwork.ParameterCount;

    public override int BufferCount => TNetwork.BufferCount;

    public override FitOptions Options { get; }

    public override History History { get; } = new();

    public override IReadOnlyList<string> Notes => _notes;

    public override int Epoch => _epoch;

    public override long Step => _step;

    public override int StepsPerEpoch { get; }

    public override int TrainCount => _train.Count;

    public override int ValidationCount => _validation?.Count ?? 0;

    public override IReadOnlyList<MetricInfo> Metrics => _metrics;

    public override bool HasLearningRate => _rate.HasLearningRate;

    public override double LearningRateFactor
    {
        get => HasLearningRate ? _rate.Value : throw NoLearningRate();
        set
        {
            if (!HasLearningRate)
                throw NoLearningRate();
            if (!(value >= 0 && value <= double.MaxValue))
                throw new ArgumentOutOfRangeException(nameof(value), value, "A learning rate's factor must be a finite number from 0.");
            _rate.Set(value);
            _replay?.FactorChanged(_step, value);
        }
    }

    public override void Stop(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        End(FitEnd.Stopped, reason);
    }

    public override void CopyParametersTo(Span<float> parameters) => _network.CopyParametersTo(parameters);

    public override void CopyBuffersTo(Span<float> buffers) => _network.CopyBuffersTo(buffers);

    public override void LoadParameters(ReadOnlySpan<float> parameters)
    {
        _network.LoadParameters(parameters);
        _replay?.WeightsChanged();
    }

    public override void LoadBuffers(ReadOnlySpan<float> buffers)
    {
        _network.LoadBuffers(buffers);
        _replay?.WeightsChanged();
    }

    public override void ComputeGradients(Span<float> gradients)
    {
        if (_batch.Count == 0)
            throw new InvalidOperationException("There is no batch before the first step, so there are no gradients either.");
        _network.ComputeGradients(_batch.Inputs, _batch.Targets, gradients);
    }

    internal override void RecomputeStatistics()
    {
        if (BufferCount == 0)
            return;
        (_statistics ??= new StatisticsPass<TNetwork, TTarget>(_network, _train, Options.BatchSize)).Run();
        _replay?.WeightsChanged();
    }

    internal override (double Loss, IReadOnlyList<MetricValue> Metrics) Validate() =>
        _validator is null ? (double.NaN, []) : (_validator.Loss(), _validator.Metrics());

    private static InvalidOperationException NoLearningRate() =>
        new($"{TNetwork.Summary.Name}: {TNetwork.Summary.Optimizer} has no learning rate that a run can change.");
}
