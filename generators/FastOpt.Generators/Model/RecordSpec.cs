using FastOpt.Generators.Collections;

namespace FastOpt.Generators.Model;

/// <summary>What a member of a record is for.</summary>
internal enum RecordRole
{
    /// <summary>It is read from a table, and nothing is learned from it.</summary>
    Carried,

    /// <summary>An input.</summary>
    Feature,

    /// <summary>What is predicted.</summary>
    Label,
}

/// <summary>A record whose members are columns. Immutable and structurally equal, without symbols, syntax and positions.</summary>
internal sealed record RecordSpec : IDeclared
{
    /// <summary>"House".</summary>
    public required string Name { get; init; }

    public required DeclarationSpec Declaration { get; init; }

    /// <summary>Whether the label is a class, so that targets are ints.</summary>
    public required bool IsClassified { get; init; }

    /// <summary>The members that are columns, in the order of the source: first those of the primary constructor.</summary>
    public required EquatableArray<RecordMemberSpec> Members { get; init; }

    /// <summary>The features, as positions among the members, in the order of the inputs.</summary>
    public required EquatableArray<int> Features { get; init; }
}

/// <summary>A member of a record that is a column.</summary>
internal sealed record RecordMemberSpec
{
    /// <summary>"MedianIncome".</summary>
    public required string Name { get; init; }

    /// <summary>"median_income".</summary>
    public required string Column { get; init; }

    public required RecordRole Role { get; init; }

    /// <summary>What its type is to a column.</summary>
    public required RecordType Type { get; init; }

    /// <summary>Whether it can be set, so that a table has the column.</summary>
    public required bool IsRead { get; init; }

    /// <summary>Whether the primary constructor takes it.</summary>
    public required bool IsPositional { get; init; }

    /// <summary>"Mean": a member of FastOpt.Training.MissingAs.</summary>
    public required string Missing { get; init; }

    /// <summary>"Refuse": a member of FastOpt.Training.Unknown.</summary>
    public required string Unknown { get; init; }

    /// <summary>The most categories; 0 for any number.</summary>
    public required int MostCategories { get; init; }
}

/// <summary>What a type is to a column.</summary>
/// <param name="Kind">"Number", "Truth", "Date", "Option" or "Text": a member of FastOpt.Training.RecordKind.</param>
/// <param name="Name">"global::System.DateOnly": the type without its question mark.</param>
/// <param name="Short">"DateOnly": the same for a reader.</param>
/// <param name="IsNullable">Whether a value may be missing.</param>
internal sealed record RecordType(string Kind, string Name, string Short, bool IsNullable)
{
    /// <summary>The members of an enum.</summary>
    public EquatableArray<RecordOption> Options { get; init; }

    /// <summary>A value of the enum that has no name, as C# writes it; it stands for what is unknown.</summary>
    public string Unnamed { get; init; } = "";
}

/// <summary>A member of an enum.</summary>
/// <param name="Name">"NearBay".</param>
/// <param name="Text">"NEAR BAY": what stands for it in a table.</param>
internal sealed record RecordOption(string Name, string Text);
