using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>How the use of a rule's generated attribute is written with the rule itself: <c>Swish(Beta = 2)</c> as <c>Activation&lt;Swish&gt;(2)</c>.</summary>
/// <param name="Attribute">"Activation&lt;Swish&gt;", as it must be written at that place.</param>
/// <param name="Text">The whole use; null where its arguments have no such form.</param>
internal sealed record OwnRuleSpelling(string Attribute, string? Text)
{
    public static OwnRuleSpelling Of(AttributeSyntax use, INamedTypeSymbol rule, ResolvedRule resolved, Compilation compilation)
    {
        string name = rule.Name;
        if (compilation.GetTypeByMetadataName($"FastOpt.{resolved.Kind}Attribute`1") is { } generic)
        {
            string display = generic.Construct(rule).ToMinimalDisplayString(compilation.GetSemanticModel(use.SyntaxTree), use.SpanStart);
            int suffix = display.IndexOf("Attribute<", StringComparison.Ordinal);
            name = suffix < 0 ? display : display.Remove(suffix, "Attribute".Length);
        }

        return new OwnRuleSpelling(name, Arguments(use, resolved) is { } arguments ? name + (arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})") : null);
    }

    /// <summary>Leading hyperparameters by their place, with the rule's defaults for those that are left out between them, then what is no hyperparameter.</summary>
    private static List<string>? Arguments(AttributeSyntax use, ResolvedRule rule)
    {
        HyperparameterSpec[] hyperparameters = [.. rule.Hyperparameters];
        var values = new string?[hyperparameters.Length];
        var rest = new List<string>();
        int places = 0;
        foreach (AttributeArgumentSyntax argument in use.ArgumentList?.Arguments ?? default)
        {
            int index = argument.NameEquals is { } name ? Array.FindIndex(hyperparameters, hyperparameter => hyperparameter.Name == name.Name.Identifier.ValueText) : places++;
            if (index < 0 && rule.Kind == RuleKind.Schedule && argument.NameEquals!.Name.Identifier.ValueText is "Unit" or "Until")
                rest.Add(argument.ToString());
            else if (index < 0 || index >= values.Length || values[index] is not null || argument.NameColon is not null || !HasType(argument.Expression))
                return null;
            else
                values[index] = argument.Expression.ToString();
        }

        int count = Array.FindLastIndex(values, static value => value is not null) + 1;
        var arguments = new List<string>();
        for (int i = 0; i < count; i++)
        {
            string? value = values[i] ?? (HyperparameterSpec.ListElement(hyperparameters[i].TypeName) is null ? hyperparameters[i].DefaultLiteral : null);
            if (value is null)
                return null;
            arguments.Add(value);
        }

        return [.. arguments, .. rest];
    }

    /// <summary>Whether a value keeps its meaning where an object is wanted.</summary>
    private static bool HasType(ExpressionSyntax value) => !value.IsKind(SyntaxKind.DefaultLiteralExpression) && !value.IsKind(SyntaxKind.CollectionExpression);
}
