using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Layers;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>The pass that makes two programs of the graph: one that trains, and one that predicts, in which each operation stands for what it is then.</summary>
internal static class Specialize
{
    public static StepGraph Run(GraphBuilder built, bool lossIsByElements)
    {
        Value output = built.Current;
        var loss = new Loss(output, new Value("∂" + output.Name, output.Shape) { Slot = "lossGradient" });
        return new StepGraph
        {
            Input = built.Input,
            Output = output,
            Forward = built.Operations,
            Predict = built.Operations,
            Prediction = output,
            Loss = loss,
            LossIsByElements = lossIsByElements,
            Backward = [],
            Gradients = [],
        };
    }
}
