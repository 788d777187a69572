using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Graphs;

/// <summary>What a rule's scalar method takes behind x, and where it comes from.</summary>
/// <param name="Operand">What the rule asks for.</param>
/// <param name="Value">A value of the graph, or null.</param>
/// <param name="Tensor">A tensor of the network, or null.</param>
internal sealed record MapOperand(RuleOperand Operand, Value? Value, ParameterSpec? Tensor)
{
    /// <summary>"mean", or "running mean" where that stands for the batch's.</summary>
    public string Name => Operand.Statistic is not null && Tensor is not null ? "running " + Operand.Name : Operand.Name;
}

/// <summary>y = f(x, …), element by element, for a rule f.</summary>
/// <param name="Layer">The number of its layer.</param>
/// <param name="Reference">The rule as the network uses it.</param>
/// <param name="Rule">The rule as kernels apply it.</param>
/// <param name="X">What the rule is applied to.</param>
/// <param name="Y">What leaves.</param>
internal sealed record Map(int Layer, RuleReference Reference, FusedRule Rule, Value X, Value Y) : Operation
{
    /// <summary>What the rule takes behind x, in the order of its scalar method.</summary>
    public IReadOnlyList<MapOperand> Operands { get; init; } = [];

    /// <summary>Whether it is the rule's <c>Predict</c>, which takes some of the operands.</summary>
    public bool IsPrediction { get; init; }

    /// <summary>Whether the rule takes x alone, so that it can run inside other kernels.</summary>
    public bool IsPlain => !Rule.Facts.IsExtended;

    /// <summary>The statistics that the rule asks for, while training.</summary>
    public Reduce? Statistics { get; init; }

    /// <summary>The running statistics that stand for those of the batch in predictions.</summary>
    public IReadOnlyDictionary<Statistic, ParameterSpec> RunningStatistics { get; init; } = new Dictionary<Statistic, ParameterSpec>();

    /// <summary>One of them.</summary>
    public ParameterSpec Running(Statistic statistic) => RunningStatistics[statistic];

    /// <summary>Whether x and y have their channels last.</summary>
    public bool IsChannelsLast { get; init; }

    public override IEnumerable<Value> Reads => [X, .. Operands.Select(static operand => operand.Value).OfType<Value>()];

    public override IEnumerable<Value> Makes => [Y];

    public override string Formula => $"{Y.Name} = {Rule.Name}({string.Join(", ", Operands.Select(static operand => operand.Name).Prepend(X.Name))})";

    /// <summary>What the derivative of a plain rule is taken from.</summary>
    public Value DerivativeFrom => Rule.KeepsInput ? X : Y;

    /// <summary>What the gradients of a rule that takes more than x are taken from.</summary>
    public Value GradientFrom => Rule.Facts.GradientReadsOutput ? Y : X;

    /// <summary>The operands that have a gradient, in order: statistics and trained parameters.</summary>
    public IEnumerable<MapOperand> Differentiable => Operands.Where(static operand => !operand.Operand.IsRandom);

    /// <summary>What the gradients read beside the gradient of y.</summary>
    public IEnumerable<Value> GradientReads
    {
        get
        {
            if (IsPlain)
                return [DerivativeFrom];
            RuleFacts facts = Rule.Facts;
            bool readsX = facts.GradientReadsX || (Statistics is not null && Statistics.AdjointReadsX);
            return
            [
                .. readsX ? [X] : Array.Empty<Value>(),
                .. facts.GradientReadsOutput ? [Y] : Array.Empty<Value>(),
                .. Operands.Select(static operand => operand.Value).OfType<Value>().Distinct(),
            ];
        }
    }

    public override Operation With(Func<Value, Value> replace) => this with { X = replace(X) };

    public override void Tangent(TangentGraph graph)
    {
        if (IsPlain)
        {
            graph.Linear(X, Y, (x, y) => new MapGradient(this, x, null, y));
            return;
        }

        MapRows rows = graph.RowsOf(this);
        if (rows.Moves)
            graph.Contribute(Y, y => new MapTangent(this, rows, y));
    }

    public override void Adjoint(AdjointGraph graph)
    {
        Value gradient = graph.GradientOf(Y);
        MapSums? sums = null;
        ParameterSpec[] trained = [.. Operands.Where(static operand => operand.Operand.Kind == OperandKind.Trained).Select(static operand => operand.Tensor!)];
        if (Statistics is { IsOfBatch: true } || trained.Length > 0)
        {
            sums = new MapSums(this, gradient, MapSums.NewResult(this));
            graph.Add(sums);
        }

        Value result = graph.NewGradient(X);
        graph.Add(new MapGradient(this, gradient, Statistics is { IsOfBatch: true } ? sums!.Result : null, result));
        graph.Contribute(X, result);
        foreach (ParameterSpec tensor in trained)
            graph.Add(new TrainedGradient(sums!, tensor));
    }
}

/// <summary>∂x = ∂y · ∂f/∂x, and what comes back through the statistics of x.</summary>
/// <param name="Of">The map.</param>
/// <param name="Gradient">∂y.</param>
/// <param name="Sums">What the batch's statistics have of the gradient; null if there are none.</param>
/// <param name="Result">∂x.</param>
internal sealed record MapGradient(Map Of, Value Gradient, Value? Sums, Value Result) : Operation
{
    public override IEnumerable<Value> Reads => [Gradient, .. Of.GradientReads, .. Sums is null ? Array.Empty<Value>() : [Sums]];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula => $"{Result.Name} = {Gradient.Name}{Factor}";

    public override void Tangent(TangentGraph graph)
    {
        if (Of.IsPlain)
        {
            graph.Linear(Gradient, Result, (gradient, result) => this with { Gradient = gradient, Result = result });
            graph.Linear(Of.X, Result, (x, result) => new MapCurvature(Of, Gradient, x, result));
            return;
        }

        if (graph.Second(Of, Gradient) is not { } second)
            return;
        Value sum = second.OfX;
        foreach ((MapOperand operand, int number) in Of.Differentiable.Select(static (operand, i) => (operand, i)))
        {
            if (operand.Value is null)
                continue;
            var through = new ThroughStatistic(second, number, sum, graph.Of(operand.Value), graph.New(Result));
            graph.Add(through);
            sum = through.Result;
        }

        graph.Move(Result, sum);
    }

    /// <summary>" ⊙ Relu′(dense1)".</summary>
    public string Factor => $" ⊙ {Of.Rule.Name}′({(!Of.IsPlain ? Of.X.Name : Of.Rule.KeepsInput ? "its input" : Of.Y.Name)})";
}

/// <summary>Sums over the batch of the gradients in what is the same for all examples: the batch's statistics and trained parameters, a row for each.</summary>
/// <param name="Of">The map.</param>
/// <param name="Gradient">∂y.</param>
/// <param name="Result">The sums.</param>
internal sealed record MapSums(Map Of, Value Gradient, Value Result) : Operation
{
    public override IEnumerable<Value> Reads => [Gradient, .. Of.GradientReads];

    public override IEnumerable<Value> Makes => [Result];

    public override string Formula => $"{Result.Name} = Σ {Gradient.Name} · {Of.Rule.Name}′ in {string.Join(", ", Rows(Of).Select(static row => row.Name))}";

    /// <summary>Where nothing else waits for the sums, they are made with the updates that take them.</summary>
    public override bool IsRoot => Of.Statistics is not { IsOfBatch: true };

    /// <summary>The tangents are summed where they are taken.</summary>
    public override void Tangent(TangentGraph graph)
    {
    }

    /// <summary>What has a row: the statistics of the batch, then the trained parameters.</summary>
    public static IEnumerable<RuleOperand> Rows(Map map) => map.Differentiable.Select(static operand => operand.Operand)
        .Where(operand => operand.Kind == OperandKind.Trained || map.Statistics is { IsOfBatch: true })
        .OrderBy(static operand => operand.Kind == OperandKind.Trained);

    /// <summary>The row of a trained parameter.</summary>
    public int RowOf(ParameterSpec tensor)
    {
        RuleOperand operand = Of.Operands.First(item => item.Tensor == tensor).Operand;
        return Rows(Of).ToList().IndexOf(operand);
    }

    /// <summary>The extremes of the batch: behind the sums, each has a row that says where it stands.</summary>
    public static IEnumerable<RuleOperand> Extremes(Map map) => Rows(map).Where(static operand => operand.Statistic is Statistic.Maximum or Statistic.Minimum);

    public static Value NewResult(Map map) => new($"∂{map.Y.Name}.sums", new TensorShape([Rows(map).Count() + Extremes(map).Count(), map.X.Shape.Channels]), ValueKind.Batch)
    {
        Slot = map.Y.Slot.Replace("Output", "Sums"),
    };
}

/// <summary>The gradient of a parameter that a rule trains: one of the sums.</summary>
internal sealed record TrainedGradient(MapSums Sums, ParameterSpec Tensor) : Operation
{
    public override IEnumerable<Value> Reads => [Sums.Result];

    public override IEnumerable<Value> Makes => [];

    public override string Formula => $"∂{Tensor.Name} = {Sum}";

    public override void Tangent(TangentGraph graph)
    {
        if (graph.Second(Sums.Of, Sums.Gradient) is { } second)
            graph.AddGradient(new TrainedTangent(second, Sums.Of.Differentiable.ToList().FindIndex(operand => operand.Tensor == Tensor)));
    }

    /// <summary>"∂batchnorm1.sums[scale]".</summary>
    public string Sum => $"{Sums.Result.Name}[{Sums.Of.Operands.First(item => item.Tensor == Tensor).Operand.Name}]";

    public override bool IsRoot => true;
}
