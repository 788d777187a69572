using FastOpt.Generators.Collections;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>
/// The way of the gradients to the weights. In the usual form one kernel makes a weight's gradient and updates the weight with it in registers. Where gradients are added up, or
/// a rule takes their norm, they are stored, and updates pass over them element by element.
/// </summary>
internal sealed partial class SchedulePhases
{
    /// <summary>The tensors that train, last layer first, weight before bias.</summary>
    private EquatableArray<Phase> ForEachParameter(Func<int, Phase> weight, Func<int, ParameterSlot, Phase> bias)
    {
        var phases = new List<Phase>();
        for (int i = spec.Layers.Count - 1; i >= _lowest; i--)
        {
            if (!spec.Layers[i].IsTrained)
                continue;
            phases.Add(weight(i));
            if (Bias(i) is { } slot)
                phases.Add(bias(i, slot));
        }

        return phases.ToEquatableArray();
    }

    private UpdateChain Chain(int first, int end, bool withOptimizer) => new(gradientRules.Skip(first).Take(end - first).ToEquatableArray(), withOptimizer ? optimizer : null);

    private IEnumerable<Operand> ChainCoefficients(UpdateChain chain, int first, int group) =>
    [
        .. chain.Rules.Select((_, i) => new Operand.GradientRuleCoefficients(first + i, group)),
        .. chain.Optimizer is null ? Enumerable.Empty<Operand>() : [new Operand.OptimizerCoefficients(group)],
    ];

    private Phase UpdateWeight(int layer)
    {
        LayerSpec entry = spec.Layers[layer];
        ParameterSlot weight = Weight(layer);
        BatchSlot gradient = GradientSlot(layer);
        UpdateChain chain = Chain(0, gradientRules.Length, withOptimizer: true);
        int tensors = 1 + chain.States.Count;
        // A transposed weight's gradient is the transposed product: what entered the layer and the gradient of what left it change places.
        WeightUpdateKernel kernel = weight.IsTransposed
            ? new(entry.Outputs, entry.Inputs, gradient.Stride, EnteringStride(layer), weight.Stride, plan.TrainedFloats, weight.ForwardStride, chain)
            : new(entry.Inputs, weight.BlockColumns, EnteringStride(layer), gradient.Stride, weight.Stride, plan.TrainedFloats, ForwardStride: 0, chain);
        return Make(
            layer,
            kernel with { FetchesAhead = Exceeds(weight, tensors, CachedBytes), IsStreamed = Exceeds(weight, tensors, 2 * CachedBytes) },
            [
                .. weight.IsTransposed ? new[] { new Operand.Rows(gradient), Entering(layer) } : [Entering(layer), OfBlock(weight, new Operand.Rows(gradient), weight.BlockColumns)],
                OfBlock(weight, new Operand.Parameter(weight), weight.BlockFloats),
                .. weight.IsTransposed ? [new Operand.ForwardWeight(weight)] : Enumerable.Empty<Operand>(),
                new Operand.Scratch(ScratchKind.Tile), .. ChainCoefficients(chain, 0, weight.Group), new Operand.Batch(), new Operand.FirstRow(weight), new Operand.EndRow(weight),
            ],
            $"{weight.Name} ← {chain.Of(weight.IsTransposed ? $"∂{entry.Name}ᵀ · {EnteringName(layer)}" : $"{EnteringName(layer)}ᵀ · ∂{entry.Name}")}{AtATime(weight)}",
            weight.Blocks);
    }

    private Phase UpdateBias(int layer, ParameterSlot bias)
    {
        BatchSlot gradient = GradientSlot(layer);
        UpdateChain chain = Chain(0, gradientRules.Length, withOptimizer: true);
        return Make(
            layer,
            new BiasUpdateKernel(spec.Layers[layer].Outputs, gradient.Stride, plan.TrainedFloats, chain),
            [new Operand.Rows(gradient), new Operand.Parameter(bias), .. ChainCoefficients(chain, 0, bias.Group), new Operand.Batch()],
            $"{bias.Name} ← {chain.Of($"Σ ∂{spec.Layers[layer].Name}")}");
    }

    private Phase StoreWeightGradient(int layer)
    {
        LayerSpec entry = spec.Layers[layer];
        ParameterSlot weight = Weight(layer);
        BatchSlot gradient = GradientSlot(layer);
        return Make(
            layer,
            new StoredWeightGradientKernel(entry.Inputs, entry.Outputs, EnteringStride(layer), gradient.Stride, weight.Stride, spec.AccumulatesGradients),
            [Entering(layer), new Operand.Rows(gradient), new Operand.StoredGradient(weight), .. Adds(), new Operand.Batch(), new Operand.FirstRow(weight), new Operand.EndRow(weight)],
            $"∂{weight.Name} {(spec.AccumulatesGradients ? "+=" : "=")} {EnteringName(layer)}ᵀ · ∂{entry.Name}");
    }

    private Phase StoreBiasGradient(int layer, ParameterSlot bias)
    {
        BatchSlot gradient = GradientSlot(layer);
        return Make(
            layer,
            new StoredBiasGradientKernel(spec.Layers[layer].Outputs, gradient.Stride, spec.AccumulatesGradients),
            [new Operand.Rows(gradient), new Operand.StoredGradient(bias), .. Adds(), new Operand.Batch()],
            $"∂{bias.Name} {(spec.AccumulatesGradients ? "+=" : "=")} Σ ∂{spec.Layers[layer].Name}");
    }

    private IEnumerable<Operand> Adds() => spec.AccumulatesGradients ? [new Operand.Adds()] : [];

    /// <summary>Each rule that takes a norm, behind a pass of the rules that stand between it and the one before.</summary>
    private EquatableArray<NormPass> Norms()
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
    private EquatableArray<Phase> LastPass() =>
        PassOver(Math.Max(0, Array.FindLastIndex(gradientRules, static rule => rule.Facts.UsesNorm)), gradientRules.Length, withOptimizer: true);

    /// <summary>An update of every tensor from its stored gradient; the first one makes sums of gradients their mean.</summary>
    private EquatableArray<Phase> PassOver(int first, int end, bool withOptimizer)
    {
        UpdateChain chain = Chain(first, end, withOptimizer);
        bool scales = spec.AccumulatesGradients && first == 0;
        Phase Update(ParameterSlot slot)
        {
            string gradient = $"∂{slot.Name}{(scales ? " / examples" : "")}";
            return Make(
                slot.Layer,
                new StoredUpdateKernel(plan.TrainedFloats, chain, scales),
                [
                    new Operand.Parameter(slot), new Operand.StoredGradient(slot), .. scales ? Enumerable.Repeat<Operand>(new Operand.GradientScale(), 1) : [],
                    .. ChainCoefficients(chain, first, slot.Group), new Operand.FirstFloat(slot), new Operand.EndFloat(slot),
                ],
                $"{(withOptimizer ? "" : "∂")}{slot.Name} ← {chain.Of(gradient)}");
        }

        return ForEachParameter(layer => Update(Weight(layer)), (_, slot) => Update(slot));
    }

    private Phase WeightGradient(int layer)
    {
        LayerSpec entry = spec.Layers[layer];
        BatchSlot gradient = GradientSlot(layer);
        return Make(
            layer,
            new WeightGradientKernel(entry.Inputs, entry.Outputs, EnteringStride(layer), gradient.Stride),
            [Entering(layer), new Operand.Rows(gradient), new Operand.CanonicalGradient(Weight(layer)), new Operand.Scratch(ScratchKind.Tile), new Operand.Batch()],
            $"∂{Weight(layer).Name} = {EnteringName(layer)}ᵀ · ∂{entry.Name}");
    }

    private Phase BiasGradient(int layer, ParameterSlot bias)
    {
        BatchSlot gradient = GradientSlot(layer);
        return Make(
            layer,
            new BiasGradientKernel(spec.Layers[layer].Outputs, gradient.Stride),
            [new Operand.Rows(gradient), new Operand.CanonicalGradient(bias), new Operand.Scratch(ScratchKind.Tile), new Operand.Batch()],
            $"∂{bias.Name} = Σ ∂{spec.Layers[layer].Name}");
    }
}
