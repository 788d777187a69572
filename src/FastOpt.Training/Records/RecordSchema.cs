namespace FastOpt.Training;

/// <summary>The columns of a record.</summary>
public sealed class RecordSchema
{
    /// <summary>For generated code.</summary>
    /// <param name="name">The record's name.</param>
    /// <param name="columns">All columns, those of a table in the order of the source.</param>
    /// <param name="features">Those that are features, as positions among the columns, in the order of the inputs.</param>
    /// <param name="labels">Those that are labels, as positions among the columns.</param>
    public RecordSchema(string name, IReadOnlyList<RecordColumn> columns, IReadOnlyList<int> features, IReadOnlyList<int> labels)
    {
        Name = name;
        Columns = columns;
        Features = [.. features.Select(i => columns[i])];
        Labels = [.. labels.Select(i => columns[i] with { Missing = MissingAs.Refuse })];
    }

    /// <summary>The record's name.</summary>
    public string Name { get; }

    /// <summary>All columns, in the order of the source.</summary>
    public IReadOnlyList<RecordColumn> Columns { get; }

    /// <summary>The columns that are features, in the order of the inputs.</summary>
    public IReadOnlyList<RecordColumn> Features { get; }

    /// <summary>The columns that are labels. What is learned from is never made up: where one is missing, that is an error.</summary>
    public IReadOnlyList<RecordColumn> Labels { get; }
}
