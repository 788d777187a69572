namespace FastOpt.Training;

/// <summary>A column of a record.</summary>
/// <param name="Member">The member's name.</param>
/// <param name="Name">The column's name in a table.</param>
/// <param name="Kind">What it holds.</param>
public sealed record RecordColumn(string Member, string Name, RecordKind Kind)
{
    /// <summary>The member's type as C# writes it, such as "float".</summary>
    public string Type { get; init; } = "";

    /// <summary>Whether a value may be missing.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether the value is computed from others, and no column of a table.</summary>
    public bool IsComputed { get; init; }

    /// <summary>What a missing value becomes.</summary>
    public MissingAs Missing { get; init; }

    /// <summary>What an unknown category becomes.</summary>
    public Unknown Unknown { get; init; }

    /// <summary>The most categories of a text; 0 for as many as there are.</summary>
    public int MostCategories { get; init; }

    /// <summary>The names of an enum's members in a table, in the order of the enum; otherwise empty.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];
}

/// <summary>What a column of a record holds.</summary>
public enum RecordKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A whole number that is a class, as a label.</summary>
    Whole,

    /// <summary>true or false.</summary>
    Truth,

    /// <summary>A day, or a moment.</summary>
    Date,

    /// <summary>One of an enum's members.</summary>
    Option,

    /// <summary>A text, which is a category.</summary>
    Text,
}
