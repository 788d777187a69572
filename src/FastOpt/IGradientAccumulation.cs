namespace FastOpt;

/// <summary>What a network declared with <see cref="NetworkAttribute.AccumulateGradients"/> offers besides <see cref="INetwork{TSelf, TTarget}"/>: steps on the gradients of several batches.</summary>
/// <typeparam name="TTarget"><see cref="int"/> for classification losses, <see cref="float"/> for all others.</typeparam>
public interface IGradientAccumulation<TTarget>
    where TTarget : unmanaged
{
    /// <summary>Adds the gradients of a batch to those that wait; no weight changes. Returns the batch's mean loss.</summary>
    float AccumulateGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets);

    /// <summary>One step on the mean gradient of all accumulated examples.</summary>
    void ApplyGradients();

    /// <summary>Forgets the accumulated gradients.</summary>
    void DiscardGradients();

    /// <summary>Examples whose gradients wait.</summary>
    long AccumulatedExamples { get; }
}
