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
            writer.Line("/// <summary>Steps that were left out because their loss or gradient was not finite.</summary>");
            writer.Line($"public long SkippedSteps => {text.Field}.SkippedSteps;");
        }

        if (text.Program.Norms.Count == 0)
            return;
        string rule = text.Program.GradientRules[text.Program.Norms[0].Rule].Name;
        writer.Line();
        writer.Line($$"""
            /// <summary>The L2 norm of the last step's gradient over all parameters that train, before <c>{{rule}}</c>; 0 before the first step, not finite if training has diverged.</summary>
            public float GradientNorm => {{text.Field}}.GradientNorm;
            """);
    }

    private static void EmitStep(SourceWriter writer, NetworkText text)
    {
        string pending = text.Spec.AccumulatesGradients ? " Gradients that wait for <see cref=\"ApplyGradients()\"/> take part: the batch is then the last one of its step." : "";
        writer.Line($"/// <summary>One training step: forward, loss, backward, update. Allocates nothing.{pending}</summary>");
        EmitBatchDocumentation(writer, text, "The batch's mean loss before the update");
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
        string none = adds ? "Accumulated gradients wait, or another call is running." : "Another call is running.";
        writer.Line("/// <summary>One training step that also writes the batch's outputs before the update: those of its forward pass. The first call allocates room for one batch.</summary>");
        EmitBatchDocumentation(writer, text, "The batch's mean loss before the update", "/// <param name=\"outputs\">[batch × OutputSize].</param>");
        using (writer.Braces($"public float TrainStep({text.BatchParameters}, {NetworkText.Write("float")} outputs)"))
        {
            EmitChecks(writer, text);
            writer.Line(text.Check("CheckOutputs", "outputs, batch, OutputSize, inputs"));
            text.EmitGuarded(writer, "TrainStep", $"return {text.Field}.TrainStep(inputs, {text.Targets}, outputs, batch);");
        }

        writer.Line();
        text.EmitCall(
            writer,
            "One training step from the derivative of a loss that the caller has, such as one of reinforcement learning; the network's own loss has no part in it. The first call allocates room for one batch.",
            "/// <param name=\"inputs\">[batch × InputSize]; the batch is 1 to <see cref=\"MaxBatch\"/> examples.</param>\n/// <param name=\"gradients\">∂loss/∂output, [batch × OutputSize]; where the loss is a mean over the batch, its derivative is already divided.</param>",
            $"void TrainStepWithOutputGradients({NetworkText.Read("float")} inputs, {NetworkText.Read("float")} gradients)",
            text.CheckBatch("batch", "MaxBatch") + "\n" + text.Check("CheckOutputGradients", "gradients, batch, OutputSize") + (text.CheckStatistics("batch") is { } statistics ? "\n" + statistics : ""),
            CheckNone("TrainStepWithOutputGradients") + $"{text.Field}.TrainStepWithOutputGradients(inputs, gradients, batch);",
            stateError: none);
        text.EmitCall(
            writer,
            "An update from gradients that the caller has, averaged or made elsewhere: gradient rules, groups, optimizer, schedule and step count are those of a step. The first call may allocate room for them.",
            $"/// <param name=\"gradients\">[ParameterCount], in the canonical order of <see cref=\"Parameters\"/>{(text.Program.Plan.Parameters.Any(static slot => slot.IsFrozen) ? "; those of frozen layers are not read" : "")}.</param>",
            $"void ApplyGradients({NetworkText.Read("float")} gradients)",
            text.Check("CheckParameters", "gradients, ParameterCount, \"gradients\""),
            CheckNone("ApplyGradients") + $"{text.Field}.ApplyGradients(gradients);",
            stateError: none);
    }

    private static void EmitEpoch(SourceWriter writer, NetworkText text)
    {
        writer.Line($$"""
            /// <summary>
            /// A whole epoch: the examples in mini-batches, the last of which may be smaller, each a training step; then <see cref="Epoch"/> is one more. The first call with an order
            /// allocates room for one batch, in which its examples are gathered; nothing else is allocated. The bits are those of the same calls of TrainStep.
            /// </summary>
            /// <param name="inputs">[examples × InputSize], at least one example.</param>
            /// <param name="{{text.Targets}}">{{text.TargetShape("examples")}}.</param>
            /// <param name="order">The positions of the examples in the order in which they are taken, such as a permutation that is shuffled before each epoch; empty for the order in which they stand.</param>
            /// <param name="batch">Examples of a mini-batch, 1 to <see cref="MaxBatch"/>; 0 for <see cref="MaxBatch"/>.</param>
            /// <returns>The mean loss of all examples, each before the update of its step.</returns>
            /// <exception cref="global::System.ArgumentException">A length or a value does not fit; the network is as it was.</exception>
            /// <exception cref="global::System.InvalidOperationException">Another call is running.</exception>
            """);
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
        writer.Line("/// <summary>Adds the gradients of a batch to those that wait for <see cref=\"ApplyGradients()\"/>; no weight changes. Allocates nothing.</summary>");
        EmitBatchDocumentation(writer, text, "The batch's mean loss");
        using (writer.Braces($"public float AccumulateGradients({text.BatchParameters})"))
        {
            EmitChecks(writer, text);
            text.EmitGuarded(writer, "AccumulateGradients", $"return {text.Field}.AccumulateGradients(inputs, {text.Targets}, batch);");
        }

        writer.Line();
        writer.Line($$"""
            /// <summary>
            /// One step on the mean gradient of all accumulated examples, each weighing the same: it has the bits of a step on all of them as one batch. Allocates nothing.
            /// </summary>
            /// <exception cref="global::System.InvalidOperationException">No gradients are accumulated, or another call is running.</exception>
            """);
        using (writer.Braces("public void ApplyGradients()"))
        using (writer.Braces(text.Enter("ApplyGradients")))
        {
            writer.Line($"if ({text.Field}.AccumulatedExamples == 0)");
            writer.Line($"    throw new global::System.InvalidOperationException(\"{text.Display}: there are no gradients to apply; call AccumulateGradients first.\");");
            ScheduleEmitter.EmitBegin(writer, text, text.Field + ".");
            writer.Line($"{text.Field}.{NonFiniteEmitter.Apply(text, "0")}");
        }

        writer.Line();
        writer.Line("/// <summary>Forgets the accumulated gradients; no weight changes.</summary>");
        writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">Another call is running.</exception>");
        using (writer.Braces("public void DiscardGradients()"))
        text.EmitGuarded(writer, "DiscardGradients", $"{text.Field}.ForgetGradients();");
        writer.Line();
        writer.Line("/// <summary>Examples whose gradients wait for <see cref=\"ApplyGradients()\"/>.</summary>");
        writer.Line($"public long AccumulatedExamples => {text.Field}.AccumulatedExamples;");
    }

    private static void EmitChecks(SourceWriter writer, NetworkText text)
    {
        writer.Line(text.CheckBatch("batch", "MaxBatch"));
        writer.Line(text.CheckTargets("batch"));
        if (text.CheckStatistics("batch") is { } statistics)
            writer.Line(statistics);
    }

    private static void EmitBatchDocumentation(SourceWriter writer, NetworkText text, string result, string more = "")
    {
        writer.Line("/// <param name=\"inputs\">[batch × InputSize]; the batch is 1 to <see cref=\"MaxBatch\"/> examples.</param>");
        writer.Line($"/// <param name=\"{text.Targets}\">{text.TargetShape("batch")}.</param>");
        if (more.Length > 0)
            writer.Line(more);
        writer.Line($"/// <returns>{result}; not finite if training has diverged.</returns>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A length or a value does not fit; the network is as it was.</exception>");
        string throws = text.Spec.NonFinite == NonFiniteStep.Throw ? ", or the step's loss or a gradient is not finite; the network is then as it was" : "";
        writer.Line($"/// <exception cref=\"global::System.InvalidOperationException\">Another call is running{throws}.</exception>");
    }
}
