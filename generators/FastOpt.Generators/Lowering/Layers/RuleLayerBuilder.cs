using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Lowering.Layers;

/// <summary>Builds a layer that is a rule for every element: the statistics and random numbers that the rule asks for, then the map.</summary>
internal static class RuleLayerBuilder
{
    public static void Build(RuleLayer layer, GraphBuilder graph)
    {
        FusedRule rule = GraphBuilder.Fuse(layer.Rule);
        // A rule of x alone takes elements in any order.
        bool isPlain = layer.Rule.Operands.Count == 0;
        bool isChannelsLast = !isPlain && graph.IsChannelsLast(graph.Current) && TakesChannelsLast(layer);
        Value x = isPlain || isChannelsLast ? graph.Current : graph.Shaped(graph.Current, layer.Input);
        Reduce? statistics = Statistics(layer, x, isChannelsLast);
        if (statistics is not null)
            graph.Add(statistics);
        var operands = new List<MapOperand>();
        foreach (RuleOperand operand in layer.Rule.Operands)
        {
            operands.Add(operand.Kind switch
            {
                OperandKind.Statistic => new MapOperand(operand, statistics!.Result, null),
                OperandKind.Trained => new MapOperand(operand, null, layer.Trained(operand)),
                _ => new MapOperand(operand, Draw(layer, operand, rule.Facts, x, graph), null),
            });
        }

        if (layer.Rule.Operands.Any(static operand => operand.IsRandom))
            graph.Streams++;
        Value y = GraphBuilder.NewValue(layer.Name, layer.Output);
        graph.AddLast(new Map(graph.Layer, layer.Rule, rule, x, isPlain || isChannelsLast ? graph.MadeLike(y, x) : y)
        {
            Operands = operands,
            IsChannelsLast = isChannelsLast,
            Statistics = statistics,
            RunningStatistics = layer.IsOfBatch
                ? layer.Statistics.ToDictionary(static operand => operand.Statistic!.Value, operand => layer.Running(operand.Statistic!.Value))
                : new(),
        });
    }

    /// <summary>
    /// Whether a layer between windows leaves channels where these want them: mean and variance of the batch, and trained values, for whole vectors of
    /// channels.
    /// </summary>
    private static bool TakesChannelsLast(RuleLayer layer) => layer.IsOfBatch && layer.Input.Channels % RowPadding.Lanes == 0
        && layer.Rule.Operands.All(static operand => operand.Kind == OperandKind.Trained || operand.Statistic is Statistic.Mean or Statistic.Variance);

    /// <summary>What the rule asks for; the derivative of a variance takes the mean, too.</summary>
    private static Reduce? Statistics(RuleLayer layer, Value x, bool isChannelsLast)
    {
        Statistic[] asked = [.. layer.Statistics.Select(static operand => operand.Statistic!.Value)];
        if (asked.Length == 0)
            return null;
        IReadOnlyList<Statistic> statistics = asked.Contains(Statistic.Variance) && !asked.Contains(Statistic.Mean) ? [.. asked, Statistic.Mean] : asked;
        int segments = Reduce.SegmentsOf(layer.Rule.Over, layer.Groups, layer.Input);
        int columns = layer.IsOfBatch ? layer.Input.Channels : segments;
        ValueKind kind = layer.IsOfBatch ? ValueKind.Batch : ValueKind.Example;
        var result = new Value(layer.Name + ".statistics", new TensorShape([statistics.Count, columns]), kind) { Slot = layer.Name + "Statistics" };
        return new Reduce(statistics, layer.Rule.Over, segments, x, result) { IsChannelsLast = isChannelsLast };
    }

    private static Value Draw(RuleLayer layer, RuleOperand operand, RuleFacts facts, Value x, GraphBuilder graph)
    {
        var numbers = new Value($"{layer.Name}.{operand.Name}", x.Shape) { Slot = layer.Name + (operand.Kind == OperandKind.Uniform ? "Uniform" : "Normal") };
        graph.Add(new Draw(operand.Kind, operand.Kind == OperandKind.Uniform && facts.ComparesUniform, graph.Streams, numbers));
        return numbers;
    }
}
