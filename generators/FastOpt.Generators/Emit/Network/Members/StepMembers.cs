using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints the training step, whole, in two halves, or over several batches.</summary>
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
            /// <summary>The L2 norm of the last step's gradient over all parameters that train, before <c>{{Identifiers.Xml(rule)}}</c>; 0 before the first step, not finite if training has diverged.</summary>
            public float GradientNorm => {{text.Field}}.GradientNorm;
            """);
    }

    private static void EmitStep(SourceWriter writer, NetworkText text)
    {
        string pending = text.Spec.AccumulatesGradients ? " Gradients that are already accumulated take part: the batch is the last one of its step." : "";
        writer.Line($$"""
            /// <summary>One training step: forward, loss, backward, update. Allocates nothing.{{pending}}</summary>
            {{BatchDocumentation(text)}}
            /// <returns>The batch's mean loss before the update; not finite if training has diverged.</returns>
            /// <exception cref="global::System.ArgumentException">A length or a value does not fit; the network is as it was.</exception>
            """);
        using (writer.Braces($"public float TrainStep({text.BatchParameters})"))
        {
            if (text.Spec.AccumulatesGradients)
            {
                writer.Line($"float loss = AccumulateGradients(inputs, {text.Targets});");
                writer.Line("ApplyGradients();");
            }
            else
            {
                writer.Line(text.CheckBatch("batch", "MaxBatch"));
                writer.Line(text.CheckTargets("batch"));
                writer.Line(text.Update.Declaration(text.Compiled));
                if (text.Program.Plan.StoresGradients)
                {
                    writer.Line($"float loss = {text.Field}.StoreGradients(inputs, {text.Targets}, batch);");
                    writer.Line($"{text.Field}.ApplyGradients(in {text.Update.Name});");
                }
                else
                {
                    writer.Line($"float loss = {text.Field}.TrainStep(inputs, {text.Targets}, batch, in {text.Update.Name});");
                }

                writer.Line("Step++;");
            }

            writer.Line("return loss;");
        }
    }

    private static void EmitAccumulation(SourceWriter writer, NetworkText text) => writer.Line($$"""
        /// <summary>Adds the gradients of a batch to those that wait for <see cref="ApplyGradients"/>; no weight changes. Allocates nothing.</summary>
        {{BatchDocumentation(text)}}
        /// <returns>The batch's mean loss; not finite if training has diverged.</returns>
        /// <exception cref="global::System.ArgumentException">A length or a value does not fit; the network is as it was.</exception>
        public float AccumulateGradients({{text.BatchParameters}})
        {
            {{text.CheckBatch("batch", "MaxBatch")}}
            {{text.CheckTargets("batch")}}
            float loss = {{text.Field}}.StoreGradients(inputs, {{text.Targets}}, batch, adds: AccumulatedExamples > 0);
            AccumulatedExamples += batch;
            return loss;
        }

        /// <summary>
        /// One step on the mean gradient of all accumulated examples, each weighing the same: it has the bits of a step on all of them as one batch. Allocates nothing.
        /// </summary>
        /// <exception cref="global::System.InvalidOperationException">No gradients are accumulated.</exception>
        public void ApplyGradients()
        {
            if (AccumulatedExamples == 0)
                throw new global::System.InvalidOperationException("{{text.Display}}: there are no gradients to apply; call AccumulateGradients first.");
            {{text.Update.Declaration(text.Compiled)}}
            {{text.Field}}.ApplyGradients((float)(1.0 / AccumulatedExamples), in {{text.Update.Name}});
            AccumulatedExamples = 0;
            Step++;
        }

        /// <summary>Forgets the accumulated gradients; no weight changes.</summary>
        public void DiscardGradients() => AccumulatedExamples = 0;

        /// <summary>Examples whose gradients wait for <see cref="ApplyGradients"/>.</summary>
        public long AccumulatedExamples { get; private set; }
        """);

    private static string BatchDocumentation(NetworkText text) =>
        $"/// <param name=\"inputs\">[batch × InputSize]; the batch is 1 to <see cref=\"MaxBatch\"/> examples.</param>\n" +
        $"/// <param name=\"{text.Targets}\">{text.TargetShape("batch")}.</param>";
}
