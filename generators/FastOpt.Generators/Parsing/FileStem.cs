using System.Globalization;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>The stems of the names of generated files, in which upper and lower case are the same.</summary>
internal static class FileStem
{
    private static readonly SymbolDisplayFormat Format = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType);

    /// <summary>The qualified name of a type or a method; with a hash of it where another differs from it by case only.</summary>
    public static string Of(ISymbol symbol)
    {
        string name = symbol.ToDisplayString(Format);
        for (ISymbol? current = symbol; current is not null and not INamespaceSymbol { IsGlobalNamespace: true }; current = Container(current))
        {
            if (Container(current)?.GetMembers().Any(m => IsDouble(m.Name, current.Name)) == true)
                return name + "-" + Hash(name).ToString("x8", CultureInfo.InvariantCulture);
        }

        return name;
    }

    private static INamespaceOrTypeSymbol? Container(ISymbol symbol) => (INamespaceOrTypeSymbol?)symbol.ContainingType ?? symbol.ContainingNamespace;

    private static bool IsDouble(string other, string name) => string.Equals(other, name, StringComparison.OrdinalIgnoreCase) && !string.Equals(other, name, StringComparison.Ordinal);

    /// <summary>FNV-1a: the same on every machine.</summary>
    private static uint Hash(string text) => text.Aggregate(2166136261u, static (hash, c) => unchecked((hash ^ c) * 16777619));
}
