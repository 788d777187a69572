using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>Weights that take over a factor for each of their columns. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WeightFold
{
    /// <summary>Multiplies each column by its factor.</summary>
    /// <param name="weights">Blocks of columns one behind the other, each [rows, columns].</param>
    /// <param name="rows">Rows of a block.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="blocks">Blocks.</param>
    /// <param name="factors">A factor for each column of all blocks.</param>
    /// <param name="columns">Columns of a block.</param>
    public static void Scale(ref float weights, int rows, int stride, int blocks, ref float factors, int columns)
    {
        for (nint row = 0; row < (nint)rows * blocks; row++)
        {
            Span<float> own = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref weights, row * stride), columns);
            ReadOnlySpan<float> by = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref factors, row / rows * columns), columns);
            while (own.Length >= Vector<float>.Count)
            {
                (new Vector<float>(own) * new Vector<float>(by)).CopyTo(own);
                own = own.Slice(Vector<float>.Count);
                by = by.Slice(Vector<float>.Count);
            }

            for (int i = 0; i < own.Length; i++)
                own[i] *= by[i];
        }
    }

    /// <summary>Multiplies each row by its factor.</summary>
    /// <param name="weights">[rows, columns], without padding.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="factors">A factor for each row.</param>
    public static void ScaleRows(ref float weights, int rows, int columns, ref float factors)
    {
        for (nint row = 0; row < rows; row++)
        {
            foreach (ref float weight in MemoryMarshal.CreateSpan(ref Unsafe.Add(ref weights, row * columns), columns))
                weight *= Unsafe.Add(ref factors, row);
        }
    }

    /// <summary>Makes padding zero again, of which a rule may have made something else.</summary>
    /// <param name="row">A row.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="padded">Its floats.</param>
    public static void ClearPadding(ref float row, int columns, int padded) =>
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref row, columns), padded - columns).Clear();
}
