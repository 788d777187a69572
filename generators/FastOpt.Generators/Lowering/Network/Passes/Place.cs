using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>The pass that places everything in the buffer. Rows of the batch share memory where the order of the operations keeps their lives apart.</summary>
internal static class Place
{
    public static MemoryPlan Run(
        NetworkSpec spec,
        StepGraph graph,
        StepGraph? sensitivity,
        StepGraph? folded,
        StepGraph? curved,
        Dictionary<ParameterSpec, ProductLayout> layouts,
        FusedRule optimizer)
    {
        var groups = new List<UpdateGroup>();
        ParameterSlot[] parameters = [.. List(spec.Layers.SelectMany(static layer => layer.Parameters), spec, layouts, groups)];
        ParameterSlot[] buffers = [.. List(spec.Layers.SelectMany(static layer => layer.Buffers), spec, layouts, groups)];
        int front = buffers.Sum(static slot => slot.PaddedCount);
        int frozen = front + parameters.Sum(static slot => (slot.IsFrozen ? slot.PaddedCount : 0) + slot.ForwardFloats);
        ParameterSlot[] trained = [.. parameters.Where(static slot => !slot.IsFrozen)];
        int trainedFloats = trained.Sum(static slot => slot.PaddedCount);
        int norms = spec.GradientRules.Count(static rule => rule.UsesNorm);
        (EquatableArray<BatchSlot> rows, int rowFloats) = RowPlacement.Of(graph, "");
        (EquatableArray<BatchSlot> sensitivityRows, int sensitivityFloats) = sensitivity is null ? ([], 0) : RowPlacement.Of(sensitivity, "Sensed");
        (EquatableArray<BatchSlot> predictionRows, int predictionFloats) = RowPlacement.OfPrediction(graph, "Predicted");
        (EquatableArray<BatchSlot> foldedRows, int foldedFloats) = folded is null ? ([], 0) : RowPlacement.OfPrediction(folded, "Folded");
        (EquatableArray<BatchSlot> curvatureRows, int curvatureFloats) = curved is null ? ([], 0) : RowPlacement.Of(curved, "Curved");
        return new MemoryPlan
        {
            Parameters = Offset(parameters, front, frozen),
            Buffers = Offset(buffers, 0, 0),
            Groups = groups.ToEquatableArray(),
            ParameterFloats = frozen + trainedFloats,
            TrainedFloats = trainedFloats,
            StoresGradients = spec.StoresGradients,
            Norms = norms,
            NormFloats = norms == 0 ? 0 : RowPadding.RoundUp(trained.Sum(NormSums) * sizeof(double) / sizeof(float)),
            States = optimizer.Facts.States,
            FixedSlots = Fixed([.. graph.Step, .. curved?.Step ?? []]),
            PanelFloats = new[] { graph, sensitivity, curved }.Max(program => program is null ? 0 : PanelFloats(program, layouts)),
            TargetRowFloats = LossKernel.NeedsTargetRow(spec.LossUse, spec.HasExampleWeights, spec.Outputs) ? RowPadding.RoundUp(spec.Outputs) : 0,
            TileFloats = Tiles.LargestFloats,
            BatchSlots = rows,
            PredictionSlots = predictionRows,
            SensitivitySlots = sensitivityRows,
            CurvatureSlots = curvatureRows,
            HasCurvature = curved is not null,
            BatchFloats = new[] { rowFloats, predictionFloats, sensitivityFloats, curvatureFloats }.Max(),
            PredictionFloats = predictionFloats,
            FoldedSlots = foldedRows,
            FoldedFloats = foldedFloats,
            LaidOut = LaidOut(graph),
            SectionSlots = spec.IsDistributed ? [] : SectionSlots(graph),
        };
    }

    private static EquatableArray<LaidOutSlot> LaidOut(StepGraph graph)
    {
        var slots = new List<LaidOutSlot>();
        int offset = 0;
        foreach (WindowProduct product in graph.Forward.OfType<WindowProduct>().Where(product => slots.All(slot => slot.Weight != product.Weight)))
        {
            slots.Add(new LaidOutSlot(product.Weight, product.Bias, product.Window, offset));
            offset = checked(offset + product.Window.LaidOutFloats);
        }

        return slots.ToEquatableArray();
    }

    /// <summary>
    /// The gradients that threads sum by rows of the batch, for these stand in their own caches. Several processes sum granules, and large filters have no room
    /// for a sum of each section.
    /// </summary>
    private static EquatableArray<SectionSlot> SectionSlots(StepGraph graph)
    {
        var slots = new List<SectionSlot>();
        int offset = 0;
        foreach (Operation gradient in graph.Gradients)
        {
            if (gradient is WindowWeightGradient { HasSections: true, SumFloats: var floats, Of.Weight: var weight })
                Add(weight, floats);
            else if (gradient is WindowBiasGradient { Of.Bias: { } bias })
                Add(bias, RowPadding.RoundUp(bias.Shape.Size));
        }

        return slots.ToEquatableArray();

        void Add(ParameterSpec tensor, int ofSection)
        {
            var slot = new SectionSlot(tensor, checked(Tiles.MostSections * ofSection), offset);
            slots.Add(slot);
            offset = checked(offset + slot.Floats);
        }
    }

    /// <summary>The partial sums of squares of a tensor: one for each granule of rows, which has one owner.</summary>
    public static int NormSums(ParameterSlot slot) => (slot.Rows + Tiles.WeightGranule - 1) / Tiles.WeightGranule;

    /// <summary>Tensors in canonical order, not yet placed, and the groups that they fall into.</summary>
    private static IEnumerable<ParameterSlot> List(IEnumerable<ParameterSpec> tensors, NetworkSpec spec, Dictionary<ParameterSpec, ProductLayout> layouts, List<UpdateGroup> groups)
    {
        int canonical = 0;
        foreach (ParameterSpec tensor in tensors)
        {
            bool isUpdated = !tensor.IsFrozen && tensor.Role != ParameterRole.Buffer;
            var group = UpdateGroup.Of(tensor, spec.DecaysBiases);
            if (isUpdated && !groups.Contains(group))
                groups.Add(group);
            int number = isUpdated ? groups.IndexOf(group) : -1;
            ParameterSlot slot = layouts.TryGetValue(tensor, out ProductLayout layout) ? Weight(tensor, layout, canonical, number)
                : tensor.IsLazy ? RowByRow(tensor, canonical, number)
                : new ParameterSlot(tensor, 1, tensor.Shape.Size, RowPadding.Stride(tensor.Shape.Size), Offset: 0, canonical, number);
            yield return slot;
            canonical += slot.Count;
        }
    }

    private static ParameterSlot RowByRow(ParameterSpec tensor, int canonical, int group)
    {
        (int rows, int columns) = (tensor.Shape.Extents[0], tensor.Shape.Extents[1]);
        return new ParameterSlot(tensor, rows, columns, RowPadding.Stride(columns + 1), Offset: 0, canonical, group);
    }

    private static ParameterSlot Weight(ParameterSpec tensor, ProductLayout layout, int canonical, int group)
    {
        (int outputs, int inputs) = (tensor.Shape.Extents[0], tensor.Shape.Size / tensor.Shape.Extents[0]);
        (int rows, int columns) = layout.IsTransposed ? (outputs, inputs) : (inputs, outputs);
        return new ParameterSlot(tensor, rows, columns, RowPadding.Stride(columns / layout.Blocks), Offset: 0, canonical, group)
        {
            IsTransposed = layout.IsTransposed,
            Blocks = layout.Blocks,
        };
    }

    private static EquatableArray<ParameterSlot> Offset(IEnumerable<ParameterSlot> slots, int frozen, int trained)
    {
        var placed = new List<ParameterSlot>();
        foreach (ParameterSlot slot in slots)
        {
            ref int offset = ref slot.IsFrozen ? ref frozen : ref trained;
            placed.Add(slot with { Offset = offset, ForwardOffset = slot.IsTransposed ? frozen : 0 });
            offset += slot.PaddedCount;
            frozen += slot.ForwardFloats;
        }

        return placed.ToEquatableArray();
    }

    private static EquatableArray<FixedSlot> Fixed(IEnumerable<Operation> step)
    {
        var slots = new List<FixedSlot>();
        int offset = 0;
        foreach (Value value in step.SelectMany(static operation => operation.Makes).Where(static value => value.Kind == ValueKind.Batch).Distinct())
        {
            int floats = value.Shape.Extents[0] * RowPadding.Stride(value.Width / value.Shape.Extents[0]);
            slots.Add(new FixedSlot(value.Slot, floats, offset, value.Name));
            offset += floats;
        }

        return slots.ToEquatableArray();
    }

    private static int PanelFloats(StepGraph graph, Dictionary<ParameterSpec, ProductLayout> layouts)
    {
        IEnumerable<Product> laidOut = graph.Products.Where(product => product.X != graph.Input && graph.HasInputProduct(product) && !layouts[product.Weight].IsTransposed);
        int panels = laidOut.Select(static product => product.Outputs * Tiles.WidestPanel).DefaultIfEmpty().Max();
        return RowPadding.RoundUp(Math.Max(panels, graph.Step.Select(static operation => operation.Scratch).DefaultIfEmpty().Max()));
    }
}
