namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints what a network with curvature has beside the others: Hessian-vector products, and the loss whose Hessian that is.</summary>
internal static class CurvatureMembers
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        if (!text.Spec.HasCurvature)
            return;
        string statistics = text.CheckStatistics("batch") is { } check ? "\n" + check : "";
        string checks = $"{text.CheckBatch("batch", "MaxBatch")}\n{text.CheckTargets("batch")}{statistics}\n";
        string Length(string name) => text.Check("CheckParameters", $"{name}, ParameterCount, \"{name}\"");
        text.EmitCall(
            writer,
            NetworkText.Inherited,
            $"void HessianVectorProduct({text.BatchParameters}, {NetworkText.Read("float")} direction, {NetworkText.Write("float")} result)",
            checks + Length("direction") + "\n" + Length("result"),
            $"{text.Field}.HessianVectorProduct(inputs, {text.Targets}, batch, direction, result);");
        text.EmitCall(
            writer,
            NetworkText.Inherited,
            $"double LossAndGradients({text.BatchParameters}, {NetworkText.Write("float")} gradients)",
            checks + Length("gradients") + "\n" + text.Check("CheckApart", "gradients, \"gradients\", inputs"),
            $"return {text.Field}.LossAndGradients(inputs, {text.Targets}, batch, gradients);");
        string divisor = text.HasLabels ? "labels.Length" : "targets.Length / OutputSize";
        writer.Line($"double global::FastOpt.ICurvature<{text.Target}>.LossDivisor({NetworkText.Read(text.Target)} {text.Targets}) =>");
        writer.Line($"    {text.Compiled}.Divisor({text.Targets}, {divisor});");
    }
}
