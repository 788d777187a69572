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

    /// <summary>Whether the rule takes more than x, and so has gradients instead of a derivative.</summary>
    public bool IsExtended { get; set; }

    /// <summary>What it takes behind x, in order: "statistic mean", "uniform", "normal", "trained scale 1 weight".</summary>
    public string[] Operands { get; set; } = [];

    /// <summary>Over what a normalization takes its statistics.</summary>
    public Axis Over { get; set; }

    /// <summary>The hyperparameter that is the number of groups of channels.</summary>
    public string? Groups { get; set; }

    /// <summary>Whether a normalization over the batch has a hyperparameter for the weight of a batch in its running statistics.</summary>
    public bool HasMomentum { get; set; }

    /// <summary>Whether the rule says what it computes in Predict and Evaluate.</summary>
    public bool HasPredict { get; set; }

    /// <summary>Whether what it computes there is x.</summary>
    public bool PredictIsIdentity { get; set; }

    /// <summary>The operands that it takes there, in order.</summary>
    public string[] PredictOperands { get; set; } = [];

    /// <summary>Whether a uniform random number is only compared with values that are the same for all lanes.</summary>
    public bool ComparesUniform { get; set; }

    /// <summary>Whether the emitted gradients read x.</summary>
    public bool GradientReadsX { get; set; }

    /// <summary>Whether the emitted gradients take the output in the place of x, and read it.</summary>
    public bool GradientReadsOutput { get; set; }

    /// <summary>Whether the rule is a·x + b with a and b that do not depend on x.</summary>
    public bool IsAffine { get; set; }

    /// <summary>Whether the rule has second derivatives.</summary>
    public bool IsTwiceDifferentiable { get; set; }

    /// <summary>Vector operations of one application.</summary>
    public int Cost { get; set; }
}
