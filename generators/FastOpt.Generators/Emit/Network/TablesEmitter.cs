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
            using (writer.Braces("internal static readonly global::FastOpt.ParameterInfo[] Parameters = new global::FastOpt.ParameterInfo[]", ";"))
            {
                foreach (ParameterSlot slot in program.Plan.Parameters)
                    writer.Line($"new global::FastOpt.ParameterInfo(\"{slot.Name}\", new int[] {{ {slot.Spec.Shape.Join(", ")} }}, {Literals.Number(slot.CanonicalOffset)}{(slot.IsFrozen ? ", IsFrozen: true" : "")}),");
            }

            writer.Line();
            NetworkTensor[] tensors = [.. NetworkTensors.All(program)];
            EmitTensors(writer, "Tensors", tensors);
            EmitTensors(writer, "Buffers", [.. tensors.Where(static tensor => tensor.Role == "Buffer")]);
            writer.Line("internal static string Graph => $\"\"\"");
            foreach (string line in GraphText.Lines(program))
                writer.Line("    " + line);
            writer.Line("    \"\"\";").Line();
            writer.Line("internal static readonly engine::StateIdentity Identity = new engine::StateIdentity(");
            writer.Line($"    \"{NetworkText.DisplayName(program.Spec.Declaration)}\",");
            writer.Line($"    {NetworkText.Literal(PlanComment.Outline(program))},");
            string[] details = [.. StateIdentityText.Details(program)];
            for (int i = 0; i < details.Length; i++)
                writer.Line($"    {NetworkText.Literal(details[i] + (i < details.Length - 1 ? "\n" : ""))}{(i < details.Length - 1 ? " +" : ");")}");
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

    private static void EmitTensors(SourceWriter writer, string name, IReadOnlyList<NetworkTensor> tensors)
    {
        using (writer.Braces($"internal static readonly global::FastOpt.TensorInfo[] {name} = new global::FastOpt.TensorInfo[]", ";"))
        {
            foreach (NetworkTensor tensor in tensors)
                writer.Line($"new global::FastOpt.TensorInfo(\"{tensor.Name}\", new int[] {{ {tensor.Shape} }}, global::FastOpt.TensorRole.{tensor.Role}, {Literals.Number(tensor.Offset)}),");
        }

        writer.Line();
    }
}
