using FastOpt.Generators.Collections;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>
/// The pass that decides the order of a step and what is fused into which kernel: bias and activation into the forward product, the derivative into
/// the kernel that makes the incoming gradient, the optimizer into the weight's gradient. This part goes down to the gradients of what enters each layer; the other one
/// on to the weights.
/// </summary>
internal sealed partial class SchedulePhases(NetworkSpec spec, MemoryPlan plan, FusedRule?[] activations, FusedRule[] gradientRules, FusedRule optimizer, FusedRule loss)
{
    /// <summary>Weights and states of more bytes than a core's own cache keeps beside the batch come from further away at each step, and are asked for ahead.</summary>
    private const long CachedBytes = 1 << 20;

    private const int TermsAhead = 16;

    private readonly List<KernelMethod> _kernels = [];
    private readonly int _lowest = spec.LowestTrainable;
    private readonly HashSet<int> _ofAnyShape = CodeBudget.LayersOfAnyShape(spec);

    public NetworkProgram Run()
    {
        var forward = new List<Phase>();
        for (int i = 0; i < spec.Layers.Count; i++)
            forward.AddRange(Forward(i));
        Phase lossPhase = Loss();
        EquatableArray<Phase> backward = Backward();
        EquatableArray<Phase> stored = plan.StoresGradients ? ForEachParameter(StoreWeightGradient, StoreBiasGradient) : [];
        EquatableArray<NormPass> norms = Norms();
        EquatableArray<Phase> updates = plan.StoresGradients ? LastPass() : ForEachParameter(UpdateWeight, UpdateBias);
        EquatableArray<Phase> gradients = ForEachParameter(WeightGradient, BiasGradient);
        return new NetworkProgram
        {
            Spec = spec,
            Plan = plan,
            Activations = activations.ToEquatableArray(),
            Optimizer = optimizer,
            GradientRules = gradientRules.ToEquatableArray(),
            Loss = loss,
            Forward = forward.ToEquatableArray(),
            LossPhase = lossPhase,
            Backward = backward,
            StoredGradients = stored,
            Norms = norms,
            Updates = updates,
            Gradients = gradients,
            LayersOfAnyShape = _ofAnyShape.OrderBy(static layer => layer).ToEquatableArray(),
            Kernels = _kernels.ToEquatableArray(),
        };
    }

    /// <summary>A layer's outputs: the product with its activation fused into it, or one behind the other where the product is that of any shape.</summary>
    private IEnumerable<Phase> Forward(int layer)
    {
        LayerSpec entry = spec.Layers[layer];
        Operand output = new Operand.Rows(Slot(PlanMemory.Output(entry)));
        if (entry.Dense is null)
        {
            yield return Activate(layer, Entering(layer), EnteringStride(layer), EnteringName(layer));
            yield break;
        }

        bool isApart = IsApart(layer, activations[layer]);
        FusedRule? activation = isApart ? null : activations[layer];
        ParameterSlot weight = Weight(layer);
        int stride = Slot(PlanMemory.Output(entry)).Stride;
        var arguments = new List<Operand>
        {
            OfBlock(weight, Entering(layer), 0, EnteringStride(layer)),
            OfBlock(weight, weight.IsTransposed ? new Operand.ForwardWeight(weight) : new Operand.Parameter(weight), weight.BlockFloats),
        };
        string sum = $"{EnteringName(layer)} · {weight.Name}";
        if (Bias(layer) is { } bias)
        {
            arguments.Add(OfBlock(weight, new Operand.Parameter(bias), weight.BlockColumns));
            sum += $" + {bias.Name}";
        }

        arguments.Add(OfBlock(weight, output, weight.BlockColumns, stride));
        if (activation is not null)
        {
            arguments.AddRange(Kept(layer, forBackward: false).Select(kept => OfBlock(weight, kept, weight.BlockColumns, stride)));
            arguments.Add(new Operand.ActivationCoefficients(layer));
        }

        arguments.Add(weight.Blocks > 1 ? new Operand.RowsOfBlock() : new Operand.Batch());
        yield return Make(
            layer,
            new ForwardKernel(entry.Inputs, weight.IsTransposed ? entry.Outputs : weight.BlockColumns, EnteringStride(layer), weight.ForwardStride, stride, entry.Dense.HasBias, activation) { TermsAhead = Exceeds(weight, 1, CachedBytes) ? TermsAhead : 0 },
            arguments,
            $"{entry.Name} = {FusedRule.Of(activation, sum)}{AtATime(weight)}",
            weight.Blocks);
        if (isApart)
            yield return Activate(layer, output, stride, entry.Name);
    }

    private Phase Activate(int layer, Operand entering, int enteringStride, string enteringName)
    {
        LayerSpec entry = spec.Layers[layer];
        FusedRule activation = activations[layer]!;
        BatchSlot output = Slot(PlanMemory.Output(entry));
        var arguments = new List<Operand> { entering, new Operand.Rows(output) };
        AddKept(arguments, layer, forBackward: false);
        arguments.AddRange([new Operand.ActivationCoefficients(layer), new Operand.Batch()]);
        return Make(
            layer, new ActivationKernel(entry.Outputs, enteringStride, output.Stride, activation, activation.KeepsInput && layer >= _lowest), arguments, $"{entry.Name} = {activation.Name}({enteringName})");
    }

    /// <summary>Whether an activation runs on its own behind a layer's product: one product for any shape serves all activations.</summary>
    private bool IsApart(int layer, FusedRule? activation) => activation is not null && _ofAnyShape.Contains(layer);

    private Phase Loss()
    {
        int last = spec.Layers.Count - 1;
        BatchSlot output = Slot(PlanMemory.Output(spec.Layers[last]));
        // What the lowest trainable layer does not need is not taken: a network whose last layer is an activation still needs its derivative.
        FusedRule? activation = activations[last];
        var arguments = new List<Operand> { new Operand.Rows(output), new Operand.Targets() };
        if (plan.TargetRowFloats > 0)
            arguments.Add(new Operand.Scratch(ScratchKind.TargetRow));
        arguments.Add(new Operand.Rows(GradientSlot(last)));
        AddKept(arguments, last, forBackward: true);
        arguments.Add(new Operand.RowLosses());
        if (spec.Target == TargetKind.Label)
            arguments.Add(new Operand.Scratch(ScratchKind.Tile));
        arguments.Add(new Operand.MeanWeight());
        if (spec.Target == TargetKind.Values)
            arguments.Add(new Operand.LossCoefficients());
        if (activation is not null)
            arguments.Add(new Operand.ActivationCoefficients(last));
        arguments.Add(new Operand.Batch());
        string gradient = spec.Target == TargetKind.Label ? $"softmax({spec.Layers[last].Name}) − onehot(label)" : $"{loss.Name}′({spec.Layers[last].Name}, target)";
        string through = activation is null ? "" : $" ⊙ {activation.Name}′";
        return Make(
            null,
            new LossKernel(spec.Outputs, output.Stride, spec.Target, loss, activation),
            arguments,
            $"losses of the rows; ∂{spec.Layers[last].Name} = ({gradient}){through} · weight in the mean");
    }

    private EquatableArray<Phase> Backward()
    {
        var phases = new List<Phase>();
        for (int i = spec.Layers.Count - 1; i > _lowest; i--)
            phases.AddRange(InputGradient(i));
        return phases.ToEquatableArray();
    }

    /// <summary>The gradient of what enters the activation below <paramref name="layer"/>: its derivative is fused into the product, or stands behind it as in the forward pass.</summary>
    private IEnumerable<Phase> InputGradient(int layer)
    {
        LayerSpec entry = spec.Layers[layer];
        BatchSlot gradient = GradientSlot(layer);
        BatchSlot result = GradientSlot(layer - 1);
        string below = spec.Layers[layer - 1].Name;
        if (entry.Dense is null)
        {
            // An activation on its own stands behind another, so there is a derivative to apply.
            yield return Through(layer, gradient, entry.Name);
            yield break;
        }

        bool isApart = IsApart(layer, activations[layer - 1]);
        FusedRule? activation = isApart ? null : activations[layer - 1];
        ParameterSlot weight = Weight(layer);
        List<Operand> arguments = [new Operand.Rows(gradient), new Operand.Parameter(weight), .. weight.IsTransposed ? [] : new[] { new Operand.Scratch(ScratchKind.Panel) }, new Operand.Rows(result)];
        if (activation is not null)
            arguments.AddRange(Derivative(layer - 1));
        arguments.Add(new Operand.Batch());
        if (weight.Blocks > 1)
            arguments.Add(new Operand.Share());
        yield return Make(
            layer,
            new InputGradientKernel(entry.Inputs, entry.Outputs, gradient.Stride, weight.Stride, result.Stride, weight.IsTransposed, activation) { Blocks = weight.Blocks },
            arguments,
            $"∂{below} = (∂{entry.Name} · {weight.Name}ᵀ){(activation is null ? "" : InWords(layer - 1))}");
        if (isApart)
            yield return Through(layer, result, below);
    }

    /// <summary>A gradient, taken through the activation below <paramref name="layer"/>.</summary>
    private Phase Through(int layer, BatchSlot gradient, string name) => Make(
        layer,
        new ActivationGradientKernel(spec.Layers[layer].Inputs, gradient.Stride, activations[layer - 1]!),
        [new Operand.Rows(gradient), new Operand.Rows(GradientSlot(layer - 1)), .. Derivative(layer - 1), new Operand.Batch()],
        $"∂{spec.Layers[layer - 1].Name} = ∂{name}{InWords(layer - 1)}");

    /// <summary>What the derivative of a layer's activation is taken from, and its coefficients.</summary>
    private IEnumerable<Operand> Derivative(int layer) =>
    [
        new Operand.Rows(Slot(activations[layer]!.KeepsInput ? PlanMemory.Kept(spec.Layers[layer]) : PlanMemory.Output(spec.Layers[layer]))),
        new Operand.ActivationCoefficients(layer),
    ];

    private string InWords(int layer) => $" ⊙ {activations[layer]!.Name}′({(activations[layer]!.KeepsInput ? "its input" : spec.Layers[layer].Name)})";

    /// <summary>A phase of a layer, whose kernel takes its extents as arguments if the layer has none of its own.</summary>
    private Phase Make(int? layer, Kernel exact, IEnumerable<Operand> arguments, string comment, int blocks = 1)
    {
        bool isOfAnyShape = layer is { } number && _ofAnyShape.Contains(number);
        (Kernel kernel, IReadOnlyList<int> extents) = isOfAnyShape ? exact.ForAnyShape() : (exact, []);
        KernelMethod? method = _kernels.Find(known => known.Kernel == kernel);
        if (method is null)
        {
            // Kernels of one name differ in strides, or in where their weights come from; the later ones get a number.
            int namesakes = _kernels.Count(known => known.Kernel.Name == kernel.Name);
            method = new KernelMethod(namesakes == 0 ? kernel.Name : $"{kernel.Name}_{namesakes + 1}", kernel);
            _kernels.Add(method);
        }

        return new Phase(method, arguments.Concat(extents.Select(static extent => new Operand.Number(extent))).ToEquatableArray(), comment) { Blocks = blocks };
    }

    /// <summary>Whether a weight with its states has more bytes than that; kernels for any shape do not ask.</summary>
    private bool Exceeds(ParameterSlot weight, int tensors, long bytes) => !_ofAnyShape.Contains(weight.Layer) && (long)weight.PaddedCount * sizeof(float) * tensors >= bytes;

    /// <summary>An operand of a layer whose weight stands in blocks of columns.</summary>
    private static Operand OfBlock(ParameterSlot weight, Operand operand, int distance, int rowStride = 0) => weight.Blocks > 1 ? new Operand.OfBlock(operand, distance, rowStride) : operand;

    private static string AtATime(ParameterSlot weight) => weight.Blocks > 1 ? $", {weight.BlockColumns} columns at a time" : "";

    private void AddKept(List<Operand> arguments, int layer, bool forBackward) => arguments.AddRange(Kept(layer, forBackward));

    private IEnumerable<Operand> Kept(int layer, bool forBackward) =>
        activations[layer] is { KeepsInput: true } && (forBackward || layer >= _lowest) ? [new Operand.Rows(Slot(PlanMemory.Kept(spec.Layers[layer])))] : [];

    private Operand Entering(int layer) => layer == 0 ? new Operand.Inputs() : new Operand.Rows(Slot(PlanMemory.Output(spec.Layers[layer - 1])));

    private int EnteringStride(int layer) => layer == 0 ? spec.Inputs : Slot(PlanMemory.Output(spec.Layers[layer - 1])).Stride;

    private string EnteringName(int layer) => layer == 0 ? "x" : spec.Layers[layer - 1].Name;

    private BatchSlot GradientSlot(int layer)
    {
        bool inPlace = layer == spec.Layers.Count - 1 && PlanMemory.LossInPlace(spec, activations, loss);
        return Slot(inPlace ? PlanMemory.Output(spec.Layers[layer]) : PlanMemory.Gradient(spec.Layers[layer]));
    }

    private BatchSlot Slot(string name) => plan.BatchSlots.First(slot => slot.Name == name);

    private ParameterSlot Weight(int layer) => plan.Parameters.First(slot => slot.Layer == layer && !slot.IsBias);

    private ParameterSlot? Bias(int layer) => plan.Parameters.FirstOrDefault(slot => slot.Layer == layer && slot.IsBias);
}
