namespace FastOpt.Playground;

/// <summary>A file that a figure offers besides its run.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Label">What the button says.</param>
/// <param name="Content">Makes its bytes as they are now.</param>
internal sealed record FigureFile(string Name, string Label, Func<byte[]> Content);
