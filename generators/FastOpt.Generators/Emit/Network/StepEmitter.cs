using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints the step: the phases in order, once for all widths. The kernels of a width are a struct, so that the JIT and ILC specialize each phase to direct calls.
/// </summary>
internal static class StepEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        NetworkProgram program = text.Program;
        EmitOffsets(writer, program);
        writer.Line();
        text.Update.EmitStruct(writer);
        if (program.Plan.StoresGradients)
            StoredStepEmitter.EmitDrivers(writer, text);
        else
            EmitDriver(writer, text);
        writer.Line();
        EmitRuns(writer, text, "Forward: each layer's rows of the batch", PassSignature.Forward, program.ForwardRuns);
        writer.Line();
        writer.Line("/// <summary>The rows' losses and the gradient of their mean.</summary>");
        using (Method(writer, $"void LossOfRows<TKernels>(ref float rows, ref float scratch, int maxBatch, ref {text.Target} targets, int first, int batch, float meanWeight)"))
            OperandText.WritePhases(writer, text, [program.LossPhase]);

        writer.Line();
        writer.Line("/// <summary>Forward, then the loss.</summary>");
        using (Method(writer, $"void ForwardAndLoss<TKernels>(ref float memory, ref float rows, ref float scratch, int maxBatch, ref float inputs, ref {text.Target} targets, int first, int batch, float meanWeight)"))
        {
            writer.Line("Forward<TKernels>(ref memory, ref rows, maxBatch, ref inputs, first, batch);");
            writer.Line("LossOfRows<TKernels>(ref rows, ref scratch, maxBatch, ref targets, first, batch, meanWeight);");
        }

        writer.Line();
        EmitRuns(writer, text, "Backward: the gradient of what enters each layer, last layer first, while every weight is still the old one", PassSignature.Backward, program.BackwardRuns);
        writer.Line();
        if (program.Plan.StoresGradients)
            StoredStepEmitter.EmitPhases(writer, text);
        else
            EmitUpdate(writer, text);
        writer.Line();
        writer.Line("/// <summary>A step that writes the gradients of weights and biases out, in canonical order, instead of updating.</summary>");
        using (Method(writer, $"void Gradients<TKernels>(ref float memory, ref float rows, ref float scratch, int maxBatch, ref float inputs, ref {text.Target} targets, int batch, float meanWeight, ref float gradients)"))
        {
            writer.Line("const int first = 0;");
            writer.Line("ForwardAndLoss<TKernels>(ref memory, ref rows, ref scratch, maxBatch, ref inputs, ref targets, first, batch, meanWeight);");
            writer.Line("Backward<TKernels>(ref memory, ref rows, ref scratch, maxBatch, first, batch);");
            OperandText.WritePhases(writer, text, program.Gradients);
        }

        writer.Line();
        EmitKernelInterface(writer, program);
    }

    private static void EmitDriver(SourceWriter writer, NetworkText text)
    {
        writer.Line("/// <summary>One training step, on one thread or as one thread's share: each element of a row of the batch, and each weight, has one owner.</summary>");
        using (Method(writer, $"void TrainStep<TKernels>(ref float memory, ref float rows, ref float scratch, int maxBatch, ref float inputs, ref {text.Target} targets, int batch, float meanWeight, {text.Update.Parameter})"))
        {
            writer.Line("ForwardAndLoss<TKernels>(ref memory, ref rows, ref scratch, maxBatch, ref inputs, ref targets, 0, batch, meanWeight);");
            writer.Line("Backward<TKernels>(ref memory, ref rows, ref scratch, maxBatch, 0, batch);");
            writer.Line($"Update<TKernels>(ref memory, ref rows, ref scratch, maxBatch, ref inputs, batch, in {text.Update.Name}, engine::Part.Whole);");
        }
    }

    /// <summary>A pass: one method over its phases, or, where threads wait for each other in between, a method for each run of them, and one that calls these.</summary>
    private static void EmitRuns(SourceWriter writer, NetworkText text, string summary, PassSignature pass, EquatableArray<StepRun> runs)
    {
        writer.Line($"/// <summary>{summary}.</summary>");
        using (Method(writer, $"void {pass.Name}<TKernels>({pass.Parameters})"))
        {
            if (!runs.Any(static run => run.IsByColumns))
            {
                OperandText.WritePhases(writer, text, runs[0].Phases);
                return;
            }

            foreach (StepRun run in runs)
                writer.Line($"{run.Name}<TKernels>({pass.Arguments}{(run.IsByColumns ? ", engine::Part.Whole" : "")});");
        }

        foreach (StepRun run in runs)
        {
            writer.Line();
            writer.Line($"/// <summary>{(run.IsByColumns ? "A share of the columns that this makes, for all rows of the batch" : "Each row of the batch by itself")}.</summary>");
            using (Method(writer, $"void {run.Name}<TKernels>({pass.Parameters}{(run.IsByColumns ? ", engine::Part part" : "")})"))
                OperandText.WritePhases(writer, text, run.Phases);
        }
    }

    private static void EmitUpdate(SourceWriter writer, NetworkText text)
    {
        writer.Line("/// <summary>Updates, last layer first: each gradient is summed over the batch in registers, where the optimizer runs on it.</summary>");
        using (Method(writer, $"void Update<TKernels>(ref float memory, ref float rows, ref float scratch, int maxBatch, ref float inputs, int batch, {text.Update.Parameter}, engine::Part part)"))
        {
            writer.Line("const int first = 0;");
            OperandText.WritePhases(writer, text, text.Program.Updates);
        }
    }

    /// <summary>Opens a method over the kernels of a width.</summary>
    public static SourceWriter.Block Method(SourceWriter writer, string signature)
    {
        writer.Line("[clr::MethodImpl(clr::MethodImplOptions.AggressiveOptimization)]");
        writer.Line($"private static {signature}");
        writer.Line("    where TKernels : struct, IKernels");
        return writer.Braces();
    }

    private static void EmitOffsets(SourceWriter writer, NetworkProgram program)
    {
        MemoryPlan plan = program.Plan;
        writer.Line($"// Parameters in the buffer, in floats; weights are [in, out] with padded rows. {States(plan)}");
        foreach (ParameterSlot slot in plan.Parameters)
        {
            string layout = slot.IsTransposed ? " // [out, in], which pads it less; its copy [in, out] is what forward reads"
                : slot.Blocks > 1 ? $" // {Literals.Number(slot.Blocks)} blocks of {Literals.Number(slot.BlockColumns)} columns, [in, {Literals.Number(slot.BlockColumns)}] each, which threads share"
                : "";
            writer.Line($"private const int {OperandText.ConstantName(slot)} = {Literals.Number(slot.Offset)};{layout}");
            if (slot.IsTransposed)
                writer.Line($"private const int {OperandText.ForwardName(slot)} = {Literals.Number(slot.ForwardOffset)};");
        }

        writer.Line($"private const int ParameterFloats = {Literals.Number(plan.ParameterFloats)};");
        if (plan.StoresGradients)
            StoredStepEmitter.EmitOffsets(writer, plan);
        writer.Line();
        writer.Line("// Scratch of each thread, behind the rows of the batch.");
        writer.Line("private const int Panel = 0;");
        writer.Line($"private const int TargetRow = {Literals.Number(plan.TargetRowOffset)};");
        writer.Line($"private const int Tile = {Literals.Number(plan.TileOffset)};");
        writer.Line($"private const int ScratchFloats = {Literals.Number(plan.ScratchFloats)};");
        writer.Line();
        writer.Line("// Rows of the batch behind the fixed regions, in floats for each example of the largest batch.");
        writer.Line($"private const int FixedFloats = {Literals.Number(plan.FixedFloats)};");
        foreach (BatchSlot slot in plan.BatchSlots)
            writer.Line($"private const int {OperandText.ConstantName(slot)} = {Literals.Number(slot.Offset)}; // [batch, {slot.Width}], stride {slot.Stride}: {slot.Comment}");
        writer.Line($"private const int RowLosses = {Literals.Number(plan.BatchFloats)}; // [batch]");
        writer.Line($"private const int FloatsPerExample = {Literals.Number(plan.FloatsPerExample)};");
        writer.Line($"private const int ForwardFloatsPerExample = {Literals.Number(ForwardFloatsPerExample(program))}; // of those, the ones that the forward pass touches");
        writer.Line();
        writer.Line("[clr::MethodImpl(clr::MethodImplOptions.AggressiveInlining)]");
        writer.Line("private static ref float Rows(ref float rows, int slot, int maxBatch, nint offset) => ref clr::Unsafe.Add(ref rows, ((nint)slot * maxBatch) + offset);");
        writer.Line();
        long flops = program.Spec.TotalFlopsPerExample;
        writer.Line("// How work is shared among threads: rows of the batch and of weights in granules, columns in panels, and no step, or forward pass, of fewer examples than this.");
        writer.Line($"private const int BatchGranule = {Literals.Number(Tiles.BatchGranule)};");
        writer.Line($"private const int WeightGranule = {Literals.Number(Tiles.WeightGranule)};");
        writer.Line($"private const int SharedBatch = {Literals.Number(Examples(Tiles.SharedFlops - plan.UpdateFlops, flops))};");
        writer.Line($"private const int SharedExamples = {Literals.Number(Math.Max(2 * Tiles.BatchGranule, Examples(Tiles.SharedFlops, flops / 3)))};");
        writer.Line("// From so many examples on it is worth waking threads that sleep. Each thread's share of a phase over weights or columns is so many pieces.");
        writer.Line($"private const int LongBatch = {Literals.Number(Examples(Tiles.LongFlops - plan.UpdateFlops, flops))};");
        writer.Line($"private const int LongExamples = {Literals.Number(Examples(Tiles.LongFlops, flops / 3))};");
        writer.Line($"private const int WeightPieces = {Literals.Number(Tiles.WeightPieces)};");
    }

    private static string States(MemoryPlan plan) => plan.States.Count == 0
        ? "The optimizer keeps no state."
        : $"State of each that trains: {string.Join(", ", plan.States.Select((state, i) => $"{state} {Literals.Number((long)(i + 1) * plan.TrainedFloats)} behind it"))}.";

    /// <summary>Examples that make so many floating-point operations, at least one.</summary>
    private static long Examples(long flops, long flopsPerExample) => Math.Max(1, (flops + flopsPerExample - 1) / Math.Max(1, flopsPerExample));

    /// <summary>Slots are placed in order of first use, so what forward touches comes first.</summary>
    private static int ForwardFloatsPerExample(NetworkProgram program) =>
        program.Forward.SelectMany(static phase => phase.Rows).Max(static slot => slot.Offset + slot.Stride);

    private static void EmitKernelInterface(SourceWriter writer, NetworkProgram program)
    {
        writer.Line("/// <summary>The kernels of one vector width.</summary>");
        using (writer.Braces("private interface IKernels"))
        {
            writer.Line("/// <summary>Rows of a weight that stay with one thread: those of a tile.</summary>");
            writer.Line("static abstract int RowGranule { get; }");
            writer.Line();
            foreach (KernelMethod method in program.Kernels)
                writer.Line($"static abstract void {method.Name}({KernelSignature.Parameters(method.Kernel)});");
        }
    }
}
