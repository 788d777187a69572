namespace FastOpt;

/// <summary>
/// What a network has that several processes can train together: <c>[Network(…, Distributed = true)]</c>. Gradients and statistics of the batch are sums over
/// granules of the whole batch, added in one tree, so that weights, buffers and states have the same bits on one process or several, on any number of threads.
/// </summary>
/// <typeparam name="TTarget"><see cref="float"/>, or <see cref="int"/> for losses that take labels.</typeparam>
public interface IDistributed<TTarget>
    where TTarget : unmanaged
{
    /// <summary>Examples of a granule. A process has whole granules, and the last one what is left.</summary>
    static abstract int GranuleSize { get; }

    /// <summary>
    /// The processes that train this network together; null, the default, for this process alone. All set it between the same steps. While there are several,
    /// <c>TrainStep</c> takes the whole batch on every process and computes its share of it; every process ends a step with the same network. Other calls,
    /// and copies of the network, are this process's own.
    /// </summary>
    /// <exception cref="ArgumentException">Its rank is none of its ranks.</exception>
    /// <exception cref="InvalidOperationException">The network is in use on another thread.</exception>
    ICommunicator? Communicator { get; set; }

    /// <summary>
    /// A training step for which each process brings examples of its own; the batch is those of all processes, in the order of their ranks. It has the bits of
    /// <c>TrainStep</c> on that batch.
    /// </summary>
    /// <param name="inputs">
    /// [examples × InputSize]: 0 to MaxBatch examples, whole granules on all but the last process that brings any.
    /// </param>
    /// <param name="targets">Their targets.</param>
    /// <returns>The mean loss of the whole batch before the update; not finite if training has diverged.</returns>
    /// <exception cref="ArgumentException">
    /// Lengths do not fit, or a process that is not the last brings a part of a granule, which every process says with its rank.
    /// </exception>
    float TrainShare(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets);
}
