using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the initial parameters of a network, and the copies of parameters and buffers between its memory and the canonical order.</summary>
internal static class ParameterEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        foreach (string name in new[] { "Parameters", "Buffers" })
        {
            string span = Identifiers.Camel(name);
            writer.Line($"internal void Copy{name}To({NetworkText.Write("float")} {span}) => Tables.Kept.Copy{name}To(ref _buffer.Start, {span});").Line();
            writer.Line($"internal void Load{name}({NetworkText.Read("float")} {span}) => Tables.Kept.Load{name}(ref _buffer.Start, {span});").Line();
        }

        EmitInitialParameters(writer, text.Program);
    }

    private static void EmitInitialParameters(SourceWriter writer, NetworkProgram program)
    {
        using (writer.Braces("internal static float[] InitialParameters(ulong seed)"))
        {
            writer.Line("float[] parameters = new float[ParameterCount];");
            int number = 0;
            foreach (WeightedLayer layer in program.Spec.Layers.OfType<WeightedLayer>())
            {
                ParameterSlot Slot(ParameterSpec parameter) => program.Plan.Parameters.First(slot => slot.Spec == parameter);
                writer.Line($"global::FastOpt.ParameterInitializer.Initialize({Part(Slot(layer.Weight))}, {(layer.Bias is null ? "default" : Part(Slot(layer.Bias)))}, " +
                    $"{Literals.Number(layer.FanIn)}, {Literals.Number(layer.FanOut)}, seed, {Literals.Number(number)}, {layer.Initializer});");
                number++;
            }

            foreach (ParameterSlot slot in program.Plan.Parameters.Where(static slot => slot.Spec is { Role: ParameterRole.Trained, Initial: not 0 }))
                writer.Line($"{Part(slot)}.Fill({Literals.Float((float)slot.Spec.Initial)});");
            writer.Line("return parameters;");
        }
    }

    private static string Part(ParameterSlot slot) => $"new {NetworkText.Write("float")}(parameters, {Literals.Number(slot.CanonicalOffset)}, {Literals.Number(slot.Count)})";
}
