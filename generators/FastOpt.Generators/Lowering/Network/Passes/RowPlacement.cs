using FastOpt.Generators.Collections;
using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>Where the rows of the batch stand: each from the operation that makes it to the last one that reads it.</summary>
internal static class RowPlacement
{
    /// <summary>The rows of a training step. All gradients of parameters stand at one time, for threads that share them do not wait for one another.</summary>
    public static (EquatableArray<BatchSlot> Slots, int Floats) Of(StepGraph graph, string program)
    {
        Operation[] step = [.. graph.Step];
        int last = graph.Forward.Count + 1 + graph.Backward.Count;
        return Place([.. step.Select((operation, i) => (operation, Math.Min(i, last)))], graph, graph.Output, program);
    }

    /// <summary>The rows of a prediction, and of the loss behind it.</summary>
    public static (EquatableArray<BatchSlot> Slots, int Floats) OfPrediction(StepGraph graph, string program) =>
        Place([.. graph.Predict.Append(graph.PredictionLoss).Select(static (operation, i) => (operation, i))], graph, graph.Prediction, program);

    /// <summary>
    /// Whether the loss may write its gradient over the outputs: always for a loss by elements; for a loss by rows only if no activation's derivative still needs them. Nothing behind
    /// the loss may read the outputs.
    /// </summary>
    private static bool LossInPlace(Loss loss, bool isByElements, IEnumerable<Operation> behind) =>
        (isByElements || loss.Through is null) && !behind.Any(operation => operation.Reads.Contains(loss.Output));

    private static (EquatableArray<BatchSlot> Slots, int Floats) Place(IReadOnlyList<(Operation Operation, int Time)> order, StepGraph graph, Value output, string program)
    {
        var loss = (Loss)order.Select(static item => item.Operation).First(static operation => operation is Loss);
        bool inPlace = LossInPlace(loss, graph.LossIsByElements, order.Select(static item => item.Operation).SkipWhile(static operation => operation is not Loss).Skip(1));
        var lives = new Dictionary<Value, (int First, int Last)>();
        var names = new List<Value>();
        foreach ((Operation operation, int time) in order)
        {
            foreach (Value value in operation.Reads.Concat(operation.Makes).Select(value => inPlace && value == loss.Last ? output : value))
            {
                // What the first product gives of the inputs' gradient goes to the caller at once.
                if (value.Kind != ValueKind.Example || value == graph.Input || operation is InputProduct { Last: var last } product && product.Of.X == graph.Input && value == last)
                    continue;
                if (!lives.TryGetValue(value, out (int First, int Last) life))
                    names.Add(value);
                lives[value] = (lives.ContainsKey(value) ? life.First : time, time);
            }
        }

        // Only rows of one width share memory: then a row stands on the same row, and threads that are at different phases, each with its own rows, never meet.
        // Values come in the order in which they are made, so a place is free when the last of its values is read.
        var slots = new List<BatchSlot>();
        var places = new Dictionary<int, List<(int Offset, int Last)>>();
        int total = 0;
        foreach (Value value in names)
        {
            int stride = RowPadding.Stride(value.Width);
            (int first, int last) = lives[value];
            if (!places.TryGetValue(stride, out List<(int Offset, int Last)>? ofStride))
                places.Add(stride, ofStride = []);
            int free = ofStride.FindIndex(place => place.Last < first);
            int at = free < 0 ? total : ofStride[free].Offset;
            if (free < 0)
                ofStride.Add((at, last));
            else
                ofStride[free] = (at, last);
            string comment = value.Name + (inPlace && value == output ? ", then the loss's gradient in its place" : "");
            slots.Add(new BatchSlot(value.Slot, value.Width, stride, at, comment) { Program = program });
            total = Math.Max(total, checked(at + stride));
        }

        return (slots.ToEquatableArray(), total);
    }

    /// <summary>The slot of a value; the loss's gradient may stand in that of the outputs.</summary>
    public static BatchSlot SlotOf(Value value, EquatableArray<BatchSlot> slots, Loss loss, Value output) =>
        slots.FirstOrDefault(slot => slot.Name == value.Slot) ?? (value == loss.Last ? slots.First(slot => slot.Name == output.Slot) : throw new InvalidOperationException($"{value} has no place."));
}
