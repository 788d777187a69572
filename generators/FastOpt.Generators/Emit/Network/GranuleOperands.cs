using FastOpt.Generators.Lowering.Network;
using FastOpt.Generators.Lowering.Network.Kernels;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Where the phases of a distributed network's granule find what is summed: what one of them makes stands in the granule's slot (<c>frame.Sums</c>), also for those behind it that read it; what was
/// made before is of the whole batch, and stands in the buffer.
/// </summary>
internal sealed class GranuleOperands(IReadOnlyList<Phase> phases)
{
    private readonly HashSet<FixedSlot> _made = [.. Made(phases)];

    /// <summary>Whether a phase only hands on a sum that is one of the whole batch already: none of the phases makes it.</summary>
    public static bool TakesTotal(Phase phase, IReadOnlyList<Phase> phases)
    {
        HashSet<FixedSlot> made = [.. Made(phases)];
        return phase.Kernel.Kernel is SumKernel && phase.Arguments.Any(operand => operand is Operand.Whole { Slot: var slot } && !made.Contains(slot));
    }

    /// <summary>The declaration of what is summed, or null.</summary>
    public string? Declaration(Operand operand) => operand switch
    {
        Operand.Whole { Slot: var slot } when _made.Contains(slot) => $"ref float {slot.Name} = ref clr::Unsafe.Add(ref frame.Sums, {OperandText.ConstantName(slot)} - SumsOffset);",
        Operand.StoredGradient { Slot: var slot } =>
            $"ref float {OperandText.LocalName(slot)}Gradient = ref clr::Unsafe.Add(ref frame.Sums, GradientDistance + {OperandText.ConstantName(slot)} - SumsOffset);",
        _ => null,
    };

    private static IEnumerable<FixedSlot> Made(IReadOnlyList<Phase> phases) =>
        from phase in phases
        from binding in phase.Bindings
        where binding is { Parameter.Access: Access.Writes or Access.Both, Operand: Operand.Whole }
        select ((Operand.Whole)binding.Operand).Slot;
}
