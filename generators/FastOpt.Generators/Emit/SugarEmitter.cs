using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit;

/// <summary>Prints the attribute by which networks of other assemblies name a rule: <c>[Adam(LearningRate = 3e-4)]</c>, one property for each hyperparameter.</summary>
internal static class SugarEmitter
{
    public static GeneratedFile? Emit(RuleSpec rule)
    {
        if (!rule.HasSugar)
            return null;
        var writer = new SourceWriter();
        FileFrame.WriteHeader(writer, ["", $"[{rule.Name}] on a network selects the rule {rule.Name}.", ""]);
        FileFrame.WriteNamespace(writer, rule.Declaration.Namespace);

        FileFrame.WriteSummary(writer, Summary(rule));
        string several = rule.Kind is RuleKind.Activation or RuleKind.Normalization or RuleKind.GradientRule or RuleKind.Schedule ? "true" : "false";
        writer.Line($"[global::System.AttributeUsage(global::System.AttributeTargets.Class, AllowMultiple = {several}, Inherited = false)]");
        string header = $"{rule.Declaration.Accessibility} sealed class {rule.Name}Attribute : global::FastOpt.{rule.Kind}Attribute<{rule.Declaration.TypeName}>";
        if (rule.Hyperparameters.Count == 0)
        {
            writer.Line(header + ";");
        }
        else
        {
            using (writer.Braces(header))
                WriteProperties(writer, rule);
        }

        return new GeneratedFile(HintNames.For(rule.Declaration.FileStem, "attribute"), writer.ToString());
    }

    private static string Summary(RuleSpec rule) => rule.Summary.Length > 0
        ? rule.Summary
        : rule.Kind switch
        {
            RuleKind.Optimizer => $"Trains the network with <see cref=\"{rule.Declaration.TypeName}\"/>.",
            RuleKind.Schedule => $"Schedules the learning rate with <see cref=\"{rule.Declaration.TypeName}\"/>.",
            RuleKind.Activation => $"Applies <see cref=\"{rule.Declaration.TypeName}\"/> to the layer before it.",
            RuleKind.Normalization => $"Normalizes what the layer before it gives, by <see cref=\"{rule.Declaration.TypeName}\"/>.",
            RuleKind.GradientRule => $"Takes the gradient through <see cref=\"{rule.Declaration.TypeName}\"/> before the optimizer.",
            _ => $"Measures the network by <see cref=\"{rule.Declaration.TypeName}\"/>.",
        };

    private static void WriteProperties(SourceWriter writer, RuleSpec rule)
    {
        bool isFirst = true;
        foreach (HyperparameterSpec hyperparameter in rule.Hyperparameters)
        {
            if (!isFirst)
                writer.Line();
            isFirst = false;
            string fallback = $"The hyperparameter <c>{hyperparameter.Name}</c>" + (hyperparameter.DefaultLiteral is { } d ? $". Default: {Identifiers.Xml(d)}." : ".");
            FileFrame.WriteSummary(writer, hyperparameter.Documentation.Length > 0 ? hyperparameter.Documentation : fallback);
            string? element = HyperparameterSpec.ListElement(hyperparameter.TypeName);
            string initial = hyperparameter.DefaultLiteral is not { } literal ? "" : element is null ? $" = {literal};" : $" = new {element}[0];";
            writer.Line($"public {InheritedNames.InAttribute(hyperparameter.Name)}{(element is null ? hyperparameter.TypeName : element + "[]")} {Keywords.Escape(hyperparameter.Name)} {{ get; set; }}{initial}");
        }
    }
}
