using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Kernels;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>
/// The pass that decides what runs inside what: an activation on the sums of its product, a derivative on the gradient that reaches it, the last one inside the
/// loss.
/// </summary>
internal static class Fuse
{
    public static StepGraph Run(StepGraph graph)
    {
        graph = graph with { Loss = IntoLoss(graph) is { } last ? graph.Loss with { Through = last } : graph.Loss };
        graph = graph with { Backward = [.. graph.Backward.Where(operation => !ReferenceEquals(operation, graph.Loss.Through))] };
        var backward = new List<Operation>();
        foreach (Operation operation in graph.Backward)
        {
            if (operation is InputProduct product && OnlyReader(graph.Step, product.Result) is MapGradient { Of.IsPlain: true } through)
                backward.Add(product with { Through = through });
            else if (!backward.OfType<InputProduct>().Any(other => ReferenceEquals(other.Through, operation)))
                backward.Add(operation);
        }

        graph = ThroughMaximum.Run(graph with { Backward = backward });
        IReadOnlyList<Operation> forward = Products(graph.Forward, graph.Output, graph.Step, []);
        IReadOnlyList<Operation> predict = Products(
            graph.Predict, graph.Prediction, [.. graph.Predict, graph.PredictionLoss], [.. forward.OfType<Product>()]);
        return graph with { Forward = forward, Predict = predict };
    }

    /// <summary>The map that could run on a product's sums: the only operation of the forward pass that reads them.</summary>
    public static Map? ActivationOf(IReadOnlyList<Operation> forward, Value output, Product product) =>
        product.Y != output && OnlyReader(forward, product.Y) is Map { IsPlain: true } map ? map : null;

    private static List<Operation> Products(
        IReadOnlyList<Operation> forward, Value output, IEnumerable<Operation> all, IReadOnlyList<Product> trained)
    {
        var result = new List<Operation>();
        var fused = new HashSet<Value>();
        foreach (Operation operation in forward)
        {
            if (operation is Product product && ActivationOf(forward, output, product) is { } activation)
            {
                // Predictions run the same kernel, whether or not anything reads what it keeps.
                bool keeps = all.Any(reader => !ReferenceEquals(reader, activation) && reader.Reads.Contains(product.Y))
                    || trained.Any(twin => twin.Weight == product.Weight && twin.Keeps);
                result.Add(product with { Activation = activation, Keeps = keeps });
                fused.Add(activation.Y);
            }
            else if (!operation.Makes.Any(fused.Contains))
            {
                result.Add(operation);
            }
        }

        return result;
    }

    private static MapGradient? IntoLoss(StepGraph graph) =>
        OnlyReader(graph.Step, graph.Loss.Gradient) is MapGradient { Of.IsPlain: true } through && through.Of.Y == graph.Loss.Output ? through : null;

    private static Operation? OnlyReader(IEnumerable<Operation> operations, Value value)
    {
        Operation[] readers = [.. operations.Where(operation => operation.Reads.Contains(value)).Take(2)];
        return readers.Length == 1 ? readers[0] : null;
    }
}
