using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>How a product's weight stands in memory.</summary>
/// <param name="IsTransposed">Whether the weight stands as [out, in], with a copy [in, out] for forward.</param>
/// <param name="Blocks">The blocks of columns in which it stands.</param>
internal readonly record struct ProductLayout(bool IsTransposed, int Blocks);

/// <summary>The pass that decides how weights stand: whole, transposed, in blocks of columns. Its figures are data that later passes read.</summary>
internal static class LayOut
{
    /// <summary>Lays out the weights, before anything is fused.</summary>
    /// <param name="graph">The training step.</param>
    /// <param name="sensitivity">The program of input gradients, whose products go further back.</param>
    /// <param name="spec">The declaration.</param>
    public static Dictionary<ParameterSpec, ProductLayout> Run(StepGraph graph, StepGraph? sensitivity, NetworkSpec spec)
    {
        HashSet<ParameterSpec> trainedThrough = InputProducts(graph);
        HashSet<ParameterSpec> sensedThrough = sensitivity is null ? [] : InputProducts(sensitivity);
        return graph.Products.ToDictionary(static product => product.Weight, Of);

        // A narrow layer's weight stands as [out, in]. The rows of the layer's inputs must then be padded, which the caller's examples are not; and
        // gradients that are stored are added up, and their norm taken, in one layout for all.
        ProductLayout Of(Product product)
        {
            bool trainsInRegisters = !product.Weight.IsFrozen && !spec.StoresGradients;
            bool isTransposed = product.X != graph.Input && trainsInRegisters && RowPadding.IsNarrow(product.Inputs, product.Outputs);
            return new ProductLayout(isTransposed, isTransposed
                ? 1
                : ColumnBlocks.Of(product, trainedThrough.Contains(product.Weight), sensedThrough.Contains(product.Weight), spec.StoresGradients));
        }
    }

    /// <summary>Weights through which gradients go further back than to what the caller brings.</summary>
    private static HashSet<ParameterSpec> InputProducts(StepGraph graph) =>
        [.. graph.Backward.OfType<InputProduct>().Where(operation => operation.Of.X != graph.Input).Select(static operation => operation.Of.Weight)];
}
