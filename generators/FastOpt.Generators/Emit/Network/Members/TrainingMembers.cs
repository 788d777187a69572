using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints what trains a network: the optimizer, the step, the gradient.</summary>
internal static class TrainingMembers
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        foreach (var (rule, member, at) in OptimizerSequenceEmitter.All(text.Spec))
        {
            string when = at == 0 ? "" : $" after {Literals.Number(at)} steps of training";
            writer.Line($$"""
                /// <summary>The update rule{{when}} with its hyperparameters, read at each step.</summary>
                /// <exception cref="global::System.InvalidOperationException">It is set while another call is running.</exception>
                {{rule.Accessibility}} {{rule.TypeName}} {{member}}
                {
                    get => {{text.Field}}.{{member}};
                    set
                    {
                        {{text.Enter(member)}}
                        {{text.Field}}.{{member}} = value;
                        {{text.Leave}}
                    }
                }
                """);
            writer.Line();
        }

        StepMembers.Emit(writer, text);
        writer.Line();
        writer.Line($$"""
            /// <summary>Writes the gradient of the batch's mean loss; nothing is updated and nothing allocated.</summary>
            /// <param name="inputs">[batch × InputSize]; the batch is 1 to <see cref="MaxBatch"/> examples.</param>
            /// <param name="{{text.Targets}}">{{text.TargetShape("batch")}}.</param>
            /// <param name="gradients">[ParameterCount], in the canonical order of <see cref="Parameters"/>{{(text.Spec.Layers.Any(static layer => layer.Dense is { IsFrozen: true }) ? "; zeros for frozen layers" : "")}}.</param>
            /// <exception cref="global::System.ArgumentException">A length or a value does not fit.</exception>
            /// <exception cref="global::System.InvalidOperationException">Another call is running.</exception>
            public void ComputeGradients({{text.BatchParameters}}, {{NetworkText.Write("float")}} gradients)
            {
                {{text.CheckBatch("batch", "MaxBatch")}}
                {{text.CheckTargets("batch")}}
                {{text.Check("CheckParameters", "gradients, ParameterCount, \"gradients\"")}}
                {{text.Check("CheckApart", "gradients, \"gradients\", inputs")}}
                {{text.Enter("ComputeGradients")}}
                try
                {
                    {{text.Field}}.ComputeGradients(inputs, {{text.Targets}}, batch, gradients);
                }
                finally
                {
                    {{text.Leave}}
                }
            }
            """);
    }
}
