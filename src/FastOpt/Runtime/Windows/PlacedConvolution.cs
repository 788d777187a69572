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
    /// <param name="scratch">Room for three sums of each weight and for one image.</param>
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
        ref float room = ref Unsafe.Add(ref scratch, SumFloats(window));
        var batch = new PlacedRows(ref inputs, inputStride, ref gradients, gradientStride, ref places, placeStride);
        Sections one = Sections.One(rows);
        AddSections(batch, ref scratch, ref room, rows, 0, one, PlacedGradients.Behind(window, pool), part);
        WeightGradient(ref scratch, one, ref results, adds, window, part);
    }

    /// <summary>The sums of the filters' gradient over each section of the batch, laid out as the kernels make them.</summary>
    /// <param name="inputs">The first row of the images.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="gradients">The first row of the pool's gradients.</param>
    /// <param name="gradientStride">Floats between these.</param>
    /// <param name="places">The first row of the elements that the pool passed on.</param>
    /// <param name="placeStride">Floats between these.</param>
    /// <param name="sums">Receives the sums; those of the batch's first section begin here.</param>
    /// <param name="scratch">Room for two sums of each weight, for places of the gradients, and for one image.</param>
    /// <param name="rows">Rows, of whole sections.</param>
    /// <param name="first">The number of the first of these rows in the batch.</param>
    /// <param name="batch">Rows of the batch, which says where its sections end (<see cref="Sections"/>).</param>
    /// <param name="window">The convolution's window.</param>
    /// <param name="pool">The pool's.</param>
    /// <param name="part">The filters that are this thread's.</param>
    public static void WeightGradientSums(
        ref float inputs,
        int inputStride,
        ref float gradients,
        int gradientStride,
        ref float places,
        int placeStride,
        ref float sums,
        ref float scratch,
        int rows,
        int first,
        int batch,
        in Window window,
        in Window pool,
        Part part)
    {
        var placed = new PlacedRows(ref inputs, inputStride, ref gradients, gradientStride, ref places, placeStride);
        AddSections(placed, ref sums, ref scratch, rows, first, Sections.Of(batch), PlacedGradients.Behind(window, pool), part);
    }

    /// <summary>The gradient of the loss in the filters from the sums of all sections.</summary>
    /// <param name="sums">What <see cref="WeightGradientSums"/> left; the first section's become those of all.</param>
    /// <param name="batch">Rows of the batch.</param>
    /// <param name="results">Receives the gradient, as the weights stand.</param>
    /// <param name="adds">Whether it is added to what stands there.</param>
    /// <param name="window">The convolution's window.</param>
    /// <param name="part">The filters that are this thread's.</param>
    public static void WeightGradient(ref float sums, int batch, ref float results, bool adds, in Window window, Part part) =>
        WeightGradient(ref sums, Sections.Of(batch), ref results, adds, window, part);

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

    private static void AddSections(
        in PlacedRows batch, ref float sums, ref float scratch, int rows, int first, Sections sections, in PlacedGradients placed, Part part)
    {
        if (VectorWidth.Is512)
            AddSections<Vectors512, Vector512<float>>(batch, ref sums, ref scratch, rows, first, sections, placed, part);
        else if (VectorWidth.Is256)
            AddSections<Vectors256, Vector256<float>>(batch, ref sums, ref scratch, rows, first, sections, placed, part);
        else
            AddSections<Vectors128, Vector128<float>>(batch, ref sums, ref scratch, rows, first, sections, placed, part);
    }

    private static void WeightGradient(ref float sums, Sections sections, ref float results, bool adds, in Window window, Part part)
    {
        if (VectorWidth.Is512)
            WeightGradient<Vectors512, Vector512<float>>(ref sums, sections, ref results, adds, window, part);
        else if (VectorWidth.Is256)
            WeightGradient<Vectors256, Vector256<float>>(ref sums, sections, ref results, adds, window, part);
        else
            WeightGradient<Vectors128, Vector128<float>>(ref sums, sections, ref results, adds, window, part);
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

    private static void AddSections<TVectors, TVector>(
        in PlacedRows batch, ref float sums, ref float scratch, int rows, int first, Sections sections, in PlacedGradients placed, Part part)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
    {
        Window window = placed.Convolution;
        PanelRange filters = Filters<TVectors, TVector>(window, part);
        if (filters.IsEmpty)
            return;
        Plane shape = Plane.OfImage(window);
        int floats = SumFloats(window);
        var room = new ScratchRoom(ref scratch);
        Span<int> runs = room.Take<int>(WindowRuns.Vectors(window, TVectors.Lanes));
        ref float terms = ref MemoryMarshal.GetReference(room.Take<float>(floats));
        ref float totals = ref MemoryMarshal.GetReference(room.Take<float>(floats));
        Span<int> starts = room.Take<int>(placed.Count + TVectors.Lanes);
        Span<int> distances = room.Take<int>(placed.Count + TVectors.Lanes);
        Span<int> firstStarts = room.Take<int>(placed.Places);
        Span<float> plane = room.Take<float>(shape.Floats + TVectors.Lanes);
        WindowRuns.Write(window, shape, TVectors.Lanes, runs);
        placed.WriteDistances(shape, distances);
        placed.WriteFirstStarts(shape, firstStarts);
        plane.Clear();
        ref float image = ref MemoryMarshal.GetReference(plane);
        int chunk = Convolution.ChunkRows(window);
        bool isLong = LongSum.Is((long)sections.Batch * placed.Positions);
        int piece = isLong ? LongSum.Chunk : placed.Positions;
        for (int section = 0; section < rows; section += sections.Rows)
        {
            int count = Math.Min(sections.Rows, rows - section);
            ref float results = ref Unsafe.Add(ref sums, (nint)((first + section) / sections.Rows) * floats);
            // A section of one chunk is summed where its sums are to stand.
            ref float target = ref count <= chunk && !isLong ? ref results : ref terms;
            if (isLong || count > chunk)
                filters.Of(ref results).Clear();
            WindowSumLevels levels = isLong ? new WindowSumLevels(filters.Of(ref terms), filters.Of(ref totals), filters.Of(ref results)) : default;
            for (int row = 0; row < count; row++)
            {
                if (!isLong && row % chunk == 0)
                    filters.Of(ref target).Clear();
                shape.Fill(ref image, ref batch.Image(section + row), window.Height, window.Width);
                placed.WriteStarts<TVectors, TVector>(ref batch.Places(section + row), distances, firstStarts, starts);
                for (int position = 0; position < placed.Positions; position += piece)
                {
                    int positions = Math.Min(piece, placed.Positions - position);
                    ref int start = ref MemoryMarshal.GetReference(starts);
                    PlacedWeightSums<TVectors, TVector>.Add(
                        ref image, shape, placed, ref start, ref batch.Gradients(section + row), runs, ref target, filters, position, positions);
                    if (isLong)
                        levels.Take(positions);
                }

                if (!isLong && count > chunk && (row % chunk == chunk - 1 || row == count - 1))
                    ElementSums.AddTo(filters.Of(ref target), filters.Of(ref results));
            }

            if (isLong)
                levels.End();
        }
    }

    private static void WeightGradient<TVectors, TVector>(
        ref float sums, Sections sections, ref float results, bool adds, in Window window, Part part)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
    {
        PanelRange filters = Filters<TVectors, TVector>(window, part);
        if (filters.IsEmpty)
            return;
        sections.AddUp(ref sums, SumFloats(window), filters.Start, filters.Floats);
        PlacedWeightSums<TVectors, TVector>.Return(ref sums, window, ref results, adds, filters.First, filters.End);
    }

    /// <summary>A thread's share of the filters, each of which is a panel.</summary>
    private static PanelRange Filters<TVectors, TVector>(in Window window, Part part)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
    {
        (int first, int end) = (part.First(window.Filters, 1), part.End(window.Filters, 1));
        int floats = WindowRuns.Vectors(window, TVectors.Lanes) * TVectors.Lanes;
        return new PanelRange(first, end, first * floats, (end - first) * floats);
    }

    /// <summary>Floats of the sums of a section, whatever the width of vectors: rows of the window in vectors of the widest kind.</summary>
    private static int SumFloats(in Window window) => window.Filters * window.KernelHeight * Sections.Stride(window.KernelWidth * window.Channels);

    /// <summary>The rows that a gradient is made of.</summary>
    private readonly ref struct PlacedRows(
        ref float images, int imageStride, ref float gradients, int gradientStride, ref float places, int placeStride)
    {
        private readonly ref float _images = ref images;
        private readonly ref float _gradients = ref gradients;
        private readonly ref float _places = ref places;
        private readonly int _imageStride = imageStride;
        private readonly int _gradientStride = gradientStride;
        private readonly int _placeStride = placeStride;

        public ref float Image(int row) => ref Unsafe.Add(ref _images, (nint)row * _imageStride);

        public ref float Gradients(int row) => ref Unsafe.Add(ref _gradients, (nint)row * _gradientStride);

        public ref float Places(int row) => ref Unsafe.Add(ref _places, (nint)row * _placeStride);
    }
}
