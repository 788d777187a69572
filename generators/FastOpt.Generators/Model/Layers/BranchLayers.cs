namespace FastOpt.Generators.Model.Layers;

/// <summary>Gives a name to the value that stands here.</summary>
internal sealed record MarkLayer : LayerSpec
{
    /// <summary>The name, made unique where a block is repeated.</summary>
    public required string Label { get; init; }

    public override string Outline => $"Mark \"{Label}\"";
}

/// <summary>Goes on from a marked value.</summary>
internal sealed record FromLayer : LayerSpec
{
    public required string Label { get; init; }

    public override string Outline => $"From \"{Label}\"";
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

    public override string Outline => $"{Kind} \"{Label}\"";
}
