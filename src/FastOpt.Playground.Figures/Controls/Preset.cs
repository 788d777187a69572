namespace FastOpt.Playground;

/// <summary>Settings that show one thing.</summary>
/// <param name="Name">The name; unique in its figure.</param>
/// <param name="Label">What the page calls it.</param>
/// <param name="Query">The values that differ from the standard ones, as in the address: "rate=0.1&amp;curvature=2".</param>
internal sealed record Preset(string Name, string Label, string Query);

/// <summary>Something that a figure does at the press of a button.</summary>
/// <param name="Name">The name; unique in its figure.</param>
/// <param name="Label">What the button says.</param>
internal sealed record FigureAction(string Name, string Label);
