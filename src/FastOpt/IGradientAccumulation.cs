namespace FastOpt;

/// <summary>What a network declared with <see cref="NetworkAttribute.AccumulateGradients"/> offers besides <see cref="INetwork{TSelf, TTarget}"/>: steps on the gradients of several batches.</summary>
/// <typeparam name="TTarget"><see cref="int"/> for classification losses, <see cref="float"/> for all others.</typeparam>
public interface IGradientAccumulation<TTarget>
    where TTarget : unmanaged
{
    /// <summary>Adds the gradients of a batch to those that wait for <see cref="ApplyGradients"/>; no weight changes. Allocates nothing.</summary>
    /// <param name="inputs">[batch × InputSize]; the batch is 1 to MaxBatch examples.</param>
    /// <param name="targets">One label per example, or [batch × OutputSize].</param>
    /// <returns>The batch's mean loss; not finite if training has diverged.</returns>
    /// <exception cref="ArgumentException">A length or a value does not fit; the network is as it was.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    float AccumulateGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets);

    /// <summary>
    /// One step on the mean gradient of all accumulated examples, each weighing the same: it has the bits of a step on all of them as one batch. Allocates
    /// nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">No gradients are accumulated, or another call is running.</exception>
    void ApplyGradients();

    /// <summary>Forgets the accumulated gradients; no weight changes.</summary>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    void DiscardGradients();

    /// <summary>Examples whose gradients wait for <see cref="ApplyGradients"/>.</summary>
    long AccumulatedExamples { get; }
}
