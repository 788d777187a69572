using FastOpt.Generators.Lowering.Graphs;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>The pass that writes the backward pass: the adjoint of each operation, last one first.</summary>
internal static class Adjoint
{
    public static StepGraph Run(StepGraph graph)
    {
        var adjoint = AdjointGraph.Of(graph.Loss, graph.Forward);
        return graph with
        {
            Backward = [.. adjoint.Operations.Where(static operation => !operation.IsRoot)],
            Gradients = [.. adjoint.Operations.Where(static operation => operation.IsRoot), .. RunningStatistics(graph)],
        };
    }

    /// <summary>What runs on with every step, whether or not a gradient passes through.</summary>
    private static IEnumerable<Operation> RunningStatistics(StepGraph graph) =>
        from map in graph.Forward.OfType<Map>()
        where map.Statistics is { IsOfBatch: true }
        from operand in map.Operands
        where operand.Operand.Statistic is not null
        select new WriteState(map.Statistics!, operand.Operand.Statistic!.Value, map.Running(operand.Operand.Statistic!.Value), map.Layer);
}
