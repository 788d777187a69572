using FastOpt.Generators.Lowering.Graphs;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>From how many examples on threads share a step or a forward pass, and from how many it is worth waking threads that sleep.</summary>
/// <param name="Batch">Examples of a step that is shared.</param>
/// <param name="LongBatch">Examples of a step for which threads are woken.</param>
/// <param name="Examples">Examples of a forward pass that is shared.</param>
/// <param name="LongExamples">Examples of a forward pass for which threads are woken.</param>
/// <param name="Granule">Examples whose sums are made together where several processes train the network.</param>
internal sealed record Sharing(long Batch, long LongBatch, long Examples, long LongExamples, int Granule)
{
    private const int SmallestGranule = 8;
    private const int LargestGranule = 128;

    // Floats of gradients up to which a core's own caches hold them, and what adding one costs, in floating-point operations of a product, there and behind.
    private const int CachedGradients = 256 * 1024;
    private const int CachedFlops = 96;
    private const int StreamedFlops = 640;

    /// <summary>The thresholds of a network, from the arithmetic of its products.</summary>
    public static Sharing Of(StepGraph graph, MemoryPlan plan)
    {
        long step = graph.AllProducts.Sum(graph.FlopsPerExample);
        long forward = graph.AllProducts.Sum(static product => product.Flops);
        return new Sharing(
            Count(Tiles.SharedFlops - plan.UpdateFlops, step),
            Count(Tiles.LongFlops - plan.UpdateFlops, step),
            Math.Max(2 * Tiles.BatchGranule, Count(Tiles.SharedFlops, forward)),
            Count(Tiles.LongFlops, forward),
            GranuleOf(step, plan));
    }

    /// <summary>So many examples that adding a granule's gradients takes less time than making them: a power of two.</summary>
    private static int GranuleOf(long flopsPerExample, MemoryPlan plan)
    {
        long adding = (long)plan.TrainedFloats * (plan.TrainedFloats > CachedGradients ? StreamedFlops : CachedFlops);
        int granule = SmallestGranule;
        while (granule < LargestGranule && granule * flopsPerExample < adding)
            granule *= 2;
        return granule;
    }

    /// <summary>Examples that make so many floating-point operations, at least one.</summary>
    private static long Count(long flops, long flopsPerExample) => Math.Max(1, (flops + flopsPerExample - 1) / Math.Max(1, flopsPerExample));
}
