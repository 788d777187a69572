using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints copies between tensors in a buffer, with padding and in the layout that their kernels want, and the canonical order.</summary>
internal static class TensorCopyEmitter
{
    /// <summary>Copies a tensor out, or in.</summary>
    /// <param name="writer">Takes the statements.</param>
    /// <param name="slot">The tensor; <c>memory</c> is where the buffer begins.</param>
    /// <param name="span">The span of the canonical order.</param>
    /// <param name="offset">Where the tensor begins in it.</param>
    /// <param name="isLoad">Whether it is copied in.</param>
    /// <param name="place">Where it stands in the buffer, an expression.</param>
    public static void Emit(SourceWriter writer, ParameterSlot slot, string span, int offset, bool isLoad, string place)
    {
        string tensor = $"ref clr::Unsafe.Add(ref memory, {place}), {Literals.Number(slot.Stride)}";
        string canonical = $"{span}.Slice({Literals.Number(offset)}, {Literals.Number(slot.Count)})";
        (string rows, string columns) = (Literals.Number(slot.Rows), Literals.Number(slot.Columns));
        string copy = $"engine::MatrixLayout.{(isLoad ? "FromCanonical" : "ToCanonical")}";
        if (slot.Blocks > 1)
        {
            string floats = Literals.Number(slot.BlockFloats);
            string scalars = Literals.Number(slot.Rows * slot.BlockColumns);
            writer.Line($"for (int block = 0; block < {Literals.Number(slot.Blocks)}; block++)");
            writer.Line($"    {copy}(ref clr::Unsafe.Add(ref memory, {place} + (block * {floats})), {Literals.Number(slot.Stride)}, {rows}, {Literals.Number(slot.BlockColumns)}, " +
                $"{span}.Slice({Literals.Number(offset)} + (block * {scalars}), {scalars}));");
            return;
        }

        // These layouts are the canonical one, but for the padding.
        writer.Line(slot.IsTransposed || slot.IsRowByRow
            ? $"engine::MatrixLayout.{(isLoad ? "LoadRows" : "CopyRows")}({tensor}, {canonical}, {columns});"
            : $"{copy}({tensor}, {rows}, {columns}, {canonical});");
    }

    /// <summary>Writes the copies [in, out] that forward reads of transposed weights, after the weights have changed.</summary>
    public static void EmitForward(SourceWriter writer, ParameterSlot slot)
    {
        if (!slot.IsTransposed)
            return;
        writer.Line($"engine::PanelTranspose.Write(ref clr::Unsafe.Add(ref memory, {OperandText.ConstantName(slot)}), {Literals.Number(slot.Stride)}, {Literals.Number(slot.Rows)}, " +
            $"{Literals.Number(slot.Columns)}, ref clr::Unsafe.Add(ref memory, {OperandText.ForwardName(slot)}), {Literals.Number(slot.ForwardStride)});");
    }

    /// <summary>The body of a method that copies tensors which train; <c>memory</c> is where the first of them stands, or what belongs to it.</summary>
    public static void EmitTrained(SourceWriter writer, IReadOnlyList<ParameterSlot> slots, string span, Func<ParameterSlot, int> offset, bool isLoad)
    {
        foreach (ParameterSlot slot in slots)
            Emit(writer, slot, span, offset(slot), isLoad, $"{OperandText.ConstantName(slot)} - FirstTrained");
    }

    /// <summary>The offsets of tensors that follow one another.</summary>
    public static Func<ParameterSlot, int> Packed(IReadOnlyList<ParameterSlot> slots)
    {
        var offsets = new Dictionary<string, int>(StringComparer.Ordinal);
        int end = 0;
        foreach (ParameterSlot slot in slots)
        {
            offsets.Add(slot.Name, end);
            end += slot.Count;
        }

        return slot => offsets[slot.Name];
    }
}
