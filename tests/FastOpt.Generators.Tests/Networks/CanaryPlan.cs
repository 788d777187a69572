using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Network;

namespace FastOpt.Generators.Tests.Networks;

/// <summary>
/// A memory plan with a gap behind every slice, and before most: each parameter and each of its states, each running statistic, each value and row of the
/// batch, each thread's scratch. The program is otherwise the same, so whatever stands in the gaps must neither change nor be felt.
/// </summary>
internal static class CanaryPlan
{
    /// <summary>Floats of a gap: four vectors of the widest kind.</summary>
    public const int Gap = 64;

    public static MemoryPlan Spread(MemoryPlan plan)
    {
        int[] offsets = [.. plan.Parameters.Concat(plan.Buffers).SelectMany(static slot => slot.IsTransposed ? new[] { slot.ForwardOffset, slot.Offset } : [slot.Offset]).Order()];
        int Moved(int offset) => offset + (Gap * (Array.IndexOf(offsets, offset) + 1));
        (EquatableArray<BatchSlot> rows, int rowFloats) = SpreadRows(plan.BatchSlots);
        (EquatableArray<BatchSlot> predictedRows, int predictedFloats) = SpreadRows(plan.PredictionSlots);
        (EquatableArray<BatchSlot> sensedRows, int sensedFloats) = SpreadRows(plan.SensitivitySlots);
        return plan with
        {
            Parameters = plan.Parameters.Select(slot => slot with { Offset = Moved(slot.Offset), ForwardOffset = slot.IsTransposed ? Moved(slot.ForwardOffset) : 0 }).ToEquatableArray(),
            Buffers = plan.Buffers.Select(slot => slot with { Offset = Moved(slot.Offset) }).ToEquatableArray(),
            FixedSlots = plan.FixedSlots.Select((slot, i) => slot with { Offset = slot.Offset + (Gap * i), Floats = slot.Floats + Gap }).ToEquatableArray(),
            SectionSlots = plan.SectionSlots
                .Select((slot, i) => slot with { Offset = slot.Offset + (Gap * i), Floats = slot.Floats + Gap }).ToEquatableArray(),
            ParameterFloats = plan.ParameterFloats + (Gap * (offsets.Length + 1)),
            TrainedFloats = plan.TrainedFloats + (Gap * plan.Parameters.Count(Trains)),
            BatchSlots = rows,
            PredictionSlots = predictedRows,
            SensitivitySlots = sensedRows,
            BatchFloats = Math.Max(Math.Max(rowFloats, predictedFloats), sensedFloats),
            PredictionFloats = predictedFloats,
            PanelFloats = plan.PanelFloats > 0 ? plan.PanelFloats + Gap : 0,
            TargetRowFloats = plan.TargetRowFloats > 0 ? plan.TargetRowFloats + Gap : 0,
            TileFloats = plan.TileFloats + Gap,
        };
    }

    /// <summary>Rows with a gap before and behind each place, and the floats that all take.</summary>
    private static (EquatableArray<BatchSlot> Slots, int Floats) SpreadRows(EquatableArray<BatchSlot> slots)
    {
        int[] offsets = [.. slots.Select(static slot => slot.Offset).Distinct().Order()];
        EquatableArray<BatchSlot> spread = slots.Select(slot => slot with { Offset = slot.Offset + (Gap * (Array.IndexOf(offsets, slot.Offset) + 1)) }).ToEquatableArray();
        return (spread, spread.Max(static slot => slot.Offset + slot.Stride) + Gap);
    }

    /// <summary>The floats of a spread plan's buffer that belong to nobody.</summary>
    /// <param name="plan">The spread plan.</param>
    /// <param name="maxBatch">The largest batch of the network.</param>
    /// <param name="threads">Its threads.</param>
    /// <param name="scratch">Where the first thread's scratch begins.</param>
    /// <param name="length">Floats of the buffer.</param>
    public static bool[] Unowned(MemoryPlan plan, int maxBatch, int threads, int scratch, int length)
    {
        bool[] unowned = new bool[length];
        Array.Fill(unowned, true);
        foreach ((int offset, ParameterSlot slot) in Copies(plan))
            Own(offset, slot.PaddedCount);
        foreach (ParameterSlot slot in plan.Parameters)
            Own(slot.ForwardOffset, slot.ForwardFloats);
        Own(plan.NormOffset, plan.Norms * plan.NormFloats);
        foreach (ParameterSlot slot in plan.Buffers)
            Own(slot.Offset, slot.PaddedCount);
        foreach (FixedSlot slot in plan.FixedSlots)
            Own(plan.FixedSlotOffset + slot.Offset, slot.Floats - Gap);
        foreach (SectionSlot slot in plan.SectionSlots)
            Own(plan.SectionOffset + slot.Offset, slot.Floats - Gap);
        foreach (BatchSlot slot in plan.BatchSlots.Concat(plan.PredictionSlots).Concat(plan.SensitivitySlots))
            Own(plan.FixedFloats + (slot.Offset * maxBatch), slot.Stride * maxBatch);
        Own(plan.FixedFloats + (plan.BatchFloats * maxBatch), maxBatch);
        for (int thread = 0; thread < threads; thread++)
        {
            int start = scratch + (thread * plan.ScratchFloats);
            Own(start, Math.Max(0, plan.PanelFloats - Gap));
            Own(start + plan.TargetRowOffset, Math.Max(0, plan.TargetRowFloats - Gap));
            Own(start + plan.TileOffset, plan.TileFloats - Gap);
        }

        return unowned;

        void Own(int offset, int count) => unowned.AsSpan(offset, count).Clear();
    }

    /// <summary>The values and rows of the batch: what a call leaves there is nothing to the next one.</summary>
    public static IEnumerable<(int Start, int Count)> OfOneCall(MemoryPlan plan, int maxBatch) =>
    [
        .. plan.FixedSlots.Select(slot => (plan.FixedSlotOffset + slot.Offset, slot.Floats - Gap)),
        .. plan.SectionSlots.Select(slot => (plan.SectionOffset + slot.Offset, slot.Floats - Gap)),
        .. plan.BatchSlots.Concat(plan.PredictionSlots).Concat(plan.SensitivitySlots)
            .Select(slot => (plan.FixedFloats + (slot.Offset * maxBatch), slot.Stride * maxBatch)),
    ];

    /// <summary>The floats of parameters, states, stored gradients and running statistics that pad a row.</summary>
    public static IEnumerable<int> Padding(MemoryPlan plan) => Copies(plan).SelectMany(static copy => Blocks(copy.Offset, copy.Slot))
        .Concat(plan.Buffers.SelectMany(static slot => Blocks(slot.Offset, slot)))
        .Concat(plan.Parameters.Where(static slot => slot.IsTransposed).SelectMany(static slot => Padding(slot.ForwardOffset, slot.Columns, slot.Rows, slot.ForwardStride)));

    private static IEnumerable<int> Blocks(int offset, ParameterSlot slot) =>
        Enumerable.Range(0, slot.Blocks).SelectMany(block => Padding(offset + (block * slot.BlockFloats), slot.Rows, slot.BlockColumns, slot.Stride));

    private static IEnumerable<int> Padding(int offset, int rows, int columns, int stride) =>
        from row in Enumerable.Range(0, rows)
        from column in Enumerable.Range(columns, stride - columns)
        select offset + (row * stride) + column;

    /// <summary>Where each parameter stands, then its states, then its gradient where that is stored.</summary>
    private static IEnumerable<(int Offset, ParameterSlot Slot)> Copies(MemoryPlan plan) =>
        from slot in plan.Parameters
        from copy in Enumerable.Range(0, Trains(slot) ? 1 + plan.States.Count + (plan.StoresGradients ? 1 : 0) : 1)
        select (slot.Offset + (copy * plan.TrainedFloats), slot);

    private static bool Trains(ParameterSlot slot) => !slot.IsFrozen;
}
