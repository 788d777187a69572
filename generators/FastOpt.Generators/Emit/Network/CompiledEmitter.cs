namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the nested type that holds the compiled network: its buffer, its step, its tables.</summary>
internal static class CompiledEmitter
{
    /// <summary>How each file opens the type.</summary>
    public static string Header(string name) => $"private sealed partial class {name}";

    private static readonly Action<SourceWriter, NetworkText>[] Parts =
    [
        StepEmitter.Emit,
        EngineEmitter.Emit,
        OpenStepEmitter.Emit,
        AppliedGradientsEmitter.Emit,
        CurvatureEmitter.Emit,
        NonFiniteEmitter.Emit,
        OptimizerSequenceEmitter.Emit,
        ScheduleEmitter.Emit,
        EpochEmitter.Emit,
        JobEmitter.Emit,
        PredictorEmitter.Emit,
        ParameterEmitter.Emit,
        StateEmitter.Emit,
        StateCopyEmitter.Emit,
        TablesEmitter.Emit,
    ];

    public static void Emit(SourceWriter writer, NetworkText text)
    {
        writer.Line("/// <summary>The compiled network: one buffer, and straight code over it.</summary>");
        using (writer.Braces(Header(text.Compiled)))
            text.Emit(writer, Parts);
    }
}
