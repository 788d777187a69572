using FastOpt.Generators.Collections;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>
/// The pass that lays out the buffer. Rows of the batch share memory where their lifetimes, counted in phases of the step, do not overlap.
/// </summary>
internal static class PlanMemory
{
    public static MemoryPlan Run(NetworkSpec spec, FusedRule?[] activations, FusedRule optimizer, FusedRule loss)
    {
        HashSet<int> ofAnyShape = CodeBudget.LayersOfAnyShape(spec);
        (EquatableArray<ParameterSlot> parameters, EquatableArray<UpdateGroup> groups) = ListParameters(spec, ofAnyShape);
        var (slots, batchFloats) = PlaceBatchSlots(spec, activations, loss);
        int norms = spec.GradientRules.Count(static rule => rule.UsesNorm);
        int frozen = parameters.Sum(static slot => (slot.IsFrozen ? slot.PaddedCount : 0) + slot.ForwardFloats);
        int trained = parameters.Where(static slot => !slot.IsFrozen).Sum(static slot => slot.PaddedCount);
        return new MemoryPlan
        {
            Parameters = Place(parameters, frozen),
            Groups = groups,
            ParameterFloats = frozen + trained,
            TrainedFloats = trained,
            StoresGradients = spec.StoresGradients,
            Norms = norms,
            NormFloats = norms == 0 ? 0 : RowPadding.RoundUp(parameters.Where(static slot => !slot.IsFrozen).Sum(static slot => NormSums(slot)) * sizeof(double) / sizeof(float)),
            States = optimizer.Facts.States,
            PanelFloats = PanelFloats(spec, parameters),
            TargetRowFloats = spec.Target == TargetKind.Values && spec.Outputs % RowPadding.Lanes != 0 ? RowPadding.RoundUp(spec.Outputs) : 0,
            TileFloats = Tiles.LargestFloats,
            BatchSlots = slots,
            BatchFloats = batchFloats,
        };
    }

    /// <summary>The partial sums of squares of a tensor: one for each granule of rows, which has one owner.</summary>
    public static int NormSums(ParameterSlot slot) => (slot.Rows + Tiles.WeightGranule - 1) / Tiles.WeightGranule;

    /// <summary>All tensors in canonical order, not yet placed, and the groups that they fall into.</summary>
    private static (EquatableArray<ParameterSlot> Parameters, EquatableArray<UpdateGroup> Groups) ListParameters(NetworkSpec spec, HashSet<int> ofAnyShape)
    {
        var parameters = new List<ParameterSlot>();
        var groups = new List<UpdateGroup>();
        int canonical = 0;
        for (int i = 0; i < spec.Layers.Count; i++)
        {
            LayerSpec layer = spec.Layers[i];
            if (layer.Dense is not { } dense)
                continue;
            Add(layer.Name + ".weight", layer.Inputs, isBias: false);
            if (dense.HasBias)
                Add(layer.Name + ".bias", 1, isBias: true);

            void Add(string name, int rows, bool isBias)
            {
                var group = UpdateGroup.Of(dense, isBias, spec);
                if (!dense.IsFrozen && !groups.Contains(group))
                    groups.Add(group);
                bool isTransposed = !isBias && IsTransposed(spec, ofAnyShape, i);
                (int storedRows, int columns) = isTransposed ? (layer.Outputs, rows) : (rows, layer.Outputs);
                int blocks = isBias || isTransposed ? 1 : ColumnBlocks.Of(spec, ofAnyShape, i);
                var slot = new ParameterSlot(i, name, storedRows, columns, RowPadding.Stride(columns / blocks), Offset: 0, canonical, dense.IsFrozen ? -1 : groups.IndexOf(group))
                {
                    IsTransposed = isTransposed,
                    Blocks = blocks,
                };
                parameters.Add(slot);
                canonical += slot.Count;
            }
        }

        return (parameters.ToEquatableArray(), groups.ToEquatableArray());
    }

    private static EquatableArray<ParameterSlot> Place(IEnumerable<ParameterSlot> parameters, int trained)
    {
        int frozen = 0;
        var placed = new List<ParameterSlot>();
        foreach (ParameterSlot slot in parameters)
        {
            ref int offset = ref slot.IsFrozen ? ref frozen : ref trained;
            placed.Add(slot with { Offset = offset, ForwardOffset = slot.IsTransposed ? frozen : 0 });
            offset += slot.PaddedCount;
            frozen += slot.ForwardFloats;
        }

        return placed.ToEquatableArray();
    }

    /// <summary>The name of a layer's output rows.</summary>
    public static string Output(LayerSpec layer) => layer.Name + "Output";

    /// <summary>The name of the rows that a layer keeps because its activation's derivative is taken from the input.</summary>
    public static string Kept(LayerSpec layer) => layer.Name + "Input";

    /// <summary>The name of the rows of the gradient of what enters a layer's activation.</summary>
    public static string Gradient(LayerSpec layer) => layer.Name + "Gradient";

    /// <summary>
    /// Whether a layer's weight stands as [out, in]: where the layer is narrow. The rows of the layer's inputs must be padded, which the caller's examples are not;
    /// gradients that are stored are added up, and their norm taken, in one layout for all; and kernels for any shape are kept few.
    /// </summary>
    private static bool IsTransposed(NetworkSpec spec, HashSet<int> ofAnyShape, int layer)
    {
        LayerSpec entry = spec.Layers[layer];
        return layer > 0 && entry.IsTrained && !spec.StoresGradients && !ofAnyShape.Contains(layer) &&
            RowPadding.IsNarrow(entry.Inputs, entry.Outputs);
    }

    private static int PanelFloats(NetworkSpec spec, EquatableArray<ParameterSlot> parameters)
    {
        int lowest = spec.LowestTrainable;
        IEnumerable<ParameterSlot> laidOut = parameters.Where(slot => slot.Layer > lowest && slot is { IsBias: false, IsTransposed: false });
        return RowPadding.RoundUp(laidOut.Select(static slot => slot.Columns * Tiles.WidestPanel).DefaultIfEmpty().Max());
    }

    private static (EquatableArray<BatchSlot> Slots, int Floats) PlaceBatchSlots(NetworkSpec spec, FusedRule?[] activations, FusedRule loss)
    {
        // Phases: forward of layer i is i; the loss, which makes the last gradient, is n; then the gradients of the layers below are made, and last of all,
        // while every weight is still the old one, come the updates, which need what entered each layer that trains and the gradient of what left it.
        int n = spec.Layers.Count;
        int lowest = spec.LowestTrainable;
        int updates = 2 * n;
        int GradientMade(int layer) => n + (n - 1 - layer);

        var requests = new List<(string Name, int Width, int First, int Last, string Comment)>();
        for (int i = 0; i < n; i++)
        {
            LayerSpec layer = spec.Layers[i];
            bool isLast = i == n - 1;
            bool feedsTrained = !isLast && spec.Layers[i + 1].IsTrained;
            int outputLast = feedsTrained ? updates : i >= lowest ? GradientMade(i) : i + 1;
            int gradientLast = layer.IsTrained ? updates : GradientMade(i - 1);
            bool inPlace = isLast && LossInPlace(spec, activations, loss);
            if (inPlace)
                outputLast = gradientLast;
            string comment = activations[i] is { } activation
                ? $"{layer.Name}'s output, after {activation.Name}"
                : $"{layer.Name}'s output";
            requests.Add((Output(layer), layer.Outputs, i, outputLast, comment + (inPlace ? ", then the loss's gradient in its place" : "")));
            if (activations[i] is { KeepsInput: true } && i >= lowest)
                requests.Add((Kept(layer), layer.Outputs, i, GradientMade(i), $"what entered {activations[i]!.Name}, for its derivative"));
            if (i >= lowest && !inPlace)
                requests.Add((Gradient(layer), layer.Outputs, GradientMade(i), gradientLast, $"gradient of what enters {layer.Name}'s activation"));
        }

        // In order of first use. Only rows of one width share memory: then a row stands on the same row, and threads that are at different phases, each with
        // its own rows, never meet.
        var placed = new List<(BatchSlot Slot, int First, int Last)>();
        int total = 0;
        foreach (var request in requests.OrderBy(request => request.First))
        {
            int stride = RowPadding.Stride(request.Width);
            int? free = placed.Where(other => other.Slot.Stride == stride).Select(other => (int?)other.Slot.Offset)
                .FirstOrDefault(offset => placed.All(other => other.Slot.Offset != offset || other.Last < request.First || request.Last < other.First));
            int offset = free ?? total;
            placed.Add((new BatchSlot(request.Name, request.Width, stride, offset, request.Comment), request.First, request.Last));
            total = Math.Max(total, offset + stride);
        }

        return (placed.Select(item => item.Slot).ToEquatableArray(), total);
    }

    /// <summary>
    /// Whether the loss may write its gradient over the outputs: always for a loss by elements; for a loss by rows only if no activation's derivative still needs them.
    /// </summary>
    public static bool LossInPlace(NetworkSpec spec, FusedRule?[] activations, FusedRule loss) =>
        spec.Target == TargetKind.Values || activations[spec.Layers.Count - 1] is null;
}
