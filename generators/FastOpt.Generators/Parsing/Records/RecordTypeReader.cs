using System.Globalization;
using FastOpt.Generators.Collections;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Records;

/// <summary>Reads what the type of a member is to a column.</summary>
internal static class RecordTypeReader
{
    /// <summary>The types that there are, for an error.</summary>
    public const string Supported = "float, double, decimal, an integer, bool, DateOnly, DateTime, an enum or string";

    /// <summary>The type; null for one that is no column's.</summary>
    public static RecordType? Read(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Read(nullable.TypeArguments[0]) is { } known ? known with { IsNullable = true } : null;
        string name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        if (type.SpecialType == SpecialType.System_String)
            return new RecordType("Text", name, "string", type.NullableAnnotation != NullableAnnotation.NotAnnotated);
        if (KindOf(type, name) is not { } kind)
            return null;
        string shown = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        var read = new RecordType(kind, name, shown, false);
        return kind == "Option" ? WithOptions(read, (INamedTypeSymbol)type) : read;
    }

    private static string? KindOf(ITypeSymbol type, string name) => type.SpecialType switch
    {
        SpecialType.System_Boolean => "Truth",
        SpecialType.System_DateTime => "Date",
        SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal => "Number",
        SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 => "Number",
        SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64 => "Number",
        _ when type.TypeKind == TypeKind.Enum => "Option",
        _ when name == "global::System.DateOnly" => "Date",
        _ when name == "global::System.Half" => "Number",
        _ => null,
    };

    /// <summary>The members of the enum, the first of those with one value.</summary>
    private static RecordType WithOptions(RecordType read, INamedTypeSymbol type)
    {
        IFieldSymbol[] fields = [.. type.GetMembers().OfType<IFieldSymbol>().Where(static f => f.HasConstantValue)];
        HashSet<decimal> values = [.. fields.Select(ValueOf)];
        RecordOption[] options =
        [
            .. fields.GroupBy(ValueOf).Select(static same => same.First()).Select(static f => new RecordOption(f.Name, RecordMarks.ColumnOf(f) ?? f.Name)),
        ];
        decimal unnamed = 0;
        while (values.Contains(unnamed))
            unnamed++;
        return read with { Options = options.ToEquatableArray(), Unnamed = unnamed.ToString(CultureInfo.InvariantCulture) };
    }

    private static decimal ValueOf(IFieldSymbol field) => ((IConvertible)field.ConstantValue!).ToDecimal(CultureInfo.InvariantCulture);
}
