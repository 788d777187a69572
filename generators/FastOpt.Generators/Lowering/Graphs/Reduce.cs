using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>Statistics of x, a row for each: of one example, of groups of its channels, of each of its channels, or of each channel over the batch.</summary>
/// <param name="Statistics">Which, in order.</param>
/// <param name="Over">Over what.</param>
/// <param name="Segments">Of an example: parts of equal length that have statistics of their own.</param>
/// <param name="X">The value.</param>
/// <param name="Result">The statistics: [statistics, segments] of an example, or [statistics, channels] of the batch.</param>
internal sealed record Reduce(IReadOnlyList<Statistic> Statistics, Axis Over, int Segments, Value X, Value Result) : Operation
{
    /// <summary>Whether x has its channels last.</summary>
    public bool IsChannelsLast { get; init; }

    public override IEnumerable<Value> Reads => [X];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula => $"{Result.Name} = {string.Join(", ", Statistics.Select(Name))} of {X.Name}{(IsOfBatch ? " over the batch" : "")}";

    /// <summary>Whether they are taken over the batch.</summary>
    public bool IsOfBatch => Over == Axis.Batch;

    /// <summary>Whether the derivative of one of them in x depends on x.</summary>
    public bool AdjointReadsX => Statistics.Any(static statistic => statistic != Statistic.Mean);

    /// <summary>The row of a statistic.</summary>
    public int RowOf(Statistic statistic) => Statistics.ToList().IndexOf(statistic);

    /// <summary>The parts of an example over which a normalization takes its statistics.</summary>
    public static int SegmentsOf(Axis over, int groups, TensorShape shape) => over switch
    {
        Axis.Features => groups,
        Axis.Positions => shape.Channels,
        _ => 1,
    };

    /// <summary>"meanSquare".</summary>
    public static string Name(Statistic statistic) => OperandNames.Statistics[(int)statistic];

    public override Operation With(Func<Value, Value> replace) => this with { X = replace(X) };

    public override void Tangent(TangentGraph graph) => graph.Linear(X, Result, (x, result) => new ReduceTangent(this, x, result));

    /// <summary>The way of the gradient through statistics belongs to the map that reads them.</summary>
    public override void Adjoint(AdjointGraph graph)
    {
    }
}

/// <summary>A running statistic moves towards that of the batch.</summary>
/// <param name="Of">The statistics of the batch.</param>
/// <param name="Statistic">Which.</param>
/// <param name="Running">The running one.</param>
/// <param name="Layer">The number of the layer, whose rule says by how much.</param>
internal sealed record WriteState(Reduce Of, Statistic Statistic, ParameterSpec Running, int Layer) : Operation
{
    public override IEnumerable<Value> Reads => [Of.Result];

    public override IEnumerable<Value> Makes => [];

    public override string Formula =>
        $"{Running.Name} ← (1 − momentum) · {Running.Name} + momentum · {Reduce.Name(Statistic)}{(Statistic == Statistic.Variance ? " · n / (n − 1)" : "")}";

    public override bool IsRoot => true;
}
