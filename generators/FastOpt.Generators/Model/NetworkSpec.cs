using FastOpt.Generators.Collections;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Model;

/// <summary>The kind of a loss's target.</summary>
internal enum TargetKind
{
    /// <summary>OutputSize floats per example.</summary>
    Values,

    /// <summary>One class per example.</summary>
    Label,
}

/// <summary>What becomes of a step whose loss or gradient is not finite; the order is that of <c>FastOpt.NonFinite</c>.</summary>
internal enum NonFiniteStep
{
    /// <summary>It is taken.</summary>
    Propagate,

    /// <summary>It is left out and counted.</summary>
    SkipStep,

    /// <summary>It is left out, and an exception says so.</summary>
    Throw,
}

/// <summary>
/// A declared network, checked and with its shapes inferred: everything the lowering needs, and nothing of Roslyn's.
/// Immutable and structurally equal; when adding members, keep both, for this is where the pipeline decides whether to emit again.
/// </summary>
internal sealed record NetworkSpec : IDeclared
{
    public required DeclarationSpec Declaration { get; init; }

    /// <summary>The name of the nested type that holds what is compiled, "Compiled" unless the class has a member of that name.</summary>
    public required string CompiledName { get; init; }

    /// <summary>The shape of one example.</summary>
    public required TensorShape Input { get; init; }

    /// <summary>Floats per example.</summary>
    public int Inputs => Input.Size;

    /// <summary>The layers, first to last; at least one is dense.</summary>
    public required EquatableArray<LayerSpec> Layers { get; init; }

    public required RuleReference Loss { get; init; }

    /// <summary>What the loss is taken of, and what its sum is divided by.</summary>
    public required LossUse LossUse { get; init; }

    public TargetKind Target => LossUse.Target;

    /// <summary>Whether the caller may weight examples.</summary>
    public bool HasExampleWeights { get; init; }

    /// <summary>Whether a batch's losses are divided by a sum of weights, not by a count.</summary>
    public bool DividesByWeights => LossUse.WeighsLabels || (HasExampleWeights && LossUse.Divisor != LossDivisor.Nothing);

    /// <summary>The loss with what its attribute says, "MeanSquaredError(Sum = true)".</summary>
    public string LossOutline => !LossUse.IsSummed ? Loss.WithArguments : Loss.Arguments.Count == 0 ? Loss.Name + "(Sum = true)" : Loss.WithArguments.TrimEnd(')') + ", Sum = true)";

    public required RuleReference Optimizer { get; init; }

    /// <summary>The optimizers that take over from it, in order.</summary>
    public required EquatableArray<OptimizerStage> Then { get; init; }

    /// <summary>The optimizer as schedules and groups see it.</summary>
    public RuleReference OptimizerInForce => OptimizerStage.InForce(Optimizer, Then);

    /// <summary>The schedules of the learning rate, in sequence; none for a constant rate.</summary>
    public required EquatableArray<ScheduleSpec> Schedules { get; init; }

    /// <summary>What the gradient goes through before the optimizer, in order.</summary>
    public required EquatableArray<RuleReference> GradientRules { get; init; }

    /// <summary>Whether weight decay acts on biases too.</summary>
    public required bool DecaysBiases { get; init; }

    /// <summary>Whether the gradients of several batches can be added up before a step.</summary>
    public required bool AccumulatesGradients { get; init; }

    /// <summary>Whether several processes can train the network together.</summary>
    public required bool IsDistributed { get; init; }

    /// <summary>Whether the network has Hessian-vector products.</summary>
    public required bool HasCurvature { get; init; }

    /// <summary>What becomes of a step whose loss or gradient is not finite.</summary>
    public required NonFiniteStep NonFinite { get; init; }

    /// <summary>
    /// Whether gradients are stored before weights are updated, because they are added up, over batches or processes, a rule takes their norm, they must be
    /// finite, or they are sums over windows or over what read a vector of a table, which are made in another order than weights stand.
    /// </summary>
    public bool StoresGradients => AccumulatesGradients || IsDistributed || NonFinite != NonFiniteStep.Propagate
        || GradientRules.Any(static rule => rule.UsesNorm)
        || Layers.Any(static layer => layer is ConvolutionLayer { IsFrozen: false } or EmbeddingLayer { IsFrozen: false });

    /// <summary>Outputs per example.</summary>
    public int Outputs => Layers[Layers.Count - 1].Output.Size;
}

/// <summary>One part of the schedule of the learning rate.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="CountsEpochs">Whether it counts epochs; else steps.</param>
/// <param name="Until">Where the next part takes over, or 0.</param>
internal sealed record ScheduleSpec(RuleReference Rule, bool CountsEpochs, long Until);
