namespace FastOpt.Cli.Scaffolding;

/// <summary>What a project for a table is to be.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The project's name, which is its namespace.</param>
/// <param name="Columns">What each column is for, in the order of the table.</param>
/// <param name="IsClass">Whether classes are predicted; otherwise a number.</param>
internal sealed record ProjectPlan(TableSurvey Table, string Name, IReadOnlyList<ColumnPlan> Columns, bool IsClass)
{
    /// <summary>Fewer rows than this cannot be told apart into what is learned from, what decides and what is measured.</summary>
    public const int FewestRows = 30;

    /// <summary>Fewer rows of a class than this are not in every part of a split.</summary>
    public const int FewestOfClass = 10;

    /// <summary>The record's name.</summary>
    public string Record => Name + "Row";

    /// <summary>The network's name.</summary>
    public string Network => Name + "Network";

    /// <summary>The column that is predicted.</summary>
    public ColumnPlan Label => Columns.Single(static column => column.Use == ColumnUse.Label);

    /// <summary>The columns that are inputs.</summary>
    public IEnumerable<ColumnPlan> Features => Columns.Where(static column => column.Use == ColumnUse.Feature);

    /// <summary>The network's inputs.</summary>
    public int Inputs => Features.Sum(static column => column.Inputs);

    /// <summary>The network's outputs.</summary>
    public int Outputs => IsClass ? Label.Column.Classes.Count : 1;

    /// <summary>Rows whose target is known.</summary>
    public long Rows => Label.Column.Present;

    /// <summary>Decides what a project for a table is to be.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The name of the column that is predicted.</param>
    /// <param name="name">The project's name.</param>
    /// <param name="task">Whether classes are predicted; null for what the column looks like.</param>
    /// <exception cref="UnusableTableException">Nothing can be learned from the table.</exception>
    public static ProjectPlan Make(TableSurvey table, string target, string name, bool? task = null)
    {
        TableColumn label = Find(table, target);
        bool isClass = task ?? ColumnPlanner.IsClass(label);
        string file = Path.GetFileName(table.Path);
        CheckTarget(label, isClass, file);
        string[] names = MemberNames.ForColumns([.. table.Columns.Select(static column => column.Name)], name, name + "Row", name + "Network");
        ColumnPlan[] columns =
        [
            .. table.Columns.Select((column, i) => ReferenceEquals(column, label)
                ? ColumnPlanner.Target(column, names[i], isClass)
                : ColumnPlanner.Feature(column, names[i])),
        ];
        if (columns.All(static column => column.Use != ColumnUse.Feature))
        {
            string others = string.Join(", ", columns.Where(static c => c.Use == ColumnUse.LeftOut).Select(static c => $"'{c.Column.Name}' ({c.Kind})"));
            throw new UnusableTableException($"{file} has nothing to predict '{target}' from: {(others.Length == 0 ? "it has no other column" : others)}");
        }

        return new ProjectPlan(table, name, columns, isClass);
    }

    private static TableColumn Find(TableSurvey table, string target)
    {
        string file = Path.GetFileName(table.Path);
        TableColumn[] found = [.. table.Columns.Where(column => column.Name == target)];
        if (found.Length == 1)
            return found[0];
        throw new UnusableTableException(found.Length > 1
            ? $"{file} has the column '{target}' {found.Length} times"
            : $"{file} has no column '{target}', only: {string.Join(", ", table.Columns.Select(static column => column.Name))}");
    }

    private static void CheckTarget(TableColumn target, bool isClass, string file)
    {
        string name = $"'{target.Name}'";
        string? obstacle = target.Present < FewestRows ? $"{file} has {target.Present} rows with a {name}, but at least {FewestRows} are needed"
            : target.Classes.Count == 1 ? $"the column {name} of {file} is always '{target.Counts.Keys.First()}': there is nothing to predict"
            : target.Kind == CellKind.Date ? $"the column {name} of {file} holds dates, which are neither numbers nor classes"
            : !isClass && target.Kind is not (CellKind.Number or CellKind.Whole)
                ? $"the column {name} of {file} does not hold numbers: '{target.Counts.Keys.First()}'"
            : isClass && target.Kind == CellKind.Number ? $"the column {name} of {file} holds numbers with fractions, which are no classes"
            : isClass ? ClassObstacle(target, name, file)
            : null;
        if (obstacle is not null)
            throw new UnusableTableException(obstacle);
    }

    private static string? ClassObstacle(TableColumn target, string name, string file)
    {
        (string rarest, long count) = target.Classes.OrderBy(static pair => pair.Value).ThenBy(static pair => pair.Key, StringComparer.Ordinal).First();
        if (target.Distinct * 2L > target.Present)
            return $"the column {name} of {file} has {target.Distinct} different texts in {target.Present} rows: they are no classes";
        return count >= FewestOfClass
            ? null
            : $"the class '{rarest}' of {name} has {count} rows in {file}, but at least {FewestOfClass} of each class are needed";
    }
}
