using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network.Passes;

/// <summary>How a product's weight stands in memory, and which kernels it has.</summary>
/// <param name="IsOfAnyShape">Whether its kernels take extents as arguments.</param>
/// <param name="IsTransposed">Whether the weight stands as [out, in], with a copy [in, out] for forward.</param>
/// <param name="Blocks">The blocks of columns in which it stands.</param>
internal readonly record struct ProductLayout(bool IsOfAnyShape, bool IsTransposed, int Blocks);

/// <summary>The pass that decides how weights stand: whole, transposed, in blocks of columns. Its figures are data that later passes read.</summary>
internal static class LayOut
{
    public static Dictionary<ParameterSpec, ProductLayout> Run(StepGraph graph, NetworkSpec spec, KernelBudget budget) =>
        graph.Products.ToDictionary(static product => product.Weight, product => Of(product, graph, spec, budget));

    /// <summary>
    /// A narrow layer's weight stands as [out, in]. The rows of the layer's inputs must then be padded, which the caller's examples are not; gradients
    /// that are stored are added up, and their norm taken, in one layout for all; and kernels for any shape are kept few.
    /// </summary>
    private static ProductLayout Of(Product product, StepGraph graph, NetworkSpec spec, KernelBudget budget)
    {
        if (budget.OfAnyShape.Contains(product.Weight))
            return new ProductLayout(true, false, 1);
        bool isTransposed = product.X != graph.Input && !product.Weight.IsFrozen && !spec.StoresGradients && RowPadding.IsNarrow(product.Inputs, product.Outputs);
        return new ProductLayout(false, isTransposed, isTransposed ? 1 : budget.BlocksOf(product));
    }
}
