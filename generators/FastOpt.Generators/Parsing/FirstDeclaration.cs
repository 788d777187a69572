using FastOpt.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>
/// The parts of a partial declaration are visited one by one, but it is to be compiled once, even where the marker stands on several of them (which the C# compiler
/// reports itself).
/// </summary>
internal static class FirstDeclaration
{
    /// <summary>
    /// Parses at the first part that bears the marker, by file and position, and nothing at the others. A project in which generated code cannot compile is told so instead;
    /// an exception becomes a diagnostic.
    /// </summary>
    public static ParseResult<T> Parse<T>(GeneratorAttributeSyntaxContext source, Func<ParseResult<T>> parse)
        where T : class
    {
        try
        {
            if (!Is(source) || IsSecondOfItsName(source.TargetSymbol))
                return new ParseResult<T>(null, []);
            return Surroundings.Obstacle(source) is { } obstacle ? new ParseResult<T>(null, [obstacle]) : parse();
        }
        catch (Exception exception) when (InternalError.Is(exception))
        {
            return new ParseResult<T>(null, [InternalError.Describe(source.TargetSymbol.Name, source.TargetNode.GetLocation(), exception)]);
        }
    }

    /// <summary>
    /// Whether another type of the same name stands before this one or one around it, as a struct does before a record struct: the C# compiler reports that, and two declarations
    /// would give files of one name.
    /// </summary>
    private static bool IsSecondOfItsName(ISymbol symbol)
    {
        for (INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol.ContainingType; type is not null; type = type.ContainingType)
        {
            INamespaceOrTypeSymbol container = (INamespaceOrTypeSymbol?)type.ContainingType ?? type.ContainingNamespace;
            INamedTypeSymbol? first = container.GetTypeMembers(type.Name, type.Arity).FirstOrDefault(static t => !t.IsFileLocal);
            if (!type.IsFileLocal && first is not null && !SymbolEqualityComparer.Default.Equals(first, type))
                return true;
        }

        return false;
    }

    /// <summary>Whether this part is the first one that bears the marker.</summary>
    public static bool Is(GeneratorAttributeSyntaxContext source)
    {
        SyntaxReference? first = source.TargetSymbol.GetAttributes()
            .Where(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, source.Attributes[0].AttributeClass))
            .Select(static a => a.ApplicationSyntaxReference)
            .Where(static r => r is not null)
            .OrderBy(static r => r!.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(static r => r!.Span.Start)
            .FirstOrDefault();
        return first is null || (first.SyntaxTree == source.TargetNode.SyntaxTree && source.TargetNode.FullSpan.Contains(first.Span));
    }
}
