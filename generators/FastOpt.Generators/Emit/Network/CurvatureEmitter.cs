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
        string direction = NetworkText.Read("float") + " direction";
        string product = NetworkText.Write("float") + " product";
        using (writer.Braces($"internal void HessianVectorProduct({text.BatchParameters}, int batch, {direction}, {product})"))
        {
            writer.Line("LoadDirection(direction);");
            writer.Line($"engine::Frame frame = NewFrame(inputs, {text.Targets}, batch, {EngineEmitter.MeanWeight(text)});");
            writer.Line("Curvature(in frame);");
            writer.Line("Tables.Kept.CopyGradientsTo(ref clr::Unsafe.Add(ref _buffer.Start, GradientTangentOffset + FirstTrained), product);");
        }

        writer.Line();
        writer.Line("/// <summary>Copies a direction in, in which what is frozen rests, and clears what it gives.</summary>");
        using (writer.Braces($"private void LoadDirection({direction})"))
        {
            writer.Line("ref float memory = ref clr::Unsafe.Add(ref _buffer.Start, DirectionOffset);");
            writer.Line($"{Spans}.CreateSpan(ref clr::Unsafe.Add(ref _buffer.Start, GradientTangentOffset), ParameterFloats).Clear();");
            writer.Line("Tables.Kept.LoadGradients(ref clr::Unsafe.Add(ref memory, FirstTrained), direction);");
            writer.Line("Tables.Kept.WriteForward(ref memory);");
        }

        writer.Line();
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

    private static bool TakesPart(Phase phase) => phase.Kernel.Kernel.IsWhole || phase.Blocks > 1 || phase.Arguments.Any(static operand => operand
        is Operand.Share or Operand.FirstRow or Operand.EndRow or Operand.FirstColumn or Operand.EndColumn or Operand.FirstFloat or Operand.EndFloat);
}
