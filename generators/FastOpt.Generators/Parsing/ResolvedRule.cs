using FastOpt.Generators.Collections;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Parsing;

/// <summary>A rule as <see cref="RuleParser.Resolve"/> finds it for a network: either its source or the facts that were compiled with it.</summary>
internal sealed record ResolvedRule
{
    public required RuleKind Kind { get; init; }

    /// <summary>"Adam".</summary>
    public required string Name { get; init; }

    /// <summary>"global::FastOpt.Adam".</summary>
    public required string TypeName { get; init; }

    /// <summary>The parameters of the rule's constructor, in order.</summary>
    public required EquatableArray<HyperparameterSpec> Hyperparameters { get; init; }

    /// <summary>Whether the rule is a loss of whole rows with an index as target, which the network compiler fuses itself.</summary>
    public required bool IsStructured { get; init; }

    /// <summary>The rule itself, when it is declared in the network's compilation.</summary>
    public RuleSpec? Source { get; init; }

    /// <summary>What another compilation recorded of it, otherwise.</summary>
    public RuleFacts? Compiled { get; init; }
}
