namespace FastOpt;

/// <summary>What a network declared with <see cref="NetworkAttribute.ExampleWeights"/> offers besides <see cref="INetwork{TSelf, TTarget}"/>: a loss of <c>Σ
/// wᵢ·lᵢ / Σ wᵢ</c>.</summary>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for all others.</typeparam>
public interface IExampleWeights<TTarget>
    where TTarget : unmanaged
{
    /// <summary>One step. Returns the batch's weighted mean loss before the update.</summary>
    /// <param name="inputs">[batch × InputSize].</param>
    /// <param name="targets">One label per example, or [batch × OutputSize].</param>
    /// <param name="weights">[batch], finite and not negative, with a sum above 0.</param>
    float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights);

    /// <summary>The weighted mean loss over any number of examples; nothing is updated.</summary>
    float Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights);

    /// <summary>Writes the gradient of the weighted mean loss in canonical order; nothing is updated.</summary>
    void ComputeGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> weights, Span<float> gradients);
}
