namespace FastOpt.Training;

/// <summary>A column of a table.</summary>
public sealed class CsvColumn
{
    internal CsvColumn(int index, string name, ColumnKind kind, int missingCount, IReadOnlyList<string> categories, string? doubt) =>
        (Index, Name, Kind, MissingCount, Categories, Doubt) = (index, name, kind, missingCount, categories, doubt);

    /// <summary>Its position in the table, from 0.</summary>
    public int Index { get; }

    /// <summary>Its name in the header, or column1, column2 and so on.</summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public ColumnKind Kind { get; }

    /// <summary>Cells without a value, before rows were left out for them.</summary>
    public int MissingCount { get; }

    /// <summary>The different texts of a category, in ordinal order unless the options give another. Empty for all other kinds.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>Why a column of texts is none of numbers, dates or categories; null for all other kinds.</summary>
    internal string? Doubt { get; }

    /// <summary>Its name and kind.</summary>
    public override string ToString() => $"{Name} ({Kind})";
}
