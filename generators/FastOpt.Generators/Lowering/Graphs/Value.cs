using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>What there is one of.</summary>
internal enum ValueKind
{
    /// <summary>One for each example: rows of the batch.</summary>
    Example,

    /// <summary>One for the batch: a statistic of each channel, a gradient's sum.</summary>
    Batch,
}

/// <summary>What one operation makes and others read. It is made once and never changed; two values are equal when they are the same one.</summary>
/// <param name="name">Its name in dumps and comments: "dense1".</param>
/// <param name="shape">The shape of one.</param>
/// <param name="kind">What there is one of.</param>
internal sealed class Value(string name, TensorShape shape, ValueKind kind = ValueKind.Example)
{
    /// <summary>"dense1", "∂dense1".</summary>
    public string Name { get; } = name;

    public TensorShape Shape { get; } = shape;

    public ValueKind Kind { get; } = kind;

    /// <summary>Floats of one.</summary>
    public int Width => Shape.Size;

    /// <summary>The name of the rows that hold it: "dense1Output", "dense1Gradient".</summary>
    public required string Slot { get; init; }

    public override string ToString() => $"{Name} {Shape}{(Kind == ValueKind.Batch ? " of the batch" : "")}";
}
