namespace FastOpt.Playground;

/// <summary>A text that a figure reads itself, such as a list of points.</summary>
/// <param name="name">The name in the address.</param>
/// <param name="label">What the page calls it.</param>
/// <param name="clean">The nearest text that the figure can read.</param>
internal sealed class TextControl(string name, string label, Func<string, string> clean) : Control(name, label)
{
    public override string Kind => "text";

    public override string Text => Value;

    public string Value { get; private set; } = "";

    public override string StandardText => "";

    protected override void Take(string text) => Value = clean(text);
}
