using FastOpt.Generators.Collections;

namespace FastOpt.Generators.Model;

/// <summary>What a rule computes, and so which signature its scalar method has.</summary>
internal enum RuleKind
{
    /// <summary><c>void Update(ref float weight, float gradient, ref float state…, long step)</c>.</summary>
    Optimizer,

    /// <summary><c>float Apply(float x)</c>, and behind x what it asks for: <c>float uniform</c>, <c>float normal</c>, <c>[Trained] float …</c>.</summary>
    Activation,

    /// <summary><c>float Apply(float x, float mean, …)</c>: statistics by name, and what an activation may ask for.</summary>
    Normalization,

    /// <summary><c>float Apply(float prediction, float target)</c>, the mean of which over all elements is the loss.</summary>
    Loss,

    /// <summary><c>float Apply(float gradient, float weight, double learningRate, double norm, long step)</c>, of which all but the gradient may be left out, or <c>void Apply(ref float weight, ref float gradient, …)</c>.</summary>
    GradientRule,

    /// <summary>A static method marked <c>[Vectorized]</c>.</summary>
    Function,

    /// <summary><c>double At(double learningRate, long time)</c>, which is called as it is and never lifted.</summary>
    Schedule,

    /// <summary>A struct marked <c>[Objective]</c>: <c>double Value(double x, double y)</c> or <c>double Value(ReadOnlySpan&lt;double&gt; x)</c>.</summary>
    Objective,
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

    /// <summary>
    /// Whether the rule has the members of an extended one: <c>Apply</c> over x and <see cref="Operands"/>, and <c>Gradients</c> instead of <c>Derivative</c>.
    /// </summary>
    public bool IsExtended { get; init; }

    /// <summary>What an activation or a normalization takes behind x, in the order of the scalar method.</summary>
    public EquatableArray<RuleOperand> Operands { get; init; }

    /// <summary>Over what a normalization takes its statistics.</summary>
    public Axis Over { get; init; }

    /// <summary>
    /// The int hyperparameter of a normalization that says into how many groups the channels of an example are divided; null if there is none.
    /// </summary>
    public string? GroupsProperty { get; init; }

    /// <summary>Whether a normalization over the batch has a hyperparameter <c>Momentum</c> for its running statistics; 0.1 otherwise.</summary>
    public bool HasMomentum { get; init; }

    /// <summary>Whether the rule says what it computes in Predict and Evaluate.</summary>
    public bool HasPredict { get; init; }

    /// <summary>Whether what it computes there is x. There is no vector form of it then.</summary>
    public bool PredictIsIdentity { get; init; }

    /// <summary>The names of the operands that <c>Predict</c> takes behind x, in its order.</summary>
    public EquatableArray<string> PredictOperands { get; init; }

    /// <summary>
    /// Whether a uniform random number is only ever compared with values that are the same for all lanes, for which 16 random bits are enough.
    /// </summary>
    public bool ComparesUniform { get; init; }

    /// <summary>Whether <c>Gradients</c> reads x.</summary>
    public bool GradientReadsX { get; init; }

    /// <summary>Whether <c>Gradients</c> takes the output y in the place of x, and reads it.</summary>
    public bool GradientReadsOutput { get; init; }

    /// <summary>
    /// Whether <c>Apply</c> is a·x + b with a and b that do not depend on x, so that predictions can fold it into the product in front of it.
    /// </summary>
    public bool IsAffine { get; init; }

    /// <summary>Whether an activation, a normalization or a loss has second derivatives, of which Hessian-vector products are made.</summary>
    public bool IsTwiceDifferentiable { get; init; }

    /// <summary>The number of vector operations of one application, elementary functions included; decides whether it is printed once per register or in a loop.</summary>
    public required int Cost { get; init; }
}
