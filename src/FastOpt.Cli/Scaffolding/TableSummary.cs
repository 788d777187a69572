using System.Globalization;
using FastOpt.Cli.Commands;

namespace FastOpt.Cli.Scaffolding;

/// <summary>Prints what was found in a table.</summary>
internal static class TableSummary
{
    /// <summary>A row for each column, and what the task is.</summary>
    public static void Write(ProjectPlan plan, TextWriter output)
    {
        string task = plan.IsClass ? $"one of {plan.Outputs} classes" : "a number";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(plan.Table.Path)}: {plan.Table.Rows:N0} rows, {plan.Table.Columns.Count} columns; '{plan.Label.Column.Name}' is {task}"));
        output.WriteLine();
        var table = new TextTable("column", "holds", ">missing", "becomes");
        foreach (ColumnPlan column in plan.Columns)
            table.Add(column.Column.Name, column.Kind, column.Column.Missing.ToString("N0", CultureInfo.InvariantCulture), Becomes(column));
        table.Write(output);
        output.WriteLine();
    }

    private static string Becomes(ColumnPlan column) => column.Use switch
    {
        ColumnUse.LeftOut => "left out",
        ColumnUse.Label => $"label {column.Member}",
        _ => column.Member + (column.Inputs == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {column.Inputs} inputs")),
    };
}
