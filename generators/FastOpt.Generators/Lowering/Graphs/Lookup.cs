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

    public override void Tangent(TangentGraph graph)
    {
        if (graph.Of(X) is not null || !Table.IsFrozen)
            graph.Contribute(Y, y => new LookupTangent(this, graph.Of(X), y));
    }

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

/// <summary>How what leaves a lookup moves: vectors with the table, and what passes with x.</summary>
/// <param name="Of">The lookup.</param>
/// <param name="Moved">δx, or null.</param>
/// <param name="Result">δy.</param>
internal sealed record LookupTangent(Lookup Of, Value? Moved, Value Result) : Operation
{
    public override IEnumerable<Value> Reads => Moved is null ? [Of.X] : [Of.X, Moved];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula =>
        $"{Result.Name} = {(Of.Table.IsFrozen ? "0" : $"δ{Of.Table.Name}[{Of.X.Name}]")} for numbers, {Moved?.Name ?? "0"} where {Of.X.Name} passes";
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

    public override void Tangent(TangentGraph graph) =>
        graph.Linear(Gradient, Result, (gradient, result) => this with { Gradient = gradient, Result = result });
}

/// <summary>The gradient of the table: each vector has the sum of its readers'.</summary>
/// <param name="Of">The lookup.</param>
/// <param name="Gradient">∂y.</param>
internal sealed record LookupGradient(Lookup Of, Value Gradient) : Operation
{
    public override IEnumerable<Value> Reads => [Of.X, Gradient];

    public override IEnumerable<Value> Makes => [];

    public override string Formula => $"∂{Of.Table.Name}[{Of.X.Name}] += {Gradient.Name}";

    public override void Tangent(TangentGraph graph)
    {
        if (graph.Of(Gradient) is { } moved)
            graph.AddGradient(this with { Gradient = moved });
    }

    public override bool IsRoot => true;
}
