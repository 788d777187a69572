using FastOpt.Generators.Lowering.Graphs;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>
/// The specialization for Hessian-vector products, forward over reverse: a training step without its updates, each operation followed by its tangent along a
/// direction of the parameters. The tangents of the gradients are the Hessian times the direction.
/// </summary>
internal static class Curve
{
    /// <summary>The program, of an unfused training step.</summary>
    public static StepGraph Run(StepGraph graph)
    {
        var tangents = new TangentGraph();
        Operation[] forward = [.. graph.Forward.SelectMany(tangents.With)];
        Operation[] backward =
        [
            .. tangents.TangentsOf(graph.Loss),
            .. graph.Backward.SelectMany(tangents.With),
            .. graph.Gradients.Where(static operation => operation is not WriteState).SelectMany(tangents.TangentsOf),
        ];
        return Prune.Run(graph with { Forward = forward, Predict = [], Backward = backward, Gradients = tangents.Gradients });
    }
}
