namespace FastOpt;

/// <summary>What a network declared with <see cref="NetworkAttribute.ExampleWeights"/> offers besides <see cref="INetwork{TSelf, TTarget}"/>: a loss of <c>Σ
/// wᵢ·lᵢ / Σ wᵢ</c>.</summary>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for all others.</typeparam>
public interface IExampleWeights<TTarget>
    where TTarget : unmanaged
{
    /// <summary>
    /// One training step on examples of which each counts as much as its weight: the loss is Σ wᵢ·lᵢ / Σ wᵢ. An array is taken as weights; outputs are given as
    /// a span. Allocates nothing. Gradients that have been accumulated take part: the batch is then the last one of its step.
    /// </summary>
    /// <param name="inputs">[batch × InputSize]; the batch is 1 to MaxBatch examples.</param>
    /// <param name="targets">One label per example, or [batch × OutputSize].</param>
    /// <param name="weights">One for each example, finite and not negative, with a sum above 0.</param>
    /// <returns>The batch's weighted mean loss before the update; not finite if training has diverged.</returns>
    /// <exception cref="ArgumentException">A length or a value does not fit; the network is as it was.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another call is running; or the loss or a gradient is not finite, in a network declared with <see cref="NonFinite.Throw"/>, which is then as it was.
    /// </exception>
    float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights);

    /// <summary>The weighted mean loss over any number of examples, Σ wᵢ·lᵢ / Σ wᵢ; nothing is updated and nothing allocated.</summary>
    /// <param name="inputs">[examples × InputSize], at least one example.</param>
    /// <param name="targets">One label per example, or [examples × OutputSize].</param>
    /// <param name="weights">One for each example, finite and not negative, with a sum above 0.</param>
    /// <returns>The weighted mean loss.</returns>
    /// <exception cref="ArgumentException">A length or a value does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights);

    /// <summary>Writes the gradient of the batch's weighted mean loss, Σ wᵢ·lᵢ / Σ wᵢ; nothing is updated and nothing allocated.</summary>
    /// <param name="inputs">[batch × InputSize]; the batch is 1 to MaxBatch examples.</param>
    /// <param name="targets">One label per example, or [batch × OutputSize].</param>
    /// <param name="weights">One for each example, finite and not negative, with a sum above 0.</param>
    /// <param name="gradients">[ParameterCount], in canonical order; zeros for frozen layers.</param>
    /// <exception cref="ArgumentException">A length or a value does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    void ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights, Span<float> gradients);
}
