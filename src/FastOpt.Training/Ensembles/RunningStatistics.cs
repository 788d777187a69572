namespace FastOpt.Training;

/// <summary>Recomputes the running statistics of networks that have them, such as those with batch normalization.</summary>
public static class RunningStatistics
{
    /// <summary>
    /// Sets the running statistics to the mean over the batches of a pass through some examples at the present weights, each batch counting the same, as
    /// PyTorch's <c>update_bn</c>: for weights that no step has led to, such as averaged ones, whose statistics no step has gathered. Dropout and noise act as
    /// in training. Weights, optimizer and step count stay as they are; a network without statistics is left alone.
    /// </summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for numbers.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">The examples, normalized as those that it was trained on; they are taken as they stand.</param>
    /// <param name="batchSize">Examples of a batch, at most the network's MaxBatch. Default: 0, as many as that.</param>
    /// <exception cref="ArgumentException">There are no examples, they do not fit the network, or a batch is one example and has no statistics.</exception>
    public static void RecomputeStatistics<TNetwork, TTarget>(this INetwork<TNetwork, TTarget> network, DataSet<TTarget> data, int batchSize = 0)
        where TNetwork : class, INetwork<TNetwork, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(batchSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batchSize, network.MaxBatch);
        if (data.Count == 0)
            throw new ArgumentException("There is no example to take statistics of.", nameof(data));
        if (data.InputSize != TNetwork.InputSize)
            throw new ArgumentException($"{TNetwork.Summary.Name} reads {TNetwork.InputSize} inputs; these examples have {data.InputSize}.", nameof(data));
        new StatisticsPass<TNetwork, TTarget>((TNetwork)network, data, batchSize == 0 ? network.MaxBatch : batchSize).Run();
    }
}
