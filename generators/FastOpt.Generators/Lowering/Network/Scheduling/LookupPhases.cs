using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Scheduling;

/// <summary>The phases of lookups in tables.</summary>
internal static class LookupPhases
{
    public static Phase Lookup(Lookup lookup, RowSource rows)
    {
        ParameterSlot table = rows.Binder.Slot(lookup.Table);
        return rows.Binder.Make(
            new LookupKernel(lookup.Of, rows.Stride(lookup.X), TableStride(lookup, table), rows.Stride(lookup.Y)),
            lookup.Formula,
            [("inputs", rows.Rows(lookup.X)), ("weights", new Operand.Parameter(table)), ("outputs", rows.Rows(lookup.Y)), ("rows", new Operand.Batch())]);
    }

    public static Phase Passed(LookupPassed passed, RowSource rows) => rows.Binder.Make(
        new LookupPassedKernel(passed.Of.Of, rows.Stride(passed.Gradient), rows.Stride(passed.Result)),
        passed.Formula,
        [("gradients", rows.Rows(passed.Gradient)), ("results", rows.Rows(passed.Result)), ("rows", new Operand.Batch())]);

    public static Phase Gradient(LookupGradient gradient, GradientEnd end, RowSource rows)
    {
        Lookup lookup = gradient.Of;
        ParameterSlot table = rows.Binder.Slot(lookup.Table);
        int stride = end is CanonicalEnd ? lookup.Of.Size : TableStride(lookup, table);
        return rows.Binder.Make(
            new LookupGradientKernel(lookup.Of, rows.Stride(lookup.X), rows.Stride(gradient.Gradient), stride, end),
            gradient.Formula,
            [
                ("inputs", rows.Rows(lookup.X)),
                ("gradients", rows.Rows(gradient.Gradient)),
                .. GradientPhases.Stored(table, end),
                ("rows", new Operand.Batch()),
            ]);
    }

    /// <summary>The vectors of a table stand behind one another, or, where only those are updated that were read, in rows of their own.</summary>
    public static int TableStride(Lookup lookup, ParameterSlot table) => table.IsRowByRow ? table.Stride : lookup.Of.Size;
}
