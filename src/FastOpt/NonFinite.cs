namespace FastOpt;

/// <summary>What a network does with a step whose loss or gradient is not finite, such as one with a NaN among its inputs.</summary>
public enum NonFinite
{
    /// <summary>
    /// Goes on: the loss says so, and weights and states of the optimizer become NaN for good, until they are loaded and reset. It costs nothing.
    /// </summary>
    Propagate,

    /// <summary>
    /// Leaves the step out: weights, states of the optimizer, step count and schedule are as if it had not been, and <see cref="ISkippedSteps.SkippedSteps"/>
    /// is one more. Gradients are stored for it.
    /// </summary>
    SkipStep,

    /// <summary>
    /// Leaves the step out and throws an <see cref="InvalidOperationException"/> that names the step, and whether it is the loss or a gradient. Gradients are
    /// stored for it.
    /// </summary>
    Throw,
}
