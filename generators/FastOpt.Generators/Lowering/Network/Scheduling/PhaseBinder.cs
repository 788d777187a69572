using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Kernels;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Scheduling;

/// <summary>Makes phases: binds operands to a kernel's parameters by name, and keeps the list of distinct kernels. What it is asked for stands where the plan has put it.</summary>
internal sealed class PhaseBinder(NetworkSpec spec, StepGraph graph, MemoryPlan plan)
{
    private readonly List<KernelMethod> _kernels = [];
    private readonly Dictionary<ParameterSpec, ParameterSlot> _slots = plan.Parameters.Concat(plan.Buffers).ToDictionary(static slot => slot.Spec);

    public NetworkSpec Spec => spec;

    public StepGraph Graph => graph;

    public MemoryPlan Plan => plan;

    /// <summary>Every distinct kernel so far, in order of first use.</summary>
    public IReadOnlyList<KernelMethod> Kernels => _kernels;

    public ParameterSlot Slot(ParameterSpec parameter) => _slots[parameter];

    public LaidOutSlot LaidOut(ParameterSpec weight) => plan.LaidOut.First(slot => slot.Weight == weight);

    /// <summary>The sums of a tensor's gradient over sections of the batch, or null where it is not made of such.</summary>
    public SectionSlot? SectionSums(ParameterSpec tensor) => plan.SectionSlots.FirstOrDefault(slot => slot.Tensor == tensor);

    /// <summary>A value of the whole batch.</summary>
    public FixedSlot Fixed(Value value) => plan.FixedSlots.First(slot => slot.Name == value.Slot);

    /// <summary>A phase of a kernel.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="comment">The line in mathematics.</param>
    /// <param name="operands">What is bound, by the names of parameters; what is null is left out.</param>
    public Phase Make(Kernel kernel, string comment, IEnumerable<(string Name, Operand? Operand)> operands)
    {
        var bound = operands.Where(static item => item.Operand is not null).ToDictionary(static item => item.Name, static item => item.Operand!, StringComparer.Ordinal);

        KernelParameter[] parameters = [.. kernel.Parameters];
        if (parameters.Length != bound.Count || parameters.FirstOrDefault(parameter => !bound.ContainsKey(parameter.Name)) is not null)
        {
            throw new InvalidOperationException(
                $"{kernel.Name} takes {string.Join(", ", parameters.Select(static parameter => parameter.Name))}, but {string.Join(", ", bound.Keys)} are bound.");
        }

        return new Phase(Method(kernel), parameters.Select(parameter => new Binding(parameter, bound[parameter.Name])).ToEquatableArray(), comment);
    }

    /// <summary>The coefficients that a chain takes, for a group of parameters; the chain's first rule has that number in the network.</summary>
    public static IEnumerable<(string Name, Operand? Operand)> Coefficients(UpdateChain chain, int first, int group) =>
    [
        .. chain.Rules.Select((_, i) => (UpdateChain.RuleName(i), (Operand?)new Operand.GradientRuleCoefficients(first + i, group))),
        ("optimizer", chain.Optimizer is null ? null : new Operand.OptimizerCoefficients(group)),
    ];

    private KernelMethod Method(Kernel kernel)
    {
        KernelMethod? method = _kernels.Find(known => known.Kernel == kernel);
        if (method is null)
        {
            // Kernels of one name differ in strides, or in where their weights come from; the later ones get a number.
            int namesakes = _kernels.Count(known => known.Kernel.Name == kernel.Name);
            method = new KernelMethod(namesakes == 0 ? kernel.Name : $"{kernel.Name}_{namesakes + 1}", kernel);
            _kernels.Add(method);
        }

        return method;
    }
}
