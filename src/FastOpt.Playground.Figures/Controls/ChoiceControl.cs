namespace FastOpt.Playground;

/// <summary>One of several values.</summary>
/// <param name="name">The name in the address.</param>
/// <param name="label">What the page calls it.</param>
/// <param name="options">The values and what the page calls them.</param>
/// <param name="standard">The value unless it is set.</param>
internal sealed class ChoiceControl(string name, string label, IReadOnlyList<(string Value, string Label)> options, string standard) : Control(name, label)
{
    public override string Kind => "choice";

    public IReadOnlyList<(string Value, string Label)> Options { get; } = options;

    public string Value { get; private set; } = standard;

    public override string Text => Value;

    public override string StandardText { get; } = standard;

    protected override void Take(string text)
    {
        foreach ((string value, _) in Options)
        {
            if (value.Equals(text, StringComparison.OrdinalIgnoreCase))
                Value = value;
        }
    }
}
