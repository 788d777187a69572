using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// Copies rows of the batch between the canonical order, channels first, and the one in which windows slide over them, channels last. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ChannelOrder
{
    /// <summary>results[j, i] = rows[i, j] for each row of the batch.</summary>
    /// <param name="rows">The first row, [outer, inner].</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="results">Receives [inner, outer].</param>
    /// <param name="resultStride">Floats between these.</param>
    /// <param name="count">Rows.</param>
    /// <param name="outer">The first extent of a row.</param>
    /// <param name="inner">The second one.</param>
    public static void Turn(ref float rows, int stride, ref float results, int resultStride, int count, int outer, int inner)
    {
        for (nint row = 0; row < count; row++)
        {
            ref float from = ref Unsafe.Add(ref rows, row * stride);
            ref float to = ref Unsafe.Add(ref results, row * resultStride);
            PanelTranspose.Write(ref from, inner, outer, inner, ref to, outer);
        }
    }
}
