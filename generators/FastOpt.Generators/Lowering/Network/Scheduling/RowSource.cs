using FastOpt.Generators.Lowering.Graphs;

namespace FastOpt.Generators.Lowering.Network.Scheduling;

/// <summary>Where the values of one program stand: in its rows, or with the caller.</summary>
/// <param name="binder">Knows the plan.</param>
/// <param name="isPrediction">Whether the program is that of predictions.</param>
internal sealed class RowSource(PhaseBinder binder, bool isPrediction)
{
    public PhaseBinder Binder => binder;

    /// <summary>Whether the program is that of predictions.</summary>
    public bool IsPrediction => isPrediction;

    public BatchSlot Slot(Value value) => isPrediction ? binder.Prediction(value) : binder.Training(value);

    public Operand Rows(Value value) => value == binder.Graph.Input ? new Operand.Inputs() : new Operand.Rows(Slot(value));

    public int Stride(Value value) => value == binder.Graph.Input ? value.Width : Slot(value).Stride;
}
