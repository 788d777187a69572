namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>How two values are combined, element by element.</summary>
internal enum Combination
{
    Add,
    Multiply,
}

/// <summary>y = a + b or a ⊙ b.</summary>
internal sealed record Combine(Combination Combination, Value A, Value B, Value Y) : Operation
{
    public override IEnumerable<Value> Reads => [A, B];

    public override IEnumerable<Value> Makes => [Y];

    public override string Formula => $"{Y.Name} = {A.Name} {(Combination == Combination.Add ? "+" : "⊙")} {B.Name}";

    public override Operation With(Func<Value, Value> replace) => this with { A = replace(A), B = replace(B) };

    public override void Tangent(TangentGraph graph)
    {
        if (Combination == Combination.Add)
        {
            if ((graph.Of(A), graph.Of(B)) is ({ } a, { } b))
                graph.Contribute(Y, y => this with { A = a, B = b, Y = y });
            else if ((graph.Of(A) ?? graph.Of(B)) is { } alone)
                graph.Move(Y, alone);
            return;
        }

        graph.Linear(A, Y, (a, y) => this with { A = a, Y = y });
        graph.Linear(B, Y, (b, y) => this with { B = b, Y = y });
    }

    public override void Adjoint(AdjointGraph graph)
    {
        Value gradient = graph.GradientOf(Y);
        if (Combination == Combination.Add)
        {
            graph.Contribute(A, gradient);
            graph.Contribute(B, gradient);
            return;
        }

        foreach ((Value factor, Value other) in new[] { (A, B), (B, A) })
        {
            Value result = graph.NewGradient(factor);
            graph.Add(new Combine(Combination.Multiply, gradient, other, result));
            graph.Contribute(factor, result);
        }
    }
}
