using System.Globalization;
using System.Text;

namespace FastOpt.Cli.Scaffolding;

/// <summary>Writes the record of a project: a row of its table.</summary>
internal static class RecordText
{
    /// <summary>The declaration, without a namespace.</summary>
    public static string Write(ProjectPlan plan)
    {
        var text = new StringBuilder();
        string table = CSharpText.Comment(Path.GetFileName(plan.Table.Path));
        text.Append(CultureInfo.InvariantCulture, $"""
            /// <summary>
            /// A row of {table}. The compiler writes how it is read (ReadCsv), and how it becomes inputs and targets (Bind).
            /// </summary>

            """);
        text.Append(CultureInfo.InvariantCulture, $"public sealed partial record {plan.Record}(\n");
        text.AppendJoin(",\n", plan.Columns.Where(static column => column.Use != ColumnUse.LeftOut).Select(Parameter));
        return text.Append(");\n").ToString();
    }

    private static string Parameter(ColumnPlan column)
    {
        List<string> arguments = column.Member == column.Column.Name ? [] : [CSharpText.Literal(column.Column.Name)];
        if (column.Use == ColumnUse.Feature && column.Categories > 0)
            arguments.AddRange([$"Categories = {column.Categories.ToString(CultureInfo.InvariantCulture)}", "Unknown = Unknown.Zeros"]);
        string mark = column.Use == ColumnUse.Label ? "Label" : "Feature";
        return $"    [{mark}{(arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})")}] {column.Type}{(column.IsNullable ? "?" : "")} {column.Member}";
    }
}
