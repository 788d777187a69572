using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit;

/// <summary>
/// Prints the attribute by which networks of other assemblies name a rule: <c>[Adam(LearningRate = 3e-4)]</c>, or <c>[Adam(3e-4)]</c>. It has a property for each hyperparameter, and a
/// constructor that takes leading ones by their place.
/// </summary>
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
        string[] parameters = ParameterNames(rule);
        for (int i = 0; i < parameters.Length; i++)
            writer.Line($"/// <param name=\"{parameters[i].TrimStart('@')}\">{Meaning(rule.Hyperparameters[i]).Replace("\n", "\n/// ")}</param>");
        string several = rule.Kind is RuleKind.Activation or RuleKind.Normalization or RuleKind.GradientRule or RuleKind.Schedule ? "true" : "false";
        writer.Line($"[global::System.AttributeUsage(global::System.AttributeTargets.Class, AllowMultiple = {several}, Inherited = false)]");
        writer.Line(GeneratedMark.FullAttributes);
        string constructor = parameters.Length == 0 ? "" : $"({string.Join(", ", rule.Hyperparameters.Select((h, i) => Parameter(h, parameters[i])))})";
        string header = $"{rule.Declaration.Accessibility} sealed class {rule.Name}Attribute{constructor} : global::FastOpt.{rule.Kind}Attribute<{rule.Declaration.TypeName}>";
        if (parameters.Length == 0)
        {
            writer.Line(header + ";");
        }
        else
        {
            using (writer.Braces(header))
                WriteProperties(writer, rule, parameters);
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

    private static void WriteProperties(SourceWriter writer, RuleSpec rule, string[] parameters)
    {
        bool isFirst = true;
        for (int i = 0; i < parameters.Length; i++)
        {
            HyperparameterSpec hyperparameter = rule.Hyperparameters[i];
            if (!isFirst)
                writer.Line();
            isFirst = false;
            FileFrame.WriteSummary(writer, Meaning(hyperparameter));
            string? element = HyperparameterSpec.ListElement(hyperparameter.TypeName);
            string initial = parameters[i] + (element is null ? "" : $" ?? new {element}[0]");
            string type = element is null ? hyperparameter.TypeName : element + "[]";
            writer.Line($"public {InheritedNames.InAttribute(hyperparameter.Name)}{type} {Keywords.Escape(hyperparameter.Name)} {{ get; set; }} = {initial};");
        }
    }

    private static string Meaning(HyperparameterSpec hyperparameter) => hyperparameter.Documentation.Length > 0
        ? hyperparameter.Documentation
        : $"The hyperparameter <c>{hyperparameter.Name}</c>" + (hyperparameter.DefaultLiteral is { } d ? $". Default: {Identifiers.Xml(d)}." : ".");

    /// <summary>A parameter of the constructor: optional, so that leading ones can be given by their place and any by its property.</summary>
    private static string Parameter(HyperparameterSpec hyperparameter, string name) => HyperparameterSpec.ListElement(hyperparameter.TypeName) is { } element
        ? $"{element}[]? {name} = null"
        : $"{hyperparameter.TypeName} {name} = {hyperparameter.DefaultLiteral ?? "default"}";

    /// <summary>"learningRate" for LearningRate; names that differ in their first letter's case alone get a mark.</summary>
    private static string[] ParameterNames(RuleSpec rule)
    {
        var taken = new List<string>();
        foreach (HyperparameterSpec hyperparameter in rule.Hyperparameters)
            taken.Add(Identifiers.Unused(Identifiers.Camel(hyperparameter.Name), taken));
        return [.. taken.Select(Keywords.Escape)];
    }
}
