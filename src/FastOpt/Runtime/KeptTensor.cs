using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>A tensor that a network keeps: what it is called, and how it stands in the buffer. For generated code.</summary>
/// <param name="Name">"dense1.weight".</param>
/// <param name="Shape">The extents of the canonical layout.</param>
/// <param name="Offset">Where it begins in the buffer.</param>
/// <param name="Rows">Rows in the buffer.</param>
/// <param name="Columns">Columns, without padding.</param>
/// <param name="Stride">Floats between rows.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record KeptTensor(string Name, int[] Shape, int Offset, int Rows, int Columns, int Stride)
{
    /// <summary>The blocks of columns in which it stands, each a matrix behind the one before.</summary>
    public int Blocks { get; init; } = 1;

    /// <summary>Whether its rows are those of the canonical layout, which they are the columns of otherwise.</summary>
    public bool IsCanonical { get; init; }

    /// <summary>Where the copy with rows and columns changed stands that forward reads, if there is one.</summary>
    public int Forward { get; init; } = -1;

    /// <summary>Floats between rows of the copy.</summary>
    public int ForwardStride { get; init; }

    /// <summary>The group of parameters that are updated alike; −1 for one that is not.</summary>
    public int Group { get; init; }

    /// <summary>Whether its gradient is a sum of the whole batch as soon as it is made, where several processes train the network.</summary>
    public bool IsTotal { get; init; }

    internal int Count => Rows * Columns;

    internal int PaddedCount => Rows * Stride * Blocks;

    internal void CopyTo(ref float tensor, Span<float> canonical)
    {
        if (IsCanonical)
        {
            MatrixLayout.CopyRows(ref tensor, Stride, canonical, Columns);
            return;
        }

        int columns = Columns / Blocks, count = Rows * columns;
        for (int block = 0; block < Blocks; block++)
            MatrixLayout.ToCanonical(ref Unsafe.Add(ref tensor, block * Rows * Stride), Stride, Rows, columns, canonical.Slice(block * Rows * columns, count));
    }

    internal void Load(ref float tensor, ReadOnlySpan<float> canonical)
    {
        if (IsCanonical)
        {
            MatrixLayout.LoadRows(ref tensor, Stride, canonical, Columns);
            return;
        }

        int columns = Columns / Blocks, count = Rows * columns;
        for (int block = 0; block < Blocks; block++)
        {
            ReadOnlySpan<float> ofBlock = canonical.Slice(block * Rows * columns, count);
            MatrixLayout.FromCanonical(ref Unsafe.Add(ref tensor, block * Rows * Stride), Stride, Rows, columns, ofBlock);
        }
    }

    internal void WriteForward(ref float memory)
    {
        if (Forward >= 0)
            PanelTranspose.Write(ref Unsafe.Add(ref memory, Offset), Stride, Rows, Columns, ref Unsafe.Add(ref memory, Forward), ForwardStride);
    }
}
