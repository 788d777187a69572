namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>y = (a, b): b's channels behind those of a.</summary>
internal sealed record Concat(Value A, Value B, Value Y) : Operation
{
    public override IEnumerable<Value> Reads => [A, B];

    public override IEnumerable<Value> Makes => [Y];

    public override string Formula => $"{Y.Name} = ({A.Name}, {B.Name})";

    public override Operation With(Func<Value, Value> replace) => this with { A = replace(A), B = replace(B) };

    public override void Tangent(TangentGraph graph)
    {
        if (graph.Of(A) is null && graph.Of(B) is null)
            return;
        (Value a, Value b) = (graph.OrZeros(A), graph.OrZeros(B));
        graph.Contribute(Y, y => new Concat(a, b, y));
    }

    public override void Adjoint(AdjointGraph graph)
    {
        Value gradient = graph.GradientOf(Y);
        foreach ((Value part, int offset) in new[] { (A, 0), (B, A.Width) })
        {
            Value result = graph.NewGradient(part);
            graph.Add(new Slice(gradient, offset, result));
            graph.Contribute(part, result);
        }
    }
}

/// <summary>y = some neighbouring elements of x.</summary>
internal sealed record Slice(Value X, int Offset, Value Y) : Operation
{
    public override IEnumerable<Value> Reads => [X];

    public override IEnumerable<Value> Makes => [Y];

    public override string Formula => $"{Y.Name} = {X.Name}[{Offset}..{Offset + Y.Width}]";

    public override void Tangent(TangentGraph graph) => graph.Linear(X, Y, (x, y) => new Slice(x, Offset, y));
}
