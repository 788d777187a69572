using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints what a network tells of itself: its parameters and its summary.</summary>
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
                {
                    (int outputs, int inputs) = slot.IsTransposed ? (slot.Rows, slot.Columns) : (slot.Columns, slot.Rows);
                    string shape = slot.IsBias ? Literals.Number(outputs) : $"{Literals.Number(outputs)}, {Literals.Number(inputs)}";
                    writer.Line($"new global::FastOpt.ParameterInfo(\"{slot.Name}\", new int[] {{ {shape} }}, {Literals.Number(slot.CanonicalOffset)}{(slot.IsFrozen ? ", IsFrozen: true" : "")}),");
                }
            }

            writer.Line();
            writer.Line("internal static readonly global::FastOpt.NetworkSummary Summary = new global::FastOpt.NetworkSummary(");
            writer.Line($"    \"{NetworkText.DisplayName(program.Spec.Declaration)}\",");
            writer.Line("    new global::FastOpt.LayerSummary[]");
            writer.Line("    {");
            for (int i = 0; i < program.Spec.Layers.Count; i++)
            {
                LayerSpec layer = program.Spec.Layers[i];
                writer.Line($"        new global::FastOpt.LayerSummary(\"{layer.Name}\", \"{Describe(layer)}\", {Literals.Number(layer.Inputs)}, {Literals.Number(layer.Outputs)}, " +
                    $"{Literals.Number(PlanComment.ParameterCount(program, i))}, {Literals.Number(program.Spec.FlopsPerExample(i))}, \"{PlanComment.KeptForBackward(program, i)}\"),");
            }

            writer.Line("    },");
            writer.Line($"    \"{PlanComment.WithArguments(program.Spec.Loss)}\",");
            writer.Line($"    \"{PlanComment.Optimizers(program.Spec)}\",");
            writer.Line("    new global::FastOpt.MemoryRegion[]");
            writer.Line("    {");
            foreach (var (name, bytes, bytesPerExample, bytesPerThread) in PlanComment.Regions(program))
                writer.Line($"        new global::FastOpt.MemoryRegion(\"{name}\", {Literals.Number(bytes)}, {Literals.Number(bytesPerExample)}){(bytesPerThread > 0 ? $" {{ BytesPerThread = {Literals.Number(bytesPerThread)} }}" : "")},");
            if (program.GradientRules.Count == 0)
            {
                writer.Line("    });");
            }
            else
            {
                writer.Line("    })");
                string rules = string.Join(", ", program.Spec.GradientRules.Select(static rule => $"\"{PlanComment.WithArguments(rule)}\""));
                writer.Line($"    {{ GradientRules = new string[] {{ {rules} }} }};");
            }
        }
    }

    private static string Describe(LayerSpec layer)
    {
        string dense = layer.Dense is null ? "" : $"Dense {layer.Outputs}{(layer.Dense.HasBias ? "" : " without bias")}{(layer.Dense.IsFrozen ? ", frozen" : "")}";
        string activation = layer.Activation is null ? "" : PlanComment.WithArguments(layer.Activation);
        return dense.Length > 0 && activation.Length > 0 ? $"{dense}, {activation}" : dense + activation;
    }
}
