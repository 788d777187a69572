using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>What slides over a plane, and what comes out: groups of filters, each a sum over the terms that it sees.</summary>
/// <param name="Groups">Groups.</param>
/// <param name="Channels">Channels of the plane that a group sees.</param>
/// <param name="Filters">Filters of a group.</param>
/// <param name="Stride">Rows and pixels of the plane from one result to the next.</param>
/// <param name="Height">Rows of the result.</param>
/// <param name="Width">Pixels of a row of the result.</param>
/// <param name="Terms">The terms of a sum.</param>
internal readonly record struct Correlated(int Groups, int Channels, int Filters, (int Down, int Right) Stride, int Height, int Width, WindowTerms Terms)
{
    /// <summary>Terms of a sum.</summary>
    public int Count => Terms.Rows * Terms.Segments * Terms.Length;

    /// <summary>Floats of a pixel of the result.</summary>
    public int ResultChannels => Groups * Filters;
}

/// <summary>Slides filters over one image: <c>results[y, x, f] = bias[f] + Σ plane[…] · weights[…, f]</c>, with the filters laid out in panels.</summary>
/// <remarks>
/// A tile writes whole vectors. Where the filters end inside of one, it writes beyond them, into what is computed later: panels run from the last to the
/// first, pixels from the first to the last. What would go beyond the image, or into another group, takes another way.
/// </remarks>
internal static class Correlation<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>Pixels of the largest tile of two vectors: as many as registers hold.</summary>
    private static int MostWidePixels => VectorWidth.HasManyRegisters ? 8 : 6;

    private static int Wide => 2 * TVectors.Lanes;

    /// <summary>Filters of the panel that begins at one: two vectors, or one where one is left.</summary>
    public static int PanelWidth(int filters, int first) => filters - first > TVectors.Lanes ? Wide : TVectors.Lanes;

    /// <summary>Slides the filters.</summary>
    /// <param name="plane">The image.</param>
    /// <param name="shape">Its extents.</param>
    /// <param name="correlated">What slides.</param>
    /// <param name="panels">For each group its panels, one behind the other, each a row of weights for each term.</param>
    /// <param name="biases">What each sum starts at, laid out as the panels are.</param>
    /// <param name="results">[height, width, groups · filters].</param>
    /// <param name="kept">What the end reads, as the results stand.</param>
    /// <param name="rule">What the end computes with.</param>
    public static void Slide<TEnd, TRule>(
        ref float plane, in Plane shape, in Correlated correlated, ref float panels, ref float biases, ref float results, ref float kept, in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        int padded = PaddedPanels(correlated.Filters);
        for (int group = 0; group < correlated.Groups; group++)
        {
            ref float seen = ref Unsafe.Add(ref plane, (nint)group * correlated.Channels);
            for (int filter = (correlated.Filters - 1) / Wide * Wide; filter >= 0; filter -= Wide)
            {
                SlidePanel<TEnd, TRule>(
                    ref seen,
                    shape,
                    correlated,
                    ref Unsafe.Add(ref panels, ((nint)group * padded * correlated.Count) + ((nint)filter * correlated.Count)),
                    ref Unsafe.Add(ref biases, ((nint)group * padded) + filter),
                    ref results,
                    ref kept,
                    (group * correlated.Filters) + filter,
                    correlated.Filters - filter,
                    rule);
            }
        }
    }

    /// <summary>Floats of a row of a group's panels.</summary>
    public static int PaddedPanels(int filters)
    {
        int last = (filters - 1) / Wide * Wide;
        return last + PanelWidth(filters, last);
    }

    private static void SlidePanel<TEnd, TRule>(
        ref float seen,
        in Plane shape,
        in Correlated correlated,
        ref float panel,
        ref float bias,
        ref float results,
        ref float kept,
        int channel,
        int filters,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        bool isWide = filters > TVectors.Lanes;
        int width = isWide ? Wide : TVectors.Lanes;
        int channels = correlated.ResultChannels;
        nint step = (nint)correlated.Stride.Right * shape.Channels, rowStep = (nint)correlated.Stride.Down * shape.RowFloats;
        nint rowFloats = (nint)correlated.Width * channels, end = correlated.Height * rowFloats;
        bool isLong = LongSum.Is(correlated.Count);
        bool isAlone = !isLong && (correlated.Groups == 1 || filters >= width);
        int most = isWide ? 1 : NarrowTile.Rows(correlated.Width), rows;
        for (int y = 0; y < correlated.Height; y += rows)
        {
            rows = Math.Min(most, correlated.Height - y);
            ref float row = ref Unsafe.Add(ref seen, y * rowStep);
            for (int x = 0; x < correlated.Width;)
            {
                int left = correlated.Width - x;
                int pixels = rows == 2 ? left : isWide ? WideTile(left, correlated.Width) : NarrowTile.Next(left, correlated.Width);
                // A rest of most of a tile is a tile that begins earlier: what it computes again has the same bits.
                int first = Math.Min(x, correlated.Width - pixels);
                nint at = (y * rowFloats) + ((nint)first * channels) + channel;
                nint last = at + ((rows - 1) * rowFloats) + ((nint)(pixels - 1) * channels);
                x = first + pixels;
                TileSteps steps = rows == 2 ? new TileSteps(step, rowStep, channels, rowFloats) : TileSteps.InRow(pixels, step, channels);
                ref float start = ref Unsafe.Add(ref row, first * step);
                ref float result = ref Unsafe.Add(ref results, at);
                ref float other = ref Unsafe.Add(ref kept, at);
                if (isAlone && last + width <= end)
                    Run<TEnd, TRule>(isWide, rows * pixels, ref start, steps, correlated.Terms, ref panel, ref bias, ref result, ref other, rule);
                else
                    RunApart<TEnd, TRule>(
                        isLong,
                        isWide,
                        rows * pixels,
                        ref start,
                        steps,
                        correlated.Terms,
                        ref panel,
                        ref bias,
                        ref result,
                        ref other,
                        Math.Min(width, filters),
                        rule);
            }
        }
    }

    /// <summary>The pixels of a row's next tile of two vectors.</summary>
    private static int WideTile(int left, int all)
    {
        int most = MostWidePixels;
        if (left == most || left >= most + 4)
            return most;
        if (left > most)
            return most == 8 ? 6 : left == 9 ? 6 : 4;
        int tile = left > 6 ? 8 : left > 4 ? 6 : left > 2 ? 4 : left;
        if (tile <= all && tile <= most)
            return tile;
        return left >= 6 ? 6 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
    }

    /// <summary>What the tile would write beyond its filters goes elsewhere, and so do the totals of long sums.</summary>
    private static void RunApart<TEnd, TRule>(
        bool isLong,
        bool isWide,
        int pixels,
        ref float start,
        in TileSteps steps,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float kept,
        int filters,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        int width = isWide ? Wide : TVectors.Lanes;
        TileSteps dense = steps.Dense(pixels, width);
        Span<float> tile = stackalloc float[pixels * width];
        Span<float> others = stackalloc float[TEnd.ReadsKept ? pixels * width : 1];
        ref float first = ref MemoryMarshal.GetReference(tile);
        ref float other = ref MemoryMarshal.GetReference(others);
        for (int pixel = 0; TEnd.ReadsKept && pixel < pixels; pixel++)
        {
            ref float from = ref Unsafe.Add(ref kept, steps.ResultOf(pixel, pixels));
            MemoryMarshal.CreateReadOnlySpan(ref from, filters).CopyTo(others.Slice(pixel * width));
        }

        if (isLong)
        {
            RunInChunks(isWide, pixels, ref start, dense, terms, ref panel, ref bias, tile);
            for (nint at = 0; at < pixels * width; at += TVectors.Lanes)
                TVectors.Store(TEnd.Of(TVectors.Load(ref first, at), ref other, at, rule), ref first, at);
        }
        else
        {
            Run<TEnd, TRule>(isWide, pixels, ref start, dense, terms, ref panel, ref bias, ref first, ref other, rule);
        }

        for (int pixel = 0; pixel < pixels; pixel++)
        {
            ref float to = ref Unsafe.Add(ref results, steps.ResultOf(pixel, pixels));
            tile.Slice(pixel * width, filters).CopyTo(MemoryMarshal.CreateSpan(ref to, filters));
        }
    }

    /// <summary>A tile of long sums (<see cref="LongSum"/>): some neighboring terms at a time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunInChunks(
        bool isWide, int pixels, ref float start, in TileSteps steps, in WindowTerms terms, ref float panel, ref float bias, Span<float> sums)
    {
        Span<double> totals = stackalloc double[sums.Length];
        int width = isWide ? Wide : TVectors.Lanes;
        totals.Clear();
        for (int pixel = 0; pixel < pixels; pixel++)
            LongSum.Add(MemoryMarshal.CreateReadOnlySpan(ref bias, width), totals.Slice(pixel * width));
        for (int row = 0; row < terms.Rows; row++)
        {
            for (int segment = 0; segment < terms.Segments; segment++)
            {
                for (int term = 0; term < terms.Length; term += LongSum.Chunk)
                {
                    var some = new WindowTerms(1, 1, Math.Min(LongSum.Chunk, terms.Length - term), 0, 0);
                    ref float seen = ref Unsafe.Add(ref start, (row * terms.RowStep) + (segment * terms.SegmentStep) + term);
                    nint weight = ((((nint)row * terms.Segments) + segment) * terms.Length) + term;
                    ref float weights = ref Unsafe.Add(ref panel, weight * width);
                    ref float result = ref MemoryMarshal.GetReference(sums);
                    Run<ActivationOfSum<TVectors, TVector, NoActivation>, NoActivation>(
                        isWide, pixels, ref seen, steps, some, ref weights, ref ZeroPanel.Start, ref result, ref result, default);
                    LongSum.Add(sums, totals);
                }
            }
        }

        LongSum.Round(totals, sums);
    }

    private static void Run<TEnd, TRule>(
        bool isWide,
        int pixels,
        ref float start,
        in TileSteps steps,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float kept,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        switch (isWide, pixels)
        {
            case (true, 8):
                WideTiles<TVectors, TVector>.Of8<TEnd, TRule>(
                    ref start, steps.Seen, terms, ref panel, ref bias, ref results, ref kept, steps.Result, rule);
                break;
            case (true, 6):
                WideTiles<TVectors, TVector>.Of6<TEnd, TRule>(
                    ref start, steps.Seen, terms, ref panel, ref bias, ref results, ref kept, steps.Result, rule);
                break;
            case (true, 4):
                WideTiles<TVectors, TVector>.Of4<TEnd, TRule>(
                    ref start, steps.Seen, terms, ref panel, ref bias, ref results, ref kept, steps.Result, rule);
                break;
            case (true, 2):
                WideTiles<TVectors, TVector>.Of2<TEnd, TRule>(
                    ref start, steps.Seen, terms, ref panel, ref bias, ref results, ref kept, steps.Result, rule);
                break;
            case (true, _):
                WideTiles<TVectors, TVector>.Of1<TEnd, TRule>(
                    ref start, steps.Seen, terms, ref panel, ref bias, ref results, ref kept, steps.Result, rule);
                break;
            case (false, 28) when VectorWidth.Is512:
                NarrowTiles<TVectors, TVector, OneImage>.Of28<TEnd, TRule>(ref start, steps, terms, ref panel, ref bias, ref results, ref kept, rule);
                break;
            case (false, 24) when VectorWidth.Is512:
                NarrowTiles<TVectors, TVector, OneImage>.Of24<TEnd, TRule>(ref start, steps, terms, ref panel, ref bias, ref results, ref kept, rule);
                break;
            case (false, 20) when VectorWidth.Is512:
                NarrowTiles<TVectors, TVector, OneImage>.Of20<TEnd, TRule>(ref start, steps, terms, ref panel, ref bias, ref results, ref kept, rule);
                break;
            case (false, 16) when VectorWidth.Is512:
                NarrowTiles<TVectors, TVector, OneImage>.Of16<TEnd, TRule>(ref start, steps, terms, ref panel, ref bias, ref results, ref kept, rule);
                break;
            case (false, 14):
                NarrowTiles<TVectors, TVector, OneImage>.Of14<TEnd, TRule>(ref start, steps, terms, ref panel, ref bias, ref results, ref kept, rule);
                break;
            case (false, 12):
                NarrowTiles<TVectors, TVector, OneImage>.Of12<TEnd, TRule>(ref start, steps, terms, ref panel, ref bias, ref results, ref kept, rule);
                break;
            case (false, 10):
                NarrowTiles<TVectors, TVector, OneImage>.Of10<TEnd, TRule>(ref start, steps, terms, ref panel, ref bias, ref results, ref kept, rule);
                break;
            case (false, 8):
                NarrowTiles<TVectors, TVector, OneImage>.Of8<TEnd, TRule>(ref start, steps, terms, ref panel, ref bias, ref results, ref kept, rule);
                break;
            case (false, 6):
                NarrowTiles<TVectors, TVector, OneImage>.Of6<TEnd, TRule>(ref start, steps, terms, ref panel, ref bias, ref results, ref kept, rule);
                break;
            case (false, 4):
                NarrowTiles<TVectors, TVector, OneImage>.Of4<TEnd, TRule>(ref start, steps, terms, ref panel, ref bias, ref results, ref kept, rule);
                break;
            case (false, 2):
                NarrowTiles<TVectors, TVector, OneImage>.Of2<TEnd, TRule>(ref start, steps, terms, ref panel, ref bias, ref results, ref kept, rule);
                break;
            default:
                NarrowTiles<TVectors, TVector, OneImage>.Of1<TEnd, TRule>(ref start, steps, terms, ref panel, ref bias, ref results, ref kept, rule);
                break;
        }
    }
}
