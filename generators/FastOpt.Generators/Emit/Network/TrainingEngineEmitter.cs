using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the training step over a network's buffer, at the width of the machine, on one thread or shared: whole, or in two halves where gradients are stored.</summary>
internal static class TrainingEngineEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        if (!text.Program.Plan.StoresGradients)
        {
            EmitStep(writer, text);
            return;
        }

        EmitStore(writer, text);
        writer.Line();
        EmitApply(writer, text);
    }

    private static void EmitStep(SourceWriter writer, NetworkText text)
    {
        using (writer.Braces($"internal float TrainStep({text.BatchParameters}, int batch, {text.Update.Parameter})"))
        {
            writer.Line("float meanWeight = MeanWeight(batch);");
            EmitShared(
                writer,
                text,
                $"_job.TryRun(inputs, {text.Targets}, batch, meanWeight, in {text.Update.Name})",
                $"TrainStep<{{0}}>(ref memory, ref rows, ref scratch, MaxBatch, ref first, ref firstTarget, batch, meanWeight, in {text.Update.Name});");
        }
    }

    private static void EmitStore(SourceWriter writer, NetworkText text)
    {
        bool adds = text.Spec.AccumulatesGradients;
        string argument = adds ? ", adds" : "";
        using (writer.Braces($"internal float StoreGradients({text.BatchParameters}, int batch{(adds ? ", bool adds" : "")})"))
        {
            writer.Line(adds ? "float meanWeight = MeanWeight(1);" : "float meanWeight = MeanWeight(batch);");
            EmitShared(
                writer,
                text,
                $"_job.TryStore(inputs, {text.Targets}, batch, meanWeight{argument})",
                $"StoreGradients<{{0}}>(ref memory, ref rows, ref scratch, MaxBatch, ref first, ref firstTarget, batch, meanWeight{argument});");
        }
    }

    private static void EmitShared(SourceWriter writer, NetworkText text, string share, string alone)
    {
        using (writer.Braces($"if (_job is null || batch < global::FastOpt.Runtime.WorkerTeam.SmallestBatch(SharedBatch) || !{share})"))
        {
            writer.Line($$"""
                ref float memory = ref _buffer.Start;
                ref float rows = ref clr::Unsafe.Add(ref memory, FixedFloats);
                ref float scratch = ref clr::Unsafe.Add(ref memory, _scratch);
                ref float first = ref {{EngineEmitter.Reference("inputs")}};
                ref {{text.Target}} firstTarget = ref {{EngineEmitter.Reference(text.Targets)}};
                """);
            writer.Line(WidthDispatch.Write(alone, ""));
        }

        writer.Line();
        writer.Line($"return (float)(Loss(batch) / {text.ElementsOf("batch")});");
    }

    private static void EmitApply(SourceWriter writer, NetworkText text)
    {
        string scale = text.Spec.AccumulatesGradients ? "gradientScale, " : "";
        string alone = WidthDispatch.Write($"ApplyGradients<{{0}}>(ref memory, {scale}in {text.Update.Name});", "");
        using (writer.Braces($"internal void ApplyGradients({(scale.Length > 0 ? "float gradientScale, " : "")}{text.Update.Parameter})"))
        {
            writer.Line("ref float memory = ref _buffer.Start;");
            if (text.Program.Plan.TrainedFloats < Tiles.SharedUpdateFloats)
            {
                writer.Line(alone);
            }
            else
            {
                using (writer.Braces($"if (_job is null || !_job.TryApply({scale}in {text.Update.Name}))"))
                    writer.Line(alone);
            }

            if (text.Program.Norms.Count > 0)
                writer.Line($"GradientNorm = (float){StoredStepEmitter.FirstNorm(text.Program)};");
        }

        if (text.Program.Norms.Count == 0)
            return;
        writer.Line();
        writer.Line("/// <summary>The norm of the last step's gradient, as the first rule that takes it sees it.</summary>");
        writer.Line("internal float GradientNorm;");
    }
}
