namespace FastOpt;

/// <summary>
/// What a network offers besides <see cref="INetwork{TSelf, TTarget}"/> unless one of its rules has a <c>Predict</c> of its own, of which no derivative is
/// derived: the gradient of the loss in the inputs, for saliency, for adversarial examples, and for networks in front of this one.
/// </summary>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for all others.</typeparam>
public interface IInputGradients<TTarget>
    where TTarget : unmanaged
{
    /// <summary>
    /// Writes the gradient of the mean loss, as <see cref="INetwork{TSelf, TTarget}.Evaluate"/> gives it, in the inputs: running statistics are constants, and
    /// nothing is dropped. Nothing is updated and nothing allocated.
    /// </summary>
    /// <param name="inputs">[batch × InputSize]; the batch is 1 to MaxBatch examples.</param>
    /// <param name="targets">One label per example, or [batch × OutputSize].</param>
    /// <param name="gradients">[batch × InputSize].</param>
    /// <exception cref="ArgumentException">A length or a value does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    void ComputeInputGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Span<float> gradients);
}
