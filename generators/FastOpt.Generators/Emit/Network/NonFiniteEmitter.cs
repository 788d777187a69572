using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network;

/// <summary>Prints what a network does with a step whose loss or gradient is not finite, where its declaration says more than to go on.</summary>
internal static class NonFiniteEmitter
{
    /// <summary>The statement that ends a step whose gradients are stored.</summary>
    /// <param name="text">The network.</param>
    /// <param name="loss">The sum of the batch's losses, an expression; 0 where there is none.</param>
    public static string Apply(NetworkText text, string loss) => text.Spec.NonFinite == NonFiniteStep.Propagate ? "ApplyGradients();" : $"ApplyFinite({loss});";

    public static void Emit(SourceWriter writer, NetworkText text)
    {
        if (text.Spec.NonFinite == NonFiniteStep.Propagate)
            return;
        if (text.Spec.NonFinite == NonFiniteStep.SkipStep)
            writer.Line("internal long SkippedSteps;").Line();
        writer.Line("/// <summary>The second half of a step, unless its loss or a gradient is not finite.</summary>");
        using (writer.Braces("internal void ApplyFinite(double loss)"))
        {
            using (writer.Braces("if (double.IsFinite(loss) && HasFiniteGradients())"))
            {
                TrainingEngineEmitter.EmitRunning(writer, text);
                writer.Line("ApplyGradients();").Line("return;");
            }

            writer.Line();
            if (text.Spec.AccumulatesGradients)
                writer.Line("ForgetGradients();");
            if (text.Program.Running.Count > 0)
                writer.Line("_unseen = 0;");
            writer.Line(text.Spec.NonFinite == NonFiniteStep.SkipStep ? "SkippedSteps++;" : $"throw engine::NetworkArguments.NonFinite(\"{text.Display}\", Step + 1, double.IsFinite(loss));");
        }

        writer.Line();
        using (writer.Braces("private bool HasFiniteGradients()"))
        {
            writer.Line("ref float memory = ref _buffer.Start;");
            IEnumerable<string> checks = NetworkTensors.Trained(text.Program).Select(static slot =>
                $"engine::FiniteValues.Are(ref clr::Unsafe.Add(ref memory, GradientDistance + {OperandText.ConstantName(slot)}), {Literals.Number(slot.Rows)}, {Literals.Number(slot.Columns)}, {Literals.Number(slot.Stride)})");
            writer.Line($"return {string.Join("\n    && ", checks)};");
        }
    }

    /// <summary>
    /// Marks gradients that are accumulated as those of a step that is not finite, if the loss of a batch is not: a gradient that is not a number stays so
    /// whatever is added.
    /// </summary>
    public static void EmitMark(SourceWriter writer, NetworkText text)
    {
        if (text.Spec.NonFinite == NonFiniteStep.Propagate)
            return;
        writer.Line("// The whole step is not finite then: a gradient that is not a number stays so, whatever is added.");
        writer.Line("if (!double.IsFinite(loss))");
        writer.Line("    clr::Unsafe.Add(ref _buffer.Start, GradientDistance + FirstTrained) = float.NaN;");
    }
}
