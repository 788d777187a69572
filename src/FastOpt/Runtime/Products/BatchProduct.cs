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
    /// <summary>Vectors of the widest panel.</summary>
    public static int MostVectors => VectorWidth.HasManyRegisters ? 3 : 2;

    /// <summary>A panel of the product, over all rows.</summary>
    /// <param name="form">What its tiles have in common.</param>
    /// <param name="vectors">Vectors of the panel.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="inputs">The scalars of the first row.</param>
    /// <param name="panel">The vectors of the first term.</param>
    /// <param name="start">What sums start at.</param>
    /// <param name="results">The first result.</param>
    /// <param name="other">What else the end reads or writes, as the results stand, or a null reference.</param>
    /// <param name="rule">What the end computes with.</param>
    public static void Panel<TWalk, TEnd, TRule>(
        in TileForm form,
        int vectors,
        int rows,
        ref float inputs,
        ref float panel,
        ref float start,
        ref float results,
        ref float other,
        in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        int large = ProductTile<TVectors, TVector>.Large, small = ProductTile<TVectors, TVector>.Small;
        int row = (int)((uint)rows / (uint)large) * large;
        // A few rows behind tiles of six: two tiles of four take them and the last six, in less time than six and then a few.
        if (row < rows && rows - row <= (2 * small) - large && row > 0)
            row -= large;
        if (row > 0)
            Tiles<TWalk, TEnd, TRule>(large, row / large, form, vectors, 0, ref inputs, ref panel, ref start, ref results, ref other, rule);
        if (row == rows)
            return;
        if (rows - row > small && rows - row < large && row > 0)
        {
            Tiles<TWalk, TEnd, TRule>(large, 1, form, vectors, rows - large, ref inputs, ref panel, ref start, ref results, ref other, rule);
            return;
        }

        int tiles = (int)((uint)(rows - row) / (uint)small);
        if (tiles > 0)
            Tiles<TWalk, TEnd, TRule>(small, tiles, form, vectors, row, ref inputs, ref panel, ref start, ref results, ref other, rule);
        row += tiles * small;
        if (rows - row > 1 && rows >= small)
            Tiles<TWalk, TEnd, TRule>(small, 1, form, vectors, rows - small, ref inputs, ref panel, ref start, ref results, ref other, rule);
        else if (row < rows)
            Tiles<TWalk, TEnd, TRule>(1, rows - row, form, vectors, row, ref inputs, ref panel, ref start, ref results, ref other, rule);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tiles<TWalk, TEnd, TRule>(
        int rows,
        int tiles,
        in TileForm form,
        int vectors,
        int row,
        ref float inputs,
        ref float panel,
        ref float start,
        ref float results,
        ref float other,
        in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        nint at = row * form.ResultStride;
        ref float scalars = ref Unsafe.Add(ref inputs, row * form.ScalarStride);
        ref float result = ref Unsafe.Add(ref results, at);
        ref float beside = ref Unsafe.IsNullRef(ref other) ? ref other : ref Unsafe.Add(ref other, at);
        ProductTile<TVectors, TVector>.Run<TWalk, TEnd, TRule>(rows, vectors, form, tiles, ref scalars, ref panel, ref start, ref result, ref beside, rule);
    }
}
