using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>The largest or the mean value that a window sees of each channel, at each of its places. Channels stand last in x and y.</summary>
/// <param name="Kind">Which.</param>
/// <param name="X">The image.</param>
/// <param name="Window">The window.</param>
/// <param name="Y">What leaves.</param>
/// <param name="Places">Of the largest value: the elements of the window that y came from; null for the mean, and where nothing reads them.</param>
internal sealed record WindowReduce(PoolKind Kind, Value X, WindowSpec Window, Value Y, Value? Places) : Operation
{
    public override IEnumerable<Value> Reads => [X];

    public override IEnumerable<Value> Makes => Places is null ? [Y] : [Y, Places];

    public override string Formula => $"{Y.Name} = {(Kind == PoolKind.Max ? "max" : "mean")} of {X.Name} in windows";

    public override Operation With(Func<Value, Value> replace) => this with { X = replace(X) };

    public override void Tangent(TangentGraph graph) =>
        graph.Linear(X, Y, (x, y) => Places is null ? this with { X = x, Y = y } : new WindowGather(this, x, y));

    public override void Adjoint(AdjointGraph graph)
    {
        Value ofX = graph.NewGradient(X);
        graph.Add(new WindowSpread(this, graph.GradientOf(Y), ofX));
        graph.Contribute(X, ofX);
    }
}

/// <summary>δy of the largest values: how that element moves which each came from.</summary>
/// <param name="Of">The reduction.</param>
/// <param name="Moved">δx.</param>
/// <param name="Result">δy.</param>
internal sealed record WindowGather(WindowReduce Of, Value Moved, Value Result) : Operation
{
    public override IEnumerable<Value> Reads => [Moved, Of.Places!];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula => $"{Result.Name} = {Moved.Name} where the largest stood";
}

/// <summary>∂x: each result's gradient goes to the element that it came from, or to all in equal shares.</summary>
/// <param name="Of">The reduction.</param>
/// <param name="Gradient">∂y.</param>
/// <param name="Result">∂x.</param>
internal sealed record WindowSpread(WindowReduce Of, Value Gradient, Value Result) : Operation
{
    public override IEnumerable<Value> Reads => Of.Places is null ? [Gradient] : [Gradient, Of.Places];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula => $"{Result.Name} = {Gradient.Name}, {(Of.Places is null ? "in equal shares" : "where the largest stood")}";

    public override void Tangent(TangentGraph graph) =>
        graph.Linear(Gradient, Result, (gradient, result) => this with { Gradient = gradient, Result = result });
}
