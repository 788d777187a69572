namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>An operation with the direction's tensors in the place of its own: how far what it makes moves because its parameters do.</summary>
/// <param name="Of">The operation.</param>
internal sealed record Along(Operation Of) : Operation
{
    public override IEnumerable<Value> Reads => Of.Reads;

    public override IEnumerable<Value> Makes => Of.Makes;

    public override string Formula => Of.Formula + ", of the direction's tensors";

    public override int Scratch => Of.Scratch;
}

/// <summary>The tangent of a value that rests, where an operation reads one.</summary>
/// <param name="Result">Zeros.</param>
internal sealed record Zeros(Value Result) : Operation
{
    public override IEnumerable<Value> Reads => [];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula => $"{Result.Name} = 0";
}
