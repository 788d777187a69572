using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints how the team's threads share a training step, in phases: the stages of forward and backward (<see cref="JobStage"/>), then the weights; where gradients are stored, their
/// passes are phases of their own. Evaluation and prediction, which only need rows of the batch, are one phase each.
/// </summary>
internal static class JobEmitter
{
    private const string Team = "engine::WorkerTeam";
    private const string Part = "engine::Part part";
    private const string Granule = "BatchGranule";
    private const string LongStep = "batch >= LongBatch";
    private const string LongForward = "batch >= LongExamples";

    public static void Emit(SourceWriter writer, NetworkText text)
    {
        IReadOnlyList<JobStage> stages = JobStage.Of(text.Program);
        writer.Line("/// <summary>A training step as threads share it; the results are those of one thread.</summary>");
        using (writer.Braces($"internal sealed class Job({text.Compiled} network) : engine::IStepJob"))
        {
            writer.Line("private int _batch;");
            writer.Line("private float _meanWeight;");
            writer.Line($"private {text.Update.Type} _{text.Update.Name};");
            if (text.Spec.AccumulatesGradients)
                writer.Line("private long _added;").Line("private float _gradientScale;");
            if (text.Program.Plan.StoresGradients)
                EmitStored(writer, text, stages);
            else
                EmitFused(writer, text, stages);
            EmitRows(writer, text, stages);
        }
    }

    private static void EmitFused(SourceWriter writer, NetworkText text, IReadOnlyList<JobStage> stages)
    {
        string[] calls =
        [
            .. stages.Select(static stage => stage.Call),
            $"Update(in frame, in _{text.Update.Name}, part);",
        ];
        EmitEntry(writer, $"TryRun({text.BatchParameters}, int batch, float meanWeight, {text.Update.Parameter})", 0, calls.Length, LongStep, $"inputs, {text.Targets}", "batch", "meanWeight", text.Update.Name);
        EmitRun(writer, text, stages, calls);
    }

    private static void EmitStored(SourceWriter writer, NetworkText text, IReadOnlyList<JobStage> stages)
    {
        bool adds = text.Spec.AccumulatesGradients;
        int stored = stages.Count + 1;
        string[] calls =
        [
            .. stages.Select(stage => text.Spec.IsDistributed && stage.IsByColumns ? DistributedEmitter.CallOfGranule(stage.Name) : stage.Call),
            text.Spec.IsDistributed ? DistributedEmitter.CallOfGranule("WeightGradients") : $"WeightGradients(in frame{(adds ? ", _added" : "")}, part);",
            .. StoredStepEmitter.Calls(text, "_", "part"),
        ];
        if (text.Spec.IsDistributed)
        {
            DistributedEmitter.EmitStages(writer, text, stages);
        }
        else
        {
            EmitEntry(
                writer,
                $"TryStore({text.BatchParameters}, int batch, float meanWeight{(adds ? ", long added" : "")})",
                0,
                stored,
                LongStep,
                $"inputs, {text.Targets}",
                ["batch", "meanWeight", .. adds ? ["added"] : Array.Empty<string>()]);
        }

        EmitEntry(
            writer,
            $"TryApply({(adds ? "float gradientScale, " : "")}{text.Update.Parameter})",
            stored,
            calls.Length,
            text.Program.Plan.UpdateFlops >= Tiles.LongFlops ? "true" : "false",
            $"default, {NetworkText.Read(text.Target)}.Empty",
            [.. adds ? ["gradientScale"] : Array.Empty<string>(), text.Update.Name]);
        EmitRun(writer, text, stages, calls);
    }

    /// <summary>A method that keeps its arguments for the threads and shares some of the phases.</summary>
    private static void EmitEntry(SourceWriter writer, string signature, int first, int end, string isLong, string data, params string[] kept)
    {
        string pace = $"_pace{Literals.Number(first)}";
        writer.Line();
        writer.Line($"private engine::Pace {pace};");
        writer.Line();
        using (writer.Braces("internal bool " + signature))
        {
            foreach (string name in kept)
                writer.Line($"_{name} = {name};");
            writer.Line($"return {Team}.TryRun(this, ref {pace}, network.Threads, {Literals.Number(first)}, {Literals.Number(end)}, {isLong}, {data});");
        }
    }

    private static void EmitRun(SourceWriter writer, NetworkText text, IReadOnlyList<JobStage> stages, string[] phases)
    {
        int evaluate = phases.Length;
        int predict = evaluate + 1;
        EmitEntry(writer, $"TryEvaluate({text.BatchParameters}, int batch)", evaluate, evaluate + 1, LongForward, $"inputs, {text.Targets}", "batch");
        EmitEntry(
            writer,
            $"TryPredict({NetworkText.Read("float")} inputs, {NetworkText.Write("float")} outputs, int batch)",
            predict,
            predict + 1,
            LongForward,
            $"inputs, ({NetworkText.Read("float")})outputs",
            "batch");
        string[] calls = [.. phases, "EvaluateRows(part, inputs, targets);", "PredictRows(part, inputs, targets);"];
        writer.Line();
        string byRows = string.Join(" or ", stages.Select((stage, i) => stage.IsByColumns ? "" : Literals.Number(i)).Where(static number => number.Length > 0).Append($">= {Literals.Number(evaluate)}"));
        writer.Line($"public int Pieces(int phase) => phase is {byRows} ? 1 : WeightPieces;");
        writer.Line();
        using (writer.Braces($"public void Run(int phase, {Part}, nint inputs, nint targets)"))
        {
            writer.Line("// All rows of the batch; a phase by rows takes some of them.");
            writer.Line("Frame frame = NewFrame(part, inputs, targets, 0, _batch, _meanWeight);");
            using (writer.Braces("switch (phase)"))
            {
                for (int i = 0; i < calls.Length; i++)
                {
                    writer.Line(i == calls.Length - 1 ? "default:" : $"case {Literals.Number(i)}:");
                    writer.Line("    " + calls[i]);
                    writer.Line("    break;");
                }
            }
        }
    }

    private static void EmitRows(SourceWriter writer, NetworkText text, IReadOnlyList<JobStage> stages)
    {
        foreach (JobStage stage in stages.Where(static stage => !stage.IsByColumns))
            EmitRows(writer, stage.Name, text.Program.Plan.SectionSlots.Count > 0 ? EngineEmitter.SectionRows("_batch") : Granule, "_meanWeight", stage.Body);
        EmitRows(writer, "EvaluateRows", Granule, "1f", ["PredictAndLoss(in frame);"]);
        string outputs = $"global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref clr::Unsafe.Add(ref {Team}.Float(targets), (nint)first * OutputSize), count * OutputSize)";
        EmitRows(writer, "PredictRows", Granule, "0f", ["Predict(in frame);", EngineEmitter.CopyOutputs(text.Program.Outputs.Prediction, outputs)]);
        writer.Line();
        string targets = text.HasLabels ? $"{Team}.Integer(targets), first" : $"{Team}.Float(targets), (nint)first * OutputSize";
        string key = "network." + DistributedEmitter.KeyOfStep(text);
        string more = FrameEmitter.Arguments(text, ",\n            ", key, "ref network._weights[first]", "ref " + DistributedEmitter.Sums, EngineEmitter.SectionRows("_batch"));
        writer.Line($$"""
            private Frame NewFrame({{Part}}, nint inputs, nint targets, int first, int count, float meanWeight)
            {
                ref float memory = ref network._buffer.Start;
                return new Frame(
                    ref memory,
                    ref clr::Unsafe.Add(ref memory, FixedFloats),
                    ref clr::Unsafe.Add(ref memory, network._scratch + ((nint)ScratchFloats * part.Thread)),
                    ref clr::Unsafe.Add(ref {{Team}}.Float(inputs), (nint)first * InputSize),
                    ref clr::Unsafe.Add(ref {{targets}}),
                    network.MaxBatch,
                    first,
                    count,
                    meanWeight{{more}});
            }
            """);
        if (text.Spec.IsDistributed)
            DistributedEmitter.EmitGranule(writer, text);
    }

    /// <summary>A method that does something with a thread's rows of the batch.</summary>
    private static void EmitRows(SourceWriter writer, string name, string granule, string meanWeight, IEnumerable<string> body)
    {
        writer.Line();
        writer.Line($"private void {name}({Part}, nint inputs, nint targets)");
        using (writer.Braces())
        {
            writer.Line($$"""
                int first = part.First(_batch, {{granule}});
                int count = part.End(_batch, {{granule}}) - first;
                if (count == 0)
                    return;
                Frame frame = NewFrame(part, inputs, targets, first, count, {{meanWeight}});
                """);
            foreach (string line in body)
                writer.Line(line);
        }
    }
}
