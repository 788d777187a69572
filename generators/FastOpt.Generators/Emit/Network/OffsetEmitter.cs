using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints the memory plan as constants, and the thresholds from which on threads share work.</summary>
internal static class OffsetEmitter
{
    public static void Emit(SourceWriter writer, NetworkProgram program)
    {
        MemoryPlan plan = program.Plan;
        writer.Line($"// Parameters in the buffer, in floats; weights are [in, out] with padded rows. {States(plan)}");
        foreach (ParameterSlot slot in plan.Parameters)
            EmitParameter(writer, slot);
        foreach (ParameterSlot slot in plan.Buffers)
            writer.Line($"private const int {OperandText.ConstantName(slot)} = {Literals.Number(slot.Offset)}; // a running statistic");
        writer.Line($"private const int ParameterFloats = {Literals.Number(plan.ParameterFloats)};");
        foreach (LaidOutSlot slot in plan.LaidOut)
        {
            string name = OperandText.ConstantName(slot);
            writer.Line($"private const int {name} = {Literals.Number(slot.Offset)}; // behind these in predictors: filters laid out");
        }

        if (plan.StoresGradients)
            StoredStepEmitter.EmitOffsets(writer, plan, program.Spec.IsDistributed);
        foreach (FixedSlot slot in plan.FixedSlots)
            writer.Line($"private const int {OperandText.ConstantName(slot)} = {Literals.Number(plan.FixedSlotOffset + slot.Offset)}; // of the batch: {slot.Comment}");
        foreach (SectionSlot slot in plan.SectionSlots)
        {
            string place = Literals.Number(plan.SectionOffset + slot.Offset);
            writer.Line($"private const int {OperandText.ConstantName(slot)} = {place}; // ∂{slot.Tensor.Name}, summed over each section of the batch");
        }

        if (plan.HasCurvature)
        {
            writer.Line($"private const int DirectionOffset = {Literals.Number(plan.DirectionOffset)}; // a direction, which stands as the parameters do");
            writer.Line($"private const int GradientTangentOffset = {Literals.Number(plan.GradientTangentOffset)}; // the Hessian times it");
        }

        writer.Line();
        writer.Line("// Scratch of each thread, behind the rows of the batch.");
        writer.Line("private const int Panel = 0;");
        writer.Line($"private const int TargetRow = {Literals.Number(plan.TargetRowOffset)};");
        writer.Line($"private const int Tile = {Literals.Number(plan.TileOffset)};");
        writer.Line($"private const int ScratchFloats = {Literals.Number(plan.ScratchFloats)};");
        writer.Line();
        EmitRows(writer, plan);
        writer.Line();
        EmitSharing(writer, program.Sharing, program.Kernels.Any(static method => method.Kernel is WeightGradientKernel { Reach: CacheReach.FarBeyond }));
    }

    private static void EmitParameter(SourceWriter writer, ParameterSlot slot)
    {
        string columns = Literals.Number(slot.BlockColumns);
        string layout = slot.IsTransposed ? " // [out, in], which pads it less; its copy [in, out] is what forward reads"
            : slot.Blocks > 1 ? $" // {Literals.Number(slot.Blocks)} blocks of {columns} columns, [in, {columns}] each, which threads share"
            : "";
        writer.Line($"private const int {OperandText.ConstantName(slot)} = {Literals.Number(slot.Offset)};{layout}");
        if (slot.IsTransposed)
            writer.Line($"private const int {OperandText.ForwardName(slot)} = {Literals.Number(slot.ForwardOffset)};");
    }

    private static void EmitRows(SourceWriter writer, MemoryPlan plan)
    {
        writer.Line("// Rows of the batch behind the fixed regions, in floats for each example of the largest batch.");
        writer.Line($"private const int FixedFloats = {Literals.Number(plan.FixedFloats)};");
        foreach (BatchSlot slot in plan.BatchSlots)
            EmitSlot(writer, slot);
        writer.Line($"private const int RowLosses = {Literals.Number(plan.BatchFloats)}; // [batch]");
        writer.Line($"private const int FloatsPerExample = {Literals.Number(plan.FloatsPerExample)};");
        writer.Line();
        writer.Line("// Rows of predictions, and of the gradients of inputs, in the same place.");
        foreach (BatchSlot slot in plan.PredictionSlots)
            EmitSlot(writer, slot);
        foreach (BatchSlot slot in plan.SensitivitySlots)
            EmitSlot(writer, slot);
        foreach (BatchSlot slot in plan.FoldedSlots)
            EmitSlot(writer, slot);
        foreach (BatchSlot slot in plan.CurvatureSlots)
            EmitSlot(writer, slot);
        if (plan.FoldedFloats > 0)
            writer.Line($"private const int FoldedFloatsPerExample = {Literals.Number(plan.FoldedFloats)};");
        writer.Line($"private const int PredictedFloatsPerExample = {Literals.Number(plan.PredictionFloats)};");
    }

    private static void EmitSlot(SourceWriter writer, BatchSlot slot) =>
        writer.Line($"private const int {OperandText.ConstantName(slot)} = {Literals.Number(slot.Offset)}; // [batch, {Literals.Number(slot.Width)}], stride {Literals.Number(slot.Stride)}: {slot.Comment}");

    private static void EmitSharing(SourceWriter writer, Sharing sharing, bool isStreamed)
    {
        writer.Line("// How work is shared among threads: rows of the batch and of weights in granules, columns in panels, and no step, or forward pass, of fewer examples than this.");
        writer.Line($"private const int BatchGranule = {Literals.Number(Tiles.BatchGranule)};");
        writer.Line($"private const int WeightGranule = {Literals.Number(Tiles.WeightGranule)};");
        writer.Line($"private const int SharedBatch = {Literals.Number(sharing.Batch)};");
        writer.Line($"private const int SharedExamples = {Literals.Number(sharing.Examples)};");
        writer.Line("// From so many examples on it is worth waking threads that sleep. Each thread's share of a phase over weights or columns is so many pieces.");
        writer.Line($"private const int LongBatch = {Literals.Number(sharing.LongBatch)};");
        writer.Line($"private const int LongExamples = {Literals.Number(sharing.LongExamples)};");
        writer.Line($"private const int WeightPieces = {Literals.Number(Tiles.WeightPieces)};");
        writer.Line("// Rows of a weight that stay with one thread: those of a tile.");
        writer.Line($"private static int RowGranule => engine::DenseGradient.Granule({(isStreamed ? "true" : "false")});");
    }

    private static string States(MemoryPlan plan) => plan.States.Count == 0
        ? "The optimizer keeps no state."
        : $"State of each that trains: {string.Join(", ", plan.States.Select((state, i) => $"{state} {Literals.Number((long)(i + 1) * plan.TrainedFloats)} behind it"))}.";
}
