using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// Gradients of convolutions behind a maximum, which touch only what the maximum passed on. Windows are in one group and have no dilation to the right. For
/// generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PlacedConvolution
{
    /// <summary>The gradient of the loss in the image.</summary>
    /// <param name="gradients">The first row of the pool's gradients.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="places">The first row of the elements that the pool passed on.</param>
    /// <param name="placeStride">Floats between these.</param>
    /// <param name="weights">The filters.</param>
    /// <param name="results">The first row of the images' gradients.</param>
    /// <param name="resultStride">Floats between these.</param>
    /// <param name="scratch">Room for the weights, an image and its gradients.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="window">The convolution's window.</param>
    /// <param name="pool">The pool's.</param>
    public static void InputGradient(
        ref float gradients,
        int gradientStride,
        ref float places,
        int placeStride,
        ref float weights,
        ref float results,
        int resultStride,
        ref float scratch,
        int rows,
        in Window window,
        in Window pool) =>
        InputGradient(
            ref gradients,
            gradientStride,
            ref places,
            placeStride,
            ref weights,
            ref results,
            resultStride,
            ref scratch,
            rows,
            PlacedGradients.Behind(window, pool));

    /// <summary>The gradient of the loss in the filters.</summary>
    /// <param name="inputs">The first row of the images.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="gradients">The first row of the pool's gradients.</param>
    /// <param name="gradientStride">Floats between these.</param>
    /// <param name="places">The first row of the elements that the pool passed on.</param>
    /// <param name="placeStride">Floats between these.</param>
    /// <param name="results">Receives the gradient, as the weights stand.</param>
    /// <param name="adds">Whether it is added to what stands there.</param>
    /// <param name="scratch">Room for two sums of each weight and for one image.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="window">The convolution's window.</param>
    /// <param name="pool">The pool's.</param>
    /// <param name="part">The filters that are this thread's.</param>
    public static void WeightGradient(
        ref float inputs,
        int inputStride,
        ref float gradients,
        int gradientStride,
        ref float places,
        int placeStride,
        ref float results,
        bool adds,
        ref float scratch,
        int rows,
        in Window window,
        in Window pool,
        Part part)
    {
        PlacedGradients placed = PlacedGradients.Behind(window, pool);
        if (VectorWidth.Is512)
            WeightGradient<Vectors512, Vector512<float>>(
                ref inputs, inputStride, ref gradients, gradientStride, ref places, placeStride, ref results, adds, ref scratch, rows, placed, part);
        else if (VectorWidth.Is256)
            WeightGradient<Vectors256, Vector256<float>>(
                ref inputs, inputStride, ref gradients, gradientStride, ref places, placeStride, ref results, adds, ref scratch, rows, placed, part);
        else
            WeightGradient<Vectors128, Vector128<float>>(
                ref inputs, inputStride, ref gradients, gradientStride, ref places, placeStride, ref results, adds, ref scratch, rows, placed, part);
    }

    internal static void InputGradient(
        ref float gradients,
        int gradientStride,
        ref float places,
        int placeStride,
        ref float weights,
        ref float results,
        int resultStride,
        ref float scratch,
        int rows,
        in PlacedGradients placed)
    {
        if (VectorWidth.Is512)
            InputGradient<Vectors512, Vector512<float>>(
                ref gradients, gradientStride, ref places, placeStride, ref weights, ref results, resultStride, ref scratch, rows, placed);
        else if (VectorWidth.Is256)
            InputGradient<Vectors256, Vector256<float>>(
                ref gradients, gradientStride, ref places, placeStride, ref weights, ref results, resultStride, ref scratch, rows, placed);
        else
            InputGradient<Vectors128, Vector128<float>>(
                ref gradients, gradientStride, ref places, placeStride, ref weights, ref results, resultStride, ref scratch, rows, placed);
    }

    private static void InputGradient<TVectors, TVector>(
        ref float gradients,
        int gradientStride,
        ref float places,
        int placeStride,
        ref float weights,
        ref float results,
        int resultStride,
        ref float scratch,
        int rows,
        in PlacedGradients placed)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
    {
        Window window = placed.Convolution;
        Plane shape = Plane.OfImage(window);
        int vectors = WindowRuns.Vectors(window, TVectors.Lanes);
        var room = new ScratchRoom(ref scratch);
        Span<int> runs = room.Take<int>(vectors);
        Span<float> panels = room.Take<float>(vectors * TVectors.Lanes * window.Filters);
        Span<PlacedGradient> sorted = room.Take<PlacedGradient>(placed.Count);
        Span<int> ends = room.Take<int>(placed.Positions * placed.Places);
        Span<int> firstStarts = room.Take<int>(placed.Places);
        Span<float> plane = room.Take<float>(shape.Floats + TVectors.Lanes);
        WindowRuns.Write(window, shape, TVectors.Lanes, runs);
        placed.WriteFirstStarts(shape, firstStarts);
        Spread<TVectors, TVector>.LayOut(ref weights, window, ref MemoryMarshal.GetReference(panels));
        for (nint row = 0; row < rows; row++)
        {
            plane.Clear();
            Spread<TVectors, TVector>.Add(
                ref MemoryMarshal.GetReference(plane),
                shape,
                placed,
                ref Unsafe.Add(ref gradients, row * gradientStride),
                ref Unsafe.Add(ref places, row * placeStride),
                runs,
                ref MemoryMarshal.GetReference(panels),
                sorted,
                ends,
                firstStarts);
            shape.Take(ref MemoryMarshal.GetReference(plane), ref Unsafe.Add(ref results, row * resultStride), window.Height, window.Width);
        }
    }

    private static void WeightGradient<TVectors, TVector>(
        ref float inputs,
        int inputStride,
        ref float gradients,
        int gradientStride,
        ref float places,
        int placeStride,
        ref float results,
        bool adds,
        ref float scratch,
        int rows,
        in PlacedGradients placed,
        Part part)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
    {
        Window window = placed.Convolution;
        (int first, int end) = (part.First(window.Filters, 1), part.End(window.Filters, 1));
        if (first == end)
            return;
        Plane shape = Plane.OfImage(window);
        int vectors = WindowRuns.Vectors(window, TVectors.Lanes);
        var room = new ScratchRoom(ref scratch);
        Span<int> runs = room.Take<int>(vectors);
        Span<float> sums = room.Take<float>(vectors * TVectors.Lanes * window.Filters);
        Span<float> totals = room.Take<float>(sums.Length);
        Span<int> starts = room.Take<int>(placed.Count + TVectors.Lanes);
        Span<int> distances = room.Take<int>(placed.Count + TVectors.Lanes);
        Span<int> firstStarts = room.Take<int>(placed.Places);
        Span<float> plane = room.Take<float>(shape.Floats + TVectors.Lanes);
        WindowRuns.Write(window, shape, TVectors.Lanes, runs);
        placed.WriteDistances(shape, distances);
        placed.WriteFirstStarts(shape, firstStarts);
        totals.Clear();
        plane.Clear();
        bool isLong = LongSum.Is((long)rows * placed.Positions);
        var levels = new WindowSumLevels(sums, totals);
        int chunk = Convolution.ChunkRows(window);
        for (int row = 0; row < rows; row++)
        {
            if (isLong ? row == 0 : row % chunk == 0)
                sums.Clear();
            shape.Fill(ref MemoryMarshal.GetReference(plane), ref Unsafe.Add(ref inputs, (nint)row * inputStride), window.Height, window.Width);
            placed.WriteStarts<TVectors, TVector>(ref Unsafe.Add(ref places, (nint)row * placeStride), distances, firstStarts, starts);
            int piece = isLong ? LongSum.Chunk : placed.Positions;
            for (int position = 0; position < placed.Positions; position += piece)
            {
                int count = Math.Min(piece, placed.Positions - position);
                PlacedWeightSums<TVectors, TVector>.Add(
                    ref MemoryMarshal.GetReference(plane),
                    shape,
                    placed,
                    ref MemoryMarshal.GetReference(starts),
                    ref Unsafe.Add(ref gradients, (nint)row * gradientStride),
                    runs,
                    ref MemoryMarshal.GetReference(sums),
                    first,
                    end,
                    position,
                    count);
                if (isLong && levels.Take(count))
                {
                    PlacedWeightSums<TVectors, TVector>.Return(ref MemoryMarshal.GetReference(totals), window, ref results, adds, first, end);
                    totals.Clear();
                    adds = true;
                }
            }

            if (isLong ? row == rows - 1 : row % chunk == chunk - 1 || row == rows - 1)
                ElementSums.AddTo(sums, totals);
        }

        PlacedWeightSums<TVectors, TVector>.Return(ref MemoryMarshal.GetReference(totals), window, ref results, adds, first, end);
    }
}
