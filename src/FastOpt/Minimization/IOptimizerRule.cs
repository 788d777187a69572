namespace FastOpt;

/// <summary>
/// An optimizer's rule over spans of weights. The compiler writes it for every struct that is marked <c>[Optimizer]</c>; it calls the scalar rule for each
/// weight.
/// </summary>
public interface IOptimizerRule
{
    /// <summary>The numbers of state per weight.</summary>
    int StatesPerWeight { get; }

    /// <summary>Updates weights.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="states">The states, zero before the first step: the first one of all weights, then the second one, and so on.</param>
    /// <param name="step">The number of the step, from 1.</param>
    void UpdateAll(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> states, long step);
}
