using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Lowering.Network.Passes;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Scheduling;

/// <summary>The phases of operations that threads share by rows of the batch or by columns: those of the forward pass, and what the backward pass does row by row.</summary>
internal static class ForwardPhases
{
    private static readonly Dictionary<Type, Func<Operation, RowSource, Phase>> Table = new()
    {
        [typeof(Load)] = static (operation, rows) => Load((Load)operation, rows),
        [typeof(Product)] = static (operation, rows) => Product((Product)operation, rows),
        [typeof(Draw)] = static (operation, rows) => RulePhases.Draw((Draw)operation, rows),
        [typeof(Reduce)] = static (operation, rows) => RulePhases.Statistics((Reduce)operation, rows),
        [typeof(Map)] = static (operation, rows) => ((Map)operation).IsPlain ? Map((Map)operation, rows) : RulePhases.Map((Map)operation, rows),
        [typeof(MapSums)] = static (operation, rows) => RulePhases.Sums((MapSums)operation, rows),
        [typeof(Combine)] = static (operation, rows) => Combine((Combine)operation, rows),
        [typeof(Concat)] = static (operation, rows) => Concat((Concat)operation, rows),
        [typeof(HandOut)] = static (operation, rows) => HandOut((HandOut)operation, rows),
        [typeof(Slice)] = static (operation, rows) => Slice((Slice)operation, rows),
        [typeof(InputProduct)] = static (operation, rows) => InputProduct((InputProduct)operation, rows),
        [typeof(MapGradient)] = static (operation, rows) => ((MapGradient)operation).Of.IsPlain ? MapGradient((MapGradient)operation, rows) : RulePhases.Gradient((MapGradient)operation, rows),
        [typeof(WindowProduct)] = static (operation, rows) => WindowPhases.Product((WindowProduct)operation, rows),
        [typeof(WindowInputProduct)] = static (operation, rows) => WindowPhases.InputProduct((WindowInputProduct)operation, rows),
        [typeof(WindowReduce)] = static (operation, rows) => WindowPhases.Reduce((WindowReduce)operation, rows),
        [typeof(WindowSpread)] = static (operation, rows) => WindowPhases.Spread((WindowSpread)operation, rows),
        [typeof(Turn)] = static (operation, rows) => WindowPhases.Turn((Turn)operation, rows),
        [typeof(Lookup)] = static (operation, rows) => LookupPhases.Lookup((Lookup)operation, rows),
        [typeof(LookupPassed)] = static (operation, rows) => LookupPhases.Passed((LookupPassed)operation, rows),
        [typeof(View)] = static (operation, rows) => View((View)operation, rows),
        [typeof(Along)] = static (operation, rows) => TangentPhases.Along((Along)operation, rows),
        [typeof(Zeros)] = static (operation, rows) => TangentPhases.Zeros((Zeros)operation, rows),
        [typeof(MapCurvature)] = static (operation, rows) => TangentPhases.Curvature((MapCurvature)operation, rows),
        [typeof(MapTangent)] = static (operation, rows) => TangentPhases.Map((MapTangent)operation, rows),
        [typeof(MapGradientTangents)] = static (operation, rows) => TangentPhases.Gradients((MapGradientTangents)operation, rows),
        [typeof(SpreadOperand)] = static (operation, rows) => TangentPhases.Spread((SpreadOperand)operation, rows),
        [typeof(ReduceTangent)] = static (operation, rows) => TangentPhases.Statistics((ReduceTangent)operation, rows),
        [typeof(ThroughStatistic)] = static (operation, rows) => TangentPhases.Through((ThroughStatistic)operation, rows),
        [typeof(WindowGather)] = static (operation, rows) => TangentPhases.Gather((WindowGather)operation, rows),
        [typeof(LookupTangent)] = static (operation, rows) => TangentPhases.Lookup((LookupTangent)operation, rows),
        [typeof(LossTangent)] = static (operation, rows) => TangentPhases.Loss((LossTangent)operation, rows),
        [typeof(Loss)] = static (operation, rows) => LossPhase.Of((Loss)operation, rows),
    };

    public static Phase Of(Operation operation, RowSource rows) => Table[operation.GetType()](operation, rows);

    private static Phase Load(Load load, RowSource rows) => rows.Binder.Make(
        new LoadKernel(load.X.Width, rows.Stride(load.X)),
        load.Formula,
        [("inputs", new Operand.Inputs()), ("outputs", rows.Rows(load.X)), ("rows", new Operand.Batch())]);

    private static Phase Product(Product product, RowSource rows)
    {
        PhaseBinder binder = rows.Binder;
        ParameterSlot weight = binder.Slot(product.Weight);
        ParameterSlot? bias = product.Bias is null ? null : binder.Slot(product.Bias);
        Value result = product.Activation?.Y ?? product.Y;
        int stride = rows.Stride(result);
        var kernel = new ForwardKernel(
            product.Inputs, weight.IsTransposed ? product.Outputs : weight.BlockColumns, rows.Stride(product.X), weight.ForwardStride, stride, bias is not null, product.Activation?.Rule)
        {
            FetchesAhead = weight.Exceeds(1, Tiles.CachedBytes),
            Keeps = product.Activation is not null && product.Keeps,
        };
        return binder.Make(
            kernel,
            product.Formula + AtATime(weight),
            [
                ("inputs", OfBlock(weight, rows.Rows(product.X), 0, rows.Stride(product.X))),
                ("weights", OfBlock(weight, weight.IsTransposed ? new Operand.ForwardWeight(weight) : new Operand.Parameter(weight), weight.BlockFloats)),
                ("bias", bias is null ? null : OfBlock(weight, new Operand.Parameter(bias), weight.BlockColumns)),
                ("outputs", OfBlock(weight, rows.Rows(result), weight.BlockColumns, stride)),
                ("kept", kernel.Keeps ? OfBlock(weight, rows.Rows(product.Y), weight.BlockColumns, stride) : null),
                ("activation", product.Activation is { } activation ? new Operand.LayerCoefficients(activation.Layer) : null),
                ("rows", weight.Blocks > 1 ? new Operand.RowsOfBlock() : new Operand.Batch()),
            ]) with
        { Blocks = weight.Blocks };
    }

    private static Phase Map(Map map, RowSource rows) => rows.Binder.Make(
        new ActivationKernel(map.X.Width, rows.Stride(map.X), map.Rule),
        map.Formula,
        [("inputs", rows.Rows(map.X)), ("outputs", rows.Rows(map.Y)), ("activation", new Operand.LayerCoefficients(map.Layer)), ("rows", new Operand.Batch())]);

    private static Phase Combine(Combine combine, RowSource rows) => rows.Binder.Make(
        new CombineKernel(combine.Combination, combine.Y.Width, rows.Stride(combine.Y)),
        combine.Formula,
        [("left", rows.Rows(combine.A)), ("right", rows.Rows(combine.B)), ("outputs", rows.Rows(combine.Y)), ("rows", new Operand.Batch())]);

    private static Phase Concat(Concat concat, RowSource rows) => rows.Binder.Make(
        new ConcatKernel(concat.A.Width, rows.Stride(concat.A), concat.B.Width, rows.Stride(concat.B), rows.Stride(concat.Y)),
        concat.Formula,
        [("left", rows.Rows(concat.A)), ("right", rows.Rows(concat.B)), ("outputs", rows.Rows(concat.Y)), ("rows", new Operand.Batch())]);

    private static Phase Slice(Slice slice, RowSource rows) => rows.Binder.Make(
        new SliceKernel(slice.Offset, slice.Y.Width, rows.Stride(slice.X), rows.Stride(slice.Y)),
        slice.Formula,
        [("inputs", rows.Rows(slice.X)), ("outputs", rows.Rows(slice.Y)), ("rows", new Operand.Batch())]);

    private static Phase View(View view, RowSource rows) => rows.Binder.Make(
        new SliceKernel(0, view.Y.Width, rows.Stride(view.X), rows.Stride(view.Y)),
        view.Formula,
        [("inputs", rows.Rows(view.X)), ("outputs", rows.Rows(view.Y)), ("rows", new Operand.Batch())]);

    private static Phase HandOut(HandOut value, RowSource rows) => rows.Binder.Make(
        new HandOutKernel(value.X.Width, rows.Stride(value.X)),
        value.Formula,
        [("inputs", rows.Rows(value.X)), ("outputs", new Operand.InputGradients()), ("rows", new Operand.Batch())]);

    private static Phase InputProduct(InputProduct product, RowSource rows)
    {
        PhaseBinder binder = rows.Binder;
        ParameterSlot weight = binder.Slot(product.Of.Weight);
        if (product.Of.X == binder.Graph.Input)
        {
            return binder.Make(
                new FirstInputGradientKernel(product.Of.Inputs, weight.BlockColumns, weight.Blocks, rows.Stride(product.Gradient), weight.Stride),
                product.Formula,
                [("gradients", rows.Rows(product.Gradient)), ("weights", new Operand.Parameter(weight)), ("results", new Operand.InputGradients()), ("rows", new Operand.Batch())]);
        }

        var kernel = new InputGradientKernel(
            product.Of.Inputs,
            product.Of.Outputs,
            rows.Stride(product.Gradient),
            weight.Stride,
            rows.Stride(product.Last),
            weight.IsTransposed,
            product.Through?.Of.Rule)
        { Blocks = weight.Blocks };
        return binder.Make(
            kernel,
            product.Formula,
            [
                ("gradients", rows.Rows(product.Gradient)),
                ("weights", new Operand.Parameter(weight)),
                ("panel", weight.IsTransposed ? null : new Operand.Scratch(ScratchKind.Panel)),
                ("results", rows.Rows(product.Last)),
                ("kept", product.Through is null ? null : rows.Rows(product.Through.Of.DerivativeFrom)),
                ("activation", product.Through is null ? null : new Operand.LayerCoefficients(product.Through.Of.Layer)),
                ("rows", new Operand.Batch()),
                ("part", weight.Blocks > 1 ? new Operand.Share() : null),
            ]);
    }

    private static Phase MapGradient(MapGradient gradient, RowSource rows) => rows.Binder.Make(
        new ActivationGradientKernel(gradient.Result.Width, rows.Stride(gradient.Result), gradient.Of.Rule),
        gradient.Formula,
        [
            ("gradients", rows.Rows(gradient.Gradient)),
            ("results", rows.Rows(gradient.Result)),
            ("kept", rows.Rows(gradient.Of.DerivativeFrom)),
            ("activation", new Operand.LayerCoefficients(gradient.Of.Layer)),
            ("rows", new Operand.Batch()),
        ]);

    /// <summary>An operand of a product whose weight stands in blocks of columns.</summary>
    public static Operand OfBlock(ParameterSlot weight, Operand operand, int distance, int rowStride = 0) => weight.Blocks > 1 ? new Operand.OfBlock(operand, distance, rowStride) : operand;

    public static string AtATime(ParameterSlot weight) => weight.Blocks > 1 ? $", {Literals.Number(weight.BlockColumns)} columns at a time" : "";
}
