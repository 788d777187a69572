using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>Reads where a rule stands, and whether members can be added there.</summary>
internal static class DeclarationParser
{
    private static readonly SymbolDisplayFormat StemFormat = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted, typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>The declaration of a type that holds the rule or the method <paramref name="member"/>; null after a diagnostic.</summary>
    public static DeclarationSpec? Parse(INamedTypeSymbol type, string member, Location location, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var types = new Stack<PartialType>();
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            string? obstacle =
                current.IsGenericType ? "it is generic; write one for each type"
                : current.IsFileLocal ? "it is visible in its file only; leave 'file' away"
                : null;
            if (obstacle is not null)
            {
                diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.RuleTypeNotSupported, location, current.Name, obstacle));
                return null;
            }

            if (!IsPartial(current, cancellation))
            {
                diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.RuleMustBePartial, location, current.Name, member));
                return null;
            }

            types.Push(new PartialType(Keyword(current), Escape(current.Name)));
        }

        return new DeclarationSpec
        {
            Namespace = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat),
            Types = [.. types],
            TypeName = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            FileStem = type.ToDisplayString(StemFormat),
            Accessibility = IsPublic(type) ? "public" : "internal",
        };
    }

    /// <summary>The name as it must be written in C#.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences
        .Any(r => r.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static bool IsPublic(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return true;
    }

    private static string Keyword(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };
}
