namespace FastOpt.Playground;

/// <summary>On or off.</summary>
/// <param name="name">The name in the address.</param>
/// <param name="label">What the page calls it.</param>
/// <param name="standard">Whether it is on unless it is set.</param>
internal sealed class FlagControl(string name, string label, bool standard) : Control(name, label)
{
    public override string Kind => "flag";

    public bool Value { get; private set; } = standard;

    public override string Text => Format(Value);

    public override string StandardText { get; } = Format(standard);

    protected override void Take(string text) => Value = text switch { "1" => true, "0" => false, _ => Value };

    private static string Format(bool value) => value ? "1" : "0";
}
