using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// Products over the rows of the batch. Panels of columns stand outside, so that a panel of weights stays in the cache, and tiles of rows inside. A last tile
/// that is not full begins earlier: what it computes again has the same bits.
/// </summary>
internal static class BatchProduct<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    // 32 registers hold 8 rows of 3 vectors beside the loads and the broadcast, 16 hold 6 rows of 2.
    private static int LargeTile => TVectors.Lanes == 16 ? 8 : 6;

    private static int SmallTile => TVectors.Lanes == 16 ? 4 : 3;

    /// <summary>Vectors of the widest panel.</summary>
    public static int MostVectors => TVectors.Lanes == 16 ? 3 : 2;

    /// <summary>A product whose vectors stand where all its panels find them.</summary>
    /// <param name="call">What it works on.</param>
    /// <param name="start">What sums start at: a bias, or a null reference for zero.</param>
    /// <param name="rule">What the end computes with.</param>
    public static void Panels<TWalk, TEnd, TRule>(in ProductCall call, ref float start, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        int left = PanelWidth<TVectors, TVector>.Vectors(call.Columns), vectors;
        for (int column = 0; left > 0; left -= vectors, column += vectors * TVectors.Lanes)
        {
            vectors = PanelWidth<TVectors, TVector>.Next(left, MostVectors);
            ref float from = ref Unsafe.IsNullRef(ref start) ? ref ZeroPanel.Start : ref Unsafe.Add(ref start, column);
            Panel<TWalk, TEnd, TRule>(call, vectors, column, call.Form.VectorStep, ref Unsafe.Add(ref call.Vectors, column), ref from, rule);
        }
    }

    /// <summary>A product with a weight's transpose, of which each panel is laid out before it is used.</summary>
    /// <param name="call">What it works on.</param>
    /// <param name="weight">How the weight stands.</param>
    /// <param name="panel">Room for a panel.</param>
    /// <param name="part">The columns that are made, where the weight stands in blocks; else all are.</param>
    /// <param name="rule">What the end computes with.</param>
    public static void LaidOutPanels<TEnd, TRule>(in ProductCall call, in WeightBlocks weight, ref float panel, Part part, in TRule rule)
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        (int column, int end, int most) = (0, call.Columns, MostVectors);
        if (weight.Blocks > 1)
        {
            // Shares are whole panels, all of one width.
            most = PanelWidth<TVectors, TVector>.Vectors(call.Columns) % most == 0 ? most : 2;
            (column, end) = (part.First(call.Columns, most * TVectors.Lanes), part.End(call.Columns, most * TVectors.Lanes));
        }

        int left = PanelWidth<TVectors, TVector>.Vectors(end - column), vectors;
        for (; left > 0; left -= vectors, column += vectors * TVectors.Lanes)
        {
            vectors = PanelWidth<TVectors, TVector>.Next(left, most);
            int width = vectors * TVectors.Lanes;
            weight.LayOut(ref call.Vectors, column, call.Columns, call.Form.Terms, ref panel, width);
            Panel<AlongRows, TEnd, TRule>(call, vectors, column, width, ref panel, ref ZeroPanel.Start, rule);
        }
    }

    /// <summary>A panel of the product, over all rows.</summary>
    private static void Panel<TWalk, TEnd, TRule>(
        in ProductCall call, int vectors, int column, nint step, ref float panel, ref float start, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        TileForm form = call.Form with { VectorStep = step };
        int rows = call.Rows;
        int row = (int)((uint)rows / (uint)LargeTile) * LargeTile;
        if (row > 0)
            Tiles<TWalk, TEnd, TRule>(LargeTile, row / LargeTile, 0, call, form, vectors, column, ref panel, ref start, rule);
        if (row == rows)
            return;
        if (rows - row > SmallTile && row > 0)
        {
            Tiles<TWalk, TEnd, TRule>(LargeTile, 1, rows - LargeTile, call, form, vectors, column, ref panel, ref start, rule);
            return;
        }

        int small = (int)((uint)(rows - row) / (uint)SmallTile);
        if (small > 0)
            Tiles<TWalk, TEnd, TRule>(SmallTile, small, row, call, form, vectors, column, ref panel, ref start, rule);
        row += small * SmallTile;
        if (rows - row > 1 && rows >= SmallTile)
            Tiles<TWalk, TEnd, TRule>(SmallTile, 1, rows - SmallTile, call, form, vectors, column, ref panel, ref start, rule);
        else if (row < rows)
            Tiles<TWalk, TEnd, TRule>(1, rows - row, row, call, form, vectors, column, ref panel, ref start, rule);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tiles<TWalk, TEnd, TRule>(
        int rows, int tiles, int row, in ProductCall call, in TileForm form, int vectors, int column, ref float panel, ref float start, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        nint at = (row * form.ResultStride) + column;
        ref float scalars = ref Unsafe.Add(ref call.Scalars, row * form.ScalarStride);
        ref float results = ref Unsafe.Add(ref call.Results, at);
        ref float other = ref Unsafe.IsNullRef(ref call.Other) ? ref call.Other : ref Unsafe.Add(ref call.Other, at);
        ProductTile<TVectors, TVector>.Run<TWalk, TEnd, TRule>(rows, vectors, form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
    }
}
