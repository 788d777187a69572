using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// Products that sum over the batch, <c>xᵀ · dz</c>, for rows of a weight. Blocks of rows stand outside, so that their columns of the batch stay in the cache
/// while all panels of columns pass; tiles inside. Smaller tiles make up the rows that remain.
/// </summary>
internal static class WeightProduct<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>Rows over which all panels pass before the next rows come up.</summary>
    private const int Block = 128;

    /// <summary>Vectors of the widest panel: the end loads weights and states, too.</summary>
    public const int MostVectors = 2;

    /// <summary>Some rows of a weight.</summary>
    /// <param name="form">What tiles have in common.</param>
    /// <param name="columns">Columns of the weight, without padding.</param>
    /// <param name="first">The first row.</param>
    /// <param name="end">The row behind the last.</param>
    /// <param name="inputs">The first row of x.</param>
    /// <param name="gradients">The first row of dz.</param>
    /// <param name="results">The first weight, or its gradient.</param>
    /// <param name="tile">Room for a tile, or a null reference.</param>
    /// <param name="rule">What the end computes with.</param>
    public static void Rows<TEnd, TRule>(
        in TileForm form, int columns, int first, int end, ref float inputs, ref float gradients, ref float results, ref float tile, in TRule rule)
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        int all = PanelWidth<TVectors, TVector>.Vectors(columns), vectors;
        int large = ProductTile<TVectors, TVector>.Large;
        int tiles = (int)((uint)(end - first) / (uint)large), fullEnd = first + (tiles * large);
        int block = BlockTiles(tiles, large, all);
        for (; tiles > 0; tiles -= block, first += block * large)
        {
            for (int left = all, column = 0; left > 0; left -= vectors, column += vectors * TVectors.Lanes)
            {
                vectors = PanelWidth<TVectors, TVector>.Next(left, MostVectors);
                Tiles<TEnd, TRule>(
                    large, Math.Min(block, tiles), form, columns, vectors, first, column, ref inputs, ref gradients, ref results, ref tile, rule);
            }
        }

        if (fullEnd < end)
            Rest<TEnd, TRule>(form, columns, fullEnd, end, ref inputs, ref gradients, ref results, ref tile, rule);
    }

    /// <summary>The update of rows of a weight that a core's own caches do not hold, in tiles that fetch it ahead.</summary>
    /// <param name="form">What tiles have in common.</param>
    /// <param name="columns">Columns of the weight, without padding.</param>
    /// <param name="isTall">Whether weights and states exceed these caches by so much that each step streams them.</param>
    /// <param name="first">The first row.</param>
    /// <param name="end">The row behind the last.</param>
    /// <param name="inputs">The first row of x.</param>
    /// <param name="gradients">The first row of dz.</param>
    /// <param name="results">The first weight, or its gradient.</param>
    /// <param name="tile">Room for a tile, or a null reference.</param>
    /// <param name="update">The update.</param>
    public static void Stream<TUpdate>(
        in TileForm form,
        int columns,
        bool isTall,
        int first,
        int end,
        ref float inputs,
        ref float gradients,
        ref float results,
        ref float tile,
        in TUpdate update)
        where TUpdate : struct, IUpdateLanes
    {
        int all = PanelWidth<TVectors, TVector>.Vectors(columns), vectors;
        int large = ProductTile<TVectors, TVector>.Large;
        int rows = isTall ? 2 * large : large, most = isTall ? 1 : MostVectors;
        int tiles = (int)((uint)(end - first) / (uint)rows), fullEnd = first + (tiles * rows);
        int block = BlockTiles(tiles, rows, all);
        for (; tiles > 0; tiles -= block, first += block * rows)
        {
            int blockEnd = first + (Math.Min(block, tiles) * rows);
            for (int left = all, column = 0; left > 0; left -= vectors, column += vectors * TVectors.Lanes)
            {
                vectors = PanelWidth<TVectors, TVector>.Next(left, most);
                for (int row = first; row < blockEnd; row += rows)
                {
                    ref float scalars = ref Unsafe.Add(ref inputs, row);
                    ref float panel = ref Unsafe.Add(ref gradients, column);
                    ref float weights = ref Unsafe.Add(ref results, (row * form.ResultStride) + column);
                    if (isTall)
                        StreamedTiles<TVectors, TVector, TUpdate>.Of16x1(form, ref scalars, ref panel, ref weights, ref tile, update);
                    else if (vectors == 1)
                        Tiles<UpdateEnd<TVectors, TVector, TUpdate>, TUpdate>(
                            large, 1, form, columns, 1, row, column, ref inputs, ref gradients, ref results, ref tile, update);
                    else if (large == 8)
                        StreamedTiles<TVectors, TVector, TUpdate>.Of8x2(form, ref scalars, ref panel, ref weights, ref tile, update);
                    else
                        StreamedTiles<TVectors, TVector, TUpdate>.Of6x2(form, ref scalars, ref panel, ref weights, ref tile, update);
                }
            }
        }

        if (fullEnd < end)
            Rows<UpdateEnd<TVectors, TVector, TUpdate>, TUpdate>(form, columns, fullEnd, end, ref inputs, ref gradients, ref results, ref tile, update);
    }

    private static int BlockTiles(int tiles, int rows, int vectors) =>
        tiles * rows >= 2 * Block && vectors > MostVectors ? (int)((uint)Block / (uint)rows) : Math.Max(1, tiles);

    private static void Rest<TEnd, TRule>(
        in TileForm form, int columns, int row, int end, ref float inputs, ref float gradients, ref float results, ref float tile, in TRule rule)
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        int small = ProductTile<TVectors, TVector>.Small, vectors;
        for (int left = PanelWidth<TVectors, TVector>.Vectors(columns), column = 0; left > 0; left -= vectors, column += vectors * TVectors.Lanes)
        {
            vectors = PanelWidth<TVectors, TVector>.Next(left, MostVectors);
            int next = row;
            if (end - next >= small)
            {
                Tiles<TEnd, TRule>(small, 1, form, columns, vectors, next, column, ref inputs, ref gradients, ref results, ref tile, rule);
                next += small;
            }

            if (end - next == 3)
                Tiles<TEnd, TRule>(3, 1, form, columns, vectors, next, column, ref inputs, ref gradients, ref results, ref tile, rule);
            else if (end - next == 2)
                Tiles<TEnd, TRule>(2, 1, form, columns, vectors, next, column, ref inputs, ref gradients, ref results, ref tile, rule);
            else if (next < end)
                Tiles<TEnd, TRule>(1, 1, form, columns, vectors, next, column, ref inputs, ref gradients, ref results, ref tile, rule);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tiles<TEnd, TRule>(
        int rows,
        int tiles,
        in TileForm form,
        int columns,
        int vectors,
        int row,
        int column,
        ref float inputs,
        ref float gradients,
        ref float results,
        ref float tile,
        in TRule rule)
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        ref float scalars = ref Unsafe.Add(ref inputs, row);
        ref float panel = ref Unsafe.Add(ref gradients, column);
        ref float result = ref Unsafe.Add(ref results, (row * form.ResultStride) + column);
        ref float start = ref TEnd.StartsAlike ? ref ZeroPanel.Start : ref result;
        ProductTile<TVectors, TVector>.Run<DownColumns, TEnd, TRule>(
            rows, vectors, form, tiles, ref scalars, ref panel, ref start, ref result, ref tile, rule);
    }
}
