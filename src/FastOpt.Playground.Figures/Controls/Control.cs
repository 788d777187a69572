namespace FastOpt.Playground;

/// <summary>A value of a figure that a reader sets. Its text is what the page shows and what the address holds.</summary>
/// <param name="name">The name in the address: small letters, digits, dots; unique in its figure.</param>
/// <param name="label">What the page calls it.</param>
internal abstract class Control(string name, string label)
{
    public string Name { get; } = name;

    public string Label { get; } = label;

    /// <summary>What the page draws for it: number, choice, flag or text.</summary>
    public abstract string Kind { get; }

    /// <summary>The heading that it stands under; empty for the figure's own.</summary>
    public string Group { get; init; } = "";

    /// <summary>The row of its group's table; empty where the group is no table. In a table, the label is the column.</summary>
    public string Row { get; init; } = "";

    /// <summary>A sentence that explains it, or empty.</summary>
    public string Hint { get; init; } = "";

    /// <summary>Whether it is only set by what the plot or another control does, so that the page draws nothing for it.</summary>
    public bool Hidden { get; init; }

    /// <summary>The value as text, in invariant notation.</summary>
    public abstract string Text { get; }

    /// <summary>The standard value as text.</summary>
    public abstract string StandardText { get; }

    /// <summary>Takes the nearest allowed value; what is no value at all changes nothing.</summary>
    /// <returns>Whether the value changed.</returns>
    public bool Set(string text)
    {
        string before = Text;
        Take(text);
        return Text != before;
    }

    /// <summary>Back to the standard value.</summary>
    public void Reset() => Take(StandardText);

    protected abstract void Take(string text);
}
