using FastOpt.Generators.Collections;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Kernels;

/// <summary>Zeros in each row.</summary>
internal sealed record ZerosKernel(int Width, int Stride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"Zeros_{Width}";

    public override string Formula => "outputs = 0";

    public override IEnumerable<KernelParameter> Parameters => [KernelParameter.Writes("outputs"), KernelParameter.Rows];
}

/// <summary>∂y ⊙ f″(x) ⊙ δx.</summary>
/// <param name="Width">Columns, without padding.</param>
/// <param name="Stride">Of all rows.</param>
/// <param name="Activation">The activation.</param>
internal sealed record ActivationCurvatureKernel(int Width, int Stride, FusedRule Activation) : Kernel
{
    public override string Name => $"ActivationCurvature_{Width}{Suffix(Activation)}";

    public override string Formula => $"results = gradients ⊙ {Activation.Name}″(inputs) ⊙ tangents";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("gradients"), KernelParameter.Reads("inputs"), KernelParameter.Reads("tangents"), KernelParameter.Writes("results"),
        .. KernelParameter.Coefficients("activation", Activation), KernelParameter.Rows,
    ];
}

/// <summary>The Hessian of the mean loss in the outputs, times their tangent.</summary>
/// <param name="Outputs">Columns, without padding.</param>
/// <param name="Stride">Of the outputs.</param>
/// <param name="TangentStride">Of their tangents.</param>
/// <param name="ResultStride">Of the results.</param>
/// <param name="Use">What the loss is taken of.</param>
/// <param name="IsWeighted">Whether each row has a weight.</param>
/// <param name="Loss">The loss.</param>
internal sealed record LossTangentKernel(int Outputs, int Stride, int TangentStride, int ResultStride, LossUse Use, bool IsWeighted, FusedRule Loss) : Kernel
{
    /// <summary>Whether a padded row of targets is made first.</summary>
    public bool HasTargetRow => Use.Softmax is null && LossKernel.NeedsTargetRow(Use, IsWeighted, Outputs);

    /// <summary>Whether what a row is compared with has another sum than 1.</summary>
    public bool HasMass => Use.Softmax is not null && (Use.Target == TargetKind.Values || !Use.Softmax.AreAsGiven);

    /// <summary>Floats of each half of the table of classes.</summary>
    public int ClassStride => RowPadding.RoundUp(Outputs);

    public override bool IsOfAnyWidth => Use.Softmax is not null;

    public override string Name => $"LossTangent_{Outputs}{Suffix(Loss)}";

    public override string Formula => $"results = Hessian of {Loss.Name} in outputs · tangents, of each row, · weight in the mean";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("outputs"),
        KernelParameter.Reads("tangents"),
        .. KernelParameter.Where(
            Use.Softmax is null || HasMass, new("targets", Use.Target == TargetKind.Label ? ParameterKind.Labels : ParameterKind.Floats, Access.Reads)),
        .. KernelParameter.Where(HasTargetRow, KernelParameter.Changes("targetRow")),
        KernelParameter.Writes("results"),
        .. KernelParameter.Where(HasMass, KernelParameter.Reads("classes")),
        .. KernelParameter.Where(IsWeighted, KernelParameter.Reads("weights")),
        new("meanWeight", ParameterKind.Scalar),
        .. KernelParameter.Coefficients("loss", Use.Softmax is null ? Loss : null),
        KernelParameter.Rows,
    ];
}

/// <summary>δy of a rule that takes more than x, whose operands have a value for every element.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Width">Columns, without padding.</param>
/// <param name="Stride">Of all rows.</param>
/// <param name="Operands">What the rule takes.</param>
/// <param name="XMoves">Whether x has a tangent.</param>
/// <param name="Moves">Which operands that have a gradient have a tangent.</param>
internal sealed record MapTangentKernel(
    FusedRule Rule, int Width, int Stride, EquatableArray<RuleOperand> Operands, bool XMoves, EquatableArray<bool> Moves) : Kernel
{
    public override string Name => $"Tangent_{Width}_{Rule.Name}";

    public override string Formula => $"results = Σ ∂{Rule.Name}/∂p · δp over x and its operands";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("inputs"),
        .. Operands.Select(static (_, i) => KernelParameter.Reads(TangentNames.Operand(i))),
        .. KernelParameter.Where(XMoves, KernelParameter.Reads(TangentNames.X)),
        .. Moves.SelectMany(static (moves, i) => KernelParameter.Where(moves, KernelParameter.Reads(TangentNames.Tangent(i)))),
        KernelParameter.Writes("results"),
        .. KernelParameter.Coefficients("coefficients", Rule),
        KernelParameter.Rows,
    ];
}

/// <summary>How the gradients of such a rule move, element by element.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Width">Columns, without padding.</param>
/// <param name="Stride">Of all rows.</param>
/// <param name="Operands">What the rule takes.</param>
/// <param name="XMoves">Whether x has a tangent.</param>
/// <param name="Moves">Which operands that have a gradient have a tangent.</param>
/// <param name="GradientMoves">Whether the gradient of the output has one.</param>
internal sealed record MapGradientTangentsKernel(
    FusedRule Rule, int Width, int Stride, EquatableArray<RuleOperand> Operands, bool XMoves, EquatableArray<bool> Moves, bool GradientMoves) : Kernel
{
    /// <summary>Whether the gradients take the output in the place of x.</summary>
    public bool ReadsOutput => Rule.Facts.GradientReadsOutput;

    /// <summary>The operands that have a gradient.</summary>
    public IReadOnlyList<RuleOperand> Differentiable => [.. Operands.Where(static operand => !operand.IsRandom)];

    public override string Name => $"GradientTangents_{Width}_{Rule.Name}";

    public override string Formula => $"δ(gradients · ∂{Rule.Name}/∂p) of x and its operands; gradients · ∂{Rule.Name}/∂p of its statistics";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("gradients"),
        KernelParameter.Reads("inputs"),
        .. KernelParameter.Where(ReadsOutput, KernelParameter.Reads("outputs")),
        .. Operands.Select(static (_, i) => KernelParameter.Reads(TangentNames.Operand(i))),
        .. KernelParameter.Where(XMoves, KernelParameter.Reads(TangentNames.X)),
        .. Moves.SelectMany(static (moves, i) => KernelParameter.Where(moves, KernelParameter.Reads(TangentNames.Tangent(i)))),
        .. KernelParameter.Where(GradientMoves, KernelParameter.Reads(TangentNames.Gradient)),
        KernelParameter.Writes("results"),
        .. Differentiable.Select(static (_, i) => KernelParameter.Writes(TangentNames.Result(i))),
        .. Differentiable.SelectMany(static (operand, i) =>
            KernelParameter.Where(operand.Statistic is not null, KernelParameter.Writes(TangentNames.Statistic(i)))),
        .. KernelParameter.Coefficients("coefficients", Rule),
        KernelParameter.Rows,
    ];
}

/// <summary>The names of parameters that come in numbers.</summary>
internal static class TangentNames
{
    public const string X = "inputTangents";

    public const string Gradient = "gradientTangents";

    public static string Operand(int number) => "operands" + Literals.Number(number);

    public static string Tangent(int number) => "tangents" + Literals.Number(number);

    public static string Result(int number) => "results" + Literals.Number(number);

    public static string Statistic(int number) => "statistics" + Literals.Number(number);
}

/// <summary>How the elements of rows fall into groups, each of which has a value of its own: a channel of the batch, or a part of an example.</summary>
/// <param name="Channels">Of a row.</param>
/// <param name="Positions">Of a channel.</param>
/// <param name="Segments">Of an example: its parts.</param>
/// <param name="IsOfBatch">Whether a group is a channel over all rows.</param>
/// <param name="IsChannelsLast">Whether channels stand last in a row.</param>
internal readonly record struct TangentGroups(int Channels, int Positions, int Segments, bool IsOfBatch, bool IsChannelsLast)
{
    /// <summary>"16x4by2".</summary>
    public string Name => $"{Channels}x{Positions}{(IsOfBatch ? IsChannelsLast ? "Last" : "" : "by" + Literals.Number(Segments))}";
}

/// <summary>The value of each group at every element of it.</summary>
/// <param name="Groups">The groups.</param>
/// <param name="Stride">Of the rows.</param>
/// <param name="SourceStride">Between the values of two rows, of an example; between two statistics, of the batch.</param>
/// <param name="Row">The number of the statistic.</param>
internal sealed record SpreadKernel(TangentGroups Groups, int Stride, int SourceStride, int Row) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"Spread_{Groups.Name}_{Row}";

    public override string Formula => "outputs = the value of each element's group";

    public override IEnumerable<KernelParameter> Parameters => [KernelParameter.Reads("values"), KernelParameter.Writes("outputs"), KernelParameter.Rows];
}

/// <summary>How statistics of groups move.</summary>
/// <param name="Statistics">Which.</param>
/// <param name="Groups">The groups.</param>
/// <param name="Stride">Of the rows.</param>
/// <param name="StatisticsStride">Between the statistics of two rows, of an example; between two statistics, of the batch.</param>
internal sealed record StatisticsTangentKernel(EquatableArray<string> Statistics, TangentGroups Groups, int Stride, int StatisticsStride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"StatisticsTangent_{string.Join("_", Statistics)}_{Groups.Name}";

    public override string Formula => $"results = how {string.Join(", ", Statistics)} of inputs move with these";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("inputs"), KernelParameter.Reads("tangents"), KernelParameter.Reads("statistics"), KernelParameter.Writes("results"),
        KernelParameter.Rows,
    ];
}

/// <summary>How the way back through a statistic moves, added to rows.</summary>
/// <param name="Statistic">Which.</param>
/// <param name="Row">Its number among the statistics.</param>
/// <param name="MeanRow">That of the mean, or −1.</param>
/// <param name="Groups">The groups.</param>
/// <param name="Stride">Of the rows.</param>
/// <param name="StatisticsStride">Between the statistics of two rows, of an example; between two statistics, of the batch.</param>
/// <param name="Moves">Whether x and with it its statistics move.</param>
internal sealed record ThroughStatisticKernel(
    string Statistic, int Row, int MeanRow, TangentGroups Groups, int Stride, int StatisticsStride, bool Moves) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"ThroughTangent_{Statistic}_{Groups.Name}{(Moves ? "" : "_AtRest")}";

    public override string Formula => $"results = sums + δ(∂{Statistic}/∂x · Σ gradients) of each group";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("sums"), KernelParameter.Reads("gradients"), KernelParameter.Reads("gradientTangents"), KernelParameter.Reads("inputs"),
        KernelParameter.Reads("statistics"),
        .. KernelParameter.Where(Moves, KernelParameter.Reads("inputTangents")), .. KernelParameter.Where(Moves, KernelParameter.Reads("statisticTangents")),
        KernelParameter.Writes("results"), KernelParameter.Rows,
    ];
}

/// <summary>Rows summed over each channel of the batch, added to what is stored.</summary>
/// <param name="Groups">The channels.</param>
/// <param name="Stride">Of the rows.</param>
internal sealed record TrainedTangentKernel(TangentGroups Groups, int Stride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"TrainedTangent_{Groups.Name}";

    public override string Formula => "results += Σ inputs of each channel";

    public override IEnumerable<KernelParameter> Parameters => [KernelParameter.Reads("inputs"), KernelParameter.Changes("results"), KernelParameter.Rows];
}

/// <summary>Of each window the element whose place is known.</summary>
/// <param name="Window">The window.</param>
/// <param name="InputStride">Of the images.</param>
/// <param name="PlaceStride">Of the places.</param>
/// <param name="ResultStride">Of the results.</param>
internal sealed record PoolTangentKernel(WindowSpec Window, int InputStride, int PlaceStride, int ResultStride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"MaxTangent_{Window.Name}";

    public override string Formula => "outputs = inputs where the largest stood";

    public override IEnumerable<KernelParameter> Parameters =>
        [KernelParameter.Reads("inputs"), KernelParameter.Reads("places"), KernelParameter.Writes("outputs"), KernelParameter.Rows];
}

/// <summary>How what leaves a lookup moves.</summary>
/// <param name="Of">Which inputs are numbers.</param>
/// <param name="InputStride">Of the rows that enter.</param>
/// <param name="TangentStride">Of their tangents; 0 where they rest.</param>
/// <param name="TableStride">Floats between vectors; 0 where the table rests.</param>
/// <param name="ResultStride">Of the rows that leave.</param>
internal sealed record LookupTangentKernel(LookupSpec Of, int InputStride, int TangentStride, int TableStride, int ResultStride) : Kernel
{
    public override bool IsOfAnyWidth => true;

    public override string Name => $"LookupTangent_{Of.Name}";

    public override string Formula => "outputs = how the vectors move that numbers name, and how what passes moves";

    public override IEnumerable<KernelParameter> Parameters =>
    [
        KernelParameter.Reads("inputs"), .. KernelParameter.Where(TangentStride > 0, KernelParameter.Reads("tangents")),
        .. KernelParameter.Where(TableStride > 0, KernelParameter.Reads("weights")), KernelParameter.Writes("outputs"), KernelParameter.Rows,
    ];
}
