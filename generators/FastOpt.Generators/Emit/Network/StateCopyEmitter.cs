using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints what copies a network as it is in memory, moves its weights, and forgets its optimizer's states.</summary>
internal static class StateCopyEmitter
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        var members = StateEmitter.Values(text).Select(static value => value.Name).Concat(OptimizerSequenceEmitter.All(text.Spec).Select(static stage => stage.Member)).ToList();
        if (text.Spec.OptimizerInForce.LearningRateType is not null)
            members.Add("Schedule");
        writer.Line("/// <summary>A copy: what stands in front of the batch's sums in the buffer, and all that a step reads besides.</summary>");
        writer.Line($"internal {text.Compiled}({text.Compiled} other)");
        writer.Line("    : this(other.MaxBatch, other.Threads)");
        using (writer.Braces())
        {
            DistributedEmitter.EmitTakeStates(writer, text, "other.");
            string floats = Literals.Number(text.Program.Plan.SectionOffset);
            writer.Line($"engine::MatrixLayout.CopyRow(ref other._buffer.Start, ref _buffer.Start, {floats});");
            foreach (string member in members)
                writer.Line($"{member} = other.{member};");
        }

        writer.Line();
        using (writer.Braces("internal void ResetOptimizer()"))
        {
            DistributedEmitter.EmitLeave(writer, text);
            writer.Line("global::System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref clr::Unsafe.Add(ref _buffer.Start, ParameterFloats), States * TrainedFloats).Clear();");
            writer.Line("Step = 0;");
            if (text.Program.Norms.Count > 0)
                writer.Line("GradientNorm = 0;");
            if (text.Spec.AccumulatesGradients)
                writer.Line("ForgetGradients();");
        }

        writer.Line();
        writer.Line("/// <summary>Moves parameters and buffers, which stand in front, and the copies of weights among them.</summary>");
        using (writer.Braces($"internal void MoveTowards({text.Compiled} other, double tau)"))
        {
            writer.Line($$"""
                if (other == this)
                    return;
                {{text.Enter("other.Guard", "CopyParametersFrom")}}
                    engine::WeightMix.Move(ref _buffer.Start, ref other._buffer.Start, ParameterFloats, tau);
                """);
        }
    }
}
