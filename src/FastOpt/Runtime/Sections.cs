using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// Sections of a batch: neighboring rows whose sums one thread makes, in a place of their own, where it has made what is summed. The size of the batch alone
/// says where sections end, so sums do not depend on threads. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Sections
{
    /// <summary>The most sections of a batch: so many sums have room, and so many threads a section each.</summary>
    public const int Most = 16;

    /// <summary>Rows that stay together.</summary>
    private const int Granule = 8;

    private const int Lanes = 16;

    private Sections(int batch, int rows)
    {
        Batch = batch;
        Rows = rows;
    }

    /// <summary>Rows of the batch: what decides whether its sums are long (<see cref="LongSum"/>).</summary>
    public int Batch { get; }

    /// <summary>Rows of a section; the last one may have fewer.</summary>
    public int Rows { get; }

    /// <summary>Sections of the batch.</summary>
    internal int Count => (Batch + Rows - 1) / Rows;

    /// <summary>Those of a batch.</summary>
    /// <param name="batch">Rows of the batch.</param>
    public static Sections Of(int batch) => new(batch, Granule * Math.Max(1, (batch + (Granule * Most) - 1) / (Granule * Most)));

    /// <summary>A batch in one piece.</summary>
    internal static Sections One(int batch) => new(batch, Math.Max(1, batch));

    /// <summary>A bias's gradient from the sums of all sections.</summary>
    /// <param name="sums">The sums of the first section; they become those of all.</param>
    /// <param name="count">Elements of the bias.</param>
    /// <param name="batch">Rows of the batch.</param>
    /// <param name="results">Receives the gradient.</param>
    /// <param name="adds">Whether it is added to what stands there.</param>
    public static void BiasGradient(ref float sums, int count, int batch, ref float results, bool adds)
    {
        Of(batch).AddUp(ref sums, Stride(count), 0, count);
        ReadOnlySpan<float> all = MemoryMarshal.CreateReadOnlySpan(ref sums, count);
        Span<float> gradient = MemoryMarshal.CreateSpan(ref results, count);
        if (adds)
            ElementSums.AddTo(all, gradient);
        else
            all.CopyTo(gradient);
    }

    /// <summary>Floats from the sums of a section to those of the next, where it has so many.</summary>
    internal static int Stride(int count) => (count + Lanes - 1) & ~(Lanes - 1);

    /// <summary>Adds the sums of the other sections to those of the first, in order.</summary>
    internal void AddUp(ref float sums, int stride, int start, int floats)
    {
        Span<float> totals = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref sums, start), floats);
        for (nint section = 1; section < Count; section++)
            ElementSums.AddTo(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref sums, (section * stride) + start), floats), totals);
    }
}
