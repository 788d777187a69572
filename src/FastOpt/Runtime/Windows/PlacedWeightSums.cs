using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>The weight gradient of a convolution whose gradients have places of their own: per gradient, what its filter saw there.</summary>
internal static class PlacedWeightSums<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>Floats of the image that the positions of a strip see, so that these stay in the first-level cache.</summary>
    private const int StripFloats = 6144;

    /// <summary>Adds an image to the sums, [filters, vectors].</summary>
    /// <param name="plane">The image.</param>
    /// <param name="shape">Its extents.</param>
    /// <param name="gradients">The places' geometry.</param>
    /// <param name="starts">Where each gradient's window begins.</param>
    /// <param name="values">The gradients.</param>
    /// <param name="runs">Where the vectors of a window stand.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="filterRange">The filters that are this thread's.</param>
    /// <param name="firstPosition">The first position of the places.</param>
    /// <param name="positions">How many are added.</param>
    public static void Add(
        ref float plane,
        in Plane shape,
        in PlacedGradients gradients,
        ref int starts,
        ref float values,
        ReadOnlySpan<int> runs,
        ref float sums,
        PanelRange filterRange,
        int firstPosition,
        int positions)
    {
        int filters = gradients.Convolution.Filters;
        int rows = Math.Max(2, StripFloats / Math.Max(1, gradients.RowDistance(shape)));
        int strip = rows * gradients.Width;
        int endPosition = firstPosition + positions;
        for (int position = firstPosition; position < endPosition; position += strip)
        {
            int count = Math.Min(strip, endPosition - position);
            for (int filter = filterRange.First; filter < filterRange.End; filter++)
            {
                nint at = ((nint)position * filters) + filter;
                for (int vector = 0; vector < runs.Length;)
                {
                    int tile = WindowRuns.SumTile(runs.Length - vector);
                    ref float sum = ref Unsafe.Add(ref sums, (((nint)filter * runs.Length) + vector) * TVectors.Lanes);
                    Run(tile, ref plane, ref Unsafe.Add(ref starts, at), ref Unsafe.Add(ref values, at), filters, count, runs.Slice(vector, tile), ref sum);
                    vector += tile;
                }
            }
        }
    }

    /// <summary>Sums back to [filters, channels, height, width]; they are added to what stands there, or take its place.</summary>
    public static void Return(ref float sums, in Window window, ref float results, bool adds, int first, int end)
    {
        int vectors = WindowRuns.Vectors(window, TVectors.Lanes);
        int rowFloats = vectors / window.KernelHeight * TVectors.Lanes;
        int area = window.KernelHeight * window.KernelWidth;
        for (nint filter = first; filter < end; filter++)
        {
            for (int row = 0; row < window.KernelHeight; row++)
            {
                ref float source = ref Unsafe.Add(ref sums, (filter * vectors * TVectors.Lanes) + ((nint)row * rowFloats));
                for (int pixel = 0; pixel < window.KernelWidth; pixel++)
                {
                    for (int channel = 0; channel < window.Channels; channel++)
                    {
                        ref float result = ref Unsafe.Add(ref results, (((filter * window.Channels) + channel) * area) + (row * window.KernelWidth) + pixel);
                        float sum = Unsafe.Add(ref source, (pixel * window.Channels) + channel);
                        result = adds ? result + sum : sum;
                    }
                }
            }
        }
    }

    private static void Run(
        int tile, ref float plane, ref int starts, ref float values, nint step, int count, ReadOnlySpan<int> runs, ref float sums)
    {
        switch (tile)
        {
            case 8:
                PlacedSumTiles<TVectors, TVector>.Of8(ref plane, ref starts, ref values, step, count, runs, ref sums);
                break;
            case 7:
                PlacedSumTiles<TVectors, TVector>.Of7(ref plane, ref starts, ref values, step, count, runs, ref sums);
                break;
            case 6:
                PlacedSumTiles<TVectors, TVector>.Of6(ref plane, ref starts, ref values, step, count, runs, ref sums);
                break;
            case 5:
                PlacedSumTiles<TVectors, TVector>.Of5(ref plane, ref starts, ref values, step, count, runs, ref sums);
                break;
            case 4:
                PlacedSumTiles<TVectors, TVector>.Of4(ref plane, ref starts, ref values, step, count, runs, ref sums);
                break;
            case 3:
                PlacedSumTiles<TVectors, TVector>.Of3(ref plane, ref starts, ref values, step, count, runs, ref sums);
                break;
            case 2:
                PlacedSumTiles<TVectors, TVector>.Of2(ref plane, ref starts, ref values, step, count, runs, ref sums);
                break;
            default:
                PlacedSumTiles<TVectors, TVector>.Of1(ref plane, ref starts, ref values, step, count, runs, ref sums);
                break;
        }
    }
}
