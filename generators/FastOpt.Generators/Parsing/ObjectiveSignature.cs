using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>The scalar method of an objective.</summary>
internal static class ObjectiveSignature
{
    /// <summary>The name of the method.</summary>
    public const string Name = "Value";

    /// <summary>What the method may be, as C#.</summary>
    public const string Expected = "double Value(double x, double y)' or, with a Dimension, 'double Value(ReadOnlySpan<double> x)";

    /// <summary>Whether the type is <c>ReadOnlySpan&lt;double&gt;</c>.</summary>
    public static bool IsVector(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "ReadOnlySpan", Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } span
        && span.TypeArguments[0].SpecialType == SpecialType.System_Double;

    /// <summary>Whether the method takes its variables as one vector.</summary>
    public static bool TakesVector(IMethodSymbol method) => method.Parameters.Length == 1 && IsVector(method.Parameters[0].Type);

    /// <summary>The method of the struct that fits; with a dimension rather the one that takes a vector. Null if there is none.</summary>
    public static IMethodSymbol? Find(INamedTypeSymbol type, bool hasDimension) => type.GetMembers(Name)
        .OfType<IMethodSymbol>()
        .Where(Fits)
        .OrderByDescending(m => TakesVector(m) == hasDimension)
        .ThenByDescending(static m => m.Parameters.Length)
        .FirstOrDefault();

    private static bool Fits(IMethodSymbol method) =>
        method is { IsGenericMethod: false, MethodKind: MethodKind.Ordinary, Parameters.Length: > 0, ReturnsByRef: false, ReturnsByRefReadonly: false }
        && method.ReturnType.SpecialType == SpecialType.System_Double
        && method.Parameters.All(static p => p.RefKind == RefKind.None)
        && (TakesVector(method) || method.Parameters.All(static p => p.Type.SpecialType == SpecialType.System_Double));
}
