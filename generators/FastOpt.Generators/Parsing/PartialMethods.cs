using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>The two parts of a partial method, which the C# compiler shows as two symbols.</summary>
internal static class PartialMethods
{
    /// <summary>The part that has the body; the method itself where it has one part.</summary>
    public static IMethodSymbol WithBody(IMethodSymbol method) => method.PartialImplementationPart ?? method;

    /// <summary>The part by which the type knows the method.</summary>
    public static IMethodSymbol Definition(IMethodSymbol method) => method.PartialDefinitionPart ?? method;
}
