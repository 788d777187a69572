using System.Globalization;
using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FastOpt.Generators.Parsing;

/// <summary>Reads the hyperparameters of a rule: the parameters of its primary constructor.</summary>
internal static class HyperparameterParser
{
    /// <summary>The struct's primary constructor, in source or from metadata; null if it has none.</summary>
    public static IMethodSymbol? Constructor(INamedTypeSymbol type, CancellationToken cancellation)
    {
        IMethodSymbol? primary = type.InstanceConstructors.FirstOrDefault(
            c => c.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation) is TypeDeclarationSyntax));
        if (primary is not null || type.DeclaringSyntaxReferences.Length > 0)
            return primary;

        // Metadata does not tell which constructor was the primary one; it is the one whose parameters are all properties of the struct.
        return type.InstanceConstructors
            .Where(c => c.Parameters.Length > 0 && c.Parameters.All(p => p.RefKind == RefKind.None && type.GetMembers(p.Name).Any(static m => m is IPropertySymbol)))
            .OrderByDescending(static c => c.Parameters.Length)
            .FirstOrDefault();
    }

    /// <summary>The element type of a <c>FastOpt.ValueList</c> of numbers; null for any other type.</summary>
    public static ITypeSymbol? ListElement(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "ValueList", Arity: 1, ContainingNamespace: { Name: "FastOpt", ContainingNamespace.IsGlobalNamespace: true } } list
        && ScalarTypeReader.Of(list.TypeArguments[0]) is (ScalarType.Long or ScalarType.Int or ScalarType.Double or ScalarType.Float)
            ? list.TypeArguments[0]
            : null;

    /// <summary>The hyperparameters, in the constructor's order.</summary>
    public static List<HyperparameterSpec> Parse(INamedTypeSymbol type, List<Diagnostic> diagnostics, CancellationToken cancellation, bool allowLists = false)
    {
        var specs = new List<HyperparameterSpec>();
        foreach (IParameterSymbol parameter in Constructor(type, cancellation)?.Parameters ?? [])
        {
            if (!IsSupported(parameter.Type) && !(allowLists && ListElement(parameter.Type) is not null))
            {
                Location location = parameter.Locations.FirstOrDefault() ?? Location.None;
                if (parameter.Type.TypeKind != TypeKind.Error)
                    diagnostics.Add(Diagnostic.Create(DiagnosticDescriptors.HyperparameterTypeNotSupported, location, parameter.Name, parameter.Type.ToDisplayString()));
                continue;
            }

            HyperparameterCheck.Declaration(parameter, diagnostics);
            specs.Add(new HyperparameterSpec(
                parameter.Name,
                parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                parameter.HasExplicitDefaultValue ? Literal(parameter) : null,
                DocumentationReader.Parameter(type, parameter.Name, cancellation))
            {
                Bounds = HyperparameterRange.BoundsOf(parameter),
            });
        }

        return specs;
    }

    /// <summary>Whether an attribute can carry a value of the type, and a rule compute with it.</summary>
    private static bool IsSupported(ITypeSymbol type) => ScalarTypeReader.Of(type) is { } scalar and not ScalarType.Void;

    private static string Literal(IParameterSymbol parameter)
    {
        object? value = parameter.ExplicitDefaultValue;
        string type = parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return value switch
        {
            null => $"default({type})",
            _ when parameter.Type.TypeKind == TypeKind.Enum => $"({type})({((IConvertible)value).ToInt64(CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)})",
            float f => Literals.Float(f),
            double d => Literals.Double(d),
            _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!,
        };
    }
}
