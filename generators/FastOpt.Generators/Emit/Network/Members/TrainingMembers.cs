using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit.Network.Members;

/// <summary>Prints what trains a network: the optimizer, the step, the gradient.</summary>
internal static class TrainingMembers
{
    public static void Emit(SourceWriter writer, NetworkText text)
    {
        foreach (var (rule, member, at) in OptimizerSequenceEmitter.All(text.Spec))
        {
            EmitOptimizer(writer, text, rule, member, at == 0 ? "" : $" after {Literals.Number(at)} steps of training");
            writer.Line();
        }

        StepMembers.Emit(writer, text);
        writer.Line();
        writer.Line($$"""
            /// <inheritdoc/>
            public void ComputeGradients({{text.BatchParameters}}, {{NetworkText.Write("float")}} gradients)
            {
                {{text.CheckBatch("batch", "MaxBatch")}}
                {{text.CheckTargets("batch")}}{{(text.CheckStatistics("batch") is { } statistics ? "\n        " + statistics : "")}}
                {{text.Check("CheckParameters", "gradients, ParameterCount, \"gradients\"")}}
                {{text.Check("CheckApart", "gradients, \"gradients\", inputs")}}
                {{text.Enter("ComputeGradients")}}
                    {{text.Field}}.ComputeGradients(inputs, {{text.Targets}}, batch, gradients);
            }
            """);
        if (text.Program.InputGradients.Count > 0)
            EmitInputGradients(writer, text);
    }

    private static void EmitInputGradients(SourceWriter writer, NetworkText text)
    {
        writer.Line();
        writer.Line($$"""
            /// <inheritdoc/>
            public void ComputeInputGradients({{text.BatchParameters}}, {{NetworkText.Write("float")}} gradients)
            {
                {{text.CheckBatch("batch", "MaxBatch")}}
                {{text.CheckTargets("batch")}}
                {{text.Check("CheckInputGradients", "gradients, inputs")}}
                {{text.Enter("ComputeInputGradients")}}
                    {{text.Field}}.ComputeInputGradients(inputs, {{text.Targets}}, batch, gradients);
            }
            """);
    }

    private static void EmitOptimizer(SourceWriter writer, NetworkText text, RuleReference rule, string member, string when)
    {
        if (member == "Optimizer" && rule.Accessibility == "public")
        {
            writer.Line(NetworkText.Inherited);
        }
        else
        {
            writer.Line($"/// <summary>The update rule{when} with its hyperparameters, read at each step.</summary>");
            if (rule.Bounds.Count > 0)
                writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">A hyperparameter is out of its range.</exception>");
            writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">It is set while another call is running.</exception>");
        }

        using (writer.Braces($"{rule.Accessibility} {rule.TypeName} {member}"))
        {
            writer.Line($"get => {text.Field}.{member};");
            using (writer.Braces("set"))
            {
                foreach (HyperparameterBounds bounds in rule.Bounds)
                    writer.Line(Check(text, rule, bounds));
                writer.Line(text.Enter(member));
                writer.Line($"    {text.Field}.{member} = value;");
            }
        }
    }

    /// <summary>Holds a hyperparameter that is set to its range, as attributes are held to it; NaN is in none.</summary>
    private static string Check(NetworkText text, RuleReference rule, HyperparameterBounds bounds)
    {
        string value = "value." + Keywords.Escape(bounds.Name);
        return text.Check("CheckHyperparameter", $"\"{rule.Name}.{bounds.Name}\", {value}, {BoundsText.Contains(bounds, value)}, \"{bounds.Text}\"");
    }
}
