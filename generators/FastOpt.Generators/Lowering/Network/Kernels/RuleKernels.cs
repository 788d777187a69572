using FastOpt.Generators.Collections;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>Where a kernel finds what a rule takes behind x.</summary>
internal enum OperandPlace
{
    /// <summary>In rows of the batch: one for each element.</summary>
    Row,

    /// <summary>Among the statistics of the example: one for each of its segments.</summary>
    Segment,

    /// <summary>In a vector: one for each channel.</summary>
    Channel,
}

/// <summary>What a rule takes behind x, as a kernel finds it.</summary>
/// <param name="Operand">What the rule asks for.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Row">Of a statistic of the example: its row among these.</param>
internal sealed record KernelOperand(RuleOperand Operand, OperandPlace Place, int Row = 0)
{
    /// <summary>The kernel's parameter: "scaleValues".</summary>
    public string Values => Operand.Name + "Values";

    /// <summary>The kernel's parameter for what the batch's statistic has of the gradient: "meanSums".</summary>
    public string Sums => Operand.Name + "Sums";

    /// <summary>Whether it is a running statistic, which has no gradient.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Whether it is a statistic of the batch, whose gradient comes from all examples.</summary>
    public bool IsOfBatch => Operand.Kind == OperandKind.Statistic && Place == OperandPlace.Channel && !IsConstant;

    /// <summary>Whether it is the largest or the smallest element, through which the gradient reaches one element alone.</summary>
    public bool IsExtreme => Operand.Statistic is Statistic.Maximum or Statistic.Minimum;
}

/// <summary>How a row is arranged: channels of neighboring positions, and segments of neighboring channels that have statistics of their own.</summary>
/// <param name="Channels">Channels of an example.</param>
/// <param name="Positions">Positions of a channel.</param>
/// <param name="Segments">Segments of an example.</param>
/// <param name="Stride">Floats between rows.</param>
internal sealed record RowForm(int Channels, int Positions, int Segments, int Stride)
{
    /// <summary>Whether the channels of a position stand side by side, as windows want them; otherwise the positions of a channel do.</summary>
    public bool IsChannelsLast { get; init; }

    /// <summary>Whether channels stand side by side, so that a vector takes several.</summary>
    public bool IsByVectors => Segments == 1 && (Positions == 1 || IsChannelsLast);

    /// <summary>
    /// Where channels stand side by side, one text serves every shape: extents are arguments, and the form of the kernel says no more than whether there are
    /// positions, and, where these are summed, whether a chunk may end among those of one example.
    /// </summary>
    public RowForm OfAnyShape(bool isSummed) => this with
    {
        Channels = RowPadding.Lanes,
        Positions = Math.Min(Positions, isSummed && Positions > LongestRow ? LongestRow + 1 : 2),
        Stride = 0,
    };

    /// <summary>Positions of an example whose terms are added without a chunk's end among them.</summary>
    public const int LongestRow = 256;

    /// <summary>Floats of a row, without padding.</summary>
    public int Width => Channels * Positions;

    /// <summary>Elements of a segment.</summary>
    public int SegmentWidth => Width / Segments;

    /// <summary>Channels of a segment.</summary>
    public int SegmentChannels => Channels / Segments;
}

/// <summary>A kernel that applies a rule which takes more than x.</summary>
internal abstract record RuleKernel(FusedRule Rule, RowForm Form, EquatableArray<KernelOperand> Operands) : Kernel
{
    /// <summary>Floats between the statistics of two examples.</summary>
    public int StatisticsStride { get; init; }

    /// <summary>The row of the mean among the statistics of the example, which the derivative of a variance takes; −1 if there is none.</summary>
    public int MeanRow { get; init; } = -1;

    /// <summary>What it reads of the operands.</summary>
    protected IEnumerable<KernelParameter> OperandParameters =>
    [
        .. KernelParameter.Where(StatisticsStride > 0, KernelParameter.Reads("statistics")),
        .. Operands.Where(static operand => operand.Place != OperandPlace.Segment).Select(static operand => KernelParameter.Reads(operand.Values)),
    ];

    /// <summary>
    /// Whether it passes over vectors of channels, of which something is the same for all rows, and nothing differs from row to row: what depends on the
    /// channels alone, such as a root
    /// of their variances, is then computed once.
    /// </summary>
    public bool IsByColumns => Form.IsByVectors
        && Operands.Any(static operand => operand.Place == OperandPlace.Channel) && Operands.All(static operand => operand.Place != OperandPlace.Segment);

    /// <summary>Whether one text serves every shape.</summary>
    public bool IsOfAnyShape { get; init; }

    /// <summary>The extents, where these are arguments.</summary>
    protected IEnumerable<KernelParameter> Extents => IsOfAnyShape
        ? [KernelParameter.Count("channels"), .. KernelParameter.Where(Form.Positions > 1, KernelParameter.Count("positions")), KernelParameter.Count("stride")]
        : [];

    /// <summary>"6x8_3": channels, positions and segments.</summary>
    protected string FormName
    {
        get
        {
            if (IsOfAnyShape)
                return Form.Positions == 1 ? "Vectors" : Form.Positions > RowForm.LongestRow ? "LargeImages" : "Images";
            string positions = Form.Positions > 1 ? "x" + Literals.Number(Form.Positions) : "";
            string segments = Form.Segments > 1 ? "by" + Literals.Number(Form.Segments) : "";
            return $"{Literals.Number(Form.Channels)}{positions}{(Form.IsChannelsLast ? "last" : "")}{segments}";
        }
    }

    /// <summary>"x, mean, scale".</summary>
    protected string Arguments => string.Join(", ", Operands.Select(static operand => operand.Operand.Name).Prepend("x"));
}

/// <summary>y = f(x, …).</summary>
internal sealed record MapKernel(FusedRule Rule, RowForm Form, EquatableArray<KernelOperand> Operands) : RuleKernel(Rule, Form, Operands)
{
    /// <summary>Whether it is the rule's <c>Predict</c>.</summary>
    public bool IsPrediction { get; init; }

    public override string Name => $"{(IsPrediction ? "Predict" : "Apply")}_{FormName}_{Rule.Name}";

    public override string Formula => $"outputs = {Rule.Name}({Arguments}) of inputs x";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("inputs"), .. OperandParameters, KernelParameter.Writes("outputs"),
        .. KernelParameter.Coefficients("coefficients", Rule), KernelParameter.Rows,
        .. Extents,
    ];
}

/// <summary>∂x from ∂y, with what comes back through statistics.</summary>
internal sealed record MapGradientKernel(FusedRule Rule, RowForm Form, EquatableArray<KernelOperand> Operands) : RuleKernel(Rule, Form, Operands)
{
    public override string Name => $"Gradient_{FormName}_{Rule.Name}";

    public override string Formula => $"results = gradients · ∂{Rule.Name}({Arguments})/∂x{(Operands.Any(static operand => operand.Operand.Kind == OperandKind.Statistic) ? ", and through the statistics of x" : "")}";

    /// <summary>Whether it reads x.</summary>
    public bool ReadsX { get; init; }

    /// <summary>Whether the gradients take the output in the place of x.</summary>
    public bool ReadsOutput { get; init; }

    /// <summary>The operands whose gradient comes back to x.</summary>
    public IEnumerable<KernelOperand> Statistics => Operands.Where(static operand => operand.Operand.Kind == OperandKind.Statistic && !operand.IsConstant);

    /// <summary>Whether the mean of the batch is a vector of its own, beside the operands.</summary>
    public bool TakesMean { get; init; }

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("gradients"),
        .. KernelParameter.Where(ReadsX, KernelParameter.Reads("inputs")),
        .. KernelParameter.Where(ReadsOutput, KernelParameter.Reads("outputs")),
        .. OperandParameters,
        .. KernelParameter.Where(TakesMean, KernelParameter.Reads("means")),
        .. Statistics.Where(static operand => operand.IsOfBatch).Select(static operand => KernelParameter.Reads(operand.Sums)),
        .. Statistics.Where(static operand => operand.IsOfBatch && operand.IsExtreme).Select(static operand => KernelParameter.Reads(operand.Sums + "At")),
        KernelParameter.Writes("results"),
        .. KernelParameter.Coefficients("coefficients", Rule),
        KernelParameter.Rows,
        .. KernelParameter.Where(Statistics.Any(static operand => operand.IsOfBatch && operand.IsExtreme), KernelParameter.Count("firstRow")),
        .. Extents,
    ];
}

/// <summary>
/// Sums over the batch of ∂f in the batch's statistics and in trained parameters, for a share of the channels; those of statistics become factors of ∂x.
/// </summary>
internal sealed record MapSumsKernel(FusedRule Rule, RowForm Form, EquatableArray<KernelOperand> Operands) : RuleKernel(Rule, Form, Operands), IGranuleKernel
{
    /// <summary>Floats between two rows of the sums.</summary>
    public int SumsStride { get; init; }

    /// <inheritdoc/>
    public int ValueStride => SumsStride;

    /// <summary>What comes back through a mean is divided by the count, so it is a mean itself.</summary>
    public IEnumerable<GranuleValue> GranuleValues => Summed.Select(static operand => operand switch
    {
        { IsOfBatch: true, Operand.Statistic: Statistic.Mean or Statistic.Variance or Statistic.MeanSquare } => GranuleValue.Mean,
        _ => GranuleValue.Sum,
    });

    /// <summary>Whether it reads x.</summary>
    public bool ReadsX { get; init; }

    /// <summary>Whether the gradients take the output in the place of x.</summary>
    public bool ReadsOutput { get; init; }

    /// <summary>The operands that have a sum, in order.</summary>
    public IEnumerable<KernelOperand> Summed => Operands.Where(static operand => operand.IsOfBatch).Concat(Operands.Where(static operand => operand.Operand.Kind == OperandKind.Trained));

    public override string Name => $"Sums_{FormName}_{Rule.Name}";

    public override string Formula => $"sums = Σ gradients · ∂{Rule.Name}({Arguments}) in {string.Join(", ", Summed.Select(static operand => operand.Operand.Name))}";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("gradients"),
        .. KernelParameter.Where(ReadsX, KernelParameter.Reads("inputs")),
        .. KernelParameter.Where(ReadsOutput, KernelParameter.Reads("outputs")),
        .. OperandParameters,
        KernelParameter.Writes("sums"),
        .. KernelParameter.Coefficients("coefficients", Rule),
        KernelParameter.Rows,
        new("part", ParameterKind.Share),
        .. Extents,
        .. KernelParameter.Where(IsOfAnyShape, KernelParameter.Count("sumsStride")),
    ];
}

/// <summary>Statistics of each row, or of each of its segments.</summary>
internal sealed record RowStatisticsKernel(EquatableArray<string> Statistics, RowForm Form, int ResultStride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"Statistics_{string.Join("_", Statistics)}_{Form.Width}by{Form.Segments}";

    public override string Formula => $"statistics = {string.Join(", ", Statistics)} of each row's {Literals.Number(Form.Segments)} segments";

    public override IEnumerable<KernelParameter> Parameters => [KernelParameter.Reads("inputs"), KernelParameter.Writes("statistics"), KernelParameter.Rows];
}

/// <summary>Statistics of each channel over all rows, for a share of the channels.</summary>
internal sealed record BatchStatisticsKernel(EquatableArray<string> Statistics, RowForm Form, int ResultStride) : Kernel, IGranuleKernel
{
    /// <inheritdoc/>
    public int ValueStride => ResultStride;

    /// <inheritdoc/>
    public IEnumerable<GranuleValue> GranuleValues => Statistics.Select(static statistic => statistic switch
    {
        "mean" or "meanSquare" => GranuleValue.Mean,
        "variance" => GranuleValue.Variance,
        "norm" => GranuleValue.Norm,
        _ => throw new InvalidOperationException($"The {statistic} of a batch is not made of granules."),
    });

    public override bool IsOfAnyWidth => true;

    public override string Name => $"BatchStatistics_{string.Join("_", Statistics)}_{Form.Channels}x{Form.Positions}";

    public override string Formula => $"statistics = {string.Join(", ", Statistics)} of each channel over the batch";

    public override IEnumerable<KernelParameter> Parameters =>
        [KernelParameter.Reads("inputs"), KernelParameter.Writes("statistics"), KernelParameter.Rows, new("part", ParameterKind.Share)];
}

/// <summary>A running statistic moves towards that of the batch.</summary>
internal sealed record RunningKernel(int Channels, int Positions, bool IsVariance) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"Run_{Channels}x{Positions}{(IsVariance ? "_Variance" : "")}";

    public override string Formula => $"running ← (1 − momentum) · running + momentum · statistic{(IsVariance ? " · n / (n − 1)" : "")}";

    public override bool IsWhole => true;

    public override IEnumerable<KernelParameter> Parameters =>
        [KernelParameter.Changes("running"), KernelParameter.Reads("statistic"), new("momentum", ParameterKind.Scalar), KernelParameter.Rows];
}

/// <summary>Random numbers for each element of the rows.</summary>
internal sealed record DrawKernel(OperandKind Kind, bool IsCoarse, int Width, int Stride, int Stream) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"Draw_{Kind}_{Width}_{Stream}";

    public override string Formula => $"outputs = {(Kind == OperandKind.Uniform ? "uniform" : "normal")} random numbers of seed, step, example and element";

    public override IEnumerable<KernelParameter> Parameters =>
        [KernelParameter.Writes("outputs"), new("key", ParameterKind.Key), KernelParameter.Count("firstRow"), KernelParameter.Rows];
}

/// <summary>A gradient that was summed elsewhere, stored or written out.</summary>
internal sealed record SumKernel(int Count, GradientEnd End) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => End is StoreEnd ? $"StoreSums_{Count}" : $"CopySums_{Count}";

    public override string Formula => End is StoreEnd { Adds: true } ? "results += sums, or = where nothing is stored" : End is StoreEnd ? "results = sums" : "result = sums";

    public override IEnumerable<KernelParameter> Parameters => End is StoreEnd store
        ?
        [
            KernelParameter.Reads("sums"), KernelParameter.Changes("results"),
            .. KernelParameter.Where(store.Adds, new KernelParameter("added", ParameterKind.Added)),
            KernelParameter.Count("first"), KernelParameter.Count("end"),
        ]
        : [KernelParameter.Reads("sums"), KernelParameter.Writes("result")];
}
