using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints the step: the phases in order, once for all widths. The kernels of a width are a struct, so that the JIT and ILC specialize each phase to direct calls.
/// </summary>
internal static class StepEmitter
{
    public static void Emit(SourceWriter writer, NetworkProgram program)
    {
        EmitOffsets(writer, program);
        writer.Line();
        string target = NetworkEmitter.TargetType(program.Spec);
        EmitForward(writer, program);
        writer.Line();

        writer.Line("/// <summary>Forward and loss; what it returns is the sum of the rows' losses.</summary>");
        using (Method(writer, $"double ForwardAndLoss<TKernels>(ref float memory, int maxBatch, ref float inputs, ref {target} targets, int batch, float meanWeight)"))
        {
            writer.Line("Forward<TKernels>(ref memory, maxBatch, ref inputs, batch);");
            OperandText.WritePhases(writer, program, [program.LossPhase]);
            writer.Line("return global::FastOpt.Runtime.LossMean.Sum(ref rowLosses, batch);");
        }

        writer.Line();
        writer.Line("/// <summary>One training step: forward, loss, then backward and update, last layer first.</summary>");
        using (Method(writer, $"double TrainStep<TKernels>(ref float memory, int maxBatch, ref float inputs, ref {target} targets, int batch, float meanWeight, in {program.Optimizer.TypeName}.Coefficients optimizer)"))
        {
            writer.Line("double loss = ForwardAndLoss<TKernels>(ref memory, maxBatch, ref inputs, ref targets, batch, meanWeight);");
            writer.Line();
            writer.Line("// Last layer first; what a layer passes down is taken before its weights change.");
            OperandText.WritePhases(writer, program, program.Backward);
            writer.Line("return loss;");
        }

        writer.Line();
        writer.Line("/// <summary>The same with the gradients written out, in canonical order, instead of updates.</summary>");
        using (Method(writer, $"void Gradients<TKernels>(ref float memory, int maxBatch, ref float inputs, ref {target} targets, int batch, float meanWeight, ref float gradients)"))
        {
            writer.Line("ForwardAndLoss<TKernels>(ref memory, maxBatch, ref inputs, ref targets, batch, meanWeight);");
            OperandText.WritePhases(writer, program, program.Gradients);
        }

        writer.Line();
        EmitKernelInterface(writer, program);
    }

    private static void EmitForward(SourceWriter writer, NetworkProgram program)
    {
        writer.Line("/// <summary>Forward: each layer's rows of the batch.</summary>");
        using (Method(writer, "void Forward<TKernels>(ref float memory, int maxBatch, ref float inputs, int batch)"))
            OperandText.WritePhases(writer, program, program.Forward);
    }

    private static SourceWriter.Block Method(SourceWriter writer, string signature)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Line($"private static {signature}");
        writer.Line("    where TKernels : struct, IKernels");
        return writer.Braces();
    }

    private static void EmitOffsets(SourceWriter writer, NetworkProgram program)
    {
        MemoryPlan plan = program.Plan;
        writer.Line("// Parameters in the buffer, in floats; weights are [in, out] with padded rows. State s of a parameter stands (s + 1) · ParameterFloats behind it.");
        foreach (ParameterSlot slot in plan.Parameters)
            writer.Line($"private const int {OperandText.ConstantName(slot)} = {Literals.Number(slot.Offset)};");
        writer.Line($"private const int ParameterFloats = {Literals.Number(plan.ParameterFloats)};");
        writer.Line();
        writer.Line("// Scratch.");
        writer.Line($"private const int Panel = {Literals.Number(plan.PanelOffset)};");
        writer.Line($"private const int TargetRow = {Literals.Number(plan.TargetRowOffset)};");
        writer.Line($"private const int Tile = {Literals.Number(plan.TileOffset)};");
        writer.Line();
        writer.Line("// Rows of the batch behind the fixed regions, in floats for each example of the largest batch.");
        writer.Line($"private const int FixedFloats = {Literals.Number(plan.FixedFloats)};");
        foreach (BatchSlot slot in plan.BatchSlots)
            writer.Line($"private const int {OperandText.ConstantName(slot)} = {Literals.Number(slot.Offset)}; // [batch, {slot.Width}], stride {slot.Stride}: {slot.Comment}");
        writer.Line($"private const int RowLosses = {Literals.Number(plan.BatchFloats)}; // [batch]");
        writer.Line($"private const int FloatsPerExample = {Literals.Number(plan.FloatsPerExample)};");
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        writer.Line("private static ref float Rows(ref float memory, int rows, int maxBatch) => ref Unsafe.Add(ref memory, FixedFloats + ((nint)rows * maxBatch));");
    }

    private static void EmitKernelInterface(SourceWriter writer, NetworkProgram program)
    {
        writer.Line("/// <summary>The kernels of one vector width.</summary>");
        using (writer.Braces("private interface IKernels"))
        {
            foreach (KernelMethod method in program.Kernels)
                writer.Line($"static abstract void {method.Name}({KernelSignature.Parameters(method.Kernel)});");
        }
    }
}
