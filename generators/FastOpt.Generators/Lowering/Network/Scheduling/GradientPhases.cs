using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Scheduling;

/// <summary>
/// The way of the gradients to the parameters. In the usual form one kernel makes a weight's gradient and updates the weight with it in registers. Where gradients are added up, or
/// a rule takes their norm, they are stored, and updates pass over them element by element.
/// </summary>
/// <param name="rows">Where values stand.</param>
/// <param name="gradientRules">What the gradient goes through before the optimizer.</param>
/// <param name="optimizer">The optimizer.</param>
internal sealed class GradientPhases(RowSource rows, FusedRule[] gradientRules, FusedRule optimizer)
{
    private readonly PhaseBinder _binder = rows.Binder;

    private bool Accumulates => _binder.Spec.AccumulatesGradients;

    private int StateDistance => _binder.Plan.TrainedFloats;

    /// <summary>Gradients, each with its update in the kernel that sums it.</summary>
    public EquatableArray<Phase> Updates() => ForEach(new UpdateEnd(Chain(0, gradientRules.Length, withOptimizer: true), StateDistance));

    /// <summary>Gradients, stored.</summary>
    public EquatableArray<Phase> Stored() => ForEach(new StoreEnd(Accumulates));

    /// <summary>Gradients, written out in the canonical layout.</summary>
    public EquatableArray<Phase> Canonical() => ForEach(new CanonicalEnd());

    /// <summary>What runs on apart from the gradients, where these are stored: whether the step counts is known when they are there.</summary>
    public EquatableArray<Phase> Running() => _binder.Graph.Gradients.OfType<WriteState>().Select(write => RulePhases.Running(write, rows)).ToEquatableArray();

    /// <summary>Each rule that takes a norm, behind a pass of the rules that stand between it and the one before.</summary>
    public EquatableArray<NormPass> Norms()
    {
        var norms = new List<NormPass>();
        int done = 0;
        for (int rule = 0; rule < gradientRules.Length; rule++)
        {
            if (!gradientRules[rule].Facts.UsesNorm)
                continue;
            norms.Add(new NormPass(rule, done == rule ? [] : PassOver(done, rule, withOptimizer: false), IsScaled: rule > 0));
            done = rule;
        }

        return norms.ToEquatableArray();
    }

    /// <summary>The rules from the last norm's on, then the optimizer.</summary>
    public EquatableArray<Phase> LastPass() =>
        PassOver(Math.Max(0, Array.FindLastIndex(gradientRules, static rule => rule.Facts.UsesNorm)), gradientRules.Length, withOptimizer: true);

    /// <summary>The tangents of gradients, each added to what is there.</summary>
    public EquatableArray<Phase> Tangents(IEnumerable<Operation> tangents) =>
        ForEach(tangents, new StoreEnd(Adds: true), isOfSections: false).Select(TangentPhases.Stored).ToEquatableArray();

    private EquatableArray<Phase> ForEach(GradientEnd end) =>
        ForEach(_binder.Graph.Gradients.Where(operation => end is UpdateEnd || operation is not WriteState), end, isOfSections: true);

    /// <summary>A phase for each gradient.</summary>
    /// <param name="gradients">The gradients.</param>
    /// <param name="end">What becomes of them.</param>
    /// <param name="isOfSections">Whether the sums over sections of the batch have been made, of those gradients that have room for such.</param>
    private EquatableArray<Phase> ForEach(IEnumerable<Operation> gradients, GradientEnd end, bool isOfSections) =>
        gradients.Select(operation => operation switch
    {
        WeightGradient weight => Weight(weight, end),
        BiasGradient bias => Bias(bias, end),
        TrainedGradient trained => RulePhases.Trained(trained, end, rows),
        WindowWeightGradient weight when isOfSections && _binder.SectionSums(weight.Of.Weight) is { } sums =>
            WindowPhases.WeightGradient(weight, sums, end, rows),
        WindowBiasGradient bias when isOfSections && _binder.SectionSums(bias.Of.Bias!) is { } sums => WindowPhases.BiasGradient(bias, sums, end, rows),
        WindowWeightGradient weight => WindowPhases.WeightGradient(weight, end, rows),
        WindowBiasGradient bias => WindowPhases.BiasGradient(bias, end, rows),
        LookupGradient table => LookupPhases.Gradient(table, end, rows),
        MapSums sums => RulePhases.Sums(sums, rows),
        TrainedTangent trained => TangentPhases.Trained(trained, rows),
        WriteState write => RulePhases.Running(write, rows),
        _ => throw new InvalidOperationException(operation.Formula),
    }).ToEquatableArray();

    private UpdateChain Chain(int first, int end, bool withOptimizer) => new(gradientRules.Skip(first).Take(end - first).ToEquatableArray(), withOptimizer ? optimizer : null);

    private Phase Weight(WeightGradient gradient, GradientEnd end)
    {
        ParameterSlot weight = _binder.Slot(gradient.Of.Weight);
        bool isUpdate = end is UpdateEnd;
        (Value x, Value dz) = (gradient.Of.X, gradient.Gradient);
        // A transposed weight's gradient is the transposed product: what entered the layer and the gradient of what left it change places.
        bool isInLayout = end is not CanonicalEnd;
        bool swaps = isInLayout && weight.IsTransposed;
        (Operand left, int leftStride) = swaps ? (rows.Rows(dz), rows.Stride(dz)) : (rows.Rows(x), rows.Stride(x));
        (Operand right, int rightStride) = swaps ? (rows.Rows(x), rows.Stride(x)) : (rows.Rows(dz), rows.Stride(dz));
        int inputs = swaps ? gradient.Of.Outputs : gradient.Of.Inputs;
        int outputs = swaps ? gradient.Of.Inputs : isInLayout ? weight.BlockColumns : gradient.Of.Outputs;
        int tensors = 1 + ((end as UpdateEnd)?.Chain.States.Count ?? 0);
        var kernel = new WeightGradientKernel(inputs, outputs, leftStride, rightStride, isInLayout ? weight.Stride : 0, end)
        {
            ForwardStride = swaps && isUpdate ? weight.ForwardStride : 0,
            Reach = !isUpdate || !weight.Exceeds(tensors, Tiles.CachedBytes) ? CacheReach.Within
                : weight.Exceeds(tensors, 2 * Tiles.CachedBytes) ? CacheReach.FarBeyond
                : CacheReach.Beyond,
        };
        bool isInBlocks = isInLayout && weight.Blocks > 1;
        Operand OfBlock(Operand operand, int distance) => isInBlocks ? new Operand.OfBlock(operand, distance, 0) : operand;
        string product = swaps ? $"{dz.Name}ᵀ · {x.Name}" : $"{x.Name}ᵀ · {dz.Name}";
        return _binder.Make(
            kernel,
            Comment(weight, end, product) + (isInBlocks ? ForwardPhases.AtATime(weight) : ""),
            [
                ("inputs", left),
                ("gradients", OfBlock(right, weight.BlockColumns)),
                .. Destination(weight, end, OfBlock),
                ("forward", swaps && isUpdate ? new Operand.ForwardWeight(weight) : null),
                ("tile", end is StoreEnd ? null : new Operand.Scratch(ScratchKind.Tile)),
                ("rows", new Operand.Batch()),
                ("first", isInLayout ? new Operand.FirstRow(weight) : null),
                ("end", isInLayout ? new Operand.EndRow(weight) : null),
            ]) with
        { Blocks = isInBlocks ? weight.Blocks : 1 };
    }

    private Phase Bias(BiasGradient gradient, GradientEnd end)
    {
        ParameterSlot bias = _binder.Slot(gradient.Of.Bias!);
        return _binder.Make(
            new BiasGradientKernel(gradient.Of.Outputs, rows.Stride(gradient.Gradient), end),
            Comment(bias, end, $"Σ {gradient.Gradient.Name}"),
            [
                ("gradients", rows.Rows(gradient.Gradient)),
                .. Destination(bias, end, static (operand, _) => operand).Select(static item => item.Name == "weights" ? ("bias", item.Operand) : item),
                ("tile", end is CanonicalEnd ? new Operand.Scratch(ScratchKind.Tile) : null),
                ("rows", new Operand.Batch()),
            ]);
    }

    /// <summary>Where a gradient ends.</summary>
    private IEnumerable<(string Name, Operand? Operand)> Destination(ParameterSlot slot, GradientEnd end, Func<Operand, int, Operand> ofBlock) => end switch
    {
        UpdateEnd update => [("weights", ofBlock(new Operand.Parameter(slot), slot.BlockFloats)), .. PhaseBinder.Coefficients(update.Chain, 0, slot.Group)],
        StoreEnd store => [("results", ofBlock(new Operand.StoredGradient(slot), slot.BlockFloats)), ("added", store.Adds ? new Operand.Added() : null)],
        _ => [("result", new Operand.CanonicalGradient(slot))],
    };

    /// <summary>Where a gradient ends that is always stored: threads that make it do not have the weights that it updates.</summary>
    public static IEnumerable<(string Name, Operand? Operand)> Stored(ParameterSlot slot, GradientEnd end) => end switch
    {
        StoreEnd store => [("results", new Operand.StoredGradient(slot)), ("added", store.Adds ? new Operand.Added() : null)],
        CanonicalEnd => [("results", new Operand.CanonicalGradient(slot))],
        _ => throw new InvalidOperationException($"The gradient of {slot.Name} is stored."),
    };

    private static string Comment(ParameterSlot slot, GradientEnd end, string gradient) => end switch
    {
        UpdateEnd update => $"{slot.Name} ← {update.Chain.Of(gradient)}",
        StoreEnd store => $"∂{slot.Name} {(store.Adds ? "+=" : "=")} {gradient}",
        _ => $"∂{slot.Name} = {gradient}",
    };

    /// <summary>An update of every tensor from its stored gradient; the first one makes sums of gradients their mean.</summary>
    private EquatableArray<Phase> PassOver(int first, int end, bool withOptimizer)
    {
        UpdateChain chain = Chain(first, end, withOptimizer);
        bool scales = Accumulates && first == 0;
        return _binder.Graph.Gradients.Select(Parameter).OfType<ParameterSpec>().Select(parameter => Update(_binder.Slot(parameter))).ToEquatableArray();

        Phase Update(ParameterSlot slot) => _binder.Make(
            new StoredUpdateKernel(new UpdateEnd(chain, StateDistance), scales) { Rows = slot.IsRowByRow ? (slot.Columns, slot.Stride) : null },
            $"{(withOptimizer ? "" : "∂")}{slot.Name} ← {chain.Of($"∂{slot.Name}{(scales ? " / examples" : "")}")}",
            [
                ("weights", new Operand.Parameter(slot)),
                ("gradients", new Operand.StoredGradient(slot)),
                ("gradientScale", scales ? new Operand.GradientScale() : null),
                .. PhaseBinder.Coefficients(chain, first, slot.Group),
                ("first", slot.IsRowByRow ? new Operand.FirstRow(slot) : new Operand.FirstFloat(slot)),
                ("end", slot.IsRowByRow ? new Operand.EndRow(slot) : new Operand.EndFloat(slot)),
            ]);
    }

    /// <summary>The parameter whose gradient an operation makes, or null.</summary>
    private static ParameterSpec? Parameter(Operation operation) => operation switch
    {
        WeightGradient weight => weight.Of.Weight,
        BiasGradient bias => bias.Of.Bias!,
        WindowWeightGradient weight => weight.Of.Weight,
        WindowBiasGradient bias => bias.Of.Bias!,
        LookupGradient table => table.Of.Table,
        TrainedGradient trained => trained.Tensor,
        _ => null,
    };
}
