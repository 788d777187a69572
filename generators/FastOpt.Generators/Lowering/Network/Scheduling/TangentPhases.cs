using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Layers;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Scheduling;

/// <summary>The phases of tangents: of all that is no operation of the program itself on other values.</summary>
internal static class TangentPhases
{
    /// <summary>The phase of an operation, over the direction's tensors.</summary>
    public static Phase Along(Along along, RowSource rows) => Over(ForwardPhases.Of(along.Of, rows), static operand => operand switch
    {
        Operand.Parameter { Slot: var slot } => new Operand.Direction(slot),
        Operand.ForwardWeight { Slot: var slot } => new Operand.ForwardDirection(slot),
        _ => operand,
    });

    /// <summary>A phase that stores a gradient, over what the tangents of gradients are added up in.</summary>
    public static Phase Stored(Phase phase) => Over(phase, static operand => operand switch
    {
        Operand.StoredGradient { Slot: var slot } => new Operand.GradientTangent(slot),
        Operand.Added => new Operand.AddedOne(),
        _ => operand,
    });

    public static Phase Zeros(Zeros zeros, RowSource rows) => rows.Binder.Make(
        new ZerosKernel(zeros.Result.Width, rows.Stride(zeros.Result)),
        zeros.Formula,
        [("outputs", rows.Rows(zeros.Result)), ("rows", new Operand.Batch())]);

    public static Phase Curvature(MapCurvature map, RowSource rows) => rows.Binder.Make(
        new ActivationCurvatureKernel(map.Result.Width, rows.Stride(map.Result), map.Of.Rule),
        map.Formula,
        [
            ("gradients", rows.Rows(map.Gradient)),
            ("inputs", rows.Rows(map.Of.X)),
            ("tangents", rows.Rows(map.Moved)),
            ("results", rows.Rows(map.Result)),
            ("activation", new Operand.LayerCoefficients(map.Of.Layer)),
            ("rows", new Operand.Batch()),
        ]);

    public static Phase Loss(LossTangent tangent, RowSource rows)
    {
        NetworkSpec spec = rows.Binder.Spec;
        var kernel = new LossTangentKernel(
            spec.Outputs,
            rows.Stride(tangent.Of.Output),
            rows.Stride(tangent.Moved),
            rows.Stride(tangent.Result),
            spec.LossUse,
            spec.HasExampleWeights, GraphBuilder.Fuse(spec.Loss));
        return rows.Binder.Make(
            kernel,
            tangent.Formula,
            [
                ("outputs", rows.Rows(tangent.Of.Output)),
                ("tangents", rows.Rows(tangent.Moved)),
                ("targets", spec.LossUse.Softmax is null || kernel.HasMass ? new Operand.Targets(spec.Target == TargetKind.Label) : null),
                ("targetRow", kernel.HasTargetRow ? new Operand.Scratch(ScratchKind.TargetRow) : null),
                ("results", rows.Rows(tangent.Result)),
                ("classes", kernel.HasMass ? new Operand.Classes() : null),
                ("weights", kernel.IsWeighted ? new Operand.ExampleWeights() : null),
                ("meanWeight", new Operand.MeanWeight()),
                ("loss", spec.LossUse.Softmax is null ? new Operand.LossCoefficients() : null),
                ("rows", new Operand.Batch()),
            ]);
    }

    public static Phase Map(MapTangent tangent, RowSource rows)
    {
        Map map = tangent.Of;
        var kernel = new MapTangentKernel(map.Rule, map.X.Width, rows.Stride(map.X), OperandsOf(map), tangent.Rows.X is not null, MovesOf(tangent.Rows));
        return rows.Binder.Make(
            kernel,
            tangent.Formula,
            [
                ("inputs", rows.Rows(map.GradientFrom)),
                .. Bindings(tangent.Rows, rows),
                ("results", rows.Rows(tangent.Result)),
                ("coefficients", new Operand.LayerCoefficients(map.Layer)),
                ("rows", new Operand.Batch()),
            ]);
    }

    public static Phase Gradients(MapGradientTangents tangents, RowSource rows)
    {
        Map map = tangents.Of;
        var kernel = new MapGradientTangentsKernel(
            map.Rule, map.X.Width, rows.Stride(map.X), OperandsOf(map), tangents.Rows.X is not null, MovesOf(tangents.Rows), tangents.Moved is not null);
        return rows.Binder.Make(
            kernel,
            tangents.Formula,
            [
                ("gradients", rows.Rows(tangents.Gradient)),
                ("inputs", rows.Rows(map.X)),
                ("outputs", kernel.ReadsOutput ? rows.Rows(map.Y) : null),
                .. Bindings(tangents.Rows, rows),
                (TangentNames.Gradient, tangents.Moved is null ? null : rows.Rows(tangents.Moved)),
                ("results", rows.Rows(tangents.OfX)),
                .. tangents.OfOperands.Select((value, i) => (TangentNames.Result(i), (Operand?)rows.Rows(value))),
                .. tangents.Statistics.Select((value, i) => (TangentNames.Statistic(i), value is null ? null : (Operand?)rows.Rows(value))),
                ("coefficients", new Operand.LayerCoefficients(map.Layer)),
                ("rows", new Operand.Batch()),
            ]);
    }

    public static Phase Spread(SpreadOperand spread, RowSource rows)
    {
        PhaseBinder binder = rows.Binder;
        Map map = spread.Of;
        Operand values = spread.Source is { } source ? WholeOrRows(source, rows)
            : spread.IsDirection ? new Operand.Direction(binder.Slot(spread.Operand.Tensor!))
            : new Operand.Parameter(binder.Slot(spread.Operand.Tensor!));
        bool isStatistic = spread.Source is not null;
        SpreadKernel kernel = isStatistic
            ? new SpreadKernel(
                GroupsOf(map.Statistics!), rows.Stride(map.X), StatisticsStride(spread.Source!, rows), map.Statistics!.RowOf(spread.Operand.Operand.Statistic!.Value))
            : new SpreadKernel(ChannelsOf(map), rows.Stride(map.X), 0, 0);
        return binder.Make(
            kernel, spread.Formula, [("values", values), ("outputs", rows.Rows(spread.Result)), ("rows", new Operand.Batch())]);
    }

    public static Phase Statistics(ReduceTangent tangent, RowSource rows)
    {
        Reduce reduce = tangent.Of;
        EquatableArray<string> statistics = new([.. reduce.Statistics.Select(static statistic => Reduce.Name(statistic))]);
        return rows.Binder.Make(
            new StatisticsTangentKernel(statistics, GroupsOf(reduce), rows.Stride(reduce.X), StatisticsStride(reduce.Result, rows)),
            tangent.Formula,
            [
                ("inputs", rows.Rows(reduce.X)),
                ("tangents", rows.Rows(tangent.Moved)),
                ("statistics", WholeOrRows(reduce.Result, rows)),
                ("results", WholeOrRows(tangent.Result, rows)),
                ("rows", new Operand.Batch()),
            ]);
    }

    public static Phase Through(ThroughStatistic through, RowSource rows)
    {
        Reduce reduce = through.Statistics;
        int mean = reduce.Statistics.Contains(Statistic.Mean) ? reduce.RowOf(Statistic.Mean) : -1;
        bool moves = through.Moved is not null;
        return rows.Binder.Make(
            new ThroughStatisticKernel(
                Reduce.Name(through.Statistic),
                reduce.RowOf(through.Statistic),
                mean,
                GroupsOf(reduce),
                rows.Stride(reduce.X),
                StatisticsStride(reduce.Result, rows),
                moves),
            through.Formula,
            [
                ("sums", rows.Rows(through.Sum)),
                ("gradients", rows.Rows(through.Of.Statistics[through.Number]!)),
                ("gradientTangents", rows.Rows(through.Of.OfOperands[through.Number])),
                ("inputs", rows.Rows(reduce.X)),
                ("statistics", WholeOrRows(reduce.Result, rows)),
                ("inputTangents", moves ? rows.Rows(through.Of.Rows.X!) : null),
                ("statisticTangents", moves ? WholeOrRows(through.Moved!, rows) : null),
                ("results", rows.Rows(through.Result)),
                ("rows", new Operand.Batch()),
            ]);
    }

    public static Phase Trained(TrainedTangent tangent, RowSource rows)
    {
        Value value = tangent.Of.OfOperands[tangent.Number];
        return rows.Binder.Make(
            new TrainedTangentKernel(ChannelsOf(tangent.Of.Of), rows.Stride(value)),
            tangent.Formula,
            [("inputs", rows.Rows(value)), ("results", new Operand.GradientTangent(rows.Binder.Slot(tangent.Tensor))), ("rows", new Operand.Batch())]);
    }

    public static Phase Gather(WindowGather gather, RowSource rows) => rows.Binder.Make(
        new PoolTangentKernel(gather.Of.Window, rows.Stride(gather.Moved), rows.Stride(gather.Of.Places!), rows.Stride(gather.Result)),
        gather.Formula,
        [("inputs", rows.Rows(gather.Moved)), ("places", rows.Rows(gather.Of.Places!)), ("outputs", rows.Rows(gather.Result)), ("rows", new Operand.Batch())]);

    public static Phase Lookup(LookupTangent tangent, RowSource rows)
    {
        Lookup lookup = tangent.Of;
        ParameterSlot table = rows.Binder.Slot(lookup.Table);
        bool moves = !lookup.Table.IsFrozen;
        return rows.Binder.Make(
            new LookupTangentKernel(
                lookup.Of,
                rows.Stride(lookup.X),
                tangent.Moved is null ? 0 : rows.Stride(tangent.Moved),
                moves ? LookupPhases.TableStride(lookup, table) : 0,
                rows.Stride(tangent.Result)),
            tangent.Formula,
            [
                ("inputs", rows.Rows(lookup.X)),
                ("tangents", tangent.Moved is null ? null : rows.Rows(tangent.Moved)),
                ("weights", moves ? new Operand.Direction(table) : null),
                ("outputs", rows.Rows(tangent.Result)),
                ("rows", new Operand.Batch()),
            ]);
    }

    private static Phase Over(Phase phase, Func<Operand, Operand> replace) => phase with
    {
        Bindings = phase.Bindings.Select(binding => binding with
        {
            Operand = binding.Operand is Operand.OfBlock block ? block with { Entire = replace(block.Entire) } : replace(binding.Operand),
        }).ToEquatableArray(),
    };

    private static IEnumerable<(string Name, Operand? Operand)> Bindings(MapRows map, RowSource rows) =>
    [
        .. map.Operands.Select((value, i) => (TangentNames.Operand(i), (Operand?)rows.Rows(value))),
        (TangentNames.X, map.X is null ? null : rows.Rows(map.X)),
        .. map.Tangents.Select((value, i) => (TangentNames.Tangent(i), value is null ? null : (Operand?)rows.Rows(value))),
    ];

    private static EquatableArray<RuleOperand> OperandsOf(Map map) => map.Operands.Select(static operand => operand.Operand).ToEquatableArray();

    private static EquatableArray<bool> MovesOf(MapRows rows) => rows.Tangents.Select(static tangent => tangent is not null).ToEquatableArray();

    private static TangentGroups GroupsOf(Reduce reduce) =>
        new(reduce.X.Shape.Channels, reduce.X.Shape.Positions, reduce.Segments, reduce.IsOfBatch, reduce.IsChannelsLast);

    private static TangentGroups ChannelsOf(Map map) => new(map.X.Shape.Channels, map.X.Shape.Positions, 1, IsOfBatch: true, map.IsChannelsLast);

    private static Operand WholeOrRows(Value value, RowSource rows) =>
        value.Kind == ValueKind.Batch ? new Operand.Whole(rows.Binder.Fixed(value), 0) : rows.Rows(value);

    private static int StatisticsStride(Value statistics, RowSource rows) =>
        statistics.Kind == ValueKind.Batch ? RowPadding.Stride(statistics.Shape.Extents[1]) : rows.Stride(statistics);
}
