using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>y = x, with a vector of a table in the place of each element that is the number of one.</summary>
/// <param name="X">The examples.</param>
/// <param name="Of">Which elements are numbers.</param>
/// <param name="Table">The vectors, [count, size].</param>
/// <param name="Y">What leaves.</param>
internal sealed record Lookup(Value X, LookupSpec Of, ParameterSpec Table, Value Y) : Operation
{
    public override IEnumerable<Value> Reads => [X];

    public override IEnumerable<Value> Makes => [Y];

    public override string Formula => $"{Y.Name} = {Table.Name}[{X.Name}]";

    public override Operation With(Func<Value, Value> replace) => this with { X = replace(X) };

    public override void Adjoint(AdjointGraph graph)
    {
        Value gradient = graph.GradientOf(Y);
        Value ofX = graph.NewGradient(X);
        graph.Add(new LookupPassed(this, gradient, ofX));
        graph.Contribute(X, ofX);
        if (!Table.IsFrozen)
            graph.Add(new LookupGradient(this, gradient));
    }
}

/// <summary>∂x: what passes has its gradient, and a number has none.</summary>
/// <param name="Of">The lookup.</param>
/// <param name="Gradient">∂y.</param>
/// <param name="Result">∂x.</param>
internal sealed record LookupPassed(Lookup Of, Value Gradient, Value Result) : Operation
{
    public override IEnumerable<Value> Reads => [Gradient];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula => $"{Result.Name} = {Gradient.Name} where {Of.X.Name} passes, else 0";
}

/// <summary>The gradient of the table: each vector has the sum of its readers'.</summary>
/// <param name="Of">The lookup.</param>
/// <param name="Gradient">∂y.</param>
internal sealed record LookupGradient(Lookup Of, Value Gradient) : Operation
{
    public override IEnumerable<Value> Reads => [Of.X, Gradient];

    public override IEnumerable<Value> Makes => [];

    public override string Formula => $"∂{Of.Table.Name}[{Of.X.Name}] += {Gradient.Name}";

    public override bool IsRoot => true;
}
