using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Scheduling;

/// <summary>The phases of rules that take more than x: statistics, random numbers, maps, their gradients and sums.</summary>
internal static class RulePhases
{
    public static Phase Statistics(Reduce reduce, RowSource rows)
    {
        PhaseBinder binder = rows.Binder;
        RowForm form = FormOf(reduce.X, reduce.Segments, rows) with { IsChannelsLast = reduce.IsChannelsLast };
        EquatableArray<string> statistics = new([.. reduce.Statistics.Select(static statistic => Reduce.Name(statistic))]);
        if (!reduce.IsOfBatch)
        {
            return binder.Make(
                new RowStatisticsKernel(statistics, form, rows.Stride(reduce.Result)),
                reduce.Formula,
                [("inputs", rows.Rows(reduce.X)), ("statistics", rows.Rows(reduce.Result)), ("rows", new Operand.Batch())]);
        }

        return binder.Make(
            new BatchStatisticsKernel(statistics, form, ChannelStride(reduce.Result)),
            reduce.Formula,
            [("inputs", rows.Rows(reduce.X)), ("statistics", new Operand.Whole(binder.Fixed(reduce.Result), 0)), ("rows", new Operand.Batch()), ("part", new Operand.Share())]);
    }

    public static Phase Draw(Draw draw, RowSource rows) => rows.Binder.Make(
        new DrawKernel(draw.Kind, draw.IsCoarse, draw.Result.Width, rows.Stride(draw.Result), draw.Stream),
        draw.Formula,
        [("outputs", rows.Rows(draw.Result)), ("key", new Operand.Key()), ("firstRow", new Operand.First()), ("rows", new Operand.Batch())]);

    public static Phase Map(Map map, RowSource rows)
    {
        MapKernel kernel = Shaped(new MapKernel(map.Rule, FormOf(map, rows), [.. OperandsOf(map).Select(static operand => operand with { IsConstant = false })])
        {
            IsPrediction = map.IsPrediction,
            StatisticsStride = StatisticsStride(map, rows),
        });
        return rows.Binder.Make(
            kernel,
            map.Formula,
            [
                ("inputs", rows.Rows(map.X)),
                .. OperandBindings(map, rows),
                ("outputs", rows.Rows(map.Y)),
                ("coefficients", new Operand.LayerCoefficients(map.Layer)),
                ("rows", new Operand.Batch()),
                .. Extents(kernel, FormOf(map, rows)),
            ]);
    }

    public static Phase Gradient(MapGradient gradient, RowSource rows)
    {
        Map map = gradient.Of;
        PhaseBinder binder = rows.Binder;
        bool takesMean = map.Statistics is { IsOfBatch: true } statistics && statistics.Statistics.Contains(Statistic.Variance) && map.Operands.All(static operand => operand.Operand.Statistic != Statistic.Mean);
        MapGradientKernel kernel = Shaped(new MapGradientKernel(map.Rule, FormOf(map, rows), OperandsOf(map))
        {
            StatisticsStride = StatisticsStride(map, rows),
            MeanRow = MeanRow(map),
            ReadsX = ReadsX(map),
            ReadsOutput = map.Rule.Facts.GradientReadsOutput,
            TakesMean = takesMean,
        });
        Operand Sums(int row) => new Operand.Whole(binder.Fixed(gradient.Sums!), row * ChannelStride(gradient.Sums!));
        RuleOperand[] summed = gradient.Sums is null ? [] : [.. MapSums.Rows(map)];
        RuleOperand[] extremes = gradient.Sums is null ? [] : [.. MapSums.Extremes(map)];
        return binder.Make(
            kernel,
            gradient.Formula,
            [
                ("gradients", rows.Rows(gradient.Gradient)),
                ("inputs", kernel.ReadsX ? rows.Rows(map.X) : null),
                ("outputs", kernel.ReadsOutput ? rows.Rows(map.Y) : null),
                .. OperandBindings(map, rows),
                ("means", takesMean ? new Operand.Whole(binder.Fixed(map.Statistics!.Result), map.Statistics.RowOf(Statistic.Mean) * ChannelStride(map.Statistics.Result)) : null),
                .. kernel.Statistics.Where(static operand => operand.IsOfBatch).Select(operand => (operand.Sums, (Operand?)Sums(Array.IndexOf(summed, operand.Operand)))),
                .. kernel.Statistics.Where(static operand => operand.IsOfBatch && operand.IsExtreme).Select(operand =>
                    (operand.Sums + "At", (Operand?)Sums(summed.Length + Array.IndexOf(extremes, operand.Operand)))),
                ("results", rows.Rows(gradient.Result)),
                ("coefficients", new Operand.LayerCoefficients(map.Layer)),
                ("rows", new Operand.Batch()),
                ("firstRow", extremes.Length > 0 ? new Operand.First() : null),
                .. Extents(kernel, FormOf(map, rows)),
            ]);
    }

    public static Phase Sums(MapSums sums, RowSource rows)
    {
        Map map = sums.Of;
        MapSumsKernel kernel = Shaped(new MapSumsKernel(map.Rule, FormOf(map, rows), OperandsOf(map))
        {
            StatisticsStride = StatisticsStride(map, rows),
            ReadsX = ReadsX(map),
            ReadsOutput = map.Rule.Facts.GradientReadsOutput,
            SumsStride = ChannelStride(sums.Result),
        });
        if (kernel.IsOfAnyShape)
            kernel = kernel with { SumsStride = 0 };
        return rows.Binder.Make(
            kernel,
            sums.Formula,
            [
                ("gradients", rows.Rows(sums.Gradient)),
                ("inputs", kernel.ReadsX ? rows.Rows(map.X) : null),
                ("outputs", kernel.ReadsOutput ? rows.Rows(map.Y) : null),
                .. OperandBindings(map, rows),
                ("sums", new Operand.Whole(rows.Binder.Fixed(sums.Result), 0)),
                ("coefficients", new Operand.LayerCoefficients(map.Layer)),
                ("rows", new Operand.Batch()),
                ("part", new Operand.Share()),
                .. Extents(kernel, FormOf(map, rows)),
                ("sumsStride", kernel.IsOfAnyShape ? new Operand.Number(ChannelStride(sums.Result)) : null),
            ]);
    }

    /// <summary>The gradient of a trained parameter, on its way from the sums.</summary>
    public static Phase Trained(TrainedGradient gradient, GradientEnd end, RowSource rows)
    {
        PhaseBinder binder = rows.Binder;
        ParameterSlot slot = binder.Slot(gradient.Tensor);
        var sums = new Operand.Whole(binder.Fixed(gradient.Sums.Result), gradient.Sums.RowOf(gradient.Tensor) * ChannelStride(gradient.Sums.Result));
        (string Name, Operand? Operand)[] share = [("first", new Operand.FirstColumn(slot)), ("end", new Operand.EndColumn(slot))];
        return end switch
        {
            UpdateEnd update => binder.Make(
                new StoredUpdateKernel(update, Scales: false),
                $"{slot.Name} ← {update.Chain.Of("∂" + slot.Name)}",
                [("weights", new Operand.Parameter(slot)), ("gradients", sums), .. PhaseBinder.Coefficients(update.Chain, 0, slot.Group), .. share]),
            StoreEnd store => binder.Make(
                new SumKernel(slot.Columns, end),
                $"∂{slot.Name} {(store.Adds ? "+=" : "=")} {gradient.Sum}",
                [("sums", sums), ("results", new Operand.StoredGradient(slot)), ("added", store.Adds ? new Operand.Added() : null), .. share]),
            _ => binder.Make(new SumKernel(slot.Columns, end), gradient.Formula, [("sums", sums), ("result", new Operand.CanonicalGradient(slot))]),
        };
    }

    public static Phase Running(WriteState write, RowSource rows)
    {
        PhaseBinder binder = rows.Binder;
        TensorShape shape = write.Of.X.Shape;
        return binder.Make(
            new RunningKernel(shape.Channels, shape.Positions, write.Statistic == Statistic.Variance),
            write.Formula,
            [
                ("running", new Operand.Parameter(binder.Slot(write.Running))),
                ("statistic", new Operand.Whole(binder.Fixed(write.Of.Result), write.Of.RowOf(write.Statistic) * ChannelStride(write.Of.Result))),
                ("momentum", new Operand.Momentum(write.Layer)),
                ("rows", new Operand.Batch()),
            ]);
    }

    /// <summary>The kernel for every shape, where there is one.</summary>
    private static TKernel Shaped<TKernel>(TKernel kernel)
        where TKernel : RuleKernel => kernel.IsByColumns
            ? (TKernel)(kernel with { Form = kernel.Form.OfAnyShape(kernel is MapSumsKernel), IsOfAnyShape = true })
            : kernel;

    /// <summary>The extents that such a kernel takes.</summary>
    private static IEnumerable<(string Name, Operand? Operand)> Extents(RuleKernel kernel, RowForm form)
    {
        if (!kernel.IsOfAnyShape)
            yield break;
        yield return ("channels", new Operand.Number(form.Channels));
        yield return ("positions", form.Positions > 1 ? new Operand.Number(form.Positions) : null);
        yield return ("stride", new Operand.Number(form.Stride));
    }

    /// <summary>Floats between two rows of a value of the batch.</summary>
    private static int ChannelStride(Value value) => RowPadding.Stride(value.Shape.Extents[1]);

    private static RowForm FormOf(Value x, int segments, RowSource rows) => new(x.Shape.Channels, x.Shape.Positions, segments, rows.Stride(x));

    private static RowForm FormOf(Map map, RowSource rows) => FormOf(map.X, Segments(map), rows) with { IsChannelsLast = map.IsChannelsLast };

    private static int Segments(Map map) => map.Statistics is { IsOfBatch: false } statistics ? statistics.Segments : 1;

    private static int StatisticsStride(Map map, RowSource rows) => map.Statistics is { IsOfBatch: false } statistics && HasSegmentOperand(map) ? rows.Stride(statistics.Result) : 0;

    private static bool HasSegmentOperand(Map map) => map.Operands.Any(static operand => operand.Operand.Kind == OperandKind.Statistic);

    private static int MeanRow(Map map) => map.Statistics is { IsOfBatch: false } statistics ? statistics.RowOf(Statistic.Mean) : -1;

    /// <summary>Whether the gradients, or the way back through the statistics, read x.</summary>
    private static bool ReadsX(Map map) => map.Rule.Facts.GradientReadsX || map.Statistics is { AdjointReadsX: true };

    private static EquatableArray<KernelOperand> OperandsOf(Map map) => map.Operands.Select(operand => operand.Operand.Kind switch
    {
        OperandKind.Statistic when map.Statistics is { IsOfBatch: false } statistics => new KernelOperand(operand.Operand, OperandPlace.Segment, statistics.RowOf(operand.Operand.Statistic!.Value)),
        OperandKind.Statistic or OperandKind.Trained => new KernelOperand(operand.Operand, OperandPlace.Channel) { IsConstant = operand.Operand.Kind == OperandKind.Statistic && operand.Tensor is not null },
        _ => new KernelOperand(operand.Operand, OperandPlace.Row),
    }).ToEquatableArray();

    private static IEnumerable<(string Name, Operand? Operand)> OperandBindings(Map map, RowSource rows)
    {
        PhaseBinder binder = rows.Binder;
        if (StatisticsStride(map, rows) > 0)
            yield return ("statistics", rows.Rows(map.Statistics!.Result));
        foreach ((MapOperand operand, KernelOperand place) in map.Operands.Zip(OperandsOf(map), static (operand, place) => (operand, place)))
        {
            if (place.Place == OperandPlace.Segment)
                continue;
            yield return (place.Values, operand switch
            {
                { Tensor: { } tensor } => new Operand.Parameter(binder.Slot(tensor)),
                { Operand.Statistic: { } statistic } => new Operand.Whole(binder.Fixed(operand.Value!), map.Statistics!.RowOf(statistic) * ChannelStride(operand.Value!)),
                _ => rows.Rows(operand.Value!),
            });
        }
    }
}
