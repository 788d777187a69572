namespace FastOpt.Generators.Model.Layers;

/// <summary>Gives a name to the value that stands here.</summary>
internal sealed record MarkLayer : LayerSpec
{
    /// <summary>The name, made unique where a block is repeated.</summary>
    public required string Label { get; init; }

    /// <summary>Whether it names what enters a block, which no attribute declares.</summary>
    public bool IsOfBlock { get; init; }

    public override string Outline => $"Mark {Quote(Label)}";

    /// <summary>A name in quotation marks and on one line, whatever it is made of.</summary>
    public static string Quote(string label) => $"\"{string.Concat(label.Select(Visible))}\"";

    private static string Visible(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' ? FormattableString.Invariant($"\\u{(int)c:x4}") : c.ToString();
}

/// <summary>Goes on from a marked value.</summary>
internal sealed record FromLayer : LayerSpec
{
    public required string Label { get; init; }

    public override string Outline => $"From {MarkLayer.Quote(Label)}";
}

/// <summary>How a marked value joins the one that stands here.</summary>
internal enum JoinKind
{
    /// <summary>Element by element.</summary>
    Add,

    /// <summary>Element by element.</summary>
    Multiply,

    /// <summary>The marked value's channels behind those of the value here.</summary>
    Concat,
}

/// <summary>Joins a marked value with the one that stands here.</summary>
internal sealed record JoinLayer : LayerSpec
{
    public required JoinKind Kind { get; init; }

    public required string Label { get; init; }

    public override string Outline => $"{Kind} {MarkLayer.Quote(Label)}";
}
