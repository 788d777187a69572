namespace FastOpt.Training;

/// <summary>Measures what compiled networks predict.</summary>
public static class NetworkMeasuring
{
    /// <summary>Predicts the examples of a data set, batch by batch, and measures the predictions. Nothing of the network changes.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">The examples, normalized as those that it was trained on.</param>
    /// <param name="metrics">The figures, which forget what was added to them before; behind the call they have the values that it returns.</param>
    /// <returns>A figure for each metric, in their order.</returns>
    /// <exception cref="ArgumentException">There are no examples or no metrics, or the examples do not fit the network.</exception>
    public static IReadOnlyList<MetricValue> Measure<TNetwork, TTarget>(
        this INetwork<TNetwork, TTarget> network, DataSet<TTarget> data, params ReadOnlySpan<Metric<TTarget>> metrics)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        if (metrics.IsEmpty)
            throw new ArgumentException("There is no metric to measure by.", nameof(metrics));
        if (data.Count == 0)
            throw new ArgumentException("There is no example to measure.", nameof(data));
        if (data.InputSize != TNetwork.InputSize)
            throw new ArgumentException($"{TNetwork.Summary.Name} reads {TNetwork.InputSize} inputs; these examples have {data.InputSize}.", nameof(data));
        return new Validator<TNetwork, TTarget>((TNetwork)network, data, metrics.ToArray()).Metrics();
    }
}
