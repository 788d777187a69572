using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>The register tiles by their size.</summary>
internal static class ProductTile<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>Rows of the largest tile: 32 registers hold 8 rows of 3 vectors beside the loads and the broadcast, 16 hold 6 rows of 2.</summary>
    public static int Large => VectorWidth.HasManyRegisters ? 8 : 6;

    /// <summary>Rows of the tile for most of what the largest leave.</summary>
    public const int Small = 4;

    /// <summary>Runs tiles of so many rows and vectors below one another; the rows are a constant, for which there is a tile at this width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TWalk, TEnd, TRule>(
        int rows,
        int vectors,
        in TileForm form,
        int tiles,
        ref float scalars,
        ref float panel,
        ref float start,
        ref float results,
        ref float other,
        in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        if (LongSum.Is(form.Terms))
        {
            LongProduct<TVectors, TVector>.Run<TWalk, TEnd, TRule>(
                rows * tiles, vectors, form, ref scalars, ref panel, ref start, ref results, ref other, rule);
        }
        else
        {
            RunShort<TWalk, TEnd, TRule>(rows, vectors, form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
        }
    }

    /// <summary>The same for sums that are short enough for one float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunShort<TWalk, TEnd, TRule>(
        int rows,
        int vectors,
        in TileForm form,
        int tiles,
        ref float scalars,
        ref float panel,
        ref float start,
        ref float results,
        ref float other,
        in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        if (vectors > 3)
            Row<TWalk, TEnd, TRule>(vectors, form, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else if (VectorWidth.HasManyRegisters && vectors == 3)
            Wide<TWalk, TEnd, TRule>(rows, form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else if (vectors == 2)
            Two<TWalk, TEnd, TRule>(rows, form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else
            Narrow<TWalk, TEnd, TRule>(rows, form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row<TWalk, TEnd, TRule>(
        int vectors, in TileForm form, ref float scalars, ref float panel, ref float start, ref float results, ref float other, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        if (vectors == 8)
            RowTiles<TVectors, TVector>.Of8<TWalk, TEnd, TRule>(form, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else if (vectors == 6)
            RowTiles<TVectors, TVector>.Of6<TWalk, TEnd, TRule>(form, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else
            RowTiles<TVectors, TVector>.Of4<TWalk, TEnd, TRule>(form, ref scalars, ref panel, ref start, ref results, ref other, rule);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Wide<TWalk, TEnd, TRule>(
        int rows, in TileForm form, int tiles, ref float scalars, ref float panel, ref float start, ref float results, ref float other, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        if (rows == 8)
            WideProductTiles<TVectors, TVector>.Of8<TWalk, TEnd, TRule>(form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else if (rows == 4)
            WideProductTiles<TVectors, TVector>.Of4<TWalk, TEnd, TRule>(form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else
            WideProductTiles<TVectors, TVector>.Of1<TWalk, TEnd, TRule>(form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Two<TWalk, TEnd, TRule>(
        int rows, in TileForm form, int tiles, ref float scalars, ref float panel, ref float start, ref float results, ref float other, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        if (rows == 8)
            ProductTiles<TVectors, TVector>.Of8<TWalk, TEnd, TRule>(form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else if (rows == 6)
            ProductTiles<TVectors, TVector>.Of6<TWalk, TEnd, TRule>(form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else if (rows == 4)
            ProductTiles<TVectors, TVector>.Of4<TWalk, TEnd, TRule>(form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else if (rows == 3)
            ProductTiles<TVectors, TVector>.Of3<TWalk, TEnd, TRule>(form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else if (rows == 2)
            ProductTiles<TVectors, TVector>.Of2<TWalk, TEnd, TRule>(form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else
            ProductTiles<TVectors, TVector>.Of1<TWalk, TEnd, TRule>(form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Narrow<TWalk, TEnd, TRule>(
        int rows, in TileForm form, int tiles, ref float scalars, ref float panel, ref float start, ref float results, ref float other, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        if (rows == 8)
            NarrowProductTiles<TVectors, TVector>.Of8<TWalk, TEnd, TRule>(form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else if (rows == 6)
            NarrowProductTiles<TVectors, TVector>.Of6<TWalk, TEnd, TRule>(form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else if (rows == 4)
            NarrowProductTiles<TVectors, TVector>.Of4<TWalk, TEnd, TRule>(form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else if (rows == 3)
            NarrowProductTiles<TVectors, TVector>.Of3<TWalk, TEnd, TRule>(form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else if (rows == 2)
            NarrowProductTiles<TVectors, TVector>.Of2<TWalk, TEnd, TRule>(form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
        else
            NarrowProductTiles<TVectors, TVector>.Of1<TWalk, TEnd, TRule>(form, tiles, ref scalars, ref panel, ref start, ref results, ref other, rule);
    }
}
