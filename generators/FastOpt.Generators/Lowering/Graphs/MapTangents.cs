using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>∂y ⊙ f″(x) ⊙ δx: how the gradient in x moves because x does, of a rule of x alone.</summary>
/// <param name="Of">The map.</param>
/// <param name="Gradient">∂y.</param>
/// <param name="Moved">δx.</param>
/// <param name="Result">The part of δ∂x.</param>
internal sealed record MapCurvature(Map Of, Value Gradient, Value Moved, Value Result) : Operation
{
    public override IEnumerable<Value> Reads => [Gradient, Of.X, Moved];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula => $"{Result.Name} = {Gradient.Name} ⊙ {Of.Rule.Name}″({Of.X.Name}) ⊙ {Moved.Name}";
}

/// <summary>An operand of a rule, or its tangent, with a value for every element: that of its channel or of its part of the example.</summary>
/// <param name="Of">The map.</param>
/// <param name="Operand">The operand.</param>
/// <param name="Source">The statistics, or their tangents; null for a trained parameter.</param>
/// <param name="IsDirection">Whether it is the direction's tensor, of a trained parameter.</param>
/// <param name="Result">The values.</param>
internal sealed record SpreadOperand(Map Of, MapOperand Operand, Value? Source, bool IsDirection, Value Result) : Operation
{
    public override IEnumerable<Value> Reads => Source is null ? [] : [Source];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula => $"{Result.Name} = {(Source is null && IsDirection ? "the direction's " : "")}{Operand.Name}, for each element";
}

/// <summary>What a rule takes behind x, each with a value for every element, and how it moves.</summary>
/// <param name="Operands">The operands in order.</param>
/// <param name="X">How x moves, or null.</param>
/// <param name="Tangents">How each operand that has a gradient moves, or null.</param>
internal sealed record MapRows(IReadOnlyList<Value> Operands, Value? X, IReadOnlyList<Value?> Tangents)
{
    /// <summary>Whether anything moves.</summary>
    public bool Moves => X is not null || Tangents.Any(static tangent => tangent is not null);

    /// <summary>All that is read.</summary>
    public IEnumerable<Value> Reads => [.. Operands, .. X is null ? Array.Empty<Value>() : [X], .. Tangents.OfType<Value>()];

    /// <summary>Writes what makes them.</summary>
    public static MapRows Write(Map map, TangentGraph graph)
    {
        var operands = new List<Value>();
        var tangents = new List<Value?>();
        foreach (MapOperand operand in map.Operands)
        {
            if (operand.Operand.IsRandom)
            {
                operands.Add(operand.Value!);
                continue;
            }

            Value Row(bool isTangent, Value? source)
            {
                string name = $"{(isTangent ? "δ" : "")}{map.Y.Name}.{operand.Name}";
                var row = new Value(name, map.X.Shape) { Slot = $"{map.Y.Slot}{operand.Operand.Name}{(isTangent ? "Tangent" : "")}Each" };
                graph.Add(new SpreadOperand(map, operand, source, isTangent, row));
                return row;
            }

            operands.Add(Row(isTangent: false, operand.Value));
            Value? moved = operand.Value is null ? null : graph.Of(operand.Value);
            bool moves = operand.Tensor is { } tensor ? !tensor.IsFrozen : moved is not null;
            tangents.Add(moves ? Row(isTangent: true, moved) : null);
        }

        return new MapRows(operands, graph.Of(map.X), tangents);
    }
}

/// <summary>δy = Σ ∂f/∂p · δp over x and the operands, element by element.</summary>
/// <param name="Of">The map.</param>
/// <param name="Rows">The operands and how all moves.</param>
/// <param name="Result">δy.</param>
internal sealed record MapTangent(Map Of, MapRows Rows, Value Result) : Operation
{
    public override IEnumerable<Value> Reads => [Of.GradientFrom, .. Rows.Reads];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula =>
        $"{Result.Name} = δ{Of.Rule.Name}({string.Join(", ", Of.Operands.Select(static operand => operand.Name).Prepend(Of.X.Name))})";
}

/// <summary>
/// How a rule's gradients move, element by element, before anything is summed: of x, of each operand; and the gradients themselves in its statistics, whose
/// sums the way back through these needs.
/// </summary>
/// <param name="Of">The map.</param>
/// <param name="Gradient">∂y.</param>
/// <param name="Moved">δ∂y, or null.</param>
/// <param name="Rows">The operands and how all moves.</param>
/// <param name="OfX">δ(∂y · ∂f/∂x).</param>
/// <param name="OfOperands">The same for each operand that has a gradient, in order.</param>
/// <param name="Statistics">∂y · ∂f/∂s for each of these that is a statistic; null for others.</param>
internal sealed record MapGradientTangents(
    Map Of, Value Gradient, Value? Moved, MapRows Rows, Value OfX, IReadOnlyList<Value> OfOperands, IReadOnlyList<Value?> Statistics) : Operation
{
    public override IEnumerable<Value> Reads => [Gradient, Of.X, Of.GradientFrom, .. Rows.Reads, .. Moved is null ? Array.Empty<Value>() : [Moved]];

    public override IEnumerable<Value> Makes => [OfX, .. OfOperands, .. Statistics.OfType<Value>()];

    public override string Formula => $"{OfX.Name}, … = δ({Gradient.Name} ⊙ {Of.Rule.Name}′) in x and operands";

    public static MapGradientTangents New(Map map, Value gradient, Value? moved, MapRows rows)
    {
        Value Row(string what, string slot) => new($"{what} of {map.Y.Name}", map.X.Shape) { Slot = $"{map.Y.Slot}{slot}" };
        MapOperand[] operands = [.. map.Differentiable];
        return new MapGradientTangents(
            map,
            gradient,
            moved,
            rows,
            Row("δ∂x", "OfX"),
            [.. operands.Select(operand => Row($"δ∂{operand.Name}", $"Of{operand.Operand.Name}"))],
            [.. operands.Select(operand => operand.Value is null ? null : Row($"∂{operand.Name}", $"Gradient{operand.Operand.Name}"))]);
    }
}

/// <summary>The part of δ∂x that comes back through a statistic of x, added to the others.</summary>
/// <param name="Of">How the rule's gradients move.</param>
/// <param name="Number">The number of the statistic among the operands that have a gradient.</param>
/// <param name="Sum">The others.</param>
/// <param name="Moved">How the statistics move, or null.</param>
/// <param name="Result">All.</param>
internal sealed record ThroughStatistic(MapGradientTangents Of, int Number, Value Sum, Value? Moved, Value Result) : Operation
{
    /// <summary>The statistics.</summary>
    public Reduce Statistics => Of.Of.Statistics!;

    /// <summary>Which.</summary>
    public Statistic Statistic => Of.Of.Differentiable.ElementAt(Number).Operand.Statistic!.Value;

    public override IEnumerable<Value> Reads =>
    [
        Sum, Of.Statistics[Number]!, Of.OfOperands[Number], Statistics.X, Statistics.Result,
        .. Of.Rows.X is null ? Array.Empty<Value>() : [Of.Rows.X], .. Moved is null ? Array.Empty<Value>() : [Moved],
    ];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula => $"{Result.Name} = {Sum.Name} + what moves through {Reduce.Name(Statistic)} of {Statistics.X.Name}";
}

/// <summary>How statistics of x move with x.</summary>
/// <param name="Of">The statistics.</param>
/// <param name="Moved">δx.</param>
/// <param name="Result">Their tangents.</param>
internal sealed record ReduceTangent(Reduce Of, Value Moved, Value Result) : Operation
{
    public override IEnumerable<Value> Reads => [Of.X, Of.Result, Moved];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula => $"{Result.Name} = how {string.Join(", ", Of.Statistics.Select(Reduce.Name))} of {Of.X.Name} move";
}

/// <summary>The tangent of the gradient of a parameter that a rule trains: summed over the batch and the positions of its channel.</summary>
/// <param name="Of">How the rule's gradients move.</param>
/// <param name="Number">The number of the parameter among the operands that have a gradient.</param>
internal sealed record TrainedTangent(MapGradientTangents Of, int Number) : Operation
{
    /// <summary>The parameter.</summary>
    public ParameterSpec Tensor => Of.Of.Differentiable.ElementAt(Number).Tensor!;

    public override IEnumerable<Value> Reads => [Of.OfOperands[Number]];

    public override IEnumerable<Value> Makes => [];

    public override string Formula => $"δ∂{Tensor.Name} += Σ {Of.OfOperands[Number].Name}";

    public override bool IsRoot => true;
}
