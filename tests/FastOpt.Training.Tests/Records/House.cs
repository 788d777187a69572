namespace FastOpt.Training.Tests.Records;

/// <summary>How near the sea a house is, under the table's own names.</summary>
public enum Proximity
{
    /// <summary>Inland.</summary>
    Inland,

    /// <summary>By the bay.</summary>
    [Column("NEAR BAY")]
    NearBay,
}

/// <summary>A record of everything that a column may hold.</summary>
public sealed partial record House(
    [Column("id")] long Number,
    [Feature("rooms")] float Rooms,
    [Feature("beds", Missing = MissingAs.Indicate)] int? Beds,
    [Feature(Missing = MissingAs.Zero)] double? Age,
    [Feature("sea")] Proximity Sea,
    [Feature(Unknown = Unknown.Other)] string City,
    [Feature(Categories = 3, Unknown = Unknown.Zeros)] string? Kind,
    [Feature] bool New,
    [Feature] DateOnly Sold,
    [Label("price")] float? Price)
{
    /// <summary>Computed: no column of the table.</summary>
    [Feature(Order = 1)]
    public float Twice => 2 * Rooms;
}

/// <summary>A record whose label is a class, and whose columns are properties.</summary>
public sealed partial class Flower
{
    /// <summary>The length.</summary>
    [Feature("petal length")]
    public float Length { get; set; }

    /// <summary>The species.</summary>
    [Label]
    public string Species { get; set; } = "";
}

/// <summary>A class that is a whole number.</summary>
public readonly partial record struct Digit([Feature] float Ink, [Label] int Value);

/// <summary>A class that is one of two.</summary>
public readonly partial record struct Mail([Feature] float Length, [Label] bool IsSpam);
