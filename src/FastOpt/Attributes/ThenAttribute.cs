namespace FastOpt;

/// <summary>
/// Lets another optimizer take over during training: <c>[Adam, Then&lt;Sgd&gt;(1e-2, 0.9, At = 5000)]</c>. Nothing is allocated: the optimizers share the memory of their states,
/// which are zero when one takes over, and it counts its steps from 1. Several follow one another. The network has a property for each: <c>Optimizer</c>, <c>Optimizer2</c> and so on.
/// </summary>
/// <typeparam name="TRule">A struct marked <see cref="OptimizerAttribute"/>.</typeparam>
/// <param name="hyperparameters">Leading hyperparameters in the order of the rule's constructor; the others keep their defaults.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ThenAttribute<TRule>(params object[] hyperparameters) : Attribute
    where TRule : struct
{
    /// <summary>Leading hyperparameters in the order of the rule's constructor.</summary>
    public IReadOnlyList<object> Hyperparameters { get; } = hyperparameters;

    /// <summary>The steps of training that are taken before this optimizer takes over; greater than 0, and than that of the one before.</summary>
    public long At { get; set; }
}
