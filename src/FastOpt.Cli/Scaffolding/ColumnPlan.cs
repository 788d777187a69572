namespace FastOpt.Cli.Scaffolding;

/// <summary>What a project does with a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Use">What it is for.</param>
/// <param name="Kind">What it is called in the summary: "number", "category (40)", "id".</param>
/// <param name="Member">The record's member; empty for a column that is left out.</param>
/// <param name="Type">The member's type without a question mark: "float".</param>
internal sealed record ColumnPlan(TableColumn Column, ColumnUse Use, string Kind, string Member, string Type)
{
    /// <summary>Inputs that it becomes.</summary>
    public int Inputs { get; init; }

    /// <summary>Categories of a text; 0 for anything else.</summary>
    public int Categories { get; init; }

    /// <summary>Whether a value may be missing.</summary>
    public bool IsNullable => Column.Missing > 0;
}

/// <summary>What a column is for.</summary>
internal enum ColumnUse
{
    /// <summary>An input.</summary>
    Feature,

    /// <summary>What is predicted.</summary>
    Label,

    /// <summary>Nothing.</summary>
    LeftOut,
}
