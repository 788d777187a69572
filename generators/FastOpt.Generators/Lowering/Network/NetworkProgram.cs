using FastOpt.Generators.Collections;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>One line of a compiled step: a kernel and what it works on.</summary>
/// <param name="Kernel">The kernel's method.</param>
/// <param name="Arguments">What it is called with, in order.</param>
/// <param name="Comment">The line in mathematics.</param>
internal sealed record Phase(KernelMethod Kernel, EquatableArray<Operand> Arguments, string Comment)
{
    /// <summary>The calls of the kernel, one for each block of columns in which the weight stands.</summary>
    public int Blocks { get; init; } = 1;

    /// <summary>Whether threads share the phase by columns of what it makes, not by rows of the batch.</summary>
    public bool IsByColumns => Arguments.Any(static operand => operand is Operand.RowsOfBlock or Operand.Share);

    /// <summary>The rows of the batch that it reads or writes.</summary>
    public IEnumerable<BatchSlot> Rows => Arguments.Select(static operand => operand is Operand.OfBlock { Whole: var whole } ? whole : operand).OfType<Operand.Rows>().Select(static rows => rows.Slot);
}

/// <summary>A kernel under the name by which it is emitted.</summary>
internal sealed record KernelMethod(string Name, Kernel Kernel);

/// <summary>An argument of a kernel.</summary>
internal abstract record Operand
{
    /// <summary>The caller's examples.</summary>
    internal sealed record Inputs : Operand;

    /// <summary>The caller's labels or target values.</summary>
    internal sealed record Targets : Operand;

    /// <summary>The caller's gradient, from the tensor's canonical offset.</summary>
    internal sealed record CanonicalGradient(ParameterSlot Slot) : Operand;

    /// <summary>A parameter tensor in the buffer.</summary>
    internal sealed record Parameter(ParameterSlot Slot) : Operand;

    /// <summary>The copy [in, out] of a transposed weight.</summary>
    internal sealed record ForwardWeight(ParameterSlot Slot) : Operand;

    /// <summary>Rows of the batch in the buffer.</summary>
    internal sealed record Rows(BatchSlot Slot) : Operand;

    /// <summary>The losses of the rows.</summary>
    internal sealed record RowLosses : Operand;

    /// <summary>Scratch memory.</summary>
    internal sealed record Scratch(ScratchKind Kind) : Operand;

    /// <summary>The coefficients of a layer's activation.</summary>
    internal sealed record ActivationCoefficients(int Layer) : Operand;

    /// <summary>The coefficients of the loss.</summary>
    internal sealed record LossCoefficients : Operand;

    /// <summary>The coefficients of the optimizer in this step, for a group of parameters.</summary>
    internal sealed record OptimizerCoefficients(int Group) : Operand;

    /// <summary>The coefficients of a gradient rule in this step, for a group of parameters.</summary>
    internal sealed record GradientRuleCoefficients(int Rule, int Group) : Operand;

    /// <summary>The stored gradient of a parameter tensor.</summary>
    internal sealed record StoredGradient(ParameterSlot Slot) : Operand;

    /// <summary>An operand of a block of columns.</summary>
    /// <param name="Whole">The operand of all columns.</param>
    /// <param name="Distance">Floats from a block to the next.</param>
    /// <param name="RowStride">Floats between rows of the batch where threads share these within a block; otherwise 0.</param>
    internal sealed record OfBlock(Operand Whole, int Distance, int RowStride) : Operand;

    /// <summary>The number of rows of the batch that fall to this thread in a block.</summary>
    internal sealed record RowsOfBlock : Operand;

    /// <summary>This thread's share of the kernel's columns.</summary>
    internal sealed record Share : Operand;

    /// <summary>Whether sums start at what is stored.</summary>
    internal sealed record Adds : Operand;

    /// <summary>What makes a stored sum of gradients their mean.</summary>
    internal sealed record GradientScale : Operand;

    /// <summary>The first of a tensor's floats that fall to this thread.</summary>
    internal sealed record FirstFloat(ParameterSlot Slot) : Operand;

    /// <summary>The first of a tensor's floats behind those.</summary>
    internal sealed record EndFloat(ParameterSlot Slot) : Operand;

    /// <summary>What each element's loss is weighted with in the mean.</summary>
    internal sealed record MeanWeight : Operand;

    /// <summary>The number of rows in use.</summary>
    internal sealed record Batch : Operand;

    /// <summary>An extent or a stride of the layer, for a kernel for any shape.</summary>
    internal sealed record Number(int Value) : Operand;

    /// <summary>The first of a weight's rows that fall to this thread.</summary>
    internal sealed record FirstRow(ParameterSlot Slot) : Operand;

    /// <summary>The first of a weight's rows behind those.</summary>
    internal sealed record EndRow(ParameterSlot Slot) : Operand;
}

/// <summary>Regions that hold a value only while one kernel runs.</summary>
internal enum ScratchKind
{
    /// <summary>Transposed weights of a column panel.</summary>
    Panel,

    /// <summary>A padded row of targets.</summary>
    TargetRow,

    /// <summary>A tile of a gradient.</summary>
    Tile,
}

/// <summary>A network lowered to phases over a planned buffer: all that is left is to print it for each vector width.</summary>
internal sealed record NetworkProgram
{
    public required NetworkSpec Spec { get; init; }

    public required MemoryPlan Plan { get; init; }

    /// <summary>The activation of each layer, or null.</summary>
    public required EquatableArray<FusedRule?> Activations { get; init; }

    public required FusedRule Optimizer { get; init; }

    /// <summary>What the gradient goes through before the optimizer.</summary>
    public required EquatableArray<FusedRule> GradientRules { get; init; }

    public required FusedRule Loss { get; init; }

    public required EquatableArray<Phase> Forward { get; init; }

    /// <summary>The forward pass as threads share it.</summary>
    public EquatableArray<StepRun> ForwardRuns => StepRun.Of("Forward", Forward);

    /// <summary>The loss and its gradient.</summary>
    public required Phase LossPhase { get; init; }

    /// <summary>Gradients of what enters each layer, last layer first.</summary>
    public required EquatableArray<Phase> Backward { get; init; }

    /// <summary>The backward pass as threads share it.</summary>
    public EquatableArray<StepRun> BackwardRuns => StepRun.Of("Backward", Backward);

    /// <summary>Gradients of weights and biases, last layer first, where they are stored; empty where the updates make them.</summary>
    public required EquatableArray<Phase> StoredGradients { get; init; }

    /// <summary>The norms of the stored gradients that rules take, in order.</summary>
    public required EquatableArray<NormPass> Norms { get; init; }

    /// <summary>Updates of weights and biases, last layer first, from stored gradients or with the gradients in registers.</summary>
    public required EquatableArray<Phase> Updates { get; init; }

    /// <summary>The gradients of weights and biases, written out instead.</summary>
    public required EquatableArray<Phase> Gradients { get; init; }

    /// <summary>The layers whose kernels are those for any shape.</summary>
    public required EquatableArray<int> LayersOfAnyShape { get; init; }

    /// <summary>Every distinct kernel, in order of first use.</summary>
    public required EquatableArray<KernelMethod> Kernels { get; init; }
}
