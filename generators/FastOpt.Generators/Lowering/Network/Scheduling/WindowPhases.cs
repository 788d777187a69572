using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Lowering.Network.Scheduling;

/// <summary>The phases of windows that slide over images: products, reductions, their gradients.</summary>
internal static class WindowPhases
{
    public static Phase Product(WindowProduct product, RowSource rows)
    {
        PhaseBinder binder = rows.Binder;
        return binder.Make(
            new ConvolutionKernel(
                product.Window, rows.Stride(product.X), rows.Stride(product.Last), product.Bias is not null, product.Activation?.Rule),
            product.Formula,
            [
                ("inputs", rows.Rows(product.X)),
                ("weights", new Operand.Parameter(binder.Slot(product.Weight))),
                ("bias", product.Bias is null ? null : new Operand.Parameter(binder.Slot(product.Bias))),
                ("outputs", rows.Rows(product.Last)),
                ("laidOut", new Operand.LaidOut(binder.LaidOut(product.Weight))),
                ("activation", product.Activation is { } activation ? new Operand.LayerCoefficients(activation.Layer) : null),
                ("panel", new Operand.Scratch(ScratchKind.Panel)),
                ("rows", new Operand.Batch()),
            ]);
    }

    public static Phase InputProduct(WindowInputProduct product, RowSource rows) => rows.Binder.Make(
        new ConvolutionInputGradientKernel(product.Of.Window, rows.Stride(product.Gradient), rows.Stride(product.Last), product.Through?.Of.Rule)
        {
            Pool = PoolOf(product, rows),
        },
        product.Formula,
        [
            ("gradients", rows.Rows(product.Gradient)),
            ("places", product.Pool is null ? null : rows.Rows(product.Pool.Places!)),
            ("weights", new Operand.Parameter(rows.Binder.Slot(product.Of.Weight))),
            ("results", rows.Rows(product.Last)),
            ("kept", product.Through is null ? null : rows.Rows(product.Through.Of.DerivativeFrom)),
            ("activation", product.Through is null ? null : new Operand.LayerCoefficients(product.Through.Of.Layer)),
            ("panel", new Operand.Scratch(ScratchKind.Panel)),
            ("rows", new Operand.Batch()),
        ]);

    /// <summary>The sums of gradients over sections of the batch, each as soon as what is summed is there.</summary>
    /// <param name="made">What has been made last.</param>
    /// <param name="rows">Where values stand.</param>
    public static IEnumerable<Phase> Sums(IEnumerable<Value> made, RowSource rows)
    {
        foreach (WindowProductGradient gradient in rows.Binder.Graph.Gradients.OfType<WindowProductGradient>().Where(item => made.Contains(item.Gradient)))
        {
            ParameterSpec? tensor = gradient switch
            {
                WindowWeightGradient => gradient.Of.Weight,
                WindowBiasGradient => gradient.Of.Bias,
                _ => null,
            };
            if (tensor is not null && rows.Binder.SectionSums(tensor) is { } slot)
                yield return Sums(gradient, slot, rows);
        }
    }

    private static Phase Sums(WindowProductGradient gradient, SectionSlot slot, RowSource rows)
    {
        bool isWeight = gradient is WindowWeightGradient;
        WindowSpec window = gradient.Of.Window;
        bool hasPlaces = isWeight && gradient.Pool is not null;
        return rows.Binder.Make(
            isWeight
                ? new ConvolutionWeightSumsKernel(window, rows.Stride(gradient.Of.X), rows.Stride(gradient.Gradient)) { Pool = PoolOf(gradient, rows) }
                : new ConvolutionBiasSumsKernel(gradient.Pool?.Window ?? window, rows.Stride(gradient.Gradient)),
            gradient.Formula + ", of each section",
            [
                ("inputs", isWeight ? rows.Rows(gradient.Of.X) : null),
                ("gradients", rows.Rows(gradient.Gradient)),
                ("places", hasPlaces ? rows.Rows(gradient.Pool!.Places!) : null),
                ("sums", new Operand.SectionSums(slot)),
                ("panel", isWeight ? new Operand.Scratch(ScratchKind.Panel) : null),
                ("rows", new Operand.Batch()),
                ("first", new Operand.First()),
                ("batch", new Operand.EntireBatch()),
            ]);
    }

    /// <summary>The gradient of filters from the sums of all sections.</summary>
    public static Phase WeightGradient(WindowWeightGradient gradient, SectionSlot sums, GradientEnd end, RowSource rows) => rows.Binder.Make(
        new SectionWeightGradientKernel(gradient.Of.Window, gradient.Pool is not null, end),
        gradient.Formula,
        [
            ("sums", new Operand.SectionSums(sums)),
            .. GradientPhases.Stored(rows.Binder.Slot(gradient.Of.Weight), end),
            ("rows", new Operand.Batch()),
            ("part", new Operand.Share()),
        ]);

    /// <summary>The gradient of a bias from the sums of all sections.</summary>
    public static Phase BiasGradient(WindowBiasGradient gradient, SectionSlot sums, GradientEnd end, RowSource rows) => rows.Binder.Make(
        new SectionBiasGradientKernel(gradient.Of.Window.Filters, end),
        gradient.Formula,
        [
            ("sums", new Operand.SectionSums(sums)),
            .. GradientPhases.Stored(rows.Binder.Slot(gradient.Of.Bias!), end),
            ("rows", new Operand.Batch()),
        ]);

    public static Phase WeightGradient(WindowWeightGradient gradient, GradientEnd end, RowSource rows)
    {
        ParameterSlot slot = rows.Binder.Slot(gradient.Of.Weight);
        return rows.Binder.Make(
            new ConvolutionWeightGradientKernel(gradient.Of.Window, rows.Stride(gradient.Of.X), rows.Stride(gradient.Gradient), end)
            {
                Pool = PoolOf(gradient, rows),
            },
            gradient.Formula,
            [
                ("inputs", rows.Rows(gradient.Of.X)),
                ("gradients", rows.Rows(gradient.Gradient)),
                ("places", gradient.Pool is null ? null : rows.Rows(gradient.Pool.Places!)),
                .. GradientPhases.Stored(slot, end),
                ("panel", new Operand.Scratch(ScratchKind.Panel)),
                ("rows", new Operand.Batch()),
                ("part", new Operand.Share()),
            ]);
    }

    public static Phase BiasGradient(WindowBiasGradient gradient, GradientEnd end, RowSource rows)
    {
        ParameterSlot slot = rows.Binder.Slot(gradient.Of.Bias!);
        return rows.Binder.Make(
            new ConvolutionBiasGradientKernel(gradient.Pool?.Window ?? gradient.Of.Window, rows.Stride(gradient.Gradient), end),
            gradient.Formula,
            [("gradients", rows.Rows(gradient.Gradient)), .. GradientPhases.Stored(slot, end), ("rows", new Operand.Batch())]);
    }

    public static Phase Reduce(WindowReduce reduce, RowSource rows) => rows.Binder.Make(
        new PoolKernel(
            reduce.Window, rows.Stride(reduce.X), rows.Stride(reduce.Y), reduce.Kind == PoolKind.Max, reduce.Places is null ? 0 : rows.Stride(reduce.Places)),
        reduce.Formula,
        [
            ("inputs", rows.Rows(reduce.X)),
            ("outputs", rows.Rows(reduce.Y)),
            ("places", reduce.Places is null ? null : rows.Rows(reduce.Places)),
            ("rows", new Operand.Batch()),
        ]);

    public static Phase Spread(WindowSpread spread, RowSource rows) => rows.Binder.Make(
        new PoolGradientKernel(
            spread.Of.Window, rows.Stride(spread.Gradient), rows.Stride(spread.Result), spread.Of.Places is null ? 0 : rows.Stride(spread.Of.Places)),
        spread.Formula,
        [
            ("gradients", rows.Rows(spread.Gradient)),
            ("places", spread.Of.Places is null ? null : rows.Rows(spread.Of.Places)),
            ("results", rows.Rows(spread.Result)),
            ("rows", new Operand.Batch()),
        ]);

    public static Phase Turn(Turn turn, RowSource rows) => rows.Binder.Make(
        new TurnKernel(turn.Outer, turn.Inner, rows.Stride(turn.X), rows.Stride(turn.Y)),
        turn.Formula,
        [("inputs", rows.Rows(turn.X)), ("outputs", rows.Rows(turn.Y)), ("rows", new Operand.Batch())]);

    private static (WindowSpec Window, int PlaceStride)? PoolOf(WindowProductGradient gradient, RowSource rows) =>
        gradient.Pool is { } pool ? (pool.Window, rows.Stride(pool.Places!)) : null;
}
