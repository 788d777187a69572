using FastOpt.Generators.Emit.Targets;
using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Passes;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints how a copy of the weights takes over the affine maps behind its products, channel by channel.</summary>
internal static class FoldEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        string Names(Folding folding) => $"{folding.Map.Y.Name} into {folding.Product.Weight.Name.Split('.')[0]}";
        string what = string.Join(", ", text.Program.Foldings.Select(Names));
        writer.Line($"/// <summary>Folds {what}: y = (x · W + b) · a + f(0) = x · (W · a) + (b · a + f(0)).</summary>");
        using (writer.Braces($"private sealed class FoldedWeights() : engine::PublishedWeights({LaidOutEmitter.Sizes(text)})"))
        using (writer.Braces("protected override void Prepare(ref float memory)"))
        {
            foreach (Folding folding in text.Program.Foldings)
            {
                using (writer.Braces())
                    EmitOne(writer, text, folding);
            }

            if (LaidOutEmitter.Applies(text))
                writer.Line("LayOut(ref memory);");
        }
    }

    private static void EmitOne(SourceWriter writer, NetworkText text, Folding folding)
    {
        VectorTarget target = VectorTarget.All.Single(static width => width.Bits == 256);
        ParameterSlot SlotOf(ParameterSpec tensor) => text.Program.Plan.Parameters.Concat(text.Program.Plan.Buffers).Single(slot => slot.Spec == tensor);
        string Reference(ParameterSpec tensor) => $"ref clr::Unsafe.Add(ref memory, {OperandText.ConstantName(SlotOf(tensor))})";
        ParameterSpec[] operands = [.. folding.Operands];
        string rule = folding.Map.Rule.TypeName;
        writer.Line($"{rule}.Coefficients coefficients = {NetworkText.Construct(folding.Map.Reference)}.GetCoefficients();");
        writer.Line($"ref float bias = {Reference(folding.Product.Bias!)};");
        for (int i = 0; i < operands.Length; i++)
            writer.Line($"ref float operand{Literals.Number(i)} = {Reference(operands[i])};");
        ParameterSlot biases = SlotOf(folding.Product.Bias!);
        using (writer.Braces($"for (int offset = 0; offset < {Literals.Number(biases.PaddedCount)}; offset += {Literals.Number(target.Lanes)})"))
        {
            string loads = string.Concat(operands.Select((_, i) => ", " + target.Load($"operand{Literals.Number(i)}", "offset")));
            string others = string.Concat(folding.Map.Differentiable.Select(static _ => ", out _"));
            writer.Line($"{target.Type} shift = {rule}.Apply({target.Zero}{loads}, in coefficients);");
            string at = folding.Map.Rule.Facts.GradientReadsOutput ? "shift" : target.Zero;
            writer.Line($"{rule}.Gradients({target.Broadcast("1f")}, {at}{loads}, in coefficients, out {target.Type} scale{others});");
            writer.Line(target.Store(target.MultiplyAdd(target.Load("bias", "offset"), "scale", "shift"), "bias", "offset"));
            writer.Line(target.Store("scale", "operand0", "offset"));
        }

        writer.Line(Scaling(folding.Product, SlotOf(folding.Product.Weight)));
        if (biases.PaddedCount > biases.Count)
            writer.Line($"engine::WeightFold.ClearPadding(ref bias, {Literals.Number(biases.Count)}, {Literals.Number(biases.PaddedCount)});");
    }

    /// <summary>The call that multiplies weights: filters stand one behind the other, all others in columns.</summary>
    private static string Scaling(IProduct product, ParameterSlot slot)
    {
        if (product is WindowProduct)
        {
            int filters = slot.Spec.Shape.Extents[0];
            return $"engine::WeightFold.ScaleRows(ref clr::Unsafe.Add(ref memory, {OperandText.ConstantName(slot)}), {Literals.Number(filters)}, "
                + $"{Literals.Number(slot.Count / filters)}, ref operand0);";
        }

        (string place, int rows, int stride) = slot.IsTransposed
            ? (OperandText.ForwardName(slot), slot.Columns, slot.ForwardStride)
            : (OperandText.ConstantName(slot), slot.Rows, slot.Stride);
        int columns = (slot.IsTransposed ? slot.Rows : slot.Columns) / slot.Blocks;
        string extents = $"{Literals.Number(rows)}, {Literals.Number(stride)}, {Literals.Number(slot.Blocks)}";
        return $"engine::WeightFold.Scale(ref clr::Unsafe.Add(ref memory, {place}), {extents}, ref operand0, {Literals.Number(columns)});";
    }
}
