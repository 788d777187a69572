using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the initial parameters of a network, and the copies between its buffer and the canonical order.</summary>
internal static class ParameterEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        NetworkProgram program = text.Program;
        using (writer.Braces($"internal void CopyParametersTo({NetworkText.Write("float")} parameters)"))
            EmitCopies(writer, program, isLoad: false);
        writer.Line();
        using (writer.Braces($"internal void LoadParameters({NetworkText.Read("float")} parameters)"))
            EmitCopies(writer, program, isLoad: true);
        writer.Line();
        EmitInitialParameters(writer, program);
    }

    private static void EmitCopies(SourceWriter writer, NetworkProgram program, bool isLoad)
    {
        writer.Line("ref float memory = ref _buffer.Start;");
        foreach (ParameterSlot slot in program.Plan.Parameters)
        {
            string tensor = $"ref clr::Unsafe.Add(ref memory, {OperandText.ConstantName(slot)}), {Literals.Number(slot.Stride)}";
            string canonical = $"parameters.Slice({Literals.Number(slot.CanonicalOffset)}, {Literals.Number(slot.Count)})";
            (string rows, string columns) = (Literals.Number(slot.Rows), Literals.Number(slot.Columns));
            string copy = $"engine::MatrixLayout.{(isLoad ? "FromCanonical" : "ToCanonical")}";
            if (slot.Blocks > 1)
            {
                string floats = Literals.Number(slot.BlockFloats);
                string scalars = Literals.Number(slot.Rows * slot.BlockColumns);
                writer.Line($"for (int block = 0; block < {Literals.Number(slot.Blocks)}; block++)");
                writer.Line($"    {copy}(ref clr::Unsafe.Add(ref memory, {OperandText.ConstantName(slot)} + (block * {floats})), {Literals.Number(slot.Stride)}, {rows}, {Literals.Number(slot.BlockColumns)}, " +
                    $"parameters.Slice({Literals.Number(slot.CanonicalOffset)} + (block * {scalars}), {scalars}));");
                continue;
            }

            if (!slot.IsTransposed)
            {
                writer.Line($"{copy}({tensor}, {rows}, {columns}, {canonical});");
                continue;
            }

            // The layout is the canonical one, but for the padding.
            writer.Line($"engine::MatrixLayout.{(isLoad ? "LoadRows" : "CopyRows")}({tensor}, {canonical}, {columns});");
            if (isLoad)
                writer.Line($"engine::PanelTranspose.Write({tensor}, {rows}, {columns}, ref clr::Unsafe.Add(ref memory, {OperandText.ForwardName(slot)}), {Literals.Number(slot.ForwardStride)});");
        }
    }

    private static void EmitInitialParameters(SourceWriter writer, NetworkProgram program)
    {
        using (writer.Braces("internal static float[] InitialParameters(ulong seed)"))
        {
            writer.Line("float[] parameters = new float[ParameterCount];");
            int dense = 0;
            foreach (DenseLayer layer in program.Spec.Layers.OfType<DenseLayer>())
            {
                ParameterSlot Slot(ParameterSpec parameter) => program.Plan.Parameters.First(slot => slot.Spec == parameter);
                writer.Line($"global::FastOpt.ParameterInitializer.Initialize({Part(Slot(layer.Weight))}, {(layer.Bias is null ? "default" : Part(Slot(layer.Bias)))}, " +
                    $"{Literals.Number(layer.Inputs)}, {Literals.Number(layer.Outputs)}, seed, {Literals.Number(dense)}, {layer.Initializer});");
                dense++;
            }

            foreach (ParameterSlot slot in program.Plan.Parameters.Where(static slot => slot.Spec is { Role: ParameterRole.Trained, Initial: not 0 }))
                writer.Line($"{Part(slot)}.Fill({Literals.Float((float)slot.Spec.Initial)});");
            writer.Line("return parameters;");
        }
    }

    private static string Part(ParameterSlot slot) => $"new {NetworkText.Write("float")}(parameters, {Literals.Number(slot.CanonicalOffset)}, {Literals.Number(slot.Count)})";
}
