namespace FastOpt.Training;

/// <summary>Measures a network on the validation examples: the loss, and each metric batch by batch. All memory is set aside at construction.</summary>
internal sealed class Validator<TNetwork, TTarget>
    where TNetwork : class, INetwork<TNetwork, TTarget>
    where TTarget : unmanaged
{
    private readonly TNetwork _network;
    private readonly DataSet<TTarget> _data;
    private readonly IReadOnlyList<Metric<TTarget>> _metrics;
    private readonly float[] _outputs;

    public Validator(TNetwork network, DataSet<TTarget> data, IReadOnlyList<Metric<TTarget>> metrics)
    {
        (_network, _data, _metrics) = (network, data, metrics);
        _outputs = metrics.Count == 0 ? [] : new float[Math.Min(network.MaxBatch, data.Count) * TNetwork.OutputSize];
    }

    public double Loss() => _network.Evaluate(_data.Inputs, _data.Targets);

    public MetricValue[] Metrics()
    {
        if (_metrics.Count == 0)
            return [];
        foreach (Metric<TTarget> metric in _metrics)
            metric.Reset();
        int batch = _outputs.Length / TNetwork.OutputSize;
        for (int done = 0; done < _data.Count; done += batch)
        {
            int count = Math.Min(batch, _data.Count - done);
            Span<float> outputs = _outputs.AsSpan(0, count * TNetwork.OutputSize);
            _network.Predict(_data.Inputs.Slice(done * _data.InputSize, count * _data.InputSize), outputs);
            foreach (Metric<TTarget> metric in _metrics)
                metric.Add(outputs, _data.Targets.Slice(done * _data.TargetSize, count * _data.TargetSize));
        }

        return [.. _metrics.Select(static metric => new MetricValue(metric.Name, metric.Value))];
    }
}
