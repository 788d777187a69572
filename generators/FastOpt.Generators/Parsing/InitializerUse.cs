using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>Writes the construction of an initializer that a layer names.</summary>
internal static class InitializerUse
{
    /// <summary>Whether a type is a struct that implements <c>FastOpt.IInitializer</c>.</summary>
    public static bool IsInitializer(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Struct && type.AllInterfaces.Any(item => item.ToDisplayString() == "FastOpt.IInitializer");

    /// <summary>
    /// The expression that constructs it from the given leading arguments and the defaults of the rest; null if no constructor takes them.
    /// A first default is always spelled out, for <c>new T()</c> of a struct would pass over the constructor and give zeros.
    /// </summary>
    public static string? Construction(INamedTypeSymbol type, IReadOnlyList<TypedConstant> arguments)
    {
        string name = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        IMethodSymbol? constructor = type.InstanceConstructors
            .Where(candidate => candidate.Parameters.Length >= arguments.Count && candidate.Parameters.Skip(arguments.Count).All(parameter => parameter.HasExplicitDefaultValue))
            .Where(candidate => !candidate.IsImplicitlyDeclared || type.InstanceConstructors.Length == 1)
            .OrderBy(candidate => candidate.Parameters.Length)
            .FirstOrDefault();
        if (constructor is null)
            return null;
        var literals = new List<string>();
        for (int i = 0; i < arguments.Count; i++)
        {
            if (!HyperparameterLiteral.TryWrite(arguments[i], constructor.Parameters[i].Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), out string literal))
                return null;
            literals.Add(literal);
        }

        if (literals.Count == 0 && constructor.Parameters.Length > 0)
        {
            if (Default(constructor.Parameters[0]) is not { } literal)
                return null;
            literals.Add(literal);
        }

        return $"new {name}({string.Join(", ", literals)})";
    }

    private static string? Default(IParameterSymbol parameter) => parameter.ExplicitDefaultValue switch
    {
        double value => Literals.Double(value),
        float value => Literals.Float(value),
        int value => Literals.Number(value),
        long value => Literals.Number(value),
        bool value => value ? "true" : "false",
        _ => null,
    };
}
