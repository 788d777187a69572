using FastOpt.Generators.Lowering.Graphs;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>The specialization for gradients of the inputs: predictions, their loss, and the way back to what the caller brought.</summary>
internal static class Sensitivity
{
    /// <summary>The program; null where a rule computes something of its own in predictions, of which no derivative is derived.</summary>
    public static StepGraph? Run(StepGraph graph)
    {
        if (graph.Predict.OfType<Map>().Any(static map => map.IsPrediction))
            return null;
        var loss = Loss.Of(graph.Prediction);
        var adjoint = AdjointGraph.Of(loss, graph.Predict);
        Value gradient = adjoint.GradientOf(graph.Input);
        Operation[] backward = [.. adjoint.Operations.Where(static operation => !operation.IsRoot)];
        // A product of the caller's own examples hands its result to the caller; everything else leaves it in rows.
        bool isHanded = backward.OfType<InputProduct>().Any(product => product.Of.X == graph.Input && product.Result == gradient);
        StepGraph all = graph with
        {
            Output = graph.Prediction,
            Forward = graph.Predict,
            Predict = [],
            Loss = loss,
            Backward = isHanded ? backward : [.. backward, new HandOut(gradient)],
            Gradients = [],
        };
        return Prune.Run(all, gradient);
    }
}
