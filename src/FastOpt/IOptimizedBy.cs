namespace FastOpt;

/// <summary>What a network offers besides <see cref="INetwork{TSelf, TTarget}"/> when its optimizer is public: the rule with its hyperparameters.</summary>
/// <typeparam name="TOptimizer">The rule, such as <see cref="Adam"/>.</typeparam>
public interface IOptimizedBy<TOptimizer>
    where TOptimizer : struct
{
    /// <summary>The optimizer; each step reads it anew. The first one, where several follow one another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set with a hyperparameter out of its range.</exception>
    /// <exception cref="InvalidOperationException">It is set while another call is running.</exception>
    TOptimizer Optimizer { get; set; }
}
