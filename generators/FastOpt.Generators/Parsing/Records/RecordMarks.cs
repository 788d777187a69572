using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Records;

/// <summary>The attributes by which a member of a record is a column.</summary>
internal static class RecordMarks
{
    public const string Feature = "FastOpt.Training.FeatureAttribute";

    public const string Label = "FastOpt.Training.LabelAttribute";

    private const string Column = "FastOpt.Training.ColumnAttribute";

    /// <summary>The [Feature] of a member, or of its parameter; null without one.</summary>
    public static AttributeData? FeatureOf(params ISymbol?[] symbols) => Find(Feature, symbols);

    /// <summary>The [Label] of a member, or of its parameter; null without one.</summary>
    public static AttributeData? LabelOf(params ISymbol?[] symbols) => Find(Label, symbols);

    /// <summary>The name that [Column] gives to a member, its parameter, or a member of an enum; null without one.</summary>
    public static string? ColumnOf(params ISymbol?[] symbols) => NameIn(Find(Column, symbols));

    /// <summary>Whether a member has [Column].</summary>
    public static bool HasColumn(params ISymbol?[] symbols) => Find(Column, symbols) is not null;

    /// <summary>The column's name, which is the first argument; null without one.</summary>
    public static string? NameIn(AttributeData? attribute) =>
        attribute is { ConstructorArguments.Length: 1 } ? attribute.ConstructorArguments[0].Value as string : null;

    /// <summary>The name of a member of the enum that an option is set to; null where it is not set.</summary>
    public static string? EnumIn(AttributeData? attribute, string option)
    {
        TypedConstant value = attribute?.NamedArguments.FirstOrDefault(a => a.Key == option).Value ?? default;
        return value.Kind == TypedConstantKind.Enum && value.Type is { } type
            ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, value.Value))?.Name
            : null;
    }

    /// <summary>The number that an option is set to; null where it is not set.</summary>
    public static int? NumberIn(AttributeData? attribute, string option) => attribute?.NamedArguments.FirstOrDefault(a => a.Key == option).Value.Value as int?;

    private static AttributeData? Find(string name, ISymbol?[] symbols) => symbols
        .Where(static s => s is not null).SelectMany(static s => s!.GetAttributes()).FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == name);
}
