using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints the training step, and where gradients are accumulated, its halves.</summary>
internal static class StepMembers
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        EmitStep(writer, text);
        if (text.Spec.AccumulatesGradients)
        {
            writer.Line();
            EmitAccumulation(writer, text);
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
        string pending = text.Spec.AccumulatesGradients ? " Gradients that wait for <see cref=\"ApplyGradients\"/> take part: the batch is then the last one of its step." : "";
        writer.Line($"/// <summary>One training step: forward, loss, backward, update. Allocates nothing.{pending}</summary>");
        EmitBatchDocumentation(writer, text, "The batch's mean loss before the update");
        using (writer.Braces($"public float TrainStep({text.BatchParameters})"))
        {
            EmitChecks(writer, text);
            using (Guarded(writer, text, "TrainStep"))
            {
                writer.Line(text.Update.Declaration(text));
                if (text.Program.Plan.StoresGradients)
                {
                    EmitStore(writer, text);
                    EmitApply(writer, text);
                }
                else
                {
                    writer.Line($"float loss = {text.Field}.TrainStep(inputs, {text.Targets}, batch, in {text.Update.Name});");
                    writer.Line("Step++;");
                }

                writer.Line("return loss;");
            }
        }
    }

    private static void EmitAccumulation(SourceWriter writer, NetworkText text)
    {
        writer.Line("/// <summary>Adds the gradients of a batch to those that wait for <see cref=\"ApplyGradients\"/>; no weight changes. Allocates nothing.</summary>");
        EmitBatchDocumentation(writer, text, "The batch's mean loss");
        using (writer.Braces($"public float AccumulateGradients({text.BatchParameters})"))
        {
            EmitChecks(writer, text);
            using (Guarded(writer, text, "AccumulateGradients"))
            {
                EmitStore(writer, text);
                writer.Line("return loss;");
            }
        }

        writer.Line();
        writer.Line($$"""
            /// <summary>
            /// One step on the mean gradient of all accumulated examples, each weighing the same: it has the bits of a step on all of them as one batch. Allocates nothing.
            /// </summary>
            /// <exception cref="global::System.InvalidOperationException">No gradients are accumulated, or another call is running.</exception>
            """);
        using (writer.Braces("public void ApplyGradients()"))
        using (Guarded(writer, text, "ApplyGradients"))
        {
            writer.Line("if (AccumulatedExamples == 0)");
            writer.Line($"    throw new global::System.InvalidOperationException(\"{text.Display}: there are no gradients to apply; call AccumulateGradients first.\");");
            writer.Line(text.Update.Declaration(text));
            EmitApply(writer, text);
        }

        writer.Line();
        writer.Line("/// <summary>Forgets the accumulated gradients; no weight changes.</summary>");
        writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">Another call is running.</exception>");
        using (writer.Braces("public void DiscardGradients()"))
        using (Guarded(writer, text, "DiscardGradients"))
            writer.Line("AccumulatedExamples = 0;");
        writer.Line();
        writer.Line("/// <summary>Examples whose gradients wait for <see cref=\"ApplyGradients\"/>.</summary>");
        writer.Line("public long AccumulatedExamples { get; private set; }");
    }

    private static void EmitStore(SourceWriter writer, NetworkText text)
    {
        bool adds = text.Spec.AccumulatesGradients;
        writer.Line($"float loss = {text.Field}.StoreGradients(inputs, {text.Targets}, batch{(adds ? ", AccumulatedExamples > 0" : "")});");
        if (adds)
            writer.Line("AccumulatedExamples += batch;");
    }

    private static void EmitApply(SourceWriter writer, NetworkText text)
    {
        bool adds = text.Spec.AccumulatesGradients;
        writer.Line($"{text.Field}.ApplyGradients({(adds ? "(float)(1.0 / AccumulatedExamples), " : "")}in {text.Update.Name});");
        if (adds)
            writer.Line("AccumulatedExamples = 0;");
        writer.Line("Step++;");
    }

    private static void EmitChecks(SourceWriter writer, NetworkText text)
    {
        writer.Line(text.CheckBatch("batch", "MaxBatch"));
        writer.Line(text.CheckTargets("batch"));
    }

    /// <summary>A body that one call at a time passes.</summary>
    private static GuardedBody Guarded(SourceWriter writer, NetworkText text, string member)
    {
        writer.Line(text.Enter(member));
        return new GuardedBody(writer, text, writer.Braces("try"));
    }

    private static void EmitBatchDocumentation(SourceWriter writer, NetworkText text, string result)
    {
        writer.Line("/// <param name=\"inputs\">[batch × InputSize]; the batch is 1 to <see cref=\"MaxBatch\"/> examples.</param>");
        writer.Line($"/// <param name=\"{text.Targets}\">{text.TargetShape("batch")}.</param>");
        writer.Line($"/// <returns>{result}; not finite if training has diverged.</returns>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A length or a value does not fit; the network is as it was.</exception>");
        writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">Another call is running.</exception>");
    }

    private readonly struct GuardedBody(SourceWriter writer, NetworkText text, SourceWriter.Block body) : IDisposable
    {
        public void Dispose()
        {
            body.Dispose();
            using (writer.Braces("finally"))
                writer.Line(text.Leave);
        }
    }
}
