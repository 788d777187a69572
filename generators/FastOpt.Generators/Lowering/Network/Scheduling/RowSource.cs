using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Passes;

namespace FastOpt.Generators.Lowering.Network.Scheduling;

/// <summary>Where the values of one program stand: in its rows, or with the caller.</summary>
/// <param name="binder">Knows the plan.</param>
/// <param name="slots">The rows of the program.</param>
/// <param name="loss">The loss of the program, whose gradient may stand in the place of the outputs.</param>
internal sealed class RowSource(PhaseBinder binder, EquatableArray<BatchSlot> slots, Loss loss)
{
    public PhaseBinder Binder => binder;

    public BatchSlot Slot(Value value) => RowPlacement.SlotOf(value, slots, loss, loss.Output);

    public Operand Rows(Value value) => value == binder.Graph.Input ? new Operand.Inputs() : new Operand.Rows(Slot(value));

    public int Stride(Value value) => value == binder.Graph.Input ? value.Width : Slot(value).Stride;
}
