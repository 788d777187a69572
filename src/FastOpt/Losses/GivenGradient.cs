namespace FastOpt;

/// <summary>
/// A loss whose derivative the caller has, as in reinforcement learning: the targets are <c>g = ∂loss/∂output</c>, [batch × OutputSize], and what is trained by
/// is <c>Σ z·g</c>, the inner
/// product of the outputs z with them over the whole batch. It is divided by nothing, so that its derivative is what was given; where g belongs to a mean, it
/// is divided already.
/// The number itself says little, for g depends on z.
/// </summary>
[Loss(Reduction = LossReduction.Sum)]
public readonly partial record struct GivenGradient
{
    /// <summary><c>z·g</c>.</summary>
    /// <param name="prediction">z, the network's output.</param>
    /// <param name="target">g, the derivative of the caller's loss in it.</param>
    public static float Apply(float prediction, float target) => prediction * target;
}
