using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// Sections of a batch: neighboring rows whose sums one thread makes, in a place of their own, where it has made what is summed. The size of the batch alone
/// says where sections end, so sums do not depend on threads. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Sections
{
    /// <summary>The most sections of a batch: so many sums have room, and so many threads a section each.</summary>
    public const int Most = 16;

    private const int Lanes = 16;

    /// <summary>Rows of a section; the last one may have fewer.</summary>
    /// <param name="batch">Rows of the batch.</param>
    /// <param name="granule">Rows that stay together.</param>
    public static int Rows(int batch, int granule) => granule * Math.Max(1, (batch + (granule * Most) - 1) / (granule * Most));

    /// <summary>A bias's gradient from the sums of all sections.</summary>
    /// <param name="sums">The sums of the first section; they become those of all.</param>
    /// <param name="count">Elements of the bias.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="sectionRows">Rows of a section.</param>
    /// <param name="results">Receives the gradient.</param>
    /// <param name="adds">Whether it is added to what stands there.</param>
    public static void BiasGradient(ref float sums, int count, int rows, int sectionRows, ref float results, bool adds)
    {
        AddUp(ref sums, Stride(count), 0, count, Count(rows, sectionRows));
        ReadOnlySpan<float> all = MemoryMarshal.CreateReadOnlySpan(ref sums, count);
        Span<float> gradient = MemoryMarshal.CreateSpan(ref results, count);
        if (adds)
            ElementSums.AddTo(all, gradient);
        else
            all.CopyTo(gradient);
    }

    /// <summary>Floats from the sums of a section to those of the next, where it has so many.</summary>
    internal static int Stride(int count) => (count + Lanes - 1) & ~(Lanes - 1);

    /// <summary>Sections of a batch.</summary>
    internal static int Count(int rows, int sectionRows) => (rows + sectionRows - 1) / sectionRows;

    /// <summary>Adds the sums of the other sections to those of the first, in order.</summary>
    internal static void AddUp(ref float sums, int stride, int start, int floats, int sections)
    {
        Span<float> totals = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref sums, start), floats);
        for (nint section = 1; section < sections; section++)
            ElementSums.AddTo(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref sums, (section * stride) + start), floats), totals);
    }
}
