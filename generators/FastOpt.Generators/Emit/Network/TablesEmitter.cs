using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints what a network tells of itself: its parameters, its tensors and its summary.</summary>
internal static class TablesEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        NetworkProgram program = text.Program;
        writer.Line("/// <summary>Apart, so that training does not wait for them.</summary>");
        using (writer.Braces("internal static class Tables"))
        {
            EmitTensors(writer, program);
            writer.Line();
            writer.Line("internal static string Graph => $\"\"\"");
            foreach (string line in GraphText.Lines(program))
                writer.Line("    " + line);
            writer.Line("    \"\"\";").Line();
            writer.Line("internal static readonly engine::StateIdentity Identity = new engine::StateIdentity(");
            writer.Line($"    \"{NetworkText.DisplayName(program.Spec.Declaration)}\",");
            writer.Line($"    {NetworkText.Literal(PlanComment.Outline(program))},");
            string[] details = [.. StateIdentityText.Details(program)];
            for (int i = 0; i < details.Length; i++)
                writer.Line($"    {NetworkText.Literal(details[i] + "\n")} +");
            writer.Line("    Kept.Details);");
            writer.Line();
            writer.Line("internal static readonly global::FastOpt.NetworkSummary Summary = new global::FastOpt.NetworkSummary(");
            writer.Line($"    \"{NetworkText.DisplayName(program.Spec.Declaration)}\",");
            writer.Line("    new global::FastOpt.LayerSummary[]");
            writer.Line("    {");
            foreach (LayerRow row in LayerRow.Of(program))
            {
                writer.Line($"        new global::FastOpt.LayerSummary({NetworkText.Literal(row.Name)}, {NetworkText.Literal(row.Description)}, " +
                    $"{Literals.Number(row.Inputs)}, {Literals.Number(row.Outputs)}, " +
                    $"{Literals.Number(row.Parameters)}, {Literals.Number(row.Flops)}, {NetworkText.Literal(row.Kept)}),");
            }

            writer.Line("    },");
            writer.Line($"    {NetworkText.Literal(program.Spec.LossOutline)},");
            writer.Line($"    {NetworkText.Literal(PlanComment.Optimizers(program.Spec))},");
            writer.Line("    new global::FastOpt.MemoryRegion[]");
            writer.Line("    {");
            foreach (var (name, bytes, bytesPerExample, bytesPerThread) in PlanComment.Regions(program))
                writer.Line($"        new global::FastOpt.MemoryRegion(\"{name}\", {Literals.Number(bytes)}, {Literals.Number(bytesPerExample)}){(bytesPerThread > 0 ? $" {{ BytesPerThread = {Literals.Number(bytesPerThread)} }}" : "")},");
            writer.Line("    })");
            writer.Line("{");
            if (program.GradientRules.Count > 0)
            {
                string rules = string.Join(", ", program.Spec.GradientRules.Select(static rule => NetworkText.Literal(rule.WithArguments)));
                writer.Line($"    GradientRules = new string[] {{ {rules} }},");
            }

            writer.Line($"    Table = {string.Join(" +\n        ", PlanComment.Lines(program).Select(static line => NetworkText.Literal(line.TrimEnd() + "\n")))},");
            writer.Line("};");
        }
    }

    /// <summary>The tensors as they stand in the buffer.</summary>
    private static void EmitTensors(SourceWriter writer, NetworkProgram program)
    {
        writer.Line("internal static readonly engine::TensorTable Kept = new engine::TensorTable(");
        writer.Line("    ParameterFloats,");
        writer.Line("    TrainedFloats,");
        EmitTensors(writer, program, NetworkTensors.Parameters(program));
        EmitTensors(writer, program, NetworkTensors.Buffers(program));
        writer.Line($"    [{string.Join(", ", program.Plan.States.Select(static state => $"\"{state}\""))}]);");
    }

    private static void EmitTensors(SourceWriter writer, NetworkProgram program, IReadOnlyList<ParameterSlot> slots)
    {
        if (slots.Count == 0)
        {
            writer.Line("    [],");
            return;
        }

        writer.Line("    [");
        foreach (ParameterSlot slot in slots)
        {
            string extents = $"{Literals.Number(slot.Rows)}, {Literals.Number(slot.Columns)}, {Literals.Number(slot.Stride)}";
            writer.Line($"        new(\"{slot.Name}\", [{slot.Spec.Shape.Join(", ")}], {OperandText.ConstantName(slot)}, {extents}){Layout(program, slot)},");
        }

        writer.Line("    ],");
    }

    /// <summary>What is not so for most.</summary>
    private static string Layout(NetworkProgram program, ParameterSlot slot)
    {
        var parts = new List<string>();
        if (slot.Blocks > 1)
            parts.Add($"Blocks = {Literals.Number(slot.Blocks)}");
        if (slot.IsTransposed || slot.IsRowByRow)
            parts.Add("IsCanonical = true");
        if (slot.IsTransposed)
            parts.Add($"Forward = {OperandText.ForwardName(slot)}, ForwardStride = {Literals.Number(slot.ForwardStride)}");
        if (slot.Group != 0 && slot.Spec.Role != ParameterRole.Buffer)
            parts.Add($"Group = {Literals.Number(slot.Group)}");
        if (program.IsTotal(slot))
            parts.Add("IsTotal = true");
        return parts.Count == 0 ? "" : $" {{ {string.Join(", ", parts)} }}";
    }
}
