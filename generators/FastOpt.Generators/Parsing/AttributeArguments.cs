using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>Where the arguments of an attribute stand.</summary>
internal static class AttributeArguments
{
    /// <summary>The expression of the argument that sets a property; the whole attribute where it is not found.</summary>
    public static Location? Named(AttributeData attribute, string name, CancellationToken cancellation) =>
        Find(attribute, argument => argument.NameEquals?.Name.Identifier.ValueText == name, cancellation);

    /// <summary>The expression of a positional argument; the whole attribute where it is not found, as in an array that is spelled out.</summary>
    public static Location? Positional(AttributeData attribute, int index, CancellationToken cancellation)
    {
        int position = -1;
        return Find(attribute, argument => argument.NameEquals is null && ++position == index, cancellation);
    }

    private static Location? Find(AttributeData attribute, Func<AttributeArgumentSyntax, bool> wanted, CancellationToken cancellation)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
            return null;
        AttributeArgumentSyntax? argument = syntax.ArgumentList?.Arguments.FirstOrDefault(wanted);
        return (argument?.Expression ?? (SyntaxNode)syntax).GetLocation();
    }
}
