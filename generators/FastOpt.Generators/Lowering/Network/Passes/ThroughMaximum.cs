using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Model;
using FastOpt.Generators.Model.Layers;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>
/// The part of the fuse pass that takes the gradients of convolutions through the maximum behind them: three quarters or more of what comes back are zeros,
/// which are then never written. An activation between them stays, on the elements that were passed on, if its derivative is taken from its output. Where the
/// zeros are too few, or have other readers, the derivative alone goes in front of them.
/// </summary>
internal static class ThroughMaximum
{
    /// <summary>Elements of a pool's window, at least: of fewer the zeros are too few.</summary>
    private const int LeastArea = 4;

    public static StepGraph Run(StepGraph graph)
    {
        foreach (WindowSpread spread in graph.Backward.OfType<WindowSpread>().ToArray())
        {
            if (spread.Of.Kind != PoolKind.Max)
                continue;
            StepGraph fused = spread.Of.Window.Area >= LeastArea ? Fuse(graph, spread) : graph;
            graph = ReferenceEquals(fused, graph) ? DerivativeFirst(graph, spread) : fused;
        }

        return graph;
    }

    private static StepGraph Fuse(StepGraph graph, WindowSpread spread)
    {
        Operation[] readers = Readers(graph, spread.Result);
        if (readers.Length > 0 && readers.All(IsOfConvolution))
            return Replace(graph, spread, spread.Result, spread.Gradient, spread.Of);
        if (readers.Length != 1 || readers[0] is not MapGradient { Of.IsPlain: true } through || through.Of.DerivativeFrom != spread.Of.X)
            return graph;
        Operation[] behind = Readers(graph, through.Result);
        if (behind.Length == 0 || !behind.All(IsOfConvolution))
            return graph;
        var result = new Value(through.Result.Name, spread.Of.Y.Shape) { Slot = through.Result.Slot };
        MapGradient passed = through with { Of = through.Of with { Y = spread.Of.Y }, Gradient = spread.Gradient, Result = result };
        StepGraph with = graph with { Backward = [.. graph.Backward.Select(operation => ReferenceEquals(operation, through) ? passed : operation)] };
        return Replace(with, spread, through.Result, result, spread.Of);
    }

    /// <summary>
    /// The derivative, and the sum that is a bias's gradient, of the elements that were passed on, before these are spread. Windows that overlap would add
    /// first.
    /// </summary>
    private static StepGraph DerivativeFirst(StepGraph graph, WindowSpread spread)
    {
        Operation[] readers = Readers(graph, spread.Result);
        WindowSpec window = spread.Of.Window;
        if (readers.Length != 1 || readers[0] is not MapGradient { Of.IsPlain: true } through || through.Of.DerivativeFrom != spread.Of.X
            || window.StrideDown < window.KernelHeight || window.StrideRight < window.KernelWidth)
        {
            return graph;
        }

        var passed = new Value(spread.Result.Name, spread.Of.Y.Shape) { Slot = spread.Result.Slot };
        MapGradient derivative = through with { Of = through.Of with { Y = spread.Of.Y }, Gradient = spread.Gradient, Result = passed };
        WindowSpread last = spread with { Gradient = passed, Result = through.Result };
        return graph with { Backward = [.. graph.Backward.Select(Changed)], Gradients = [.. graph.Gradients.Select(Changed)] };

        Operation Changed(Operation operation) => ReferenceEquals(operation, spread) ? derivative
            : ReferenceEquals(operation, through) ? last
            : operation is WindowBiasGradient bias && bias.Gradient == through.Result ? bias with { Gradient = passed, Pool = spread.Of }
            : operation;
    }

    /// <summary>Leaves the spread out; what read its result takes what it would have spread.</summary>
    private static StepGraph Replace(StepGraph graph, WindowSpread spread, Value from, Value to, WindowReduce pool)
    {
        Operation Changed(Operation operation) => operation is WindowProductGradient gradient && gradient.Gradient == from
            ? gradient with { Gradient = to, Pool = pool }
            : operation;
        return graph with
        {
            Backward = [.. graph.Backward.Where(operation => !ReferenceEquals(operation, spread)).Select(Changed)],
            Gradients = [.. graph.Gradients.Select(Changed)],
        };
    }

    private static bool IsOfConvolution(Operation operation) => operation is WindowProductGradient { Of.Window: { HasRuns: true, HasLongInputSums: false } };

    private static Operation[] Readers(StepGraph graph, Value value) => [.. graph.Step.Where(operation => operation.Reads.Contains(value))];
}
