using FastOpt.Generators.Lowering.Graphs;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>The pass that drops what no result needs: gradients below the lowest layer that trains, values of branches that lead nowhere.</summary>
internal static class Prune
{
    /// <summary>Prunes a program.</summary>
    /// <param name="graph">The program.</param>
    /// <param name="results">Values that are wanted for themselves.</param>
    public static StepGraph Run(StepGraph graph, params Value[] results)
    {
        HashSet<Operation> needed = Needed(graph.Step, results);
        return graph with
        {
            Forward = [.. graph.Forward.Where(needed.Contains)],
            Backward = [.. graph.Backward.Where(needed.Contains)],
            Predict = [.. graph.Predict.Where(Needed(graph.Predict, [graph.Prediction]).Contains)],
        };
    }

    private static HashSet<Operation> Needed(IEnumerable<Operation> operations, IEnumerable<Value> results)
    {
        var read = new HashSet<Value>(results);
        var needed = new HashSet<Operation>(ReferenceComparer.Instance);
        foreach (Operation operation in operations.Reverse())
        {
            if (!operation.IsRoot && !operation.Makes.Any(read.Contains))
                continue;
            needed.Add(operation);
            read.UnionWith(operation.Reads);
        }

        return needed;
    }

    private sealed class ReferenceComparer : IEqualityComparer<Operation>
    {
        public static ReferenceComparer Instance { get; } = new();

        public bool Equals(Operation? left, Operation? right) => ReferenceEquals(left, right);

        public int GetHashCode(Operation operation) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(operation);
    }
}
