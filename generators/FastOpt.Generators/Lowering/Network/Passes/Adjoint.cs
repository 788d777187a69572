using FastOpt.Generators.Lowering.Graphs;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>The pass that writes the backward pass: the adjoint of each operation, last one first.</summary>
internal static class Adjoint
{
    public static StepGraph Run(StepGraph graph)
    {
        var adjoint = new AdjointGraph(graph.Loss);
        foreach (Operation operation in graph.Forward.Reverse())
        {
            if (operation.Makes.Any(adjoint.HasGradient))
                operation.Adjoint(adjoint);
        }

        return graph with
        {
            Backward = [.. adjoint.Operations.Where(static operation => !operation.IsRoot)],
            Gradients = [.. adjoint.Operations.Where(static operation => operation.IsRoot)],
        };
    }
}
