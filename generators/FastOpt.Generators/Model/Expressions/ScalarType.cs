namespace FastOpt.Generators.Model.Expressions;

/// <summary>The scalar types of a rule's values. In lanes only <see cref="Bool"/>, <see cref="Int"/> and <see cref="Float"/> exist.</summary>
internal enum ScalarType
{
    /// <summary>No value: what a method returns that only assigns its <c>ref</c> parameters.</summary>
    Void,
    Bool,
    Int,
    Long,
    Float,
    Double,
}

/// <summary>Facts about <see cref="ScalarType"/>.</summary>
internal static class ScalarTypes
{
    /// <summary>The type's C# keyword.</summary>
    public static string Keyword(this ScalarType type) => type switch
    {
        ScalarType.Void => "void",
        ScalarType.Bool => "bool",
        ScalarType.Int => "int",
        ScalarType.Long => "long",
        ScalarType.Float => "float",
        ScalarType.Double => "double",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>Whether a value of this type can differ from lane to lane.</summary>
    public static bool FitsLanes(this ScalarType type) => type is ScalarType.Bool or ScalarType.Int or ScalarType.Float;

    /// <summary>Whether the type is a floating-point type.</summary>
    public static bool IsFloating(this ScalarType type) => type is ScalarType.Float or ScalarType.Double;
}
