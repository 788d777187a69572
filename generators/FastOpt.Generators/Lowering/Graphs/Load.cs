namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>The caller's examples in rows of our own, for operations that read a row's padding.</summary>
/// <param name="Input">The examples as they come.</param>
/// <param name="X">The same, padded.</param>
internal sealed record Load(Value Input, Value X) : Operation
{
    public override IEnumerable<Value> Reads => [Input];

    public override IEnumerable<Value> Makes => [X];

    public override string Formula => $"{X.Name} = the caller's examples";

    public override Operation With(Func<Value, Value> replace) => this;

    /// <summary>Examples rest.</summary>
    public override void Tangent(TangentGraph graph)
    {
    }

    public override void Adjoint(AdjointGraph graph) => graph.Contribute(Input, graph.GradientOf(X));
}
