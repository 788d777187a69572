using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Lowering.Network.Kernels;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>
/// The pass that decides what runs inside what: an activation on the sums of its product, a derivative on the gradient that reaches it, the last one inside the
/// loss. Maxima keep no places that nothing reads.
/// </summary>
internal static class Fuse
{
    public static StepGraph Run(StepGraph graph)
    {
        graph = graph with { Loss = IntoLoss(graph) is { } last ? graph.Loss with { Through = last } : graph.Loss };
        graph = graph with { Backward = [.. graph.Backward.Where(operation => !ReferenceEquals(operation, graph.Loss.Through))] };
        graph = ThroughMaximum.Run(graph);
        graph = graph with { Backward = Derivatives(graph) };
        IReadOnlyList<Operation> forward = Products(graph.Forward, graph.Output, graph.Step, []);
        IReadOnlyList<Operation> predict = Products(
            graph.Predict, graph.Prediction, [.. graph.Predict, graph.PredictionLoss], [.. forward.OfType<Product>()]);
        return graph with { Forward = WithoutPlaces(forward, graph.Step), Predict = WithoutPlaces(predict, predict) };
    }

    /// <summary>The map that could run on a product's sums: the only operation of the forward pass that reads them.</summary>
    private static Map? ActivationOf(IReadOnlyList<Operation> forward, Value output, IProduct product) =>
        product.Y != output && OnlyReader(forward, product.Y) is Map { IsPlain: true } map ? map : null;

    /// <summary>The backward pass with derivatives inside the products whose result they alone read.</summary>
    private static List<Operation> Derivatives(StepGraph graph)
    {
        var result = new List<Operation>();
        var fused = new HashSet<Value>();
        foreach (Operation operation in graph.Backward)
        {
            Operation last = operation switch
            {
                InputProduct product when ThroughOf(graph, product.Result) is { } through => product with { Through = through },
                // What comes back through a maximum is added up place by place.
                WindowInputProduct { Pool: null } product when ThroughOf(graph, product.Result) is { } through => product with { Through = through },
                _ => operation,
            };
            if (!ReferenceEquals(last, operation))
                fused.UnionWith(last.Makes);
            if (!ReferenceEquals(last, operation) || !operation.Makes.Any(fused.Contains))
                result.Add(last);
        }

        return result;
    }

    private static MapGradient? ThroughOf(StepGraph graph, Value result) =>
        OnlyReader(graph.Step, result) is MapGradient { Of.IsPlain: true } through ? through : null;

    private static List<Operation> Products(
        IReadOnlyList<Operation> forward, Value output, IEnumerable<Operation> all, IReadOnlyList<Product> trained)
    {
        var result = new List<Operation>();
        var fused = new HashSet<Value>();
        foreach (Operation operation in forward)
        {
            if (operation is IProduct product && ActivationOf(forward, output, product) is { } activation
                && With(product, activation, all, trained) is { } whole)
            {
                result.Add(whole);
                fused.Add(activation.Y);
            }
            else if (!operation.Makes.Any(fused.Contains))
            {
                result.Add(operation);
            }
        }

        return result;
    }

    /// <summary>Maxima do not say where they stood if nothing asks for it, as in predictions.</summary>
    private static Operation[] WithoutPlaces(IEnumerable<Operation> operations, IEnumerable<Operation> readers)
    {
        HashSet<Value> read = [.. readers.SelectMany(static reader => reader.Reads)];
        return [.. operations.Select(operation => operation is WindowReduce { Places: { } places } reduce && !read.Contains(places)
            ? reduce with { Places = null }
            : operation)];
    }

    /// <summary>The product with an activation on its sums; null where these are read by others, too, and it cannot store both.</summary>
    private static Operation? With(IProduct product, Map activation, IEnumerable<Operation> all, IReadOnlyList<Product> trained)
    {
        bool keeps = all.Any(reader => !ReferenceEquals(reader, activation) && reader.Reads.Contains(product.Y));
        return product switch
        {
            // Predictions run the same kernel, whether or not anything reads what it keeps.
            Product dense => dense with { Activation = activation, Keeps = keeps || trained.Any(twin => twin.Weight == dense.Weight && twin.Keeps) },
            WindowProduct window when !keeps => window with { Activation = activation },
            _ => null,
        };
    }

    private static MapGradient? IntoLoss(StepGraph graph) =>
        OnlyReader(graph.Step, graph.Loss.Gradient) is MapGradient { Of.IsPlain: true } through && through.Of.Y == graph.Loss.Output ? through : null;

    private static Operation? OnlyReader(IEnumerable<Operation> operations, Value value)
    {
        Operation[] readers = [.. operations.Where(operation => operation.Reads.Contains(value)).Take(2)];
        return readers.Length == 1 ? readers[0] : null;
    }
}
