using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// Tiles of products whose sums are too long for one float (<see cref="LongSum"/>): the tiles of short sums, once for each chunk of the terms, and once more
/// for the end, which begins with the total and has no terms.
/// </summary>
internal static class LongProduct<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    private const int MostRows = 4;
    private const int MostFloats = 48;

    /// <summary>Rows of sums below one another, in the form of tiles.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run<TWalk, TEnd, TRule>(
        int all,
        int vectors,
        in TileForm form,
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
        Span<float> room = stackalloc float[MostRows * MostFloats];
        int width = vectors * TVectors.Lanes;
        for (int row = 0, rows; row < all; row += rows)
        {
            rows = all - row >= ProductTile<TVectors, TVector>.Small ? ProductTile<TVectors, TVector>.Small : 1;
            Span<float> sums = room.Slice(0, rows * width);
            for (int i = 0; i < rows; i++)
            {
                nint first = TEnd.StartsAlike ? 0 : (row + i) * form.ResultStride;
                MatrixLayout.CopyRow(ref Unsafe.Add(ref start, first), ref sums[i * width], width);
            }

            Sum<TWalk>(rows, vectors, form, ref Unsafe.Add(ref scalars, row * TWalk.Distance(form.ScalarStride)), ref panel, sums);
            for (int i = 0; i < rows; i++)
            {
                nint at = (row + i) * form.ResultStride;
                ref float beside = ref Unsafe.IsNullRef(ref other) ? ref other : ref Unsafe.Add(ref other, at);
                ProductTile<TVectors, TVector>.RunShort<TWalk, TEnd, TRule>(
                    1, vectors, form with { Terms = 0 }, 1, ref scalars, ref panel, ref sums[i * width], ref Unsafe.Add(ref results, at), ref beside, rule);
            }
        }
    }

    /// <summary>Adds to sums that have begun.</summary>
    private static void Sum<TWalk>(int rows, int vectors, in TileForm form, ref float scalars, ref float panel, Span<float> sums)
        where TWalk : struct, IWalk
    {
        Span<double> totals = stackalloc double[MostRows * MostFloats];
        LongSum.Begin(sums, totals);
        for (int term = 0; term < form.Terms; term += LongSum.Chunk)
        {
            TileForm chunk = form with { Terms = Math.Min(LongSum.Chunk, form.Terms - term), ResultStride = vectors * TVectors.Lanes };
            ref float vector = ref Unsafe.Add(ref panel, term * form.VectorStep);
            ref float scalar = ref Unsafe.Add(ref scalars, term * TWalk.Next(form.ScalarStride));
            ref float result = ref MemoryMarshal.GetReference(sums);
            if (typeof(TWalk) == typeof(DownColumns))
                Tile<DownColumns>(rows, vectors, chunk, ref scalar, ref vector, ref result);
            else
                Tile<AlongRows>(rows, vectors, chunk, ref scalar, ref vector, ref result);
            LongSum.Add(sums, totals);
        }

        LongSum.Round(totals, sums);
    }

    /// <summary>A chunk of the sums of a small tile or of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile<TWalk>(int rows, int vectors, in TileForm form, ref float scalars, ref float panel, ref float sums)
        where TWalk : struct, IWalk
    {
        ref float none = ref Unsafe.NullRef<float>();
        if (rows == 1)
        {
            ProductTile<TVectors, TVector>.RunShort<TWalk, StoreEnd<TVectors, TVector, NoActivation>, NoActivation>(
                1, vectors, form, 1, ref scalars, ref panel, ref ZeroPanel.Start, ref sums, ref none, default);
        }
        else
        {
            ProductTile<TVectors, TVector>.RunShort<TWalk, StoreEnd<TVectors, TVector, NoActivation>, NoActivation>(
                ProductTile<TVectors, TVector>.Small, vectors, form, 1, ref scalars, ref panel, ref ZeroPanel.Start, ref sums, ref none, default);
        }
    }
}
