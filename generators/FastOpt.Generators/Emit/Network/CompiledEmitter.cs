namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the nested type that holds the compiled network: its buffer, its step, its tables.</summary>
internal static class CompiledEmitter
{
    /// <summary>How each file opens the type.</summary>
    public static string Header(string name) => $"private sealed partial class {name}";

    public static void Emit(SourceWriter writer, NetworkText text)
    {
        writer.Line("/// <summary>The compiled network: one buffer, and straight code over it.</summary>");
        using (writer.Braces(Header(text.Compiled)))
        {
            StepEmitter.Emit(writer, text.Program);
            writer.Line();
            EngineEmitter.Emit(writer, text);
            writer.Line();
            OptimizerSequenceEmitter.Emit(writer, text);
            ScheduleEmitter.Emit(writer, text);
            writer.Line();
            EpochEmitter.Emit(writer, text);
            writer.Line();
            JobEmitter.Emit(writer, text);
            writer.Line();
            PredictorEmitter.Emit(writer, text);
            writer.Line();
            ParameterEmitter.Emit(writer, text);
            writer.Line();
            TablesEmitter.Emit(writer, text.Program);
        }
    }
}
