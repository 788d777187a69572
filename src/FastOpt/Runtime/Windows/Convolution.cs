using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// Convolutions over rows of the batch whose channels stand last, <c>[height, width, channels]</c>. Weights stand as PyTorch's, <c>[filters, channels of a
/// group, height, width]</c>; a call lays them out in panels first, unless they are kept laid out. Every sum has one order, whatever the width of vectors and
/// whoever computes it. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Convolution
{
    /// <summary>Terms that a sum of gradients adds up before it goes to the total: a plain sum of many terms loses digits.</summary>
    private const int ChunkPositions = 4096;

    /// <summary>Channels of an image from which on a pixel is worth a vector.</summary>
    private const int FewChannels = 8;

    /// <summary><c>y[f] = activation(bias[f] + Σ x · weights[f])</c> at every place of the window.</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <param name="inputs">The first row.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="weights">The filters.</param>
    /// <param name="bias">One for each filter, or a null reference.</param>
    /// <param name="outputs">The first row of the results.</param>
    /// <param name="outputStride">Floats between these.</param>
    /// <param name="laidOut">What <see cref="LayOut"/> left of weights and bias, or a null reference: then they are laid out now.</param>
    /// <param name="activation">Its values.</param>
    /// <param name="scratch">Room for the panels and for images with their borders.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="window">The window.</param>
    public static void Forward<TActivation>(
        ref float inputs,
        int inputStride,
        ref float weights,
        ref float bias,
        ref float outputs,
        int outputStride,
        ref float laidOut,
        in TActivation activation,
        ref float scratch,
        int rows,
        in Window window)
        where TActivation : struct, IActivationLanes
    {
        if (TActivation.Cost > TileEnds.LongestActivation)
        {
            Forward(
                ref inputs, inputStride, ref weights, ref bias, ref outputs, outputStride, ref laidOut, default(NoActivation), ref scratch, rows, window);
            ActivationPass.Apply(ref outputs, ref outputs, outputStride, activation, rows, window.ResultFloats);
        }
        else if (VectorWidth.Is512)
        {
            Forward<Vectors512, Vector512<float>, TActivation>(
                ref inputs, inputStride, ref weights, ref bias, ref outputs, outputStride, ref laidOut, activation, ref scratch, rows, window);
        }
        else if (VectorWidth.Is256)
        {
            Forward<Vectors256, Vector256<float>, TActivation>(
                ref inputs, inputStride, ref weights, ref bias, ref outputs, outputStride, ref laidOut, activation, ref scratch, rows, window);
        }
        else
        {
            Forward<Vectors128, Vector128<float>, TActivation>(
                ref inputs, inputStride, ref weights, ref bias, ref outputs, outputStride, ref laidOut, activation, ref scratch, rows, window);
        }
    }

    /// <summary>Lays out filters and biases once for many calls of <see cref="Forward{TActivation}"/>.</summary>
    /// <param name="weights">The filters.</param>
    /// <param name="bias">One for each filter, or a null reference.</param>
    /// <param name="laidOut">Room for them.</param>
    /// <param name="window">The window.</param>
    public static void LayOut(ref float weights, ref float bias, ref float laidOut, in Window window)
    {
        if (VectorWidth.Is512)
            new LaidOutFilters<Vectors512, Vector512<float>>(ref laidOut, window).Write(ref weights, ref bias, window);
        else if (VectorWidth.Is256)
            new LaidOutFilters<Vectors256, Vector256<float>>(ref laidOut, window).Write(ref weights, ref bias, window);
        else
            new LaidOutFilters<Vectors128, Vector128<float>>(ref laidOut, window).Write(ref weights, ref bias, window);
    }

    /// <summary>
    /// The gradient of the loss in the image: the result's gradient, gathered by the filters turned around, and taken through the activation that made the
    /// image.
    /// </summary>
    /// <typeparam name="TActivation">The activation below.</typeparam>
    /// <param name="gradients">The first row of the results' gradients.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="weights">The filters.</param>
    /// <param name="results">The first row of the images' gradients.</param>
    /// <param name="resultStride">Floats between these.</param>
    /// <param name="kept">What the derivative is taken from, as the results stand; a null reference without an activation.</param>
    /// <param name="activation">Its values.</param>
    /// <param name="scratch">Room for the panels and for one gradient with its border.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="window">The window.</param>
    public static void InputGradient<TActivation>(
        ref float gradients,
        int gradientStride,
        ref float weights,
        ref float results,
        int resultStride,
        ref float kept,
        in TActivation activation,
        ref float scratch,
        int rows,
        in Window window)
        where TActivation : struct, IActivationLanes
    {
        // Few channels fill no vector; the choice is the shape's alone, for it decides the order of the sums. Long sums are gathered, which can be done in
        // chunks.
        bool isLong = LongSum.Is((long)window.GroupFilters * window.KernelHeight * window.KernelWidth);
        bool isSpread = window is { Groups: 1, DilationRight: 1, Channels: < FewChannels } && !isLong;
        bool isShort = !TActivation.KeepsInput || TActivation.Cost <= TileEnds.LongestActivation;
        if (typeof(TActivation) != typeof(NoActivation) && (isSpread || !isShort))
        {
            ref float none = ref Unsafe.NullRef<float>();
            InputGradient(
                ref gradients, gradientStride, ref weights, ref results, resultStride, ref none, default(NoActivation), ref scratch, rows, window);
            ActivationPass.Gradient(ref results, ref kept, ref results, resultStride, activation, rows, window.ImageFloats);
        }
        else if (isSpread)
        {
            ref float none = ref Unsafe.NullRef<float>();
            PlacedGradients placed = PlacedGradients.Of(window);
            PlacedConvolution.InputGradient(ref gradients, gradientStride, ref none, 0, ref weights, ref results, resultStride, ref scratch, rows, placed);
        }
        else if (VectorWidth.Is512)
        {
            InputGradient<Vectors512, Vector512<float>, TActivation>(
                ref gradients, gradientStride, ref weights, ref results, resultStride, ref kept, activation, ref scratch, rows, window);
        }
        else if (VectorWidth.Is256)
        {
            InputGradient<Vectors256, Vector256<float>, TActivation>(
                ref gradients, gradientStride, ref weights, ref results, resultStride, ref kept, activation, ref scratch, rows, window);
        }
        else
        {
            InputGradient<Vectors128, Vector128<float>, TActivation>(
                ref gradients, gradientStride, ref weights, ref results, resultStride, ref kept, activation, ref scratch, rows, window);
        }
    }

    /// <summary>
    /// The gradient of the loss in the filters: summed over all places of the window in all rows, in chunks whose size the shape alone decides.
    /// </summary>
    /// <param name="inputs">The first row.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="gradients">The first row of the results' gradients.</param>
    /// <param name="gradientStride">Floats between these.</param>
    /// <param name="results">Receives the gradient, as the weights stand.</param>
    /// <param name="adds">Whether it is added to what stands there.</param>
    /// <param name="scratch">Room for three sums of each weight and for one image with its border.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="window">The window.</param>
    /// <param name="part">The filters that are this thread's.</param>
    public static void WeightGradient(
        ref float inputs,
        int inputStride,
        ref float gradients,
        int gradientStride,
        ref float results,
        bool adds,
        ref float scratch,
        int rows,
        in Window window,
        Part part)
    {
        ref float room = ref Unsafe.Add(ref scratch, SumFloats(window));
        Sections one = Sections.One(rows);
        AddSections(ref inputs, inputStride, ref gradients, gradientStride, ref scratch, ref room, rows, 0, one, window, part);
        WeightGradient(ref scratch, one, ref results, adds, window, part);
    }

    /// <summary>The sums of the filters' gradient over each section of the batch, laid out as the kernels make them.</summary>
    /// <param name="inputs">The first row.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="gradients">The first row of the results' gradients.</param>
    /// <param name="gradientStride">Floats between these.</param>
    /// <param name="sums">Receives the sums; those of the batch's first section begin here.</param>
    /// <param name="scratch">Room for two sums of each weight and for one image with its border.</param>
    /// <param name="rows">Rows, of whole sections.</param>
    /// <param name="first">The number of the first of these rows in the batch.</param>
    /// <param name="batch">Rows of the batch, which says where its sections end (<see cref="Sections"/>).</param>
    /// <param name="window">The window.</param>
    /// <param name="part">The filters that are this thread's.</param>
    public static void WeightGradientSums(
        ref float inputs,
        int inputStride,
        ref float gradients,
        int gradientStride,
        ref float sums,
        ref float scratch,
        int rows,
        int first,
        int batch,
        in Window window,
        Part part) =>
        AddSections(ref inputs, inputStride, ref gradients, gradientStride, ref sums, ref scratch, rows, first, Sections.Of(batch), window, part);

    /// <summary>The gradient of the loss in the filters from the sums of all sections.</summary>
    /// <param name="sums">What <see cref="WeightGradientSums"/> left; the first section's become those of all.</param>
    /// <param name="batch">Rows of the batch.</param>
    /// <param name="results">Receives the gradient, as the weights stand.</param>
    /// <param name="adds">Whether it is added to what stands there.</param>
    /// <param name="window">The window.</param>
    /// <param name="part">The filters that are this thread's.</param>
    public static void WeightGradient(ref float sums, int batch, ref float results, bool adds, in Window window, Part part) =>
        WeightGradient(ref sums, Sections.Of(batch), ref results, adds, window, part);

    /// <summary>The gradient of the loss in the bias: the results' gradients, summed for each filter in the same chunks.</summary>
    /// <param name="gradients">The first row of the results' gradients.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="results">Receives the gradient.</param>
    /// <param name="adds">Whether it is added to what stands there.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="window">The window.</param>
    public static void BiasGradient(ref float gradients, int gradientStride, ref float results, bool adds, int rows, in Window window) =>
        BiasGradient(ref gradients, gradientStride, ref results, adds, rows, LongSum.Is((long)rows * window.ResultPositions), window);

    /// <summary>The sums of the bias's gradient over each section of the batch.</summary>
    /// <param name="gradients">The first row of the results' gradients.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="sums">Receives the sums; those of the batch's first section begin here.</param>
    /// <param name="rows">Rows, of whole sections.</param>
    /// <param name="first">The number of the first of these rows in the batch.</param>
    /// <param name="batch">Rows of the batch, which says where its sections end (<see cref="Sections"/>).</param>
    /// <param name="window">The window.</param>
    public static void BiasGradientSums(ref float gradients, int gradientStride, ref float sums, int rows, int first, int batch, in Window window)
    {
        Sections sections = Sections.Of(batch);
        bool isLong = LongSum.Is((long)batch * window.ResultPositions);
        for (int row = 0; row < rows; row += sections.Rows)
        {
            ref float ofSection = ref Unsafe.Add(ref sums, (nint)((first + row) / sections.Rows) * Sections.Stride(window.Filters));
            ref float gradient = ref Unsafe.Add(ref gradients, (nint)row * gradientStride);
            BiasGradient(ref gradient, gradientStride, ref ofSection, false, Math.Min(sections.Rows, rows - row), isLong, window);
        }
    }

    /// <summary>Four sums side by side, for one alone waits for each of its additions.</summary>
    internal static Vector256<float> SumOfRows(ref float gradients, int stride, int rows, int positions, nint step)
    {
        Vector256<float> sum0 = Vector256<float>.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
        for (nint row = 0; row < rows; row++)
        {
            ref float at = ref Unsafe.Add(ref gradients, row * stride);
            int left = positions;
            for (; left >= 4; left -= 4)
            {
                sum0 += Vector256.LoadUnsafe(ref at);
                sum1 += Vector256.LoadUnsafe(ref at, (nuint)step);
                sum2 += Vector256.LoadUnsafe(ref at, (nuint)(2 * step));
                sum3 += Vector256.LoadUnsafe(ref at, (nuint)(3 * step));
                at = ref Unsafe.Add(ref at, 4 * step);
            }

            for (; left > 0; left--)
            {
                sum0 += Vector256.LoadUnsafe(ref at);
                at = ref Unsafe.Add(ref at, step);
            }
        }

        return (sum0 + sum1) + (sum2 + sum3);
    }

    private static void BiasGradient(
        ref float gradients, int gradientStride, ref float results, bool adds, int rows, bool isLong, in Window window)
    {
        if (isLong)
        {
            LongWindowSums.BiasGradient(ref gradients, gradientStride, ref results, adds, rows, window);
            return;
        }

        int chunk = ChunkRows(window);
        for (int filter = 0; filter < window.Filters; filter += 8)
        {
            int filters = Math.Min(8, window.Filters - filter);
            Vector256<float> total = Vector256<float>.Zero;
            for (int row = 0; row < rows; row += chunk)
            {
                ref float first = ref Unsafe.Add(ref gradients, ((nint)row * gradientStride) + filter);
                total += SumOfRows(ref first, gradientStride, Math.Min(chunk, rows - row), window.ResultPositions, window.Filters);
            }

            for (int i = 0; i < filters; i++)
            {
                ref float result = ref Unsafe.Add(ref results, filter + i);
                result = adds ? result + total.GetElement(i) : total.GetElement(i);
            }
        }
    }

    private static void AddSections(
        ref float inputs,
        int inputStride,
        ref float gradients,
        int gradientStride,
        ref float sums,
        ref float scratch,
        int rows,
        int first,
        Sections sections,
        in Window window,
        Part part)
    {
        if (VectorWidth.Is512)
            AddSections<Vectors512, Vector512<float>>(
                ref inputs, inputStride, ref gradients, gradientStride, ref sums, ref scratch, rows, first, sections, window, part);
        else if (VectorWidth.Is256)
            AddSections<Vectors256, Vector256<float>>(
                ref inputs, inputStride, ref gradients, gradientStride, ref sums, ref scratch, rows, first, sections, window, part);
        else
            AddSections<Vectors128, Vector128<float>>(
                ref inputs, inputStride, ref gradients, gradientStride, ref sums, ref scratch, rows, first, sections, window, part);
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

    private static void Forward<TVectors, TVector, TActivation>(
        ref float inputs,
        int inputStride,
        ref float weights,
        ref float bias,
        ref float outputs,
        int outputStride,
        ref float laidOut,
        in TActivation activation,
        ref float scratch,
        int rows,
        in Window window)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TActivation : struct, IActivationLanes
    {
        bool isKept = !Unsafe.IsNullRef(ref laidOut);
        var filters = new LaidOutFilters<TVectors, TVector>(ref isKept ? ref laidOut : ref scratch, window);
        if (!isKept)
            filters.Write(ref weights, ref bias, window);
        ref float room = ref isKept ? ref scratch : ref filters.End;
        int paired = filters.Paired(rows);
        if (paired > 0)
            ForwardPairs(ref inputs, inputStride, filters, ref outputs, outputStride, activation, ref room, paired, window);
        if (paired == rows)
            return;
        Plane shape = Plane.OfImage(window);
        Correlated correlated = OfImage(window, shape);
        bool isPlain = shape.IsPlain(window.Height, window.Width);
        if (!isPlain)
            shape.ClearBorder(ref room, window.Height, window.Width);
        for (nint row = paired; row < rows; row++)
        {
            ref float image = ref Unsafe.Add(ref inputs, row * inputStride);
            if (!isPlain)
                shape.Fill(ref room, ref image, window.Height, window.Width);
            ref float seen = ref isPlain ? ref image : ref room;
            ref float results = ref Unsafe.Add(ref outputs, row * outputStride);
            Correlation<TVectors, TVector>.Slide<ActivationOfSum<TVectors, TVector, TActivation>, TActivation>(
                ref seen, shape, correlated, ref filters.Panels, ref filters.Biases, ref results, ref results, activation);
        }
    }

    /// <summary>Two images at once, and both halves of one that is left alone.</summary>
    private static void ForwardPairs<TVectors, TVector, TActivation>(
        ref float inputs,
        int inputStride,
        in LaidOutFilters<TVectors, TVector> filters,
        ref float outputs,
        int outputStride,
        in TActivation activation,
        ref float scratch,
        int rows,
        in Window window)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TActivation : struct, IActivationLanes
    {
        Plane shape = Plane.OfImage(window);
        Correlated correlated = OfImage(window, shape);
        var room = new ScratchRoom(ref scratch);
        Span<float> plane = room.Take<float>(2 * shape.Floats);
        ref float pixels = ref MemoryMarshal.GetReference(plane);
        if (rows > 1)
            plane.Clear();
        for (nint row = 0; row + 1 < rows; row += 2)
        {
            ref float pair = ref Unsafe.Add(ref inputs, row * inputStride);
            PairCorrelation<TVectors, TVector>.Fill(plane, shape, ref pair, ref Unsafe.Add(ref pair, inputStride), window.Height, window.Width);
            ref float first = ref Unsafe.Add(ref outputs, row * outputStride);
            ref float second = ref Unsafe.Add(ref first, outputStride);
            PairCorrelation<TVectors, TVector>.Slide<ActivationOfSum<TVectors, TVector, TActivation>, TActivation>(
                ref pixels, shape, correlated, ref filters.PairPanel, ref filters.PairBiases, ref first, ref second, activation);
        }

        if (rows % 2 == 0)
            return;
        Correlated half = correlated with { Height = window.ResultHeight / 2 };
        int distance = half.Height * window.StrideDown;
        Plane upperHalf = shape.Upper(shape.Height - distance);
        if (rows == 1)
            plane.Slice(0, 2 * upperHalf.Floats).Clear();
        Span<float> zeros = room.Take<float>(shape.RowFloats);
        zeros.Clear();
        ref float image = ref Unsafe.Add(ref inputs, (nint)(rows - 1) * inputStride);
        PairCorrelation<TVectors, TVector>.FillHalves(
            plane, upperHalf, distance, ref image, ref MemoryMarshal.GetReference(zeros), window.Height, window.Width);
        ref float upper = ref Unsafe.Add(ref outputs, (nint)(rows - 1) * outputStride);
        ref float lower = ref Unsafe.Add(ref upper, half.Height * half.Width * half.Filters);
        PairCorrelation<TVectors, TVector>.Slide<ActivationOfSum<TVectors, TVector, TActivation>, TActivation>(
            ref pixels, upperHalf, half, ref filters.PairPanel, ref filters.PairBiases, ref upper, ref lower, activation);
    }

    private static void InputGradient<TVectors, TVector, TActivation>(
        ref float gradients,
        int gradientStride,
        ref float weights,
        ref float results,
        int resultStride,
        ref float kept,
        in TActivation activation,
        ref float scratch,
        int rows,
        in Window window)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TActivation : struct, IActivationLanes
    {
        Plane shape = Plane.OfGradient(window);
        WindowTerms terms = WindowTerms.Of(window, shape, window.GroupFilters);
        var correlated = new Correlated(window.Groups, window.GroupFilters, window.GroupChannels, (1, 1), window.Height, window.Width, terms);
        int padded = Correlation<TVectors, TVector>.PaddedPanels(window.GroupChannels) * window.Groups;
        ref float zeros = ref scratch;
        ref float panels = ref Unsafe.Add(ref zeros, padded);
        ref float plane = ref Unsafe.Add(ref panels, (nint)padded * correlated.Count);
        MemoryMarshal.CreateSpan(ref zeros, padded).Clear();
        FilterPanels<TVectors, TVector>.LayOutTurned(ref weights, window, ref panels);
        bool isPlain = shape.IsPlain(window.ResultHeight, window.ResultWidth);
        if (!isPlain)
            shape.ClearBorder(ref plane, window.ResultHeight, window.ResultWidth);
        for (nint row = 0; row < rows; row++)
        {
            ref float gradient = ref Unsafe.Add(ref gradients, row * gradientStride);
            if (!isPlain)
                shape.Fill(ref plane, ref gradient, window.ResultHeight, window.ResultWidth);
            ref float seen = ref isPlain ? ref gradient : ref plane;
            ref float result = ref Unsafe.Add(ref results, row * resultStride);
            if (typeof(TActivation) == typeof(NoActivation))
            {
                Correlation<TVectors, TVector>.Slide<ActivationOfSum<TVectors, TVector, TActivation>, TActivation>(
                    ref seen, shape, correlated, ref panels, ref zeros, ref result, ref result, activation);
            }
            else
            {
                Correlation<TVectors, TVector>.Slide<DerivativeOfSum<TVectors, TVector, TActivation>, TActivation>(
                    ref seen, shape, correlated, ref panels, ref zeros, ref result, ref Unsafe.Add(ref kept, row * resultStride), activation);
            }
        }
    }

    private static void AddSections<TVectors, TVector>(
        ref float inputs,
        int inputStride,
        ref float gradients,
        int gradientStride,
        ref float sums,
        ref float scratch,
        int rows,
        int first,
        Sections sections,
        in Window window,
        Part part)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
    {
        Plane shape = Plane.OfImage(window);
        Correlated correlated = OfImage(window, shape);
        PanelRange panels = WeightSums<TVectors, TVector>.Share(correlated, part);
        if (panels.IsEmpty)
            return;
        int floats = SumFloats(window);
        ref float plane = ref Unsafe.Add(ref scratch, 2 * (nint)floats);
        bool isPlain = shape.IsPlain(window.Height, window.Width);
        if (!isPlain)
            shape.ClearBorder(ref plane, window.Height, window.Width);
        int chunk = ChunkRows(window);
        bool isLong = LongSum.Is((long)sections.Batch * window.ResultPositions);
        for (int section = 0; section < rows; section += sections.Rows)
        {
            int count = Math.Min(sections.Rows, rows - section);
            ref float results = ref Unsafe.Add(ref sums, (nint)((first + section) / sections.Rows) * floats);
            // A section of one chunk is summed where its sums are to stand.
            ref float terms = ref count <= chunk && !isLong ? ref results : ref scratch;
            if (isLong || count > chunk)
                panels.Of(ref results).Clear();
            ref float image = ref Unsafe.Add(ref inputs, (nint)section * inputStride);
            ref float gradient = ref Unsafe.Add(ref gradients, (nint)section * gradientStride);
            if (isLong)
            {
                var levels = new WindowSumLevels(panels.Of(ref scratch), panels.Of(ref Unsafe.Add(ref scratch, floats)), panels.Of(ref results));
                LongWindowSums.WeightGradient<TVectors, TVector>(
                    ref image, inputStride, ref gradient, gradientStride, ref scratch, levels, ref plane, count, window, panels);
                continue;
            }

            for (int row = 0; row < count; row++)
            {
                if (row % chunk == 0)
                    panels.Of(ref terms).Clear();
                if (!isPlain)
                    shape.Fill(ref plane, ref image, window.Height, window.Width);
                WeightSums<TVectors, TVector>.Add(ref isPlain ? ref image : ref plane, shape, correlated, ref gradient, ref terms, panels);
                if (count > chunk && (row % chunk == chunk - 1 || row == count - 1))
                    ElementSums.AddTo(panels.Of(ref terms), panels.Of(ref results));
                image = ref Unsafe.Add(ref image, inputStride);
                gradient = ref Unsafe.Add(ref gradient, gradientStride);
            }
        }
    }

    private static void WeightGradient<TVectors, TVector>(
        ref float sums, Sections sections, ref float results, bool adds, in Window window, Part part)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
    {
        Correlated correlated = OfImage(window, Plane.OfImage(window));
        PanelRange panels = WeightSums<TVectors, TVector>.Share(correlated, part);
        if (panels.IsEmpty)
            return;
        sections.AddUp(ref sums, SumFloats(window), panels.Start, panels.Floats);
        FilterPanels<TVectors, TVector>.Return(ref sums, window, correlated, ref results, adds, panels.First, panels.End);
    }

    /// <summary>Floats of the sums of a section: those of panels of the widest kind, whatever the width of vectors.</summary>
    private static int SumFloats(in Window window) => window.Groups * ((window.GroupFilters + 31) / 32 * 32) * window.Terms;

    internal static Correlated OfImage(in Window window, in Plane shape) => new(
        window.Groups,
        window.GroupChannels,
        window.GroupFilters,
        (window.StrideDown, window.StrideRight),
        window.ResultHeight,
        window.ResultWidth,
        WindowTerms.Of(window, shape, window.GroupChannels));

    /// <summary>Rows of a chunk of a sum over the batch.</summary>
    internal static int ChunkRows(in Window window) => Math.Max(1, ChunkPositions / window.ResultPositions);
}
