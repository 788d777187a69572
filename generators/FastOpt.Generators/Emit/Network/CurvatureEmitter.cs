using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints Hessian-vector products over a network's buffer: a direction is copied in, the program of tangents runs over it, and the product is copied out.
/// </summary>
internal static class CurvatureEmitter
{
    private const string Spans = "global::System.Runtime.InteropServices.MemoryMarshal";

    public static void EmitPhases(SourceWriter writer, NetworkText text)
    {
        NetworkProgram program = text.Program;
        writer.Line("/// <summary>A step without updates, and how its values move along the direction; the gradients' tangents are added up.</summary>");
        using (StepEmitter.Method(writer, $"void Curvature({StepEmitter.Frame})"))
        {
            Phase[] phases = [.. program.Curvature, .. program.CurvatureGradients];
            if (phases.Any(TakesPart))
                writer.Line("engine::Part part = engine::Part.Whole;");
            OperandText.WritePhases(writer, text, phases);
        }

        writer.Line();
    }

    public static void Emit(SourceWriter writer, NetworkText text)
    {
        if (!text.Spec.HasCurvature)
            return;
        ParameterSlot[] trained = [.. text.Program.Plan.Parameters.Where(static slot => !slot.IsFrozen)];
        string direction = NetworkText.Read("float") + " direction";
        string product = NetworkText.Write("float") + " product";
        using (writer.Braces($"internal void HessianVectorProduct({text.BatchParameters}, int batch, {direction}, {product})"))
        {
            writer.Line("LoadDirection(direction);");
            writer.Line($"Frame frame = NewFrame(inputs, {text.Targets}, batch, {EngineEmitter.MeanWeight(text)});");
            writer.Line("Curvature(in frame);");
            writer.Line("CopyProductTo(product);");
        }

        writer.Line();
        EmitCopy(writer, $"LoadDirection({direction})", "DirectionOffset", trained, "direction", isLoad: true);
        writer.Line();
        EmitCopy(writer, $"CopyProductTo({product})", "GradientTangentOffset", trained, "product", isLoad: false);
        writer.Line();
        using (writer.Braces($"internal double LossAndGradients({text.BatchParameters}, int batch, {NetworkText.Write("float")} gradients)"))
        {
            writer.Line($"ComputeGradients(inputs, {text.Targets}, batch, gradients);");
            writer.Line($"return Loss(batch) / Divisor({text.Targets}, batch);");
        }

        writer.Line();
        writer.Line("/// <summary>What the sum of so many examples' losses is divided by.</summary>");
        writer.Line($"internal static double Divisor({NetworkText.Read(text.Target)} {text.Targets}, int examples) => {Divisor(text)};");
    }

    private static string Divisor(NetworkText text) => text.Spec.LossUse switch
    {
        { WeighsLabels: true } => $"engine::LossMean.Weight({text.Targets}, ClassWeights)",
        { Divisor: LossDivisor.Nothing } => "1",
        { Divisor: LossDivisor.Examples } => "examples",
        _ => "(double)examples * OutputSize",
    };

    /// <summary>
    /// Copies the tensors that train between the canonical order and a place that stands as the parameters do; frozen ones rest, and nothing of them moves.
    /// </summary>
    private static void EmitCopy(SourceWriter writer, string signature, string place, IReadOnlyList<ParameterSlot> slots, string span, bool isLoad)
    {
        using (writer.Braces("private void " + signature))
        {
            writer.Line($"ref float memory = ref clr::Unsafe.Add(ref _buffer.Start, {place});");
            if (isLoad)
                writer.Line($"{Spans}.CreateSpan(ref clr::Unsafe.Add(ref _buffer.Start, GradientTangentOffset), ParameterFloats).Clear();");
            else
                writer.Line($"{span}.Clear();");
            foreach (ParameterSlot slot in slots)
            {
                TensorCopyEmitter.Emit(writer, slot, span, slot.CanonicalOffset, isLoad, OperandText.ConstantName(slot));
                if (isLoad)
                    TensorCopyEmitter.EmitForward(writer, slot);
            }
        }
    }

    private static bool TakesPart(Phase phase) => phase.Kernel.Kernel.IsWhole || phase.Blocks > 1 || phase.Arguments.Any(static operand => operand
        is Operand.Share or Operand.FirstRow or Operand.EndRow or Operand.FirstColumn or Operand.EndColumn or Operand.FirstFloat or Operand.EndFloat);
}
