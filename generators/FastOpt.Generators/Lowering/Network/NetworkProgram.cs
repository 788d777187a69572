using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Lowering.Network.Passes;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>A network lowered to phases over a planned buffer: all that is left is to print it for each vector width.</summary>
internal sealed record NetworkProgram
{
    public required NetworkSpec Spec { get; init; }

    public required MemoryPlan Plan { get; init; }

    /// <summary>The operations that the phases were made of.</summary>
    public required StepGraph Graph { get; init; }

    public required FusedRule Optimizer { get; init; }

    /// <summary>What the gradient goes through before the optimizer.</summary>
    public required EquatableArray<FusedRule> GradientRules { get; init; }

    public required FusedRule Loss { get; init; }

    /// <summary>The forward pass while training.</summary>
    public required EquatableArray<Phase> Forward { get; init; }

    /// <summary>The forward pass as threads share it.</summary>
    public EquatableArray<StepRun> ForwardRuns => StepRun.Of("Forward", Forward);

    /// <summary>The forward pass of predictions.</summary>
    public required EquatableArray<Phase> Predict { get; init; }

    /// <summary>The loss and its gradient.</summary>
    public required Phase LossPhase { get; init; }

    /// <summary>The loss of predictions.</summary>
    public required Phase PredictLoss { get; init; }

    /// <summary>The rows of what the last layer puts out: while training, and in predictions.</summary>
    public required (BatchSlot Training, BatchSlot Prediction) Outputs { get; init; }

    /// <summary>Gradients of what enters each layer, last layer first.</summary>
    public required EquatableArray<Phase> Backward { get; init; }

    /// <summary>The backward pass as threads share it.</summary>
    public EquatableArray<StepRun> BackwardRuns => StepRun.Of("Backward", Backward);

    /// <summary>Gradients of parameters, last layer first, where they are stored; empty where the updates make them.</summary>
    public required EquatableArray<Phase> StoredGradients { get; init; }

    /// <summary>Of these, what only hands on a sum of the whole batch: where several processes train the network, nothing is to be added.</summary>
    public EquatableArray<Phase> TotalGradients => Spec.IsDistributed ? StoredGradients.Where(IsTotal).ToEquatableArray() : [];

    /// <summary>Of these, what sums over rows.</summary>
    public EquatableArray<Phase> SummedGradients => Spec.IsDistributed ? StoredGradients.Where(phase => !IsTotal(phase)).ToEquatableArray() : StoredGradients;

    /// <summary>
    /// Whether processes that train the network can each update a slice of its parameters: that takes no gradient but the slice's own, and no rows that a
    /// batch has not read are passed over.
    /// </summary>
    public bool SharesUpdate => Spec is { IsDistributed: true, AccumulatesGradients: false, NonFinite: NonFiniteStep.Propagate }
        && Norms.Count == 0
        && Plan.Parameters.All(static slot => !slot.IsRowByRow);

    /// <summary>Running statistics, where gradients are stored; empty where they move with the updates.</summary>
    public required EquatableArray<Phase> Running { get; init; }

    /// <summary>The norms of the stored gradients that rules take, in order.</summary>
    public required EquatableArray<NormPass> Norms { get; init; }

    /// <summary>Updates of parameters, last layer first, from stored gradients or with the gradients in registers.</summary>
    public required EquatableArray<Phase> Updates { get; init; }

    /// <summary>The gradients of parameters, written out instead.</summary>
    public required EquatableArray<Phase> Gradients { get; init; }

    /// <summary>The gradient of the loss of predictions in the inputs; empty where a rule's own prediction has no derivative.</summary>
    public required EquatableArray<Phase> InputGradients { get; init; }

    /// <summary>Predictions over weights that have taken over what followed them; empty where nothing can be folded.</summary>
    public required EquatableArray<Phase> Folded { get; init; }

    /// <summary>A training step and how its values move along a direction; empty where the network has no curvature.</summary>
    public required EquatableArray<Phase> Curvature { get; init; }

    /// <summary>How the gradients of parameters move there: the Hessian times the direction.</summary>
    public required EquatableArray<Phase> CurvatureGradients { get; init; }

    /// <summary>The rows of what the last layer puts out there.</summary>
    public required BatchSlot? FoldedOutput { get; init; }

    /// <summary>What is folded, in order.</summary>
    public IReadOnlyList<Folding> Foldings { get; init; } = [];

    /// <summary>How threads share the work.</summary>
    public required Sharing Sharing { get; init; }

    /// <summary>Every distinct kernel, in order of first use.</summary>
    public required EquatableArray<KernelMethod> Kernels { get; init; }

    /// <summary>What each pass left, by the pass's name; tests read it.</summary>
    public required IReadOnlyList<(string Pass, string Text)> Dumps { get; init; }

    /// <summary>Whether the gradient of a parameter is one of <see cref="TotalGradients"/>.</summary>
    public bool IsTotal(ParameterSlot slot) =>
        TotalGradients.Any(phase => phase.Arguments.OfType<Operand.StoredGradient>().Any(gradient => gradient.Slot == slot));

    private bool IsTotal(Phase phase) => phase.Kernel.Kernel is SumKernel
        && phase.Arguments.OfType<Operand.Whole>().Any(operand => !StoredGradients.Any(other => other.Made.Contains(operand.Slot)));
}
