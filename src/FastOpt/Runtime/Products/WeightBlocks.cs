using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>How a weight stands: in blocks of columns, each <c>[in, out / blocks]</c> behind the one before.</summary>
/// <param name="Stride">Floats between rows of a block.</param>
/// <param name="Blocks">Blocks.</param>
internal readonly record struct WeightBlocks(int Stride, int Blocks)
{
    /// <summary>Lays out a panel of the transposed weight, <c>[outputs, width]</c>.</summary>
    /// <param name="weights">The weight.</param>
    /// <param name="first">The row of it that becomes the panel's first column.</param>
    /// <param name="inputs">Its rows.</param>
    /// <param name="outputs">Its columns.</param>
    /// <param name="panel">Where the panel goes.</param>
    /// <param name="width">The panel's columns; behind the weight's last row they are zero.</param>
    public void LayOut(ref float weights, int first, int inputs, int outputs, ref float panel, int width)
    {
        int columns = outputs / Blocks;
        for (int block = 0; block < Blocks; block++)
        {
            nint place = ((block * (nint)inputs) + first) * Stride;
            ref float from = ref Unsafe.Add(ref weights, place);
            ref float to = ref Unsafe.Add(ref panel, (nint)block * columns * width);
            PanelTranspose.Fill(ref from, Stride, Math.Min(width, inputs - first), columns, ref to, width);
        }
    }
}
