using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// The input gradient of a convolution, from each gradient to all that its window saw: for images of few channels, whose pixels fill no vector but whose runs
/// of pixels do, and for gradients that have places of their own.
/// </summary>
internal static class Spread<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>Lays out the weights: for each tile of vectors the vectors of each filter.</summary>
    public static void LayOut(ref float weights, in Window window, ref float panels)
    {
        int vectors = WindowRuns.Vectors(window, TVectors.Lanes);
        int ofRow = vectors / window.KernelHeight;
        for (int vector = 0; vector < vectors;)
        {
            int tile = WindowRuns.SpreadTile(vectors - vector);
            for (int filter = 0; filter < window.Filters; filter++)
            {
                for (int i = vector; i < vector + tile; i++)
                {
                    (int row, int ofRun) = Math.DivRem(i, ofRow);
                    LayOutVector(ref weights, window, filter, row, ofRun * TVectors.Lanes, ref panels);
                    panels = ref Unsafe.Add(ref panels, TVectors.Lanes);
                }
            }

            vector += tile;
        }
    }

    /// <summary>Adds what the gradients of an image give to it.</summary>
    /// <param name="plane">The image's gradient, with its border.</param>
    /// <param name="shape">Its extents.</param>
    /// <param name="gradients">The places' geometry.</param>
    /// <param name="values">The gradients.</param>
    /// <param name="places">The elements of the pool's window that they come from.</param>
    /// <param name="runs">Where the vectors of a window stand.</param>
    /// <param name="panels">The weights.</param>
    /// <param name="placed">Room for the gradients of all positions.</param>
    /// <param name="ends">Room for an int for each position and element of the pool's window.</param>
    /// <param name="firstStarts">Where the windows of the first position begin (<see cref="PlacedGradients.WriteFirstStarts"/>).</param>
    public static void Add(
        ref float plane,
        in Plane shape,
        in PlacedGradients gradients,
        ref float values,
        ref float places,
        ReadOnlySpan<int> runs,
        ref float panels,
        Span<PlacedGradient> placed,
        Span<int> ends,
        ReadOnlySpan<int> firstStarts)
    {
        int filters = gradients.Convolution.Filters;
        int kinds = gradients.Places;
        for (int position = 0; position < gradients.Positions; position++)
            gradients.Sort(position, ref values, ref places, placed.Slice(position * filters, filters), ends.Slice(position * kinds, kinds));

        // Tiles innermost: an element of the image takes its gradients in one order, however wide vectors are.
        int pixelDistance = gradients.PixelDistance(shape);
        int column = 0;
        ref float rowStart = ref plane;
        ref float windows = ref plane;
        for (int position = 0; position < gradients.Positions; position++)
        {
            int start = 0;
            for (int place = 0; place < kinds; place++)
            {
                int end = ends[(position * kinds) + place];
                if (end > start)
                    Run(ref Unsafe.Add(ref windows, firstStarts[place]), runs, placed.Slice((position * filters) + start, end - start), filters, ref panels);
                start = end;
            }

            windows = ref Unsafe.Add(ref windows, pixelDistance);
            if (++column < gradients.Width)
                continue;
            column = 0;
            rowStart = ref Unsafe.Add(ref rowStart, gradients.RowDistance(shape));
            windows = ref rowStart;
        }
    }

    /// <summary>Adds gradients that have one place in common, through their filters.</summary>
    private static void Run(ref float plane, ReadOnlySpan<int> runs, ReadOnlySpan<PlacedGradient> gradients, int filters, ref float panels)
    {
        for (int vector = 0; vector < runs.Length;)
        {
            int tile = WindowRuns.SpreadTile(runs.Length - vector);
            Run(tile, ref plane, runs.Slice(vector, tile), gradients, ref Unsafe.Add(ref panels, (nint)vector * filters * TVectors.Lanes));
            vector += tile;
        }
    }

    private static void LayOutVector(ref float weights, in Window window, int filter, int row, int first, ref float panel)
    {
        int area = window.KernelHeight * window.KernelWidth;
        int length = WindowRuns.Length(window);
        for (int lane = 0; lane < TVectors.Lanes; lane++)
        {
            (int pixel, int channel) = Math.DivRem(first + lane, window.Channels);
            Unsafe.Add(ref panel, lane) = first + lane < length
                ? Unsafe.Add(ref weights, ((((nint)filter * window.Channels) + channel) * area) + (row * window.KernelWidth) + pixel)
                : 0;
        }
    }

    private static void Run(int tile, ref float plane, ReadOnlySpan<int> runs, ReadOnlySpan<PlacedGradient> gradients, ref float panel)
    {
        switch (tile)
        {
            case 12:
                SpreadTiles<TVectors, TVector>.Of12(ref plane, runs, gradients, ref panel);
                break;
            case 10:
                SpreadTiles<TVectors, TVector>.Of10(ref plane, runs, gradients, ref panel);
                break;
            case 9:
                SpreadTiles<TVectors, TVector>.Of9(ref plane, runs, gradients, ref panel);
                break;
            case 8:
                SpreadTiles<TVectors, TVector>.Of8(ref plane, runs, gradients, ref panel);
                break;
            case 7:
                SpreadTiles<TVectors, TVector>.Of7(ref plane, runs, gradients, ref panel);
                break;
            case 6:
                SpreadTiles<TVectors, TVector>.Of6(ref plane, runs, gradients, ref panel);
                break;
            case 5:
                SpreadTiles<TVectors, TVector>.Of5(ref plane, runs, gradients, ref panel);
                break;
            case 4:
                SpreadTiles<TVectors, TVector>.Of4(ref plane, runs, gradients, ref panel);
                break;
            case 3:
                SpreadTiles<TVectors, TVector>.Of3(ref plane, runs, gradients, ref panel);
                break;
            case 2:
                SpreadTiles<TVectors, TVector>.Of2(ref plane, runs, gradients, ref panel);
                break;
            default:
                SpreadTiles<TVectors, TVector>.Of1(ref plane, runs, gradients, ref panel);
                break;
        }
    }
}
