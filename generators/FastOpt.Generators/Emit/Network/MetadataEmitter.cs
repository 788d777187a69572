using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints what a network tells of itself, its initial parameters, and the static half of its interface.</summary>
internal static class MetadataEmitter
{
    public static void Emit(SourceWriter writer, NetworkProgram program)
    {
        NetworkSpec spec = program.Spec;
        string name = NetworkEmitter.TypeName(spec.Declaration);
        string self = $"global::FastOpt.INetwork<{name}, {NetworkEmitter.TargetType(spec)}>";
        writer.Line($$"""
            /// <summary>Name, shape and canonical offset of every parameter tensor, in canonical order.</summary>
            public static ReadOnlySpan<global::FastOpt.ParameterInfo> Parameters => Metadata.Parameters;

            /// <summary>What the compiler decided: layers, memory, arithmetic.</summary>
            public static global::FastOpt.NetworkSummary Summary => Metadata.Summary;

            static int {{self}}.InputSize => InputSize;

            static int {{self}}.OutputSize => OutputSize;

            static int {{self}}.ParameterCount => ParameterCount;

            static {{name}} {{self}}.Create(int maxBatch, ulong seed, int threads) => new {{name}}(maxBatch, seed, threads);

            """);
        EmitInitialParameters(writer, program);
        writer.Line();
        EmitTables(writer, program);
    }

    private static void EmitInitialParameters(SourceWriter writer, NetworkProgram program)
    {
        using (writer.Braces("private static float[] InitialParameters(ulong seed)"))
        {
            writer.Line("float[] parameters = new float[ParameterCount];");
            int dense = 0;
            for (int i = 0; i < program.Spec.Layers.Count; i++)
            {
                LayerSpec layer = program.Spec.Layers[i];
                if (layer.Dense is null)
                    continue;
                ParameterSlot weight = program.Plan.Parameters.First(slot => slot.Layer == i && !slot.IsBias);
                ParameterSlot? bias = program.Plan.Parameters.FirstOrDefault(slot => slot.Layer == i && slot.IsBias);
                string biasSpan = bias is null ? "default" : $"parameters.AsSpan({Literals.Number(bias.CanonicalOffset)}, {Literals.Number(bias.Count)})";
                writer.Line($"global::FastOpt.ParameterInitializer.Initialize(parameters.AsSpan({Literals.Number(weight.CanonicalOffset)}, {Literals.Number(weight.Count)}), {biasSpan}, " +
                    $"{Literals.Number(layer.Inputs)}, {Literals.Number(layer.Outputs)}, seed, {Literals.Number(dense)}, {layer.Dense.Initializer});");
                dense++;
            }

            writer.Line("return parameters;");
        }
    }

    private static void EmitTables(SourceWriter writer, NetworkProgram program)
    {
        writer.Line("/// <summary>Apart from the class, so that training does not wait for them.</summary>");
        using (writer.Braces("private static class Metadata"))
        {
            writer.Line("internal static readonly global::FastOpt.ParameterInfo[] Parameters =");
            using (writer.Braces("new global::FastOpt.ParameterInfo[]", ";"))
            {
                foreach (ParameterSlot slot in program.Plan.Parameters)
                {
                    string shape = slot.IsBias ? Literals.Number(slot.Columns) : $"{Literals.Number(slot.Columns)}, {Literals.Number(slot.Rows)}";
                    writer.Line($"new global::FastOpt.ParameterInfo(\"{slot.Name}\", new int[] {{ {shape} }}, {Literals.Number(slot.CanonicalOffset)}),");
                }
            }

            writer.Line();
            writer.Line("internal static readonly global::FastOpt.NetworkSummary Summary = new global::FastOpt.NetworkSummary(");
            writer.Line($"    \"{NetworkEmitter.DisplayName(program.Spec.Declaration)}\",");
            writer.Line("    new global::FastOpt.LayerSummary[]");
            writer.Line("    {");
            for (int i = 0; i < program.Spec.Layers.Count; i++)
            {
                LayerSpec layer = program.Spec.Layers[i];
                writer.Line($"        new global::FastOpt.LayerSummary(\"{layer.Name}\", \"{Describe(layer)}\", {Literals.Number(layer.Inputs)}, {Literals.Number(layer.Outputs)}, " +
                    $"{Literals.Number(PlanComment.ParameterCount(program, i))}, {Literals.Number(program.FlopsPerExample(i))}, \"{PlanComment.KeptForBackward(program, i)}\"),");
            }

            writer.Line("    },");
            writer.Line($"    \"{PlanComment.WithArguments(program.Spec.Loss)}\",");
            writer.Line($"    \"{PlanComment.WithArguments(program.Spec.Optimizer)}\",");
            writer.Line("    new global::FastOpt.MemoryRegion[]");
            writer.Line("    {");
            foreach (var (name, bytes, bytesPerExample) in PlanComment.Regions(program))
                writer.Line($"        new global::FastOpt.MemoryRegion(\"{name}\", {Literals.Number(bytes)}, {Literals.Number(bytesPerExample)}),");
            writer.Line("    });");
        }
    }

    private static string Describe(LayerSpec layer)
    {
        string dense = layer.Dense is null ? "" : $"Dense {layer.Outputs}{(layer.Dense.HasBias ? "" : " without bias")}";
        string activation = layer.Activation is null ? "" : PlanComment.WithArguments(layer.Activation);
        return dense.Length > 0 && activation.Length > 0 ? $"{dense}, {activation}" : dense + activation;
    }
}
