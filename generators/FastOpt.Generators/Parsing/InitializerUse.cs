using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>Writes the construction of an initializer that a layer, or the activation behind it, names.</summary>
internal static class InitializerUse
{
    private const string Init = nameof(Init);

    /// <summary>The initializer that an activation names for the layer in front of it, with the attribute that says so; null if it names none.</summary>
    public static (AttributeData Attribute, ITypeSymbol Type)? OfActivation(INamedTypeSymbol activation)
    {
        foreach (AttributeData attribute in activation.GetAttributes())
        {
            if (attribute.AttributeClass is { Arity: 0, Name: "ActivationAttribute" } marker && RuleUse.IsOurs(marker)
                && attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == Init).Value.Value is ITypeSymbol type)
                return (attribute, type);
        }

        return null;
    }

    /// <summary>Reports an activation's initializer that is none, at the expression that names it.</summary>
    public static void CheckActivation(INamedTypeSymbol activation, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        if (OfActivation(activation) is var (attribute, type) && type.TypeKind != TypeKind.Error && Construction(type, []) is null)
            diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.InvalidInitializer, AttributeArguments.Named(attribute, Init, cancellation) ?? Location.None, type.ToDisplayString()));
    }

    /// <summary>
    /// The expression that constructs an initializer from the given leading arguments and the defaults of the rest; null if the type is none or no constructor takes them.
    /// A first default is always spelled out, for <c>new T()</c> of a struct would pass over the constructor and give zeros.
    /// </summary>
    public static string? Construction(ITypeSymbol type, IReadOnlyList<TypedConstant> arguments) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct, IsUnboundGenericType: false } named && named.AllInterfaces.Any(static item => item.ToDisplayString() == "FastOpt.IInitializer")
            ? ConstructionOf(named, arguments)
            : null;

    private static string? ConstructionOf(INamedTypeSymbol type, IReadOnlyList<TypedConstant> arguments)
    {
        string name = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        IMethodSymbol? constructor = type.InstanceConstructors
            .Where(candidate => candidate.Parameters.Length >= arguments.Count && candidate.Parameters.Skip(arguments.Count).All(parameter => parameter.HasExplicitDefaultValue))
            .Where(candidate => !candidate.IsImplicitlyDeclared || type.InstanceConstructors.Length == 1)
            .OrderBy(candidate => candidate.Parameters.Length)
            .FirstOrDefault();
        if (constructor is null || !ConstructionCheck.IsFree(type, constructor))
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
