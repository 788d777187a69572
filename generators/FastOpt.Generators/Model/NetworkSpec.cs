using FastOpt.Generators.Collections;

namespace FastOpt.Generators.Model;

/// <summary>The kind of a loss's target.</summary>
internal enum TargetKind
{
    /// <summary>OutputSize floats per example; the loss is the mean of a scalar rule over all elements.</summary>
    Values,

    /// <summary>One class per example; the loss is softmax cross-entropy over the row of logits.</summary>
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

    /// <summary>Floats per example.</summary>
    public required int Inputs { get; init; }

    /// <summary>The layers, first to last; at least one is dense.</summary>
    public required EquatableArray<LayerSpec> Layers { get; init; }

    public required RuleReference Loss { get; init; }

    public required TargetKind Target { get; init; }

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

    /// <summary>What becomes of a step whose loss or gradient is not finite.</summary>
    public required NonFiniteStep NonFinite { get; init; }

    /// <summary>How many shapes of dense layers have kernels of their own; see <see cref="CodeBudget"/>.</summary>
    public required int ExactShapes { get; init; }

    /// <summary>Whether gradients are stored before weights are updated, because they are added up, a rule takes their norm, or they must be finite.</summary>
    public bool StoresGradients => AccumulatesGradients || NonFinite != NonFiniteStep.Propagate || GradientRules.Any(static rule => rule.UsesNorm);

    /// <summary>Outputs per example.</summary>
    public int Outputs => Layers[Layers.Count - 1].Outputs;

    /// <summary>The lowest layer whose gradient is needed: the first dense one that is not frozen.</summary>
    public int LowestTrainable
    {
        get
        {
            int layer = 0;
            while (layer < Layers.Count && !Layers[layer].IsTrained)
                layer++;
            return layer;
        }
    }

    /// <summary>Floating-point operations of a layer's matrix products in one training step, for one example: forward; weight gradient, if it trains; and input gradient above the lowest that does.</summary>
    public long FlopsPerExample(int layer)
    {
        LayerSpec spec = Layers[layer];
        if (spec.Dense is null)
            return 0;
        int products = 1 + (spec.IsTrained ? 1 : 0) + (layer > LowestTrainable ? 1 : 0);
        return 2L * products * spec.Inputs * spec.Outputs;
    }

    /// <summary>Those of all layers.</summary>
    public long TotalFlopsPerExample => Enumerable.Range(0, Layers.Count).Sum(FlopsPerExample);
}

/// <summary>
/// One layer: a dense product with the activation that follows it, or an activation on its own (before the first dense layer, or behind another
/// activation). Immutable and structurally equal.
/// </summary>
internal sealed record LayerSpec
{
    /// <summary>"dense1", or "relu2" for an activation on its own; unique in the network.</summary>
    public required string Name { get; init; }

    public required int Inputs { get; init; }

    public required int Outputs { get; init; }

    /// <summary>The product, or null for an activation on its own.</summary>
    public required DenseSpec? Dense { get; init; }

    /// <summary>The activation, or null for none.</summary>
    public required RuleReference? Activation { get; init; }

    /// <summary>Whether the layer has weights that are updated.</summary>
    public bool IsTrained => Dense is { IsFrozen: false };
}

/// <summary>One part of the schedule of the learning rate.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="CountsEpochs">Whether it counts epochs; else steps.</param>
/// <param name="Until">Where the next part takes over, or 0.</param>
internal sealed record ScheduleSpec(RuleReference Rule, bool CountsEpochs, long Until);

/// <summary>What a dense layer adds to its shape. Immutable and structurally equal.</summary>
internal sealed record DenseSpec
{
    public required bool HasBias { get; init; }

    /// <summary>The initializer's construction: "new global::FastOpt.HeNormal()".</summary>
    public required string Initializer { get; init; }

    /// <summary>What the optimizer's learning rate is multiplied by.</summary>
    public required double LearningRateScale { get; init; }

    /// <summary>What weight decay is multiplied by.</summary>
    public required double WeightDecayScale { get; init; }

    /// <summary>Whether the layer keeps its weights.</summary>
    public required bool IsFrozen { get; init; }
}
