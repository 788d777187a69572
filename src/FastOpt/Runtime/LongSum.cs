using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// Sums of many terms. A float that holds a large sum rounds every further term to what it has room for: 0.1 added a million times gives 100,958.34. Up to
/// 65,536 terms are added one after the other; longer sums are added in chunks, and the chunks in double. The number of terms alone decides where chunks end,
/// so bits depend neither on threads nor on the width of vectors. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LongSum
{
    /// <summary>Terms up to which floats are added one after the other.</summary>
    internal const int Most = 65_536;

    /// <summary>Terms of a chunk: even if all of them err alike, the sum is within 8e-6.</summary>
    internal const int Chunk = 256;

    /// <summary>Elements of a chunk of a row, whose terms fall to the virtual lanes in turn.</summary>
    internal const int RowChunk = Chunk * VirtualLanes.Count;

    /// <summary>Whether so many terms are added in chunks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(long terms) => terms > Most;

    /// <summary>Rows of a batch that make a chunk; all of them, if they are not too many.</summary>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="terms">Terms that each adds.</param>
    public static int Rows(int rows, int terms) => Is((long)rows * terms) ? Math.Max(1, Chunk / terms) : rows;

    /// <summary>The same where the terms of a row fall to the virtual lanes in turn.</summary>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="terms">Terms that each adds.</param>
    public static int RowsOfLanes(int rows, int terms) => Is((long)rows * terms) ? Math.Max(1, RowChunk / terms) : rows;

    /// <summary>The totals that begin with what stands in floats.</summary>
    internal static void Begin(ReadOnlySpan<float> starts, Span<double> totals)
    {
        totals.Slice(0, starts.Length).Clear();
        Add(starts, totals);
    }

    /// <summary>Adds the sums of a chunk to the totals.</summary>
    internal static void Add(ReadOnlySpan<float> sums, Span<double> totals)
    {
        ref float sum = ref MemoryMarshal.GetReference(sums);
        ref double total = ref MemoryMarshal.GetReference(totals.Slice(0, sums.Length));
        int i = 0;
        for (; i <= sums.Length - 8; i += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref sum, (nuint)i));
            (Vector256.LoadUnsafe(ref total, (nuint)i) + low).StoreUnsafe(ref total, (nuint)i);
            (Vector256.LoadUnsafe(ref total, (nuint)i + 4) + high).StoreUnsafe(ref total, (nuint)i + 4);
        }

        for (; i < sums.Length; i++)
            totals[i] += sums[i];
    }

    /// <summary>What the totals are as floats.</summary>
    internal static void Round(ReadOnlySpan<double> totals, Span<float> results)
    {
        for (int i = 0; i < results.Length; i++)
            results[i] = (float)totals[i];
    }
}
