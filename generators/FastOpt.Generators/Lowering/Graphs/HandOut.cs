namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>A value goes to the caller.</summary>
internal sealed record HandOut(Value X) : Operation
{
    public override IEnumerable<Value> Reads => [X];

    public override IEnumerable<Value> Makes => [];

    public override string Formula => $"{X.Name} to the caller";

    public override bool IsRoot => true;
}
