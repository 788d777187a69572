namespace FastOpt.Training;

/// <summary>
/// Names the column of a member that is read from a table, but not learned from, such as the number of a customer; or, on a member of an enum, the text that
/// stands for it in a table.
/// </summary>
/// <param name="name">The name in the table.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class ColumnAttribute(string name) : Attribute
{
    /// <summary>The name in the table.</summary>
    public string Name { get; } = name;
}
