using FastOpt.Generators.Diagnostics;
using FastOpt.Generators.Model;
using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Parsing.Records;

/// <summary>Reads what a member of a record is: its column, its type, what it is for.</summary>
internal static class RecordMemberReader
{
    /// <summary>The most inputs of a text.</summary>
    private const int MostCategories = 4096;

    /// <summary>The member; null where it is none, or after a diagnostic.</summary>
    public static RecordMemberSpec? Read(RecordMember member, DiagnosticList diagnostics, CancellationToken cancellation)
    {
        AttributeData? feature = member.Feature, label = member.Label;
        if (feature is not null && label is not null)
        {
            diagnostics.Add(
                DiagnosticDescriptors.ColumnTwice, member.Location, member.Name, "is both a feature and a label; what is predicted is not known beforehand");
            return null;
        }

        if (Obstacle(member) is { } obstacle)
        {
            diagnostics.Add(DiagnosticDescriptors.NotAColumn, member.Location, member.Name, obstacle);
            return null;
        }

        // What the C# compiler does not know either is its to report.
        if (member.Type.TypeKind == TypeKind.Error)
            return null;
        RecordRole role = feature is not null ? RecordRole.Feature : label is not null ? RecordRole.Label : RecordRole.Carried;
        if (RecordTypeReader.Read(member.Type) is not { } type)
        {
            if (member.IsMarked || member.Parameter is not { HasExplicitDefaultValue: true })
                ReportType(member, "no column of a table holds", RecordTypeReader.Supported, diagnostics);
            return null;
        }

        if (role == RecordRole.Label && type.Kind == "Date")
        {
            ReportType(member, "is neither a number nor a class", "float or double for a number, string, an enum, bool or an integer for a class", diagnostics);
            return null;
        }

        if (role == RecordRole.Label && type.Kind == "Number" && !IsFraction(type))
            type = type with { Kind = "Whole" };
        return new RecordMemberSpec
        {
            Name = member.Name,
            Column = RecordMarks.NameIn(feature) ?? RecordMarks.NameIn(label) ?? RecordMarks.ColumnOf(member.Parameter, member.Symbol) ?? member.Name,
            Role = role,
            Type = type,
            IsRead = member.IsSettable,
            IsPositional = member.Parameter is not null,
            Missing = Missing(member, feature, type, diagnostics, cancellation),
            Unknown = Unknown(member, feature, type, diagnostics, cancellation),
            MostCategories = Categories(member, feature, type, diagnostics, cancellation),
        };
    }

    private static bool IsFraction(RecordType type) => type.Name is "float" or "double" or "decimal" or "global::System.Half";

    /// <summary>Why a member is no column, or null.</summary>
    private static string? Obstacle(RecordMember member) => member switch
    {
        { Symbol: null } => "it is a parameter of a constructor that no member keeps; write a record, or a property",
        { Symbol.IsStatic: true } => "it is static",
        { Symbol: IPropertySymbol { IsIndexer: true } } => "it is an indexer",
        { Symbol: IPropertySymbol { GetMethod: null } } => "it cannot be read",
        { Parameter.RefKind: not (RefKind.None or RefKind.In) } => "its parameter is handed out again",
        { IsSettable: false, Feature: null } => "it cannot be set; only a [Feature] may be computed",
        _ => null,
    };

    private static string Missing(RecordMember member, AttributeData? feature, RecordType type, DiagnosticList diagnostics, CancellationToken cancellation)
    {
        if (RecordMarks.EnumIn(feature, "Missing") is not { } value)
            return "Mean";
        if (!type.IsNullable)
            Report(member, feature!, "Missing", $"has no effect, because a '{type.Short}' is never missing; write '{type.Short}?'", diagnostics, cancellation);
        return value;
    }

    private static string Unknown(RecordMember member, AttributeData? feature, RecordType type, DiagnosticList diagnostics, CancellationToken cancellation)
    {
        if (RecordMarks.EnumIn(feature, "Unknown") is not { } value)
            return "Refuse";
        if (type.Kind is not ("Text" or "Option"))
            Report(member, feature!, "Unknown", $"has no effect, because a '{type.Short}' has no categories", diagnostics, cancellation);
        return value;
    }

    private static int Categories(RecordMember member, AttributeData? feature, RecordType type, DiagnosticList diagnostics, CancellationToken cancellation)
    {
        if (RecordMarks.NumberIn(feature, "Categories") is not { } count)
            return 0;
        if (type.Kind != "Text")
            Report(member, feature!, "Categories", $"has no effect, because a '{type.Short}' is no text", diagnostics, cancellation);
        else if (count is < 1 or > MostCategories)
        {
            string range = $"is {Literals.Number(count)}, but must be from 1 to {Literals.Number(MostCategories)}";
            Report(member, feature!, "Categories", range, diagnostics, cancellation);
        }

        return count;
    }

    private static void Report(
        RecordMember member, AttributeData feature, string setting, string what, DiagnosticList diagnostics, CancellationToken cancellation) =>
        diagnostics.Add(DiagnosticDescriptors.FeatureSetting, AttributeArguments.Named(feature, setting, cancellation), setting, member.Name, what);

    private static void ReportType(RecordMember member, string what, string instead, DiagnosticList diagnostics) => diagnostics.Add(
        DiagnosticDescriptors.ColumnTypeNotSupported,
        member.Location,
        member.Name,
        member.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
        what,
        instead);
}
