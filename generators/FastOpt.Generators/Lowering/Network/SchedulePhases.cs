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
    private readonly List<KernelMethod> _kernels = [];
    private readonly int _lowest = PlanMemory.LowestTrainable(spec);

    public NetworkProgram Run()
    {
        var forward = new List<Phase>();
        for (int i = 0; i < spec.Layers.Count; i++)
            forward.Add(Forward(i));
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
            Kernels = _kernels.ToEquatableArray(),
        };
    }

    private Phase Forward(int layer)
    {
        LayerSpec entry = spec.Layers[layer];
        var arguments = new List<Operand> { Entering(layer) };
        FusedRule? activation = activations[layer];
        Kernel kernel;
        string comment;
        if (entry.Dense is null)
        {
            kernel = new ActivationKernel(entry.Outputs, EnteringStride(layer), Slot(PlanMemory.Output(entry)).Stride, activation!, activation!.KeepsInput && layer >= _lowest);
            comment = $"{entry.Name} = {activation!.Name}({EnteringName(layer)})";
        }
        else
        {
            ParameterSlot weight = Weight(layer);
            kernel = new ForwardKernel(
                entry.Inputs, entry.Outputs, EnteringStride(layer), weight.ForwardStride, Slot(PlanMemory.Output(entry)).Stride, entry.Dense.HasBias, activation);
            arguments.Add(weight.IsTransposed ? new Operand.ForwardWeight(weight) : new Operand.Parameter(weight));
            string sum = $"{EnteringName(layer)} · {weight.Name}";
            if (Bias(layer) is { } bias)
            {
                arguments.Add(new Operand.Parameter(bias));
                sum += $" + {bias.Name}";
            }

            comment = $"{entry.Name} = {FusedRule.Of(activation, sum)}";
        }

        arguments.Add(new Operand.Rows(Slot(PlanMemory.Output(entry))));
        AddKept(arguments, layer, forBackward: false);
        if (activation is not null)
            arguments.Add(new Operand.ActivationCoefficients(layer));
        arguments.Add(new Operand.Batch());
        return Make(kernel, arguments, comment);
    }

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
            new LossKernel(spec.Outputs, output.Stride, spec.Target, loss, activation),
            arguments,
            $"losses of the rows; ∂{spec.Layers[last].Name} = ({gradient}){through} · weight in the mean");
    }

    private EquatableArray<Phase> Backward()
    {
        var phases = new List<Phase>();
        for (int i = spec.Layers.Count - 1; i > _lowest; i--)
            phases.Add(InputGradient(i));
        return phases.ToEquatableArray();
    }

    /// <summary>The gradient of what enters the activation below <paramref name="layer"/>.</summary>
    private Phase InputGradient(int layer)
    {
        LayerSpec entry = spec.Layers[layer];
        LayerSpec below = spec.Layers[layer - 1];
        FusedRule? activation = activations[layer - 1];
        BatchSlot gradient = GradientSlot(layer);
        BatchSlot result = GradientSlot(layer - 1);
        string through = activation is null ? "" : $" ⊙ {activation.Name}′({(activation.KeepsInput ? "its input" : below.Name)})";
        var arguments = new List<Operand> { new Operand.Rows(gradient) };
        Kernel kernel;
        string comment;
        if (entry.Dense is null)
        {
            // An activation on its own stands behind another, so there is a derivative to apply.
            kernel = new ActivationGradientKernel(entry.Inputs, gradient.Stride, activation!);
            comment = $"∂{below.Name} = ∂{entry.Name}{through}";
        }
        else
        {
            ParameterSlot weight = Weight(layer);
            kernel = new InputGradientKernel(entry.Inputs, entry.Outputs, gradient.Stride, weight.Stride, result.Stride, weight.IsTransposed, activation);
            arguments.Add(new Operand.Parameter(weight));
            if (!weight.IsTransposed)
                arguments.Add(new Operand.Scratch(ScratchKind.Panel));
            comment = $"∂{below.Name} = (∂{entry.Name} · {weight.Name}ᵀ){through}";
        }

        arguments.Add(new Operand.Rows(result));
        if (activation is not null)
        {
            if (activation.KeepsInput)
                AddKept(arguments, layer - 1, forBackward: true);
            else
                arguments.Add(new Operand.Rows(Slot(PlanMemory.Output(below))));
            arguments.Add(new Operand.ActivationCoefficients(layer - 1));
        }

        arguments.Add(new Operand.Batch());
        return Make(kernel, arguments, comment);
    }

    private Phase Make(Kernel kernel, List<Operand> arguments, string comment)
    {
        KernelMethod? method = _kernels.Find(known => known.Kernel == kernel);
        if (method is null)
        {
            // Kernels of one name differ in strides alone; the later ones get a number.
            int namesakes = _kernels.Count(known => known.Kernel.Name == kernel.Name);
            method = new KernelMethod(namesakes == 0 ? kernel.Name : $"{kernel.Name}_{namesakes + 1}", kernel);
            _kernels.Add(method);
        }

        return new Phase(method, arguments.ToEquatableArray(), comment);
    }

    private void AddKept(List<Operand> arguments, int layer, bool forBackward)
    {
        if (activations[layer] is { KeepsInput: true } && (forBackward || layer >= _lowest))
            arguments.Add(new Operand.Rows(Slot(PlanMemory.Kept(spec.Layers[layer]))));
    }

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
