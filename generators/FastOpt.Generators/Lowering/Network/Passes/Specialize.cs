using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Layers;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>
/// The pass that makes two programs of the graph: one that trains, and one that predicts. In predictions running statistics stand for those of the batch, and a rule that says so computes
/// something else, or nothing.
/// </summary>
internal static class Specialize
{
    public static StepGraph Run(GraphBuilder built, NetworkSpec spec)
    {
        Value output = built.Current;
        (IReadOnlyList<Operation> predict, Value prediction) = Predict(built.Operations, output);
        return new StepGraph
        {
            Input = built.Input,
            Output = output,
            Forward = built.Operations,
            Predict = predict,
            Prediction = prediction,
            Loss = Loss.Of(output),
            LossIsByElements = spec.LossUse.Softmax is null,
            Backward = [],
            Gradients = [],
        };
    }

    private static (IReadOnlyList<Operation> Operations, Value Output) Predict(IReadOnlyList<Operation> forward, Value output)
    {
        var operations = new List<Operation>();
        // What a layer that does nothing would have made is what entered it.
        var same = new Dictionary<Value, Value>();
        Value Of(Value value) => same.TryGetValue(value, out Value? other) ? other : value;
        foreach (Operation operation in forward)
        {
            switch (operation)
            {
                case Reduce { IsOfBatch: true } or Draw:
                    break;
                case Map { IsPlain: false } map when map.Rule.Facts.PredictIsIdentity:
                    same[map.Y] = Of(map.X);
                    break;
                case Map { IsPlain: false } map:
                    operations.Add(InPrediction(map with { X = Of(map.X) }));
                    break;
                default:
                    operations.Add(operation.With(Of));
                    break;
            }
        }

        return (operations, Of(output));
    }

    private static Map InPrediction(Map map)
    {
        IEnumerable<MapOperand> operands = map.Operands.Select(operand => map.Statistics is { IsOfBatch: true } && operand.Operand.Statistic is { } statistic
            ? operand with { Value = null, Tensor = map.Running(statistic) }
            : operand);
        RuleFacts facts = map.Rule.Facts;
        if (facts.HasPredict)
            operands = facts.PredictOperands.Select(name => operands.First(operand => operand.Operand.Name == name));
        return map with { Operands = [.. operands], IsPrediction = facts.HasPredict, Statistics = map.Statistics is { IsOfBatch: true } ? null : map.Statistics };
    }
}
