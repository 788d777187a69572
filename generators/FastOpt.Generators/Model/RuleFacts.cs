using FastOpt.Generators.Collections;

namespace FastOpt.Generators.Model;

/// <summary>What a rule computes, and so which signature its scalar method has.</summary>
internal enum RuleKind
{
    /// <summary><c>void Update(ref float weight, float gradient, ref float state…, long step)</c>.</summary>
    Optimizer,

    /// <summary><c>float Apply(float x)</c>.</summary>
    Activation,

    /// <summary><c>float Apply(float prediction, float target)</c>, the mean of which over all elements is the loss.</summary>
    Loss,

    /// <summary><c>float Apply(float gradient, float weight, double learningRate, double norm, long step)</c>, of which all but the gradient may be left out, or <c>void Apply(ref float weight, ref float gradient, …)</c>.</summary>
    GradientRule,

    /// <summary>A static method marked <c>[Vectorized]</c>.</summary>
    Function,

    /// <summary><c>double At(double learningRate, long time)</c>, which is called as it is and never lifted.</summary>
    Schedule,
}

/// <summary>The value from which the emitted derivative of an activation is computed, and so what the network keeps for backward.</summary>
internal enum DerivativeForm
{
    /// <summary>From the output y, which the next layer needs anyway.</summary>
    Output,

    /// <summary>From the input x, which is then kept besides y.</summary>
    Input,
}

/// <summary>
/// What a network must know of a compiled rule: the same facts whether the rule stands in this compilation (they are computed from its
/// <see cref="RuleSpec"/>) or in a referenced assembly (they are read from the <c>[CompiledRule]</c> that was emitted with it).
/// Immutable and structurally equal.
/// </summary>
internal sealed record RuleFacts
{
    /// <summary>The names of the per-parameter states of an optimizer, in the order of the scalar method.</summary>
    public required EquatableArray<string> States { get; init; }

    /// <summary>For activations.</summary>
    public required DerivativeForm DerivativeForm { get; init; }

    /// <summary>Whether a gradient rule takes the norm of the whole gradient, which must then be known before any weight is updated.</summary>
    public bool UsesNorm { get; init; }

    /// <summary>Whether a gradient rule takes the learning rate in force.</summary>
    public bool UsesLearningRate { get; init; }

    /// <summary>The number of vector operations of one application, elementary functions included; decides whether it is printed once per register or in a loop.</summary>
    public required int Cost { get; init; }
}
