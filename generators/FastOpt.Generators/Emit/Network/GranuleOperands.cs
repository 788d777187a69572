using FastOpt.Generators.Lowering.Network;

namespace FastOpt.Generators.Emit.Network;

/// <summary>
/// Where the phases of a granule find what is summed: what one of them makes stands in the granule's slot (<c>frame.Sums</c>), also for those behind it that
/// read it; what was made before is of the whole batch, and stands in the buffer.
/// </summary>
internal sealed class GranuleOperands(IEnumerable<Phase> phases)
{
    private readonly HashSet<FixedSlot> _made = [.. phases.SelectMany(static phase => phase.Made)];

    /// <summary>The operands of such phases; null where one process has the whole batch.</summary>
    public static GranuleOperands? Of(NetworkText text, IEnumerable<Phase> phases) => text.Spec.IsDistributed ? new GranuleOperands(phases) : null;

    /// <summary>The place of what is summed, or null.</summary>
    public string? Argument(Operand operand) => operand switch
    {
        Operand.Whole { Slot: var slot, Part: var part } when _made.Contains(slot) => Place(OperandText.ConstantName(slot) + OperandText.Plus(part)),
        Operand.StoredGradient { Slot: var slot } => Place("GradientDistance + " + OperandText.ConstantName(slot)),
        _ => null,
    };

    private static string Place(string offset) => $"ref clr::Unsafe.Add(ref frame.Sums, {offset} - SumsOffset)";
}
