using FastOpt.Generators.Emit.Kernels;
using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Prints an update from gradients that the caller has. A network that stores its gradients puts them there; any other one has room for them from the first
/// such call on, and updates its weights
/// element by element, with the arithmetic of its step.
/// </summary>
internal static class AppliedGradientsEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        NetworkProgram program = text.Program;
        if (program.Plan.StoresGradients)
            EmitStored(writer, text);
        else
            EmitApart(writer, text);
    }

    private static void EmitStored(SourceWriter writer, NetworkText text)
    {
        using (writer.Braces($"internal void ApplyGradients({NetworkText.Read("float")} gradients)"))
        {
            ScheduleEmitter.EmitBegin(writer, text);
            DistributedEmitter.EmitLeave(writer, text);
            writer.Line("Tables.Kept.LoadGradients(ref clr::Unsafe.Add(ref _buffer.Start, GradientDistance + FirstTrained), gradients);");
            foreach (ParameterSlot slot in NetworkTensors.Trained(text.Program).Where(static slot => slot.IsRowByRow))
            {
                string rows = $"{Literals.Number(slot.Stride)}, {Literals.Number(slot.Rows)}, {Literals.Number(slot.Columns)}";
                writer.Line($"engine::Lookup.MarkRead(ref clr::Unsafe.Add(ref _buffer.Start, GradientDistance + {OperandText.ConstantName(slot)}), {rows});");
            }

            if (text.Spec.AccumulatesGradients)
                writer.Line("AccumulatedExamples = 1;");
            if (text.Spec.AccumulatesGradients && text.Spec.DividesByWeights)
                writer.Line("AccumulatedWeight = 1;");
            writer.Line(NonFiniteEmitter.Apply(text, "0"));
        }
    }

    private static void EmitApart(SourceWriter writer, NetworkText text)
    {
        NetworkProgram program = text.Program;
        var chain = new UpdateChain(program.GradientRules, program.Optimizer);
        writer.Line("// Room for gradients in the layout of the weights, made by the first call that brings some.");
        writer.Line("private engine::PinnedBuffer? _gradients;");
        writer.Line();
        using (writer.Braces($"internal void ApplyGradients({NetworkText.Read("float")} given)"))
        {
            ScheduleEmitter.EmitBegin(writer, text);
            writer.Line("_gradients ??= new engine::PinnedBuffer(TrainedFloats);");
            writer.Line("ref float memory = ref _buffer.Start;");
            writer.Line("ref float gradients = ref _gradients.Start;");
            writer.Line("Tables.Kept.LoadGradients(ref gradients, given);");
            writer.Line(text.Update.Declaration);
            foreach (int group in NetworkTensors.Trained(program).Select(static slot => slot.Group).Distinct())
            {
                string update = UpdateEmitter.Argument(chain, rule => text.Update.RuleOf(rule, group), text.Update.OptimizerOf(group));
                writer.Line($"Tables.Kept.Update({Literals.Number(group)}, ref memory, ref gradients, {update});");
            }

            writer.Line("Tables.Kept.WriteForward(ref memory);");
            writer.Line("Step++;");
        }
    }
}
