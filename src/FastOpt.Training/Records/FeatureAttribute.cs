namespace FastOpt.Training;

/// <summary>
/// Marks a member of a record, or a parameter of its primary constructor, as an input of a network. The type must be partial; the compiler makes it an
/// <see cref="IRecord{TSelf, TTarget}"/>: it reads records from a table, and turns each into a row of inputs.
/// </summary>
/// <remarks>
/// What a member becomes:
/// <list type="bullet">
/// <item>a number (<see cref="float"/>, <see cref="double"/>, <see cref="decimal"/>, any integer): one input;</item>
/// <item><see cref="bool"/>: one input, 0 or 1;</item>
/// <item><see cref="DateOnly"/>, <see cref="DateTime"/>: one input, days since 2000-01-01;</item>
/// <item>an enum: one input for each of its members, of which one is 1 and all others 0;</item>
/// <item><see cref="string"/>: one input for each category, which are those of the training records.</item>
/// </list>
/// A member that cannot be set, such as <c>public float Rooms => TotalRooms / Households;</c>, is computed: no column of a table belongs to it.
/// </remarks>
/// <param name="column">The column's name in a table. Default: the member's name.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class FeatureAttribute(string? column = null) : Attribute
{
    /// <summary>The column's name in a table; null for the member's name.</summary>
    public string? Column { get; } = column;

    /// <summary>Where the input stands: lower numbers first, equal ones in the order of the source. Default: 0.</summary>
    public int Order { get; set; }

    /// <summary>What a missing value becomes; only for a member that can be null. Default: <see cref="MissingAs.Mean"/>.</summary>
    public MissingAs Missing { get; set; }

    /// <summary>What a category becomes that the training records do not have; only for texts and enums. Default: <see cref="Unknown.Refuse"/>.</summary>
    public Unknown Unknown { get; set; }

    /// <summary>
    /// The most categories of a text, from 1 to 4096: that many inputs it has, whatever the training records hold, so that a network can be declared for them.
    /// With <see cref="Unknown.Other"/>, the most frequent categories have inputs of their own. Default: 0, as many as there are.
    /// </summary>
    public int Categories { get; set; }
}
