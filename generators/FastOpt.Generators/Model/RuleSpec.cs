using FastOpt.Generators.Collections;
using FastOpt.Generators.Model.Expressions;

namespace FastOpt.Generators.Model;

/// <summary>A hyperparameter of a rule: a parameter of the struct's primary constructor.</summary>
/// <param name="Name">The name, as in the source.</param>
/// <param name="TypeName">The C# type, such as "double" or "global::N.Mode".</param>
/// <param name="DefaultLiteral">The default as a C# expression, or null if there is none.</param>
/// <param name="Documentation">The inner XML of its documentation, or empty.</param>
internal sealed record HyperparameterSpec(string Name, string TypeName, string? DefaultLiteral, string Documentation)
{
    /// <summary>The values that it may have; null for all.</summary>
    public HyperparameterBounds? Bounds { get; init; }

    private const string ListStart = "global::FastOpt.ValueList<";

    /// <summary>"long" for "global::FastOpt.ValueList&lt;long&gt;"; null for a type that is no list.</summary>
    public static string? ListElement(string typeName) =>
        typeName.StartsWith(ListStart, StringComparison.Ordinal) ? typeName.Substring(ListStart.Length, typeName.Length - ListStart.Length - 1) : null;
}

/// <summary>
/// A rule that is declared in this compilation. Immutable and structurally equal: two sources that mean the same rule give equal specs,
/// so keep symbols, syntax and positions out of it.
/// </summary>
internal sealed record RuleSpec : IDeclared
{
    public required RuleKind Kind { get; init; }

    /// <summary>"Adam".</summary>
    public required string Name { get; init; }

    public required DeclarationSpec Declaration { get; init; }

    public required EquatableArray<HyperparameterSpec> Hyperparameters { get; init; }

    /// <summary>Whether <c>new R()</c> would give zeros although every hyperparameter has a default, so that a constructor has to be added.</summary>
    public required bool NeedsParameterlessConstructor { get; init; }

    /// <summary>Whether the attribute <c>[R]</c> is emitted: for a rule that is not nested, unless the user wrote the attribute.</summary>
    public required bool HasSugar { get; init; }

    /// <summary>The inner XML of the summary of the struct's documentation, or empty.</summary>
    public required string Summary { get; init; }

    /// <summary>Whether the scalar method takes a whole row (<c>float Apply(ReadOnlySpan&lt;float&gt; logits, int label)</c>), which the network compiler fuses itself.</summary>
    public required bool IsStructured { get; init; }

    /// <summary>The scalar method; null for a structured rule, and for one whose source has an error.</summary>
    public required MethodBody? Body { get; init; }

    /// <summary>What the scalar method of an activation or a normalization takes behind x, in its order.</summary>
    public EquatableArray<RuleOperand> Operands { get; init; }

    /// <summary>What the rule computes in Predict and Evaluate, where it says that for itself: its parameters are x and some of the operands.</summary>
    public MethodBody? Predict { get; init; }

    /// <summary>Over what a normalization takes its statistics.</summary>
    public Axis Over { get; init; }

    /// <summary>The int hyperparameter that says into how many groups the channels of an example are divided; null if there is none.</summary>
    public string? GroupsProperty { get; init; }

    /// <summary>Whether a normalization over the batch has a hyperparameter <c>Momentum</c> for its running statistics.</summary>
    public bool HasMomentum =>
        Kind == RuleKind.Normalization && Over == Axis.Batch && Hyperparameters.Any(static h => h is { Name: "Momentum", TypeName: "double" });

    /// <summary>Whether the rule takes more than x, or says what Predict computes: it then has <c>Gradients</c> instead of <c>Derivative</c>.</summary>
    public bool IsExtended => Kind == RuleKind.Normalization || (Kind == RuleKind.Activation && (Operands.Count > 0 || Predict is not null));

    /// <summary>Whether a gradient rule takes the norm of the whole gradient.</summary>
    public bool UsesNorm => Takes(UniformNames.Norm);

    /// <summary>Whether a gradient rule takes the learning rate in force.</summary>
    public bool UsesLearningRate => Takes(UniformNames.LearningRate);

    private bool Takes(string uniform) =>
        Kind == RuleKind.GradientRule && Body is { } body && body.Parameters.Any(parameter => parameter.Type == ScalarType.Double && parameter.Name == uniform);
}
