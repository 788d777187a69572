using FastOpt.Generators.Collections;

namespace FastOpt.Generators.Model;

/// <summary>A hyperparameter that an attribute sets: the name of the rule's constructor parameter and the value as a C# literal.</summary>
internal sealed record HyperparameterValue(string Name, string Literal);

/// <summary>A hyperparameter that a program can read from a rule, and the values that it may have.</summary>
/// <param name="Name">The property.</param>
/// <param name="IsWhole">Whether it is an int or a long.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Maximum">The largest value.</param>
/// <param name="MinimumIsExclusive">Whether the smallest value itself is out of range.</param>
/// <param name="MaximumIsExclusive">Whether the largest value itself is out of range.</param>
/// <param name="Text">"in [0, 1)".</param>
internal sealed record HyperparameterBounds(string Name, bool IsWhole, double Minimum, double Maximum, bool MinimumIsExclusive, bool MaximumIsExclusive, string Text);

/// <summary>A rule as a network uses it. Immutable and structurally equal.</summary>
internal sealed record RuleReference
{
    public required RuleKind Kind { get; init; }

    /// <summary>"Adam".</summary>
    public required string Name { get; init; }

    /// <summary>"global::FastOpt.Adam".</summary>
    public required string TypeName { get; init; }

    /// <summary>"public", "internal" or "private": how a member of the rule's type may be declared in the network.</summary>
    public required string Accessibility { get; init; }

    /// <summary>The hyperparameters that the attribute sets; the others keep the rule's defaults.</summary>
    public required EquatableArray<HyperparameterValue> Arguments { get; init; }

    /// <summary>The hyperparameters that are declared with a range.</summary>
    public required EquatableArray<HyperparameterBounds> Bounds { get; init; }

    /// <summary>"LeakyRelu(NegativeSlope = 0.2)".</summary>
    public string WithArguments => Arguments.Count == 0 ? Name : $"{Name}({string.Join(", ", Arguments.Select(static argument => $"{argument.Name} = {argument.Literal}"))})";

    /// <summary>"double" or "float", if the rule has a hyperparameter LearningRate that <c>with</c> can set; null otherwise.</summary>
    public string? LearningRateType { get; init; }

    /// <summary>The same of WeightDecay.</summary>
    public string? WeightDecayType { get; init; }

    /// <summary>Whether a gradient rule takes the norm of the whole gradient.</summary>
    public bool UsesNorm => Compiled?.UsesNorm ?? Source!.UsesNorm;

    /// <summary>Whether a gradient rule takes the learning rate in force.</summary>
    public bool UsesLearningRate => Compiled?.UsesLearningRate ?? Source!.UsesLearningRate;

    /// <summary>What an activation or a normalization takes behind x.</summary>
    public EquatableArray<RuleOperand> Operands => Compiled?.Operands ?? Source!.Operands;

    /// <summary>Over what a normalization takes its statistics.</summary>
    public Axis Over => Compiled?.Over ?? Source!.Over;

    /// <summary>The hyperparameter that is the number of groups of channels, or null.</summary>
    public string? GroupsProperty => Compiled is { } facts ? facts.GroupsProperty : Source!.GroupsProperty;

    /// <summary>That number where the attribute does not say it.</summary>
    public int DefaultGroups { get; init; } = 1;

    /// <summary>Whether a hyperparameter says by how much running statistics move.</summary>
    public bool HasMomentum => Compiled?.HasMomentum ?? Source!.HasMomentum;

    /// <summary>The rule's body, when it stands in the compilation of the network.</summary>
    public RuleSpec? Source { get; init; }

    /// <summary>The facts recorded by the compilation that the rule comes from, otherwise.</summary>
    public RuleFacts? Compiled { get; init; }
}
