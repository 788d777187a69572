namespace FastOpt;

/// <summary>What a network offers besides <see cref="INetwork{TSelf, TTarget}"/> when one of its gradient rules, such as <see cref="ClipNorm"/>, takes the norm of the gradient.</summary>
public interface IGradientNorm
{
    /// <summary>
    /// The L2 norm of the last step's gradient over all parameters that train, as the first such rule saw it: before clipping. 0 before the first step, not
    /// finite if training has diverged.
    /// </summary>
    float GradientNorm { get; }
}
