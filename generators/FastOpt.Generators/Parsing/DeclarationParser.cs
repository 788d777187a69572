using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>Reads where a rule stands, and whether members can be added there.</summary>
internal static class DeclarationParser
{
    /// <summary>The declaration of a type that holds the rule or the method <paramref name="member"/>; null after a diagnostic.</summary>
    public static DeclarationSpec? Parse(INamedTypeSymbol type, string member, Location location, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            // A half-typed name is the C# compiler's to report.
            if (current.Name.Length == 0)
                return null;
            if (Obstacle(current) is { } obstacle)
            {
                diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.RuleTypeNotSupported, location, current.Name, obstacle));
                return null;
            }

            if (!IsPartial(current, cancellation))
            {
                diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.RuleMustBePartial, location, current.Name, member));
                return null;
            }
        }

        return Describe(type);
    }

    /// <summary>Why no member can be added to a type, or null.</summary>
    public static string? Obstacle(INamedTypeSymbol type) =>
        type.IsGenericType ? "it is generic; write one for each type"
        : type.IsFileLocal ? "it is visible in its file only; leave 'file' away"
        : null;

    /// <summary>The declaration of a type whose members can be added.</summary>
    public static DeclarationSpec Describe(INamedTypeSymbol type)
    {
        var types = new Stack<PartialType>();
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
            types.Push(new PartialType(Keyword(current), Keywords.Escape(current.Name)));
        return new DeclarationSpec
        {
            Namespace = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat),
            Types = [.. types],
            TypeName = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            FileStem = Parsing.FileStem.Of(type),
            Accessibility = IsPublic(type) ? "public" : "internal",
        };
    }

    /// <summary>Whether every member of a type may be written in several places.</summary>
    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences
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
