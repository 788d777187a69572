using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>Moves between layouts: weights [in, out], or [out, in], with padded rows inside, [out, in] outside; panels of transposed weights; rows with and without padding. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MatrixLayout
{
    /// <summary>Copies one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyRow(ref float source, ref float destination, int count) =>
        MemoryMarshal.CreateReadOnlySpan(ref source, count).CopyTo(MemoryMarshal.CreateSpan(ref destination, count));

    /// <summary>Copies padded rows to a span without padding.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="stride">Floats between rows of the source.</param>
    /// <param name="destination">[rows × width].</param>
    /// <param name="width">Floats of a row.</param>
    public static void CopyRows(ref float source, int stride, Span<float> destination, int width)
    {
        for (nint row = 0; !destination.IsEmpty; row++, destination = destination.Slice(width))
            CopyRow(ref Unsafe.Add(ref source, row * stride), ref MemoryMarshal.GetReference(destination), width);
    }

    /// <summary>Copies rows, or some neighbouring columns of them, from one stride to another; what pads them stays as it is.</summary>
    /// <param name="source">The first float of the first row.</param>
    /// <param name="sourceStride">Floats between rows of the source.</param>
    /// <param name="destination">Where it goes.</param>
    /// <param name="stride">Floats between rows of the destination.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Floats of each row that are copied.</param>
    public static void CopyRows(ref float source, int sourceStride, ref float destination, int stride, int rows, int width)
    {
        for (nint row = 0; row < rows; row++)
            CopyRow(ref Unsafe.Add(ref source, row * sourceStride), ref Unsafe.Add(ref destination, row * stride), width);
    }

    /// <summary>Copies rows without padding to padded rows; the padding becomes zero.</summary>
    /// <param name="destination">The first row.</param>
    /// <param name="stride">Floats between rows of the destination.</param>
    /// <param name="source">[rows × width].</param>
    /// <param name="width">Floats of a row.</param>
    public static void LoadRows(ref float destination, int stride, ReadOnlySpan<float> source, int width)
    {
        for (nint row = 0; !source.IsEmpty; row++, source = source.Slice(width))
        {
            Span<float> inside = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, row * stride), stride);
            source.Slice(0, width).CopyTo(inside);
            inside.Slice(width).Clear();
        }
    }

    /// <summary>Writes a matrix [rows, columns] with padded rows as [columns, rows].</summary>
    /// <param name="matrix">The first row inside.</param>
    /// <param name="stride">Floats between rows inside.</param>
    /// <param name="rows">Inputs of the layer; 1 for a bias.</param>
    /// <param name="columns">Outputs of the layer.</param>
    /// <param name="canonical">[columns × rows].</param>
    public static void ToCanonical(ref float matrix, int stride, int rows, int columns, Span<float> canonical)
    {
        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < rows; row++)
                canonical[(column * rows) + row] = Unsafe.Add(ref matrix, ((nint)row * stride) + column);
        }
    }

    /// <summary>Reads a matrix [columns, rows] into [rows, columns] with padded rows; the padding becomes zero.</summary>
    /// <param name="matrix">The first row inside.</param>
    /// <param name="stride">Floats between rows inside.</param>
    /// <param name="rows">Inputs of the layer; 1 for a bias.</param>
    /// <param name="columns">Outputs of the layer.</param>
    /// <param name="canonical">[columns × rows].</param>
    public static void FromCanonical(ref float matrix, int stride, int rows, int columns, ReadOnlySpan<float> canonical)
    {
        for (int row = 0; row < rows; row++)
        {
            Span<float> inside = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref matrix, (nint)row * stride), stride);
            for (int column = 0; column < columns; column++)
                inside[column] = canonical[(column * rows) + row];
            inside.Slice(columns).Clear();
        }
    }

    /// <summary>Writes one tile of a weight's gradient [in, out] into the canonical layout [out, in]; lanes of padding are left out.</summary>
    /// <param name="tile">[rows, width].</param>
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="width">Floats of a row of the tile.</param>
    /// <param name="canonical">The canonical tensor's first scalar.</param>
    /// <param name="firstRow">The input that the tile's first row stands for.</param>
    /// <param name="firstColumn">The output that its first column stands for.</param>
    /// <param name="inputs">Inputs of the layer.</param>
    /// <param name="outputs">Outputs of the layer.</param>
    public static void WriteTileTransposed(ref float tile, int rows, int width, ref float canonical, int firstRow, int firstColumn, int inputs, int outputs)
    {
        int columns = Math.Min(width, outputs - firstColumn);
        for (int column = 0; column < columns; column++)
        {
            ref float destination = ref Unsafe.Add(ref canonical, ((nint)(firstColumn + column) * inputs) + firstRow);
            for (int row = 0; row < rows; row++)
                Unsafe.Add(ref destination, row) = Unsafe.Add(ref tile, (row * width) + column);
        }
    }
}
