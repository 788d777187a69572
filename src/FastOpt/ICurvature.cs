namespace FastOpt;

/// <summary>What a network declared with <see cref="NetworkAttribute.Curvature"/> offers besides <see cref="INetwork{TSelf, TTarget}"/>.</summary>
/// <typeparam name="TTarget"><see cref="int"/> for labels, <see cref="float"/> for all others.</typeparam>
public interface ICurvature<TTarget>
    where TTarget : unmanaged
{
    /// <summary>
    /// Writes the Hessian of the batch's mean loss in the parameters, times a direction: the derivative of the gradient along it (Pearlmutter 1994), exact to
    /// the rounding of floats. The loss is that of <see cref="INetwork{TSelf, TTarget}.ComputeGradients"/>: statistics of the batch, and the random numbers of
    /// the next step. Weight decay and penalties that are gradient rules are no part of it. Nothing is updated and nothing allocated.
    /// </summary>
    /// <param name="inputs">[batch × InputSize].</param>
    /// <param name="targets">One label per example, or [batch × OutputSize].</param>
    /// <param name="direction">[ParameterCount], in canonical order; those of frozen layers are not read.</param>
    /// <param name="result">[ParameterCount], in canonical order; zeros for frozen layers. It may be the direction itself.</param>
    /// <exception cref="ArgumentException">A length or a value does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    void HessianVectorProduct(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> direction, Span<float> result);

    /// <summary>
    /// The mean loss of a batch, as a training step takes it, and its gradient: what <see cref="INetwork{TSelf, TTarget}.ComputeGradients"/> writes. Nothing
    /// is updated.
    /// </summary>
    /// <param name="inputs">[batch × InputSize].</param>
    /// <param name="targets">One label per example, or [batch × OutputSize].</param>
    /// <param name="gradients">[ParameterCount], in canonical order; zeros for frozen layers.</param>
    /// <returns>The mean loss, whose sum over the batch is taken in double.</returns>
    /// <exception cref="ArgumentException">A length or a value does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another call is running.</exception>
    double LossAndGradients(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Span<float> gradients);

    /// <summary>
    /// What the sum of the losses of so many examples is divided by in their mean, so that means of parts of a data set can be put together: a count, a sum of
    /// the labels' weights, or 1.
    /// </summary>
    /// <param name="targets">One label per example, or [batch × OutputSize].</param>
    double LossDivisor(ReadOnlySpan<TTarget> targets);
}
