using FastOpt.Generators.Lowering.Graphs;
using FastOpt.Generators.Model;

namespace FastOpt.Generators.Lowering.Network;

/// <summary>
/// The blocks of columns in which the weight of a large layer stands, each a matrix [in, out / blocks] behind the one before. Threads share the products of such a layer by columns, so that a
/// thread's forward product reads mostly weights that it has updated, and each panel of the input gradient is laid out once.
/// </summary>
internal static class ColumnBlocks
{
    private const int Most = 4;

    /// <summary>Columns of a block, at least: two panels of the widest vectors.</summary>
    private const int LeastColumns = 64;

    /// <summary>Weights, at least: a thread's share of fewer is soon fetched from another core.</summary>
    private const int LeastFloats = 1 << 14;

    /// <summary>Weights, at least, where there is an input gradient, too: it is another phase, with another wait for all threads.</summary>
    private const int LeastFloatsOfBoth = 1 << 16;

    /// <summary>Inputs, at least, where there is an input gradient: its panels are what threads have of it.</summary>
    private const int LeastInputs = 8 * Tiles.WidestPanel;

    /// <summary>Columns that make panels of one width for vectors of any width.</summary>
    private const int Granule = 2 * RowPadding.Lanes;

    /// <summary>The blocks of a product's weight if the product has kernels of its own. What does not train never moves; gradients that are stored have one layout for all.</summary>
    /// <param name="product">The product.</param>
    /// <param name="isTrainedThrough">Whether a training step takes its input gradient, which threads then share by columns.</param>
    /// <param name="isSensedThrough">Whether the gradient of the caller's inputs comes through it, on one thread.</param>
    /// <param name="storesGradients">Whether gradients are stored.</param>
    public static int Of(Product product, bool isTrainedThrough, bool isSensedThrough, bool storesGradients)
    {
        if (product.Weight.IsFrozen || storesGradients || (long)product.Inputs * product.Outputs < (isTrainedThrough ? LeastFloatsOfBoth : LeastFloats))
            return 1;
        if (isTrainedThrough && product.Inputs < LeastInputs)
            return 1;
        if ((isTrainedThrough || isSensedThrough) && product.Inputs % Granule != 0)
            return 1;
        for (int blocks = Most; blocks > 1; blocks /= 2)
        {
            if (product.Outputs % (blocks * Granule) == 0 && product.Outputs / blocks >= LeastColumns)
                return blocks;
        }

        return 1;
    }
}
