using FastOpt.Generators.Lowering.Network;

namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints what a network with curvature has beside the others: Hessian-vector products, and the loss whose Hessian that is.</summary>
internal static class CurvatureMembers
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        if (!text.Spec.HasCurvature)
            return;
        bool hasFrozen = text.Program.Plan.Parameters.Any(static slot => slot.IsFrozen);
        string statistics = text.CheckStatistics("batch") is { } check ? "\n" + check : "";
        string checks = $"{text.CheckBatch("batch", "MaxBatch")}\n{text.CheckTargets("batch")}{statistics}\n";
        string batch = "/// <param name=\"inputs\">[batch × InputSize]; the batch is 1 to <see cref=\"MaxBatch\"/> examples.</param>\n" +
            $"/// <param name=\"{text.Targets}\">{text.TargetShape("batch")}.</param>\n";
        string order = "[ParameterCount], in the canonical order of <see cref=\"Parameters\"/>";
        string Length(string name) => text.Check("CheckParameters", $"{name}, ParameterCount, \"{name}\"");
        text.EmitCall(
            writer,
            "Writes the Hessian of the batch's mean loss in the parameters, times a direction: exact, not differences of gradients. The loss is that of "
                + "<c>ComputeGradients</c>: statistics of the batch, and the random numbers of the next step. Weight decay and penalties that are gradient "
                + "rules are no part of it. Nothing is updated and nothing allocated.",
            $"{batch}/// <param name=\"direction\">{order}{(hasFrozen ? "; those of frozen layers are not read" : "")}.</param>\n" +
                $"/// <param name=\"result\">The same{(hasFrozen ? "; zeros for frozen layers" : "")}; it may be the direction itself.</param>",
            $"void HessianVectorProduct({text.BatchParameters}, {NetworkText.Read("float")} direction, {NetworkText.Write("float")} result)",
            checks + Length("direction") + "\n" + Length("result"),
            $"{text.Field}.HessianVectorProduct(inputs, {text.Targets}, batch, direction, result);",
            "A length or a value does not fit.");
        text.EmitCall(
            writer,
            "The mean loss of a batch, as a training step takes it, and its gradient: what <c>ComputeGradients</c> writes. Nothing is updated.",
            $"{batch}/// <param name=\"gradients\">{order}{(hasFrozen ? "; zeros for frozen layers" : "")}.</param>\n" +
                "/// <returns>The mean loss, whose sum over the batch is taken in double.</returns>",
            $"double LossAndGradients({text.BatchParameters}, {NetworkText.Write("float")} gradients)",
            checks + Length("gradients") + "\n" + text.Check("CheckApart", "gradients, \"gradients\", inputs"),
            $"return {text.Field}.LossAndGradients(inputs, {text.Targets}, batch, gradients);",
            "A length or a value does not fit.");
        string divisor = text.HasLabels ? "labels.Length" : "targets.Length / OutputSize";
        writer.Line($"double global::FastOpt.ICurvature<{text.Target}>.LossDivisor({NetworkText.Read(text.Target)} {text.Targets}) =>");
        writer.Line($"    {text.Compiled}.Divisor({text.Targets}, {divisor});");
    }
}
