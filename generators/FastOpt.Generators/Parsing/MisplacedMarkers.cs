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

    /// <summary><c>[Trained]</c> on what is no parameter of the scalar method of an activation or a normalization.</summary>
    public static Diagnostic? Trained(GeneratorAttributeSyntaxContext source)
    {
        if (source.TargetSymbol is not IParameterSymbol parameter)
            return null;
        if (parameter is { Ordinal: > 0, ContainingSymbol: IMethodSymbol method }
            && RuleSignature.KindOf(method.ContainingType) is { } kind
            && OperandParser.Takes(kind)
            && (PredictParser.IsMeant(method) || SymbolEqualityComparer.Default.Equals(RuleSignature.Find(method.ContainingType, kind), method)))
        {
            return null;
        }

        const string Obstacle = "it is no parameter behind x of the Apply of an [Activation] or a [Normalization]";
        return Diagnostic.Create(DiagnosticDescriptors.NotTrainable, parameter.Locations.FirstOrDefault(), parameter.Name, Obstacle);
    }

    /// <summary><c>[Groups]</c> on what is no int hyperparameter of a normalization over features.</summary>
    public static Diagnostic? Groups(GeneratorAttributeSyntaxContext source, CancellationToken cancellation) =>
        source.TargetSymbol is IParameterSymbol parameter ? NormalizationParser.MisplacedGroups(parameter, cancellation) : null;

    private static Diagnostic At(Location location, string name, string kind) => Diagnostic.Create(DiagnosticDescriptors.VectorizedElsewhere, location, name, kind);

    private static Location? Attribute(GeneratorAttributeSyntaxContext source) => source.Attributes[0].ApplicationSyntaxReference?.GetSyntax().GetLocation();
}
