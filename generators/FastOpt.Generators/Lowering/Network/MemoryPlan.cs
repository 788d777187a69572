using FastOpt.Generators.Collections;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>A tensor in the buffer.</summary>
/// <param name="Spec">The tensor: name, canonical shape, role.</param>
/// <param name="Rows">Inputs for a weight, or its outputs where it is transposed; 1 for a vector.</param>
/// <param name="Columns">Outputs, or inputs where the weight is transposed; the elements of a vector.</param>
/// <param name="Stride">Floats between rows, of a block where there are several.</param>
/// <param name="Offset">In floats from the start of the buffer.</param>
/// <param name="CanonicalOffset">Its first scalar's position in the canonical order of the parameters, or of the buffers.</param>
/// <param name="Group">The number of its group, or −1 if it is not updated.</param>
internal sealed record ParameterSlot(ParameterSpec Spec, int Rows, int Columns, int Stride, int Offset, int CanonicalOffset, int Group)
{
    public string Name => Spec.Name;

    public bool IsFrozen => Group < 0;

    /// <summary>
    /// Whether the weight stands as [out, in], which pads a narrow layer less: fewer vectors are updated, and the input gradient takes the rows as they are.
    /// Forward then reads a
    /// copy [in, out], which the update writes.
    /// </summary>
    public bool IsTransposed { get; init; }

    /// <summary>
    /// Whether each row of the canonical order stands in a row of its own, with room behind it: a table of which only rows are updated that were read. Whether
    /// one was stands in
    /// the first float behind its stored gradient.
    /// </summary>
    public bool IsRowByRow => Spec.IsLazy;

    /// <summary>Where the copy of a transposed weight stands, in floats from the start of the buffer.</summary>
    public int ForwardOffset { get; init; }

    /// <summary>Floats between rows of [in, out], of which forward takes the columns of a vector at once.</summary>
    public int ForwardStride => IsTransposed ? RowPadding.Stride(Rows) : Stride;

    /// <summary>Floats of the copy, with padding; 0 where there is none.</summary>
    public int ForwardFloats => IsTransposed ? Columns * ForwardStride : 0;

    /// <summary>
    /// The blocks of columns in which the weight stands, each a matrix of its own behind the one before: a thread then has the weights of its columns in one
    /// piece, which fills its caches
    /// evenly and ends at no other thread's. In the canonical order the blocks follow one another, too.
    /// </summary>
    public int Blocks { get; init; } = 1;

    /// <summary>Columns of a block.</summary>
    public int BlockColumns => Columns / Blocks;

    /// <summary>Floats of a block, with padding.</summary>
    public int BlockFloats => Rows * Stride;

    public int Count => Rows * Columns;

    public int PaddedCount => BlockFloats * Blocks;

    /// <summary>Whether it and its states have more bytes than that.</summary>
    public bool Exceeds(int tensors, long bytes) => (long)PaddedCount * sizeof(float) * tensors >= bytes;
}

/// <summary>Rows of the batch in the buffer: what a layer puts out, keeps or receives as a gradient.</summary>
/// <param name="Name">"dense1Output".</param>
/// <param name="Width">Columns, without padding.</param>
/// <param name="Stride">Floats between rows.</param>
/// <param name="Offset">In floats for each example of the largest batch, from the end of the fixed regions.</param>
/// <param name="Comment">What it holds: "relu1".</param>
internal sealed record BatchSlot(string Name, int Width, int Stride, int Offset, string Comment)
{
    /// <summary>
    /// The program that it belongs to: "" for training, else the first word of its constant's name. The rows of one program stand where those of another stand
    /// at other times.
    /// </summary>
    public string Program { get; init; } = "";
}

/// <summary>Filters that predictors keep as a convolution reads them, behind their copy of the parameters.</summary>
/// <param name="Weight">The filters.</param>
/// <param name="Bias">The bias, or null.</param>
/// <param name="Window">The window.</param>
/// <param name="Offset">In floats from the end of the parameters.</param>
internal sealed record LaidOutSlot(ParameterSpec Weight, ParameterSpec? Bias, WindowSpec Window, int Offset);

/// <summary>A value of the whole batch in the buffer.</summary>
/// <param name="Name">"batchnorm1Statistics".</param>
/// <param name="Floats">With padding.</param>
/// <param name="Offset">In floats from the start of the batch's values.</param>
/// <param name="Comment">What it holds.</param>
internal sealed record FixedSlot(string Name, int Floats, int Offset, string Comment);

/// <summary>Room for the sums of a gradient over each section of the batch.</summary>
/// <param name="Tensor">The tensor whose gradient they are.</param>
/// <param name="Floats">Of all sections.</param>
/// <param name="Offset">In floats from the start of these sums.</param>
internal sealed record SectionSlot(ParameterSpec Tensor, int Floats, int Offset);

/// <summary>
/// Where everything stands in the network's one buffer, decided at compile time: what predictors copy, that is running statistics, parameters of frozen layers,
/// copies of transposed weights and parameters that train; then each of the optimizer's states in the same layout as these, then their gradients, where they
/// are stored; then values of the batch and sums over its sections; then the rows of the batch, whose size depends on maxBatch, then the scratch of each
/// thread.
/// </summary>
internal sealed record MemoryPlan
{
    public required EquatableArray<ParameterSlot> Parameters { get; init; }

    /// <summary>Running statistics.</summary>
    public required EquatableArray<ParameterSlot> Buffers { get; init; }

    /// <summary>The groups that parameters are updated in, in order of first use.</summary>
    public required EquatableArray<UpdateGroup> Groups { get; init; }

    /// <summary>Floats of all parameters and running statistics, with padding; those that train come last.</summary>
    public required int ParameterFloats { get; init; }

    /// <summary>Floats of the parameters that train, with padding; the distance from a parameter to its first state, and between states.</summary>
    public required int TrainedFloats { get; init; }

    /// <summary>What a step's updates take beside the sums of the gradients, as floating-point operations of a product.</summary>
    public long UpdateFlops => TrainedFloats * Tiles.UpdateFlops;

    /// <summary>Whether there is a gradient for each parameter that trains.</summary>
    public required bool StoresGradients { get; init; }

    /// <summary>Floats of the partial sums of squares of one norm of the gradient; 0 if none is taken.</summary>
    public required int NormFloats { get; init; }

    /// <summary>Norms of the gradient that are taken in a step.</summary>
    public required int Norms { get; init; }

    public required EquatableArray<string> States { get; init; }

    /// <summary>Values of the whole batch.</summary>
    public required EquatableArray<FixedSlot> FixedSlots { get; init; }

    /// <summary>Floats of these.</summary>
    public int FixedSlotFloats => FixedSlots.Sum(static slot => slot.Floats);

    /// <summary>Floats that the transposed weights of one column panel need while an input gradient is taken; 0 if there is none.</summary>
    public required int PanelFloats { get; init; }

    /// <summary>Floats of one padded row of targets; 0 where targets are labels or need no padding.</summary>
    public required int TargetRowFloats { get; init; }

    /// <summary>Floats of one tile of a gradient on its way to the canonical layout.</summary>
    public required int TileFloats { get; init; }

    /// <summary>The rows of training.</summary>
    public required EquatableArray<BatchSlot> BatchSlots { get; init; }

    /// <summary>The rows of predictions.</summary>
    public required EquatableArray<BatchSlot> PredictionSlots { get; init; }

    /// <summary>The rows of gradients of the inputs.</summary>
    public required EquatableArray<BatchSlot> SensitivitySlots { get; init; }

    /// <summary>The rows of Hessian-vector products.</summary>
    public required EquatableArray<BatchSlot> CurvatureSlots { get; init; }

    /// <summary>Whether there is room for a direction and for the product of the Hessian with it.</summary>
    public required bool HasCurvature { get; init; }

    /// <summary>Floats per example of all rows of one program, the most of any; shared ones are counted once.</summary>
    public required int BatchFloats { get; init; }

    /// <summary>Floats per example of the rows of predictions.</summary>
    public required int PredictionFloats { get; init; }

    /// <summary>The rows of folded predictions, which only predictors have.</summary>
    public required EquatableArray<BatchSlot> FoldedSlots { get; init; }

    /// <summary>Floats per example of these.</summary>
    public required int FoldedFloats { get; init; }

    /// <summary>What predictors keep laid out.</summary>
    public required EquatableArray<LaidOutSlot> LaidOut { get; init; }

    /// <summary>Floats of it.</summary>
    public int LaidOutFloats => LaidOut.Sum(static slot => slot.Window.LaidOutFloats);

    /// <summary>From a parameter to its gradient.</summary>
    public int GradientDistance => checked(TrainedFloats * (1 + States.Count));

    /// <summary>From the start of the buffer: stored gradients, and behind them all else that a step sums over the batch.</summary>
    public int SumsOffset => checked(ParameterFloats + (TrainedFloats * States.Count));

    /// <summary>From the start of the buffer.</summary>
    public int NormOffset => checked(ParameterFloats + (TrainedFloats * (States.Count + (StoresGradients ? 1 : 0))));

    /// <summary>From the start of the buffer.</summary>
    public int FixedSlotOffset => checked(NormOffset + (Norms * NormFloats));

    /// <summary>From the start of the buffer: a direction, which stands as the parameters do.</summary>
    public int DirectionOffset => checked(FixedSlotOffset + FixedSlotFloats);

    /// <summary>From the start of the buffer: the tangents of the gradients, which stand so, too.</summary>
    public int GradientTangentOffset => checked(DirectionOffset + ParameterFloats);

    /// <summary>Floats of the direction and of the tangents of the gradients.</summary>
    public int CurvatureFloats => HasCurvature ? checked(2 * ParameterFloats) : 0;

    /// <summary>Sums over sections of the batch.</summary>
    public required EquatableArray<SectionSlot> SectionSlots { get; init; }

    /// <summary>Floats of these, of all sections.</summary>
    public int SectionFloats => SectionSlots.Sum(static slot => slot.Floats);

    /// <summary>From the start of the buffer.</summary>
    public int SectionOffset => checked(DirectionOffset + CurvatureFloats);

    /// <summary>Floats that do not depend on the batch; the rows of the batch start here.</summary>
    public int FixedFloats => checked(SectionOffset + SectionFloats);

    /// <summary>From the start of a thread's scratch.</summary>
    public int TargetRowOffset => PanelFloats;

    /// <summary>From the start of a thread's scratch.</summary>
    public int TileOffset => TargetRowOffset + TargetRowFloats;

    /// <summary>Floats of the scratch of one thread.</summary>
    public int ScratchFloats => TileOffset + TileFloats;

    /// <summary>Floats per example, the loss of the row included.</summary>
    public int FloatsPerExample => BatchFloats + 1;
}
