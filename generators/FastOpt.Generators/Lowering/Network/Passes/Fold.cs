using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>
/// A map that a product takes over in folded predictions: in their copy of the weights, W ← W · a and b ← b · a + f(0), where f(x) = a · x + f(0).
/// </summary>
/// <param name="Product">The product in front.</param>
/// <param name="Map">The map. a stands where the first of its operands stood, which nothing reads any more.</param>
internal sealed record Folding(IProduct Product, Map Map)
{
    /// <summary>What the map's operands are, a value for each channel.</summary>
    public IEnumerable<ParameterSpec> Operands => Map.Operands.Select(static operand => operand.Tensor!);
}

/// <summary>
/// The specialization for folded predictions: a map that is affine in x and whose operands are all fixed, a value for each channel of the product in front of
/// it, becomes part of that product's weights. A normalization with running statistics is one.
/// </summary>
internal static class Fold
{
    /// <summary>The program, of which only predictions count; null where there is nothing to fold.</summary>
    public static (StepGraph Graph, IReadOnlyList<Folding> Foldings)? Run(StepGraph graph)
    {
        var foldings = new List<Folding>();
        var operations = graph.Predict.ToList();
        foreach (IProduct product in graph.Predict.OfType<IProduct>().Where(static product => product.Bias is not null))
        {
            Operation last = (Operation)product;
            while (Behind(operations, graph.Prediction, product, ref last) is { } map)
            {
                foldings.Add(new Folding(product, map));
                Operation folded = last is Turn turn ? turn with { Y = map.Y } : ((IProduct)last).To(map.Y);
                operations[operations.IndexOf(last)] = folded;
                operations.Remove(map);
                last = folded;
            }
        }

        return foldings.Count == 0 ? null : (graph with { Predict = operations }, foldings);
    }

    /// <summary>
    /// The map that alone reads what a product makes, if it can be folded. A product without a bias has nowhere to take what the map adds. Between them
    /// elements
    /// may change places.
    /// </summary>
    private static Map? Behind(List<Operation> operations, Value prediction, IProduct product, ref Operation last)
    {
        Operation? reader = OnlyReader(operations, prediction, last);
        if (reader is Turn turn)
            (last, reader) = (turn, OnlyReader(operations, prediction, turn));
        return reader is Map map && IsFixed(map, product.Weight.Shape.Extents[0]) ? map : null;
    }

    private static Operation? OnlyReader(List<Operation> operations, Value prediction, Operation maker)
    {
        Value value = maker.Makes.Single();
        Operation[] readers = [.. operations.Where(operation => operation.Reads.Contains(value)).Take(2)];
        return value != prediction && readers.Length == 1 ? readers[0] : null;
    }

    private static bool IsFixed(Map map, int channels) =>
        map.X.Shape.Channels == channels
        && map is { IsPlain: false, IsPrediction: false, Rule.Facts.IsAffine: true, Operands.Count: > 0 }
        && map.Operands.All(operand => operand.Tensor?.Shape.Size == channels);
}
