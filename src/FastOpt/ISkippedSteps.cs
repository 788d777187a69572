namespace FastOpt;

/// <summary>What a network declared with <see cref="NonFinite.SkipStep"/> offers besides <see cref="INetwork{TSelf, TTarget}"/>.</summary>
public interface ISkippedSteps
{
    /// <summary>Steps that were left out because their loss or gradient was not finite.</summary>
    long SkippedSteps { get; }
}
