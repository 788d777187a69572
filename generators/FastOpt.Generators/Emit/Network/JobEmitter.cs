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
            .. StoredStepEmitter.Calls(text, "_", "part", "network._sums.PiecesOf(part)"),
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

    /// <summary>A method that keeps its arguments for the threads, or what it says of them, and shares some of the phases.</summary>
    private static void EmitEntry(SourceWriter writer, string signature, int first, int end, string isLong, string data, params string[] kept)
    {
        string pace = $"_pace{Literals.Number(first)}";
        writer.Line();
        writer.Line($"private engine::Pace {pace};");
        writer.Line();
        using (writer.Braces("internal bool " + signature))
        {
            foreach (string name in kept)
                writer.Line(name.Contains(' ') ? $"_{name};" : $"_{name} = {name};");
            writer.Line($"return {Team}.TryRun(this, ref {pace}, network.Threads, {Literals.Number(first)}, {Literals.Number(end)}, {isLong}, {data});");
        }
    }

    private static void EmitRun(SourceWriter writer, NetworkText text, IReadOnlyList<JobStage> stages, string[] phases)
    {
        int evaluate = phases.Length;
        int predict = evaluate + 1;
        string evaluation = $"TryEvaluate({text.BatchParameters}, int batch)";
        EmitEntry(writer, evaluation, evaluate, evaluate + 1, LongForward, $"inputs, {text.Targets}", "batch", "meanWeight = 1f");
        EmitEntry(
            writer,
            $"TryPredict({NetworkText.Read("float")} inputs, {NetworkText.Write("float")} outputs, int batch)",
            predict,
            predict + 1,
            LongForward,
            $"inputs, ({NetworkText.Read("float")})outputs",
            "batch");
        string firstOutput = $"ref clr::Unsafe.Add(ref {Team}.Float(targets), (nint)first * OutputSize)";
        string outputs = $"global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan({firstOutput}, count * OutputSize)";
        string[] calls =
        [
            .. phases,
            "PredictAndLoss(in frame);",
            "Predict(in frame);\n" + EngineEmitter.CopyOutputs(text.Program.Outputs.Prediction, outputs),
        ];
        writer.Line();
        string byRows = Numbers(stages, static stage => !stage.IsByColumns);
        writer.Line($"private static bool IsByRows(int phase) => phase is {byRows} or >= {Literals.Number(evaluate)};");
        writer.Line();
        writer.Line("public int Pieces(int phase) => IsByRows(phase) ? 1 : WeightPieces;");
        writer.Line();
        using (writer.Braces($"public void Run(int phase, {Part}, nint inputs, nint targets)"))
        {
            writer.Line("// A phase by rows has this thread's rows of the batch, one by columns all of them.");
            writer.Line("bool isByRows = IsByRows(phase);");
            string granule = "BatchGranule";
            string withSums = Numbers(stages, static stage => stage.HasSums);
            if (withSums.Length > 0)
            {
                writer.Line($"int granule = phase is {withSums} ? engine::Sections.Of(_batch).Rows : BatchGranule;");
                granule = "granule";
            }

            writer.Line($"int first = isByRows ? part.First(_batch, {granule}) : 0;");
            writer.Line($"int count = isByRows ? part.End(_batch, {granule}) - first : _batch;");
            writer.Line("if (isByRows && count == 0)\n    return;");
            writer.Line("engine::Frame frame = NewFrame(part, inputs, targets, first, count);");
            using (writer.Braces("switch (phase)"))
            {
                for (int i = 0; i < calls.Length; i++)
                {
                    string label = i == calls.Length - 1 ? "default:" : $"case {Literals.Number(i)}:";
                    writer.Line(calls[i].Contains('\n') ? $"{label}\n    {calls[i].Replace("\n", "\n    ")}\n    break;" : $"{label} {calls[i]} break;");
                }
            }
        }

        writer.Line();
        EmitFrame(writer, text);
    }

    /// <summary>"0 or 2": the numbers of some stages.</summary>
    private static string Numbers(IReadOnlyList<JobStage> stages, Func<JobStage, bool> isMeant) =>
        string.Join(" or ", Enumerable.Range(0, stages.Count).Where(i => isMeant(stages[i])).Select(static i => Literals.Number(i)));

    private static void EmitFrame(SourceWriter writer, NetworkText text)
    {
        string key = "network." + DistributedEmitter.KeyOfStep(text);
        const string Sums = "ref clr::Unsafe.Add(ref network._buffer.Start, SumsOffset)";
        string optional = FrameEmitter.Initializer(text, key, "ref network._weights[first]", Sums, "_batch");
        string scratch = "network._scratch + ((nint)ScratchFloats * part.Thread)";
        string sizes = $"inputs, InputSize, targets, {(text.HasLabels ? "1" : "OutputSize")}";
        writer.Line($"private engine::Frame NewFrame({Part}, nint inputs, nint targets, int first, int count) =>");
        writer.Line($"    new engine::Frame(network._buffer, FixedFloats, {scratch}, {sizes}, network.MaxBatch, first, count, _meanWeight){optional};");
        if (text.Spec.IsDistributed)
            DistributedEmitter.EmitGranule(writer, text);
    }
}
