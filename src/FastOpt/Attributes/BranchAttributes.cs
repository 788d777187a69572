namespace FastOpt;

/// <summary>
/// Gives a name to the value that stands here, for <see cref="FromAttribute"/>, <see cref="AddAttribute"/>, <see cref="MultiplyAttribute"/> and <see cref="ConcatAttribute"/> further down.
/// </summary>
/// <param name="name">The name, which no other mark of the network has.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MarkAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>Goes on from a marked value: the next layer takes it.</summary>
/// <param name="name">The name of a <see cref="MarkAttribute"/> further up, or <see cref="Block.Input"/> in a block.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FromAttribute(string name) : Attribute
{
    /// <summary>The name of the marked value.</summary>
    public string Name { get; } = name;
}

/// <summary>Adds a marked value, element by element, to the value that stands here: <c>y = x + marked</c>. Both have one shape.</summary>
/// <param name="name">The name of a <see cref="MarkAttribute"/> further up, or <see cref="Block.Input"/> in a block.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AddAttribute(string name) : Attribute
{
    /// <summary>The name of the marked value.</summary>
    public string Name { get; } = name;
}

/// <summary>Multiplies the value that stands here by a marked one, element by element: <c>y = x ⊙ marked</c>. Both have one shape.</summary>
/// <param name="name">The name of a <see cref="MarkAttribute"/> further up, or <see cref="Block.Input"/> in a block.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MultiplyAttribute(string name) : Attribute
{
    /// <summary>The name of the marked value.</summary>
    public string Name { get; } = name;
}

/// <summary>
/// Appends the channels of a marked value to those of the value that stands here: <c>y = (x, marked)</c>; of vectors, their features. All other extents are equal.
/// </summary>
/// <param name="name">The name of a <see cref="MarkAttribute"/> further up, or <see cref="Block.Input"/> in a block.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConcatAttribute(string name) : Attribute
{
    /// <summary>The name of the marked value.</summary>
    public string Name { get; } = name;
}
