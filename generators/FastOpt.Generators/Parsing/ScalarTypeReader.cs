using FastOpt.Generators.Model.Expressions;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing;

/// <summary>From C#'s types and constants to the model's.</summary>
internal static class ScalarTypeReader
{
    /// <summary>The scalar type, or null for a type that rules do not know. An enum over int counts as int.</summary>
    public static ScalarType? Of(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType.SpecialType: SpecialType.System_Int32 } => ScalarType.Int,
        _ => type?.SpecialType switch
        {
            SpecialType.System_Void => ScalarType.Void,
            SpecialType.System_Boolean => ScalarType.Bool,
            SpecialType.System_Int32 => ScalarType.Int,
            SpecialType.System_Int64 => ScalarType.Long,
            SpecialType.System_Single => ScalarType.Float,
            SpecialType.System_Double => ScalarType.Double,
            _ => null,
        },
    };

    /// <summary>The literal of a constant that the C# compiler has folded.</summary>
    public static LiteralExpression? Literal(ScalarType type, object? value) => (type, value) switch
    {
        (ScalarType.Bool, bool b) => new LiteralExpression(type, b ? 1 : 0),
        (ScalarType.Int, int i) => new LiteralExpression(type, i),
        (ScalarType.Long, long l) => new LiteralExpression(type, l),
        (ScalarType.Float, float f) => LiteralExpression.Floating(type, f),
        (ScalarType.Double, double d) => LiteralExpression.Floating(type, d),
        _ => null,
    };
}
