using System.Globalization;

namespace FastOpt.Cli.Scaffolding;

/// <summary>Decides what each column of a table is for.</summary>
internal static class ColumnPlanner
{
    /// <summary>A text of more categories is left out: each would be an input.</summary>
    private const int MostCategories = 200;

    /// <summary>A label of whole numbers is a class where there are no more of them than this, and enough rows of each.</summary>
    private const int MostWholeClasses = 20;

    private const int RowsOfWholeClass = 5;

    private static readonly string[] Ids = ["id", "uuid", "guid", "key", "index", "rownum", "rownumber", "unnamed: 0"];

    /// <summary>Whether the target's values are classes: texts, truths, or few whole numbers.</summary>
    public static bool IsClass(TableColumn target) => target.Kind is CellKind.Text or CellKind.Truth
        || (target.Kind == CellKind.Whole && target.Classes.Count is <= MostWholeClasses and int classes && target.Present >= RowsOfWholeClass * (long)classes);

    /// <summary>What the column that is predicted becomes.</summary>
    public static ColumnPlan Target(TableColumn column, string member, bool isClass)
    {
        string type = !isClass ? "float" : column.Kind switch { CellKind.Whole => "int", CellKind.Truth => "bool", _ => "string" };
        return new ColumnPlan(column, ColumnUse.Label, isClass ? $"class ({column.Classes.Count})" : "number", member, type);
    }

    /// <summary>What any other column becomes.</summary>
    public static ColumnPlan Feature(TableColumn column, string member) => column switch
    {
        { Kind: CellKind.Nothing } => LeftOut(column, "empty"),
        { Distinct: 1, Missing: 0 } => LeftOut(column, "constant"),
        _ when IsId(column) => LeftOut(column, column.Kind == CellKind.Text && !IsNamedAsId(column) ? Texts(column) : "id"),
        { Kind: CellKind.Whole } => Input(column, "whole number", member, column.IsWrittenWhole ? "int" : "float"),
        { Kind: CellKind.Number } => Input(column, "number", member, "float"),
        { Kind: CellKind.Truth } => Input(column, "truth", member, "bool"),
        { Kind: CellKind.Date } => Input(column, column.HasTimes ? "moment" : "date", member, column.HasTimes ? "DateTime" : "DateOnly"),
        { Distinct: > MostCategories } => LeftOut(column, Texts(column)),
        _ => Input(column, $"category ({column.Distinct})", member, "string") with { Inputs = column.Distinct, Categories = column.Distinct },
    };

    /// <summary>Names, numbers and keys of rows say nothing about rows that come later.</summary>
    private static bool IsId(TableColumn column)
    {
        bool isNamedSo = IsNamedAsId(column);
        return column.Kind switch
        {
            CellKind.Whole => column.IsConsecutive || (column.IsUnique && (isNamedSo || column.Name.Length == 0)),
            CellKind.Text => column.IsUnique || column.Distinct * 2L > column.Present || (isNamedSo && column.Distinct > MostCategories),
            _ => false,
        };
    }

    private static bool IsNamedAsId(TableColumn column) => Ids.Any(id => column.Name.Equals(id, StringComparison.OrdinalIgnoreCase))
        || column.Name.EndsWith("_id", StringComparison.OrdinalIgnoreCase) || column.Name.EndsWith("Id", StringComparison.Ordinal);

    private static string Texts(TableColumn column) => string.Create(CultureInfo.InvariantCulture, $"text ({column.Distinct:N0} different)");

    private static ColumnPlan Input(TableColumn column, string kind, string member, string type) =>
        new(column, ColumnUse.Feature, kind, member, type) { Inputs = 1 };

    private static ColumnPlan LeftOut(TableColumn column, string kind) => new(column, ColumnUse.LeftOut, kind, "", "");
}
