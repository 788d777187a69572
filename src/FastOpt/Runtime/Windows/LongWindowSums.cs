using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// Gradients of a convolution's filters and bias over so many positions of the batch that the chunks of short sums are too large (<see cref="LongSum"/>).
/// </summary>
internal static class LongWindowSums
{
    /// <summary>The gradient of the filters, image by image in pieces of some positions.</summary>
    public static void WeightGradient<TVectors, TVector>(
        ref float inputs,
        int inputStride,
        ref float gradients,
        int gradientStride,
        ref float sums,
        WindowSumLevels levels,
        ref float plane,
        int rows,
        in Window window,
        PanelRange panels)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
    {
        Plane shape = Plane.OfImage(window);
        Correlated correlated = Convolution.OfImage(window, shape);
        bool isPlain = shape.IsPlain(window.Height, window.Width);
        // Pieces are whole rows of results, or parts of one.
        int width = Math.Min(correlated.Width, LongSum.Chunk), height = Math.Max(1, LongSum.Chunk / correlated.Width);
        for (int row = 0; row < rows; row++)
        {
            ref float image = ref Unsafe.Add(ref inputs, (nint)row * inputStride);
            ref float gradient = ref Unsafe.Add(ref gradients, (nint)row * gradientStride);
            if (!isPlain)
                shape.Fill(ref plane, ref image, window.Height, window.Width);
            ref float seen = ref isPlain ? ref image : ref plane;
            for (int y = 0; y < correlated.Height; y += height)
            {
                for (int x = 0; x < correlated.Width; x += width)
                {
                    Correlated piece = correlated with { Height = Math.Min(height, correlated.Height - y), Width = Math.Min(width, correlated.Width - x) };
                    nint at = ((nint)y * correlated.Stride.Down * shape.RowFloats) + ((nint)x * correlated.Stride.Right * shape.Channels);
                    ref float ofPiece = ref Unsafe.Add(ref gradient, (((nint)y * correlated.Width) + x) * correlated.ResultChannels);
                    WeightSums<TVectors, TVector>.Add(ref Unsafe.Add(ref seen, at), shape, piece, ref ofPiece, ref sums, panels);
                    levels.Take(piece.Height * piece.Width);
                }
            }
        }

        levels.End();
    }

    /// <summary>The gradient of the bias.</summary>
    public static void BiasGradient(ref float gradients, int gradientStride, ref float results, bool adds, int rows, in Window window)
    {
        Span<float> sums = stackalloc float[Vector256<float>.Count];
        Span<double> totals = stackalloc double[Vector256<float>.Count];
        int chunk = Math.Max(1, LongSum.Chunk / window.ResultPositions);
        int piece = Math.Min(window.ResultPositions, LongSum.Chunk);
        for (int filter = 0; filter < window.Filters; filter += sums.Length)
        {
            totals.Clear();
            for (int row = 0; row < rows; row += chunk)
            {
                ref float first = ref Unsafe.Add(ref gradients, ((nint)row * gradientStride) + filter);
                for (int position = 0; position < window.ResultPositions; position += piece)
                {
                    int positions = Math.Min(piece, window.ResultPositions - position);
                    ref float at = ref Unsafe.Add(ref first, (nint)position * window.Filters);
                    Convolution.SumOfRows(ref at, gradientStride, Math.Min(chunk, rows - row), positions, window.Filters).CopyTo(sums);
                    LongSum.Add(sums, totals);
                }
            }

            for (int i = 0; i < Math.Min(sums.Length, window.Filters - filter); i++)
            {
                ref float result = ref Unsafe.Add(ref results, filter + i);
                result = (float)(adds ? result + totals[i] : totals[i]);
            }
        }
    }
}
