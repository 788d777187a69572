namespace FastOpt.Training;

/// <summary>
/// Marks the member of a record that is to be predicted. A <see cref="float"/>, a <see cref="double"/> or a <see cref="decimal"/> is a number, and there may
/// be several of them; a <see cref="string"/>, an enum, a <see cref="bool"/> or an integer is a class, and stands alone. One that can be null may be missing
/// from a table, as where it is to be predicted.
/// </summary>
/// <param name="column">The column's name in a table. Default: the member's name.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class LabelAttribute(string? column = null) : Attribute
{
    /// <summary>The column's name in a table; null for the member's name.</summary>
    public string? Column { get; } = column;
}
