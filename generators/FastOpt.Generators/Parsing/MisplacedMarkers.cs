using FastOpt.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>Attributes that C# lets stand where nothing is compiled of them.</summary>
internal static class MisplacedMarkers
{
    /// <summary>Whether a syntax node can bear <c>[Vectorized]</c> without being a method of a type.</summary>
    public static bool IsOddFunction(SyntaxNode node) => node is LocalFunctionStatementSyntax or AccessorDeclarationSyntax or LambdaExpressionSyntax or BaseMethodDeclarationSyntax and not MethodDeclarationSyntax;

    /// <summary><c>[Vectorized]</c> on a local function, an accessor, an operator.</summary>
    public static Diagnostic? Vectorized(GeneratorAttributeSyntaxContext source) => source.TargetNode switch
    {
        LocalFunctionStatementSyntax function => At(function.Identifier.GetLocation(), function.Identifier.ValueText, "a local function"),
        AccessorDeclarationSyntax accessor => At(accessor.Keyword.GetLocation(), accessor.Keyword.ValueText, "an accessor"),
        LambdaExpressionSyntax lambda => At(lambda.ArrowToken.GetLocation(), lambda.ArrowToken.ValueText, "a lambda expression"),
        var other => At(Attribute(source) ?? other.GetLocation(), source.TargetSymbol.Name, "an operator"),
    };

    /// <summary>Layers on a class that is not marked as a network.</summary>
    public static Diagnostic? Dense(GeneratorAttributeSyntaxContext source)
    {
        if (!FirstDeclaration.Is(source) || source.TargetSymbol.GetAttributes().Any(static a => a.AttributeClass?.ToDisplayString() is "FastOpt.NetworkAttribute" or "FastOpt.BlockAttribute"))
            return null;
        return Diagnostic.Create(DiagnosticDescriptors.NotMarkedNetwork, Attribute(source) ?? source.TargetNode.GetLocation(), source.TargetSymbol.Name, "Dense");
    }

    private static Diagnostic At(Location location, string name, string kind) => Diagnostic.Create(DiagnosticDescriptors.VectorizedElsewhere, location, name, kind);

    private static Location? Attribute(GeneratorAttributeSyntaxContext source) => source.Attributes[0].ApplicationSyntaxReference?.GetSyntax().GetLocation();
}
