using System.Collections.Immutable;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// Answers <c>[Adam(LearninRate = 1e-3)]</c> with the hyperparameters that there are. The C# compiler says of it only that a type of that name could not be found.
/// </summary>
internal static class UnknownHyperparameters
{
    /// <summary>A name that is so far from what was written is another word, and no slip.</summary>
    private const int FarthestSlip = 3;

    /// <summary>Reports each name in an attribute of a rule that is none of its members.</summary>
    public static void Report(AttributeData attribute, ResolvedRule rule, DiagnosticList diagnostics, CancellationToken cancellation)
    {
        if (attribute.AttributeClass is not { TypeKind: TypeKind.Class } type || attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax { ArgumentList: { } written } syntax)
            return;
        foreach (AttributeArgumentSyntax argument in written.Arguments)
        {
            if (argument is { NameEquals.Name.Identifier: { IsMissing: false } identifier } && !HasMember(type, identifier.ValueText))
                diagnostics.AddRange([Describe(identifier, syntax, type, rule)]);
        }
    }

    private static Diagnostic Describe(SyntaxToken identifier, AttributeSyntax syntax, INamedTypeSymbol type, ResolvedRule rule)
    {
        string[] names = [.. rule.Hyperparameters.Select(static hyperparameter => hyperparameter.Name)];
        string list = string.Join(", ", names);
        string? near = names.Where(name => Distance(name, identifier.ValueText) <= Math.Min(FarthestSlip, name.Length / 2)).OrderBy(name => Distance(name, identifier.ValueText)).FirstOrDefault();
        string what = names.Length == 0 ? "it has none"
            : type.Arity == 1 ? $"{syntax.Name} takes leading ones by their place, in this order: {list}"
            : near is null ? $"it has {list}"
            : $"write {near}; it has {list}";
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        if (near is not null && type.Arity == 0)
            properties = properties.Add("Name", near);
        return Diagnostic.Create(DiagnosticDescriptors.UnknownHyperparameter, identifier.GetLocation(), properties, rule.Name, identifier.ValueText, what);
    }

    private static bool HasMember(INamedTypeSymbol attribute, string name)
    {
        for (INamedTypeSymbol? type = attribute; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).Length > 0)
                return true;
        }

        return false;
    }

    /// <summary>How many letters are to be put in, taken away or changed until one name is the other; case counts for nothing.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int changed = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
