namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>
/// The same example in another order: y[j, i] = x[i, j]. It takes channels from the front, where they stand canonically, to the end, where windows want them,
/// or back.
/// </summary>
/// <param name="X">[outer, inner].</param>
/// <param name="Outer">The first extent.</param>
/// <param name="Inner">The second one.</param>
/// <param name="Y">[inner, outer].</param>
internal sealed record Turn(Value X, int Outer, int Inner, Value Y) : Operation
{
    public override IEnumerable<Value> Reads => [X];

    public override IEnumerable<Value> Makes => [Y];

    public override string Formula => $"{Y.Name} = {X.Name}, [{Outer}, {Inner}] turned";

    public override Operation With(Func<Value, Value> replace) => this with { X = replace(X) };

    public override void Tangent(TangentGraph graph) => graph.Linear(X, Y, (x, y) => this with { X = x, Y = y });

    public override void Adjoint(AdjointGraph graph)
    {
        Value ofX = graph.NewGradient(X);
        graph.Add(new Turn(graph.GradientOf(Y), Inner, Outer, ofX));
        graph.Contribute(X, ofX);
    }
}

/// <summary>The same elements in another shape, for an operation that reads the shape.</summary>
/// <param name="X">The elements.</param>
/// <param name="Y">The same.</param>
internal sealed record View(Value X, Value Y) : Operation
{
    public override IEnumerable<Value> Reads => [X];

    public override IEnumerable<Value> Makes => [Y];

    public override string Formula => $"{Y.Name} = {X.Name} as {Y.Shape}";

    public override Operation With(Func<Value, Value> replace) => this with { X = replace(X) };

    public override void Tangent(TangentGraph graph) => graph.Linear(X, Y, static (x, y) => new View(x, y));

    public override void Adjoint(AdjointGraph graph)
    {
        Value ofX = graph.NewGradient(X);
        graph.Add(new View(graph.GradientOf(Y), ofX));
        graph.Contribute(X, ofX);
    }
}
