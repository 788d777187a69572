using System.ComponentModel;

namespace FastOpt;

/// <summary>Written by the compiler on every rule that it compiled, so that networks in other assemblies know what it keeps. Not for use by hand.</summary>
/// <param name="states">The names of an optimizer's states, in order.</param>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Method, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CompiledRuleAttribute(params string[] states) : Attribute
{
    /// <summary>The names of an optimizer's states, in order.</summary>
    public IReadOnlyList<string> States { get; } = states;

    /// <summary>Whether the emitted derivative of an activation takes the input x instead of the output y.</summary>
    public bool DerivativeFromInput { get; set; }

    /// <summary>Whether a gradient rule takes the norm of the whole gradient.</summary>
    public bool UsesNorm { get; set; }

    /// <summary>Whether a gradient rule takes the learning rate in force.</summary>
    public bool UsesLearningRate { get; set; }

    /// <summary>Vector operations of one application.</summary>
    public int Cost { get; set; }
}
