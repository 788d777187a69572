using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>
/// A map that a product takes over in folded predictions: in their copy of the weights, W ← W · a and b ← b · a + f(0), where f(x) = a · x + f(0).
/// </summary>
/// <param name="Product">The product in front.</param>
/// <param name="Map">The map. a stands where the first of its operands stood, which nothing reads any more.</param>
internal sealed record Folding(Product Product, Map Map)
{
    /// <summary>What the map's operands are, a value for each channel.</summary>
    public IEnumerable<ParameterSpec> Operands => Map.Operands.Select(static operand => operand.Tensor!);
}

/// <summary>
/// The specialization for folded predictions: a map that is affine in x and whose operands are all fixed, a value for each column of the product in front of
/// it, becomes part of that product's weights. A normalization with running statistics is one.
/// </summary>
internal static class Fold
{
    /// <summary>The program, of which only predictions count; null where there is nothing to fold.</summary>
    public static (StepGraph Graph, IReadOnlyList<Folding> Foldings)? Run(StepGraph graph)
    {
        var foldings = new List<Folding>();
        var operations = graph.Predict.ToList();
        for (int i = 0; i < operations.Count; i++)
        {
            while (operations[i] is Product product && Behind(operations, graph.Prediction, product) is { } map)
            {
                foldings.Add(new Folding(product, map));
                operations[i] = product with { Y = map.Y };
                operations.Remove(map);
            }
        }

        return foldings.Count == 0 ? null : (graph with { Predict = operations }, foldings);
    }

    /// <summary>The map that alone reads what a product makes, if it can be folded. A product without a bias has nowhere to take what the map adds.</summary>
    private static Map? Behind(List<Operation> operations, Value prediction, Product product)
    {
        if (product.Bias is null || product.Y == prediction)
            return null;
        Operation[] readers = [.. operations.Where(operation => operation.Reads.Contains(product.Y)).Take(2)];
        return readers.Length == 1 && readers[0] is Map map && IsFixed(map, product.Outputs) ? map : null;
    }

    private static bool IsFixed(Map map, int columns) =>
        map is { IsPlain: false, IsPrediction: false, Rule.Facts.IsAffine: true, Operands.Count: > 0 }
        && map.Operands.All(operand => operand.Tensor?.Shape.Size == columns);
}
