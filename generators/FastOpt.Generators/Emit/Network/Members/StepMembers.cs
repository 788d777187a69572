using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints the training step, the epoch, and where gradients are accumulated, a step's halves.</summary>
internal static class StepMembers
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        EmitStep(writer, text);
        writer.Line();
        EmitOpenSteps(writer, text);
        if (text.Spec.HasExampleWeights)
            WeightedMembers.Emit(writer, text);
        EmitEpoch(writer, text);
        if (text.Spec.AccumulatesGradients)
        {
            writer.Line();
            EmitAccumulation(writer, text);
        }

        if (text.Spec.IsDistributed)
        {
            writer.Line();
            DistributedMembers.Emit(writer, text);
        }

        if (text.Spec.NonFinite == NonFiniteStep.SkipStep)
        {
            writer.Line();
            writer.Line(NetworkText.Inherited);
            writer.Line($"public long SkippedSteps => {text.Field}.SkippedSteps;");
        }

        if (text.Program.Norms.Count == 0)
            return;
        writer.Line();
        writer.Line(NetworkText.Inherited);
        writer.Line($"public float GradientNorm => {text.Field}.GradientNorm;");
    }

    private static void EmitStep(SourceWriter writer, NetworkText text)
    {
        writer.Line(NetworkText.Inherited);
        using (writer.Braces($"public float TrainStep({text.BatchParameters})"))
        {
            EmitChecks(writer, text);
            text.EmitGuarded(writer, "TrainStep", $"return {text.Field}.TrainStep(inputs, {text.Targets}, batch);");
        }
    }

    private static void EmitOpenSteps(SourceWriter writer, NetworkText text)
    {
        bool adds = text.Spec.AccumulatesGradients;
        string CheckNone(string call) => adds ? text.Check("CheckNoneWait", $"\"{call}\", {text.Field}.AccumulatedExamples") + "\n" : "";
        writer.Line(NetworkText.Inherited);
        using (writer.Braces($"public float TrainStep({text.BatchParameters}, {NetworkText.Write("float")} outputs)"))
        {
            EmitChecks(writer, text);
            writer.Line(text.Check("CheckOutputs", "outputs, batch, OutputSize, inputs"));
            text.EmitGuarded(writer, "TrainStep", $"return {text.Field}.TrainStep(inputs, {text.Targets}, outputs, batch);");
        }

        writer.Line();
        text.EmitCall(
            writer,
            NetworkText.Inherited,
            $"void TrainStepWithOutputGradients({NetworkText.Read("float")} inputs, {NetworkText.Read("float")} gradients)",
            text.CheckBatch("batch", "MaxBatch") + "\n" + text.Check("CheckOutputGradients", "gradients, batch, OutputSize") + (text.CheckStatistics("batch") is { } statistics ? "\n" + statistics : ""),
            CheckNone("TrainStepWithOutputGradients") + $"{text.Field}.TrainStepWithOutputGradients(inputs, gradients, batch);");
        text.EmitCall(
            writer,
            NetworkText.Inherited,
            $"void ApplyGradients({NetworkText.Read("float")} gradients)",
            text.Check("CheckParameters", "gradients, ParameterCount, \"gradients\""),
            CheckNone("ApplyGradients") + $"{text.Field}.ApplyGradients(gradients);");
    }

    private static void EmitEpoch(SourceWriter writer, NetworkText text)
    {
        writer.Line(NetworkText.Inherited);
        using (writer.Braces($"public float TrainEpoch({text.BatchParameters}, {NetworkText.Read("int")} order = default, int batch = 0)"))
        {
            writer.Line(text.CheckBatch("examples", "int.MaxValue"));
            writer.Line(text.CheckTargets("examples"));
            writer.Line(text.Check("CheckOrder", "order, examples"));
            writer.Line(text.Check("CheckEpochBatch", "batch, MaxBatch"));
            if (text.CheckStatistics("engine::NetworkArguments.LastBatch(order.IsEmpty ? examples : order.Length, batch == 0 ? MaxBatch : batch)") is { } statistics)
                writer.Line(statistics);
            text.EmitGuarded(writer, "TrainEpoch", $"return {text.Field}.TrainEpoch(inputs, {text.Targets}, order, batch == 0 ? MaxBatch : batch);");
        }
    }

    private static void EmitAccumulation(SourceWriter writer, NetworkText text)
    {
        writer.Line(NetworkText.Inherited);
        using (writer.Braces($"public float AccumulateGradients({text.BatchParameters})"))
        {
            EmitChecks(writer, text);
            text.EmitGuarded(writer, "AccumulateGradients", $"return {text.Field}.AccumulateGradients(inputs, {text.Targets}, batch);");
        }

        writer.Line();
        writer.Line(NetworkText.Inherited);
        using (writer.Braces("public void ApplyGradients()"))
        using (writer.Braces(text.Enter("ApplyGradients")))
        {
            writer.Line($"if ({text.Field}.AccumulatedExamples == 0)");
            writer.Line($"    throw new global::System.InvalidOperationException(\"{text.Display}: there are no gradients to apply; call AccumulateGradients first.\");");
            ScheduleEmitter.EmitBegin(writer, text, text.Field + ".");
            writer.Line($"{text.Field}.{NonFiniteEmitter.Apply(text, "0")}");
        }

        writer.Line();
        writer.Line(NetworkText.Inherited);
        using (writer.Braces("public void DiscardGradients()"))
            text.EmitGuarded(writer, "DiscardGradients", $"{text.Field}.ForgetGradients();");
        writer.Line();
        writer.Line(NetworkText.Inherited);
        writer.Line($"public long AccumulatedExamples => {text.Field}.AccumulatedExamples;");
    }

    private static void EmitChecks(SourceWriter writer, NetworkText text)
    {
        writer.Line(text.CheckBatch("batch", "MaxBatch"));
        writer.Line(text.CheckTargets("batch"));
        if (text.CheckStatistics("batch") is { } statistics)
            writer.Line(statistics);
    }
}
