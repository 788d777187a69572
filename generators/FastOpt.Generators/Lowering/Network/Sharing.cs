using FastOpt.Generators.Lowering.Graphs;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>From how many examples on threads share a step or a forward pass, and from how many it is worth waking threads that sleep.</summary>
/// <param name="Batch">Examples of a step that is shared.</param>
/// <param name="LongBatch">Examples of a step for which threads are woken.</param>
/// <param name="Examples">Examples of a forward pass that is shared.</param>
/// <param name="LongExamples">Examples of a forward pass for which threads are woken.</param>
internal sealed record Sharing(long Batch, long LongBatch, long Examples, long LongExamples)
{
    /// <summary>The thresholds of a network, from the arithmetic of its products.</summary>
    public static Sharing Of(StepGraph graph, MemoryPlan plan)
    {
        long step = graph.AllProducts.Sum(graph.FlopsPerExample);
        long forward = graph.AllProducts.Sum(static product => product.Flops);
        return new Sharing(
            Count(Tiles.SharedFlops - plan.UpdateFlops, step),
            Count(Tiles.LongFlops - plan.UpdateFlops, step),
            Math.Max(2 * Tiles.BatchGranule, Count(Tiles.SharedFlops, forward)),
            Count(Tiles.LongFlops, forward));
    }

    /// <summary>Examples that make so many floating-point operations, at least one.</summary>
    private static long Count(long flops, long flopsPerExample) => Math.Max(1, (flops + flopsPerExample - 1) / Math.Max(1, flopsPerExample));
}
