using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// Which static fields a rule may read: those whose initializer C# has run, with the value that is read from it here, by the time that anyone calls the rule. C# runs the initializers of a
/// type once, in the order of the source.
/// </summary>
internal static class StaticFields
{
    private const string ThreadStatic = "System.ThreadStaticAttribute";

    /// <summary>The initializer of a field that keeps the initializer's value; null for any other.</summary>
    public static ExpressionSyntax? Initializer(IFieldSymbol field, CancellationToken cancellation) =>
        field is { IsStatic: true, IsReadOnly: true }
        && !IsSetInConstructor(field, cancellation)
        && !field.GetAttributes().Any(static a => a.AttributeClass?.ToDisplayString() == ThreadStatic)
        && field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value }
            ? value
            : null;

    /// <summary>Why the field has not its value yet when the initializer of another one reads it; null if it has.</summary>
    public static string? NotYetSet(IFieldSymbol field, IFieldSymbol reader, CancellationToken cancellation)
    {
        if (SymbolEqualityComparer.Default.Equals(field, reader))
            return $"its initializer reads '{field.Name}' itself";
        if (!SymbolEqualityComparer.Default.Equals(field.ContainingType, reader.ContainingType))
            return null;
        SyntaxReference own = field.DeclaringSyntaxReferences[0];
        SyntaxReference other = reader.DeclaringSyntaxReferences[0];
        SyntaxNode? part = own.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (own.SyntaxTree != other.SyntaxTree || part != other.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>())
            return $"its initializer reads '{field.Name}' of another part of the type, and nothing says which part C# initializes first";
        return own.Span.Start < other.Span.Start ? null : $"its initializer reads '{field.Name}', which C# initializes after it";
    }

    /// <summary>
    /// Whether the static fields of a type have their values whenever another type reads one: it has no static constructor, and its initializers look at nothing outside of it and the
    /// framework, so that they cannot come back to the reader half-way.
    /// </summary>
    public static bool StandAlone(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (type.StaticConstructors.Any(static c => !c.IsImplicitlyDeclared))
            return false;
        foreach (ISymbol member in type.GetMembers().Where(static m => m is { IsStatic: true } and (IFieldSymbol { IsConst: false, IsImplicitlyDeclared: false } or IPropertySymbol)))
        {
            SyntaxNode? initializer = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            if (initializer is null)
                continue;
            SemanticModel model = compilation.GetSemanticModel(initializer.SyntaxTree);
            bool looksAway = initializer.DescendantNodes().OfType<SimpleNameSyntax>().Select(name => model.GetSymbolInfo(name, cancellation).Symbol).Any(symbol =>
                symbol is IFieldSymbol { IsConst: false } or IPropertySymbol or IMethodSymbol
                && symbol.Locations.Any(static l => l.IsInSource)
                && !(symbol is IFieldSymbol && SymbolEqualityComparer.Default.Equals(symbol.ContainingType, type)));
            if (looksAway)
                return false;
        }

        return true;
    }

    /// <summary>Whether the static constructor may change what the initializer says.</summary>
    private static bool IsSetInConstructor(IFieldSymbol field, CancellationToken cancellation) => field.ContainingType.StaticConstructors
        .SelectMany(static c => c.DeclaringSyntaxReferences)
        .SelectMany(r => r.GetSyntax(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>())
        .Any(name => name.Identifier.ValueText == field.Name);
}
