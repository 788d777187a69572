using FastOpt.Generators.Lowering.Network.Kernels;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>What a phase binds to a parameter of its kernel.</summary>
internal abstract record Operand
{
    /// <summary>The kind of parameter that takes it.</summary>
    public abstract ParameterKind Kind { get; }

    /// <summary>The caller's examples.</summary>
    internal sealed record Inputs : Floats;

    /// <summary>The caller's labels or target values.</summary>
    internal sealed record Targets(bool AreLabels) : Operand
    {
        public override ParameterKind Kind => AreLabels ? ParameterKind.Labels : ParameterKind.Floats;
    }

    /// <summary>The caller's gradient, from the tensor's canonical offset.</summary>
    internal sealed record CanonicalGradient(ParameterSlot Slot) : Floats;

    /// <summary>The caller's gradients of the inputs.</summary>
    internal sealed record InputGradients : Floats;

    /// <summary>A tensor in the buffer.</summary>
    internal sealed record Parameter(ParameterSlot Slot) : Floats;

    /// <summary>The copy [in, out] of a transposed weight.</summary>
    internal sealed record ForwardWeight(ParameterSlot Slot) : Floats;

    /// <summary>Rows of the batch in the buffer.</summary>
    internal sealed record Rows(BatchSlot Slot) : Floats;

    /// <summary>A value of the whole batch in the buffer.</summary>
    /// <param name="Slot">Where it stands.</param>
    /// <param name="Part">Floats from its start.</param>
    internal sealed record Whole(FixedSlot Slot, int Part) : Floats;

    /// <summary>The losses of the rows.</summary>
    internal sealed record RowLosses : Floats;

    /// <summary>The table of what each class has in the targets of a softmax.</summary>
    internal sealed record Classes : Floats;

    /// <summary>The weights of the rows.</summary>
    internal sealed record ExampleWeights : Floats;

    /// <summary>Scratch memory.</summary>
    internal sealed record Scratch(ScratchKind Region) : Floats;

    /// <summary>Filters that a predictor keeps laid out; nothing in the network itself.</summary>
    internal sealed record LaidOut(LaidOutSlot Slot) : Floats;

    /// <summary>The sums of a gradient over each section of the batch.</summary>
    internal sealed record SectionSums(SectionSlot Slot) : Floats;

    /// <summary>The number of rows of the whole batch, whichever are this thread's.</summary>
    internal sealed record EntireBatch : Count;

    /// <summary>The stored gradient of a parameter tensor.</summary>
    internal sealed record StoredGradient(ParameterSlot Slot) : Floats;

    /// <summary>The direction's tensor, in the place of a parameter.</summary>
    internal sealed record Direction(ParameterSlot Slot) : Floats;

    /// <summary>The same of the copy [in, out] of a transposed weight.</summary>
    internal sealed record ForwardDirection(ParameterSlot Slot) : Floats;

    /// <summary>What the tangents of a parameter's gradient are added up in.</summary>
    internal sealed record GradientTangent(ParameterSlot Slot) : Floats;

    /// <summary>An operand of a block of columns.</summary>
    /// <param name="Entire">The operand of all columns.</param>
    /// <param name="Distance">Floats from a block to the next.</param>
    /// <param name="RowStride">Floats between rows of the batch where threads share these within a block; otherwise 0.</param>
    internal sealed record OfBlock(Operand Entire, int Distance, int RowStride) : Floats;

    /// <summary>The coefficients of a layer's rule.</summary>
    internal sealed record LayerCoefficients(int Layer) : Coefficients;

    /// <summary>The coefficients of the loss.</summary>
    internal sealed record LossCoefficients : Coefficients;

    /// <summary>The coefficients of the optimizer in this step, for a group of parameters.</summary>
    internal sealed record OptimizerCoefficients(int Group) : Coefficients;

    /// <summary>The coefficients of a gradient rule in this step, for a group of parameters.</summary>
    internal sealed record GradientRuleCoefficients(int Rule, int Group) : Coefficients;

    /// <summary>How many examples have added to what is stored, where sums start if there are any.</summary>
    internal sealed record Added : Operand
    {
        public override ParameterKind Kind => ParameterKind.Added;
    }

    /// <summary>One of them.</summary>
    internal sealed record AddedOne : Operand
    {
        public override ParameterKind Kind => ParameterKind.Added;
    }

    /// <summary>What makes a stored sum of gradients their mean.</summary>
    internal sealed record GradientScale : Operand
    {
        public override ParameterKind Kind => ParameterKind.Scalar;
    }

    /// <summary>What each element's loss is weighted with in the mean.</summary>
    internal sealed record MeanWeight : Operand
    {
        public override ParameterKind Kind => ParameterKind.Scalar;
    }

    /// <summary>This thread's share of the kernel's columns.</summary>
    internal sealed record Share : Operand
    {
        public override ParameterKind Kind => ParameterKind.Share;
    }

    /// <summary>By how much a layer's running statistics move.</summary>
    internal sealed record Momentum(int Layer) : Operand
    {
        public override ParameterKind Kind => ParameterKind.Scalar;
    }

    /// <summary>What random numbers are keyed by.</summary>
    internal sealed record Key : Operand
    {
        public override ParameterKind Kind => ParameterKind.Key;
    }

    /// <summary>The number of the first of this thread's rows.</summary>
    internal sealed record First : Count;

    /// <summary>The first of a vector's elements that fall to this thread.</summary>
    internal sealed record FirstColumn(ParameterSlot Slot) : Count;

    /// <summary>The first of a vector's elements behind those.</summary>
    internal sealed record EndColumn(ParameterSlot Slot) : Count;

    /// <summary>The number of rows of the batch that fall to this thread in a block.</summary>
    internal sealed record RowsOfBlock : Count;

    /// <summary>The number of rows in use.</summary>
    internal sealed record Batch : Count;

    /// <summary>An extent or a stride of the layer.</summary>
    internal sealed record Number(int Value) : Count;

    /// <summary>The first of a weight's rows that fall to this thread.</summary>
    internal sealed record FirstRow(ParameterSlot Slot) : Count;

    /// <summary>The first of a weight's rows behind those.</summary>
    internal sealed record EndRow(ParameterSlot Slot) : Count;

    /// <summary>The first of a tensor's floats that fall to this thread.</summary>
    internal sealed record FirstFloat(ParameterSlot Slot) : Count;

    /// <summary>The first of a tensor's floats behind those.</summary>
    internal sealed record EndFloat(ParameterSlot Slot) : Count;

    /// <summary>A reference to floats.</summary>
    internal abstract record Floats : Operand
    {
        public override ParameterKind Kind => ParameterKind.Floats;
    }

    /// <summary>The coefficients of a rule.</summary>
    internal abstract record Coefficients : Operand
    {
        public override ParameterKind Kind => ParameterKind.Coefficients;
    }

    /// <summary>A count or a position.</summary>
    internal abstract record Count : Operand
    {
        public override ParameterKind Kind => ParameterKind.Count;
    }
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
