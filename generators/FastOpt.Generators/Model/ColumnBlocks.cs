namespace FastOpt.Generators.Model;

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

    /// <summary>Inputs, at least, where there is an input gradient: its panels, of up to 48 columns, are what threads have of it.</summary>
    private const int LeastInputs = 8 * 48;

    /// <summary>Columns that make panels of one width for vectors of any width.</summary>
    private const int Granule = 2 * RowPadding.Lanes;

    /// <summary>The blocks of a layer's weight; 1 if it stands whole, as it does for kernels for any shape, which have one layout for all.</summary>
    public static int Of(NetworkSpec spec, HashSet<int> ofAnyShape, int layer) => ofAnyShape.Contains(layer) ? 1 : Of(spec, layer);

    /// <summary>The blocks of a layer's weight if the layer has kernels of its own. What does not train never moves; gradients that are stored have one layout for all.</summary>
    public static int Of(NetworkSpec spec, int layer)
    {
        LayerSpec dense = spec.Layers[layer];
        bool hasInputGradient = layer > spec.LowestTrainable;
        if (!dense.IsTrained || spec.StoresGradients || (long)dense.Inputs * dense.Outputs < (hasInputGradient ? LeastFloatsOfBoth : LeastFloats))
            return 1;
        if (hasInputGradient && (dense.Inputs < LeastInputs || dense.Inputs % Granule != 0))
            return 1;
        for (int blocks = Most; blocks > 1; blocks /= 2)
        {
            if (dense.Outputs % (blocks * Granule) == 0 && dense.Outputs / blocks >= LeastColumns)
                return blocks;
        }

        return 1;
    }

    /// <summary>Floats of a row of the weight, the padding of each block included.</summary>
    public static int PaddedColumns(NetworkSpec spec, HashSet<int> ofAnyShape, int layer)
    {
        int blocks = Of(spec, ofAnyShape, layer);
        return blocks * RowPadding.Stride(spec.Layers[layer].Outputs / blocks);
    }
}
