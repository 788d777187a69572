using System.Collections.Immutable;
using FastOpt.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// Finds attributes of a network that mean the attribute of a rule of the same compilation, which is generated from the rule and so not yet there: <c>[Swish]</c> is unknown here, and
/// <c>[Mish]</c> may be taken for the library's, while in what is compiled in the end both are the user's. The network would be without them, and no one would say so.
/// </summary>
/// <remarks>
/// What a name means in the end is asked of the C# compiler itself, in a compilation to which empty attributes of these names are added. That is rare: only where a network names an
/// attribute as a rule of its compilation is named.
/// </remarks>
internal sealed class OwnRuleAttributes(Compilation compilation, DiagnosticList diagnostics, CancellationToken cancellation)
{
    private const string Suffix = "Attribute";

    private readonly Dictionary<string, INamedTypeSymbol[]> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Compilation Compilation, SyntaxTree Added)> _completed = new(StringComparer.Ordinal);

    /// <summary>Whether an attribute means that of a rule of this compilation. It is reported, unless the rule has an error of its own, which is reported there.</summary>
    public bool Report(AttributeData attribute)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax || MeantBy(attribute, syntax) is not { } rule)
            return false;
        if (RuleParser.Resolve(rule, compilation, cancellation) is not { } resolved)
            return true;
        OwnRuleSpelling spelling = OwnRuleSpelling.Of(syntax, rule, resolved, compilation);
        string advice = spelling.Text ?? $"{spelling.Attribute}, with values for {string.Join(", ", resolved.Hyperparameters.Select(static hyperparameter => hyperparameter.Name))} in this order";
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add("Own", spelling.Text);
        if (Other(attribute, syntax, rule) is { } other)
        {
            advice += $", or {other} for the one that comes from there";
            properties = properties.Add("Other", other);
        }

        diagnostics.AddRange([Diagnostic.Create(DiagnosticDescriptors.OwnRuleAttribute, syntax.GetLocation(), properties, NameOf(syntax), rule.Name, advice)]);
        return true;
    }

    private INamedTypeSymbol? MeantBy(AttributeData attribute, AttributeSyntax syntax)
    {
        // An alias has a name of its own; what it stands for is that of the class, also where there is none.
        string[] names = [.. new[] { NameOf(syntax), attribute.AttributeClass?.Name ?? "" }.SelectMany(static name => new[] { name, Stem(name) }).Distinct()];
        INamedTypeSymbol[] rules = [.. names.SelectMany(Rules)];
        if (rules.Length == 0)
            return null;
        string key = string.Join(" ", names);
        if (!_completed.TryGetValue(key, out (Compilation Compilation, SyntaxTree Added) completed))
            _completed.Add(key, completed = Complete(rules, syntax.SyntaxTree.Options));
        return completed.Compilation.GetSemanticModel(syntax.SyntaxTree).GetTypeInfo(syntax, cancellation).Type is { } meant
            && meant.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == completed.Added)
                ? rules.FirstOrDefault(rule => rule.Name + Suffix == meant.Name && NamespaceOf(rule) == NamespaceOf(meant))
                : null;
    }

    /// <summary>The structs of this compilation that are rules of this name and whose attribute is generated.</summary>
    private INamedTypeSymbol[] Rules(string name)
    {
        if (!_rules.TryGetValue(name, out INamedTypeSymbol[]? rules))
        {
            rules = name.Length == 0 ? [] : [.. compilation.GetSymbolsWithName(name, SymbolFilter.Type, cancellation).OfType<INamedTypeSymbol>()
                .Where(type => type.TypeKind == TypeKind.Struct && RuleSignature.KindOf(type) is not null && RuleParser.HasSugar(type, compilation))];
            _rules.Add(name, rules);
        }

        return rules;
    }

    private (Compilation Compilation, SyntaxTree Added) Complete(IEnumerable<INamedTypeSymbol> rules, ParseOptions options)
    {
        string text = string.Join("\n", rules.Select(static rule =>
        {
            string declaration = $"internal sealed class {rule.Name}{Suffix} : global::System.Attribute {{ }}";
            return rule.ContainingNamespace.IsGlobalNamespace ? declaration : $"namespace {NamespaceOf(rule)} {{ {declaration} }}";
        }));
        SyntaxTree added = CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)options, cancellationToken: cancellation);
        return (compilation.AddSyntaxTrees(added), added);
    }

    /// <summary>How the attribute is written that the name means as long as the own one is not there: with its namespace, where that tells them apart.</summary>
    private string? Other(AttributeData attribute, AttributeSyntax syntax, INamedTypeSymbol rule)
    {
        if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error, ContainingNamespace.IsGlobalNamespace: false } other || NamespaceOf(other) == NamespaceOf(rule))
            return null;
        return other.ContainingNamespace.ToMinimalDisplayString(compilation.GetSemanticModel(syntax.SyntaxTree), syntax.SpanStart) + "." + Stem(other.Name);
    }

    private static string NameOf(AttributeSyntax attribute) => attribute.Name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static string Stem(string name) => name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;

    private static string NamespaceOf(ISymbol symbol) => symbol.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
}
