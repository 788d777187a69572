namespace FastOpt.Playground;

/// <summary>Why a run ended early, and what may help.</summary>
/// <param name="Text">Step and cause, in a sentence.</param>
/// <param name="Control">The control that helps, or empty.</param>
/// <param name="Value">The value that it should take, as text.</param>
internal sealed record Fault(string Text, string Control, string Value);
