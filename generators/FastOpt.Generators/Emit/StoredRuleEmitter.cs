using FastOpt.Generators.Model;

namespace FastOpt.Generators.Emit;

/// <summary>
/// Prints how a rule's hyperparameters are written into a network's state and read from it, for the rules that a program can set: optimizers and schedules.
/// </summary>
internal static class StoredRuleEmitter
{
    private const string Interface = "global::FastOpt.IStoredRule";

    /// <summary>What a rule's struct implements besides; nothing for a rule that is constant in a network, or has an error.</summary>
    public static IEnumerable<string> Bases(RuleSpec rule) => IsStored(rule) ? [Interface] : [];

    public static void Emit(SourceWriter writer, RuleSpec rule)
    {
        if (!IsStored(rule))
            return;
        string[] names = [.. rule.Hyperparameters.Select(static h => h.Name)];
        string output = Identifiers.Unused("writer", names), input = Identifiers.Unused("reader", names);
        string signature = $"{Readable(rule.Declaration.TypeName)}({string.Join(", ", rule.Hyperparameters.Select(static h => $"{Readable(h.TypeName)} {h.Name}"))})";
        writer.Line();
        writer.Line($"string {Interface}.Signature => \"{signature}\";");
        writer.Line();
        using (writer.Braces($"void {Interface}.WriteTo(ref global::FastOpt.StateWriter {output})"))
        {
            foreach (HyperparameterSpec hyperparameter in rule.Hyperparameters)
                writer.Line($"{output}.Write({(IsEnum(hyperparameter.TypeName) ? "(int)" : "")}{Keywords.Escape(hyperparameter.Name)});");
        }

        writer.Line();
        string value = $"new {rule.Declaration.TypeName}({string.Join(", ", rule.Hyperparameters.Select(h => Read(rule, h, input)))})";
        string head = $"{Interface} {Interface}.ReadFrom(ref global::FastOpt.StateReader {input})";
        HyperparameterSpec[] bounded = [.. rule.Hyperparameters.Where(static h => h.Bounds is not null)];
        if (bounded.Length == 0)
        {
            writer.Line($"{head} => {value};");
            return;
        }

        string read = Identifiers.Unused("rule", names);
        using (writer.Braces(head))
        {
            writer.Line($"{rule.Declaration.TypeName} {read} = {value};");
            foreach (HyperparameterSpec hyperparameter in bounded)
            {
                string property = $"{read}.{Keywords.Escape(hyperparameter.Name)}";
                string isInRange = BoundsText.Contains(hyperparameter.Bounds!, property);
                writer.Line($"{input}.CheckHyperparameter(\"{rule.Name}.{hyperparameter.Name}\", {property}, {isInRange}, \"{hyperparameter.Bounds!.Text}\");");
            }

            writer.Line($"return {read};");
        }
    }

    private static bool IsStored(RuleSpec rule) => rule.Kind == RuleKind.Schedule || (rule.Kind == RuleKind.Optimizer && rule.Body is not null);

    private static string Read(RuleSpec rule, HyperparameterSpec hyperparameter, string reader) => hyperparameter.TypeName switch
    {
        "double" => reader + ".ReadDouble()",
        "float" => reader + ".ReadSingle()",
        "long" => reader + ".ReadInt64()",
        "int" => reader + ".ReadInt32()",
        "bool" => reader + ".ReadBoolean()",
        var type when HyperparameterSpec.ListElement(type) is { } element => $"{reader}.ReadList<{element}>()",
        var type => $"{reader}.ReadEnum<{type}>(\"{rule.Name}.{hyperparameter.Name}\")",
    };

    /// <summary>Hyperparameters are numbers, truth values, lists, or enums over int.</summary>
    private static bool IsEnum(string type) => type is not ("double" or "float" or "long" or "int" or "bool") && HyperparameterSpec.ListElement(type) is null;

    private static string Readable(string type) => type.Replace("global::", "").Replace("@", "");
}
