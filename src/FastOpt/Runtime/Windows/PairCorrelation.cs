using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// Slides a few filters over two images at once, or over both halves of one. Filters that fill half of a vector or less would leave the other half idle; two
/// images in turn, pixel by pixel and channel by channel, fill it. Each sum has the terms and the order that it has alone.
/// </summary>
internal static class PairCorrelation<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>Filters of the widest vectors.</summary>
    private const int MostFilters = 8;

    private static int Half => TVectors.Lanes / 2;

    /// <summary>Whether a convolution has so few filters, and sums that are short enough for one float.</summary>
    public static bool Fits(in Window window) => window.Groups == 1 && window.Filters <= Half && !LongSum.Is(window.Terms);

    /// <summary>Lays out weights and biases, each twice.</summary>
    public static void LayOut(ref float weights, ref float bias, in Window window, Span<float> panel, Span<float> biases)
    {
        int area = window.KernelHeight * window.KernelWidth;
        panel.Clear();
        biases.Clear();
        for (int filter = 0; filter < window.Filters; filter++)
        {
            for (int at = 0; at < area; at++)
            {
                for (int channel = 0; channel < window.Channels; channel++)
                {
                    float weight = Unsafe.Add(ref weights, ((nint)filter * window.Terms) + (channel * area) + at);
                    int term = ((at * window.Channels) + channel) * TVectors.Lanes;
                    panel[term + (2 * filter)] = weight;
                    panel[term + (2 * filter) + 1] = weight;
                }
            }

            if (Unsafe.IsNullRef(ref bias))
                continue;
            biases[2 * filter] = Unsafe.Add(ref bias, filter);
            biases[(2 * filter) + 1] = Unsafe.Add(ref bias, filter);
        }
    }

    /// <summary>Copies two images to their places, float by float in turn.</summary>
    public static void Fill(Span<float> plane, in Plane shape, ref float first, ref float second, int height, int width)
    {
        for (int row = 0; row < height; row++)
        {
            (int to, int pixels, int skipped) = shape.Place(row, width);
            nint from = ((nint)row * width * shape.Channels) + ((nint)skipped * shape.Channels);
            if (pixels > 0)
                Interleave(ref Unsafe.Add(ref first, from), ref Unsafe.Add(ref second, from), plane.Slice(2 * to, 2 * pixels * shape.Channels));
        }
    }

    /// <summary>Copies the upper half of an image and the lower one to their places; the rows that windows of both see are in both.</summary>
    /// <param name="plane">Receives them; borders are zeros already.</param>
    /// <param name="half">The extents of a half.</param>
    /// <param name="distance">Rows from the first one of a half to that of the other.</param>
    /// <param name="image">The image.</param>
    /// <param name="zeros">A row of zeros, which stands above and below it.</param>
    /// <param name="height">Rows of the image.</param>
    /// <param name="width">Pixels of a row.</param>
    public static void FillHalves(Span<float> plane, in Plane half, int distance, ref float image, ref float zeros, int height, int width)
    {
        nint rowFloats = (nint)width * half.Channels;
        (int to, int pixels, int skipped) = half.PlaceOfRow(width);
        if (pixels <= 0)
            return;
        for (int row = 0; row < half.Height; row++)
        {
            int upper = row - half.Top, lower = upper + distance;
            ref float first = ref upper >= 0 && upper < height ? ref Unsafe.Add(ref image, upper * rowFloats) : ref zeros;
            ref float second = ref lower >= 0 && lower < height ? ref Unsafe.Add(ref image, lower * rowFloats) : ref zeros;
            nint from = (nint)skipped * half.Channels;
            Span<float> pairs = plane.Slice(2 * ((row * half.RowFloats) + to), 2 * pixels * half.Channels);
            Interleave(ref Unsafe.Add(ref first, from), ref Unsafe.Add(ref second, from), pairs);
        }
    }

    private static void Interleave(ref float first, ref float second, Span<float> pairs)
    {
        ref float to = ref MemoryMarshal.GetReference(pairs);
        int count = pairs.Length / 2, last = count - Vector256<float>.Count;
        if (last < 0)
        {
            for (int i = 0; i < count; i++)
            {
                Unsafe.Add(ref to, 2 * i) = Unsafe.Add(ref first, i);
                Unsafe.Add(ref to, (2 * i) + 1) = Unsafe.Add(ref second, i);
            }

            return;
        }

        for (int i = 0; i < last; i += Vector256<float>.Count)
            InterleaveVector(ref first, ref second, ref to, i);
        InterleaveVector(ref first, ref second, ref to, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InterleaveVector(ref float first, ref float second, ref float to, int i)
    {
        Vector256<uint> low = Vector256.LoadUnsafe(ref first, (nuint)i).AsUInt32(), high = Vector256.LoadUnsafe(ref second, (nuint)i).AsUInt32();
        Vector256<ulong> lower = Vector256.WidenLower(low) | (Vector256.WidenLower(high) << 32);
        Vector256<ulong> upper = Vector256.WidenUpper(low) | (Vector256.WidenUpper(high) << 32);
        lower.AsSingle().StoreUnsafe(ref to, (nuint)(2 * i));
        upper.AsSingle().StoreUnsafe(ref to, (nuint)((2 * i) + Vector256<float>.Count));
    }

    /// <summary>Slides the filters.</summary>
    /// <param name="plane">Both images.</param>
    /// <param name="shape">The extents of one.</param>
    /// <param name="correlated">What slides.</param>
    /// <param name="panel">The weights.</param>
    /// <param name="biases">What each sum starts at.</param>
    /// <param name="first">The results of the first image.</param>
    /// <param name="second">Those of the second one.</param>
    /// <param name="rule">What the end computes with, which reads the sums alone.</param>
    public static void Slide<TEnd, TRule>(
        ref float plane, in Plane shape, in Correlated correlated, ref float panel, ref float biases, ref float first, ref float second, in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        Debug.Assert(!TEnd.ReadsKept, "What an end reads would stand where the second image's results do.");
        WindowTerms one = correlated.Terms;
        var terms = new WindowTerms(one.Rows, one.Segments, one.Length, 2 * one.SegmentStep, 2 * one.RowStep);
        nint step = 2 * (nint)correlated.Stride.Right * shape.Channels, rowStep = 2 * (nint)correlated.Stride.Down * shape.RowFloats;
        int channels = correlated.Filters;
        nint rowFloats = (nint)correlated.Width * channels, end = correlated.Height * rowFloats;
        int most = NarrowTile.Rows(correlated.Width), rows;
        for (int y = 0; y < correlated.Height; y += rows)
        {
            rows = Math.Min(most, correlated.Height - y);
            ref float row = ref Unsafe.Add(ref plane, y * rowStep);
            for (int x = 0; x < correlated.Width;)
            {
                int pixels = rows == 2 ? correlated.Width : NarrowTile.Next(correlated.Width - x, correlated.Width);
                int start = Math.Min(x, correlated.Width - pixels);
                nint at = (y * rowFloats) + ((nint)start * channels);
                nint last = at + ((rows - 1) * rowFloats) + ((nint)(pixels - 1) * channels);
                x = start + pixels;
                TileSteps steps = rows == 2 ? new TileSteps(step, rowStep, channels, rowFloats) : TileSteps.InRow(pixels, step, channels);
                ref float seen = ref Unsafe.Add(ref row, start * step);
                ref float result = ref Unsafe.Add(ref first, at), other = ref Unsafe.Add(ref second, at);
                if (last + Half <= end)
                    Run<TEnd, TRule>(rows * pixels, ref seen, steps, terms, ref panel, ref biases, ref result, ref other, rule);
                else
                    RunApart<TEnd, TRule>(rows * pixels, ref seen, steps, terms, ref panel, ref biases, ref result, ref other, channels, rule);
            }
        }
    }

    /// <summary>What the tile would write beyond the images goes elsewhere.</summary>
    private static void RunApart<TEnd, TRule>(
        int pixels,
        ref float seen,
        in TileSteps steps,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float first,
        ref float second,
        int channels,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        Span<float> tiles = stackalloc float[2 * NarrowTile.MostPixels * MostFilters];
        Span<float> others = tiles.Slice(NarrowTile.MostPixels * MostFilters);
        ref float tile = ref MemoryMarshal.GetReference(tiles), other = ref MemoryMarshal.GetReference(others);
        Run<TEnd, TRule>(pixels, ref seen, steps.Dense(pixels, Half), terms, ref panel, ref bias, ref tile, ref other, rule);
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            nint at = steps.ResultOf(pixel, pixels);
            tiles.Slice(pixel * Half, channels).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, at), channels));
            others.Slice(pixel * Half, channels).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref second, at), channels));
        }
    }

    private static void Run<TEnd, TRule>(
        int pixels,
        ref float seen,
        in TileSteps steps,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float first,
        ref float second,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        switch (pixels)
        {
            case 28 when VectorWidth.Is512:
                NarrowTiles<TVectors, TVector, TwoImages>.Of28<TEnd, TRule>(ref seen, steps, terms, ref panel, ref bias, ref first, ref second, rule);
                break;
            case 24 when VectorWidth.Is512:
                NarrowTiles<TVectors, TVector, TwoImages>.Of24<TEnd, TRule>(ref seen, steps, terms, ref panel, ref bias, ref first, ref second, rule);
                break;
            case 20 when VectorWidth.Is512:
                NarrowTiles<TVectors, TVector, TwoImages>.Of20<TEnd, TRule>(ref seen, steps, terms, ref panel, ref bias, ref first, ref second, rule);
                break;
            case 16 when VectorWidth.Is512:
                NarrowTiles<TVectors, TVector, TwoImages>.Of16<TEnd, TRule>(ref seen, steps, terms, ref panel, ref bias, ref first, ref second, rule);
                break;
            case 14:
                NarrowTiles<TVectors, TVector, TwoImages>.Of14<TEnd, TRule>(ref seen, steps, terms, ref panel, ref bias, ref first, ref second, rule);
                break;
            case 12:
                NarrowTiles<TVectors, TVector, TwoImages>.Of12<TEnd, TRule>(ref seen, steps, terms, ref panel, ref bias, ref first, ref second, rule);
                break;
            case 10:
                NarrowTiles<TVectors, TVector, TwoImages>.Of10<TEnd, TRule>(ref seen, steps, terms, ref panel, ref bias, ref first, ref second, rule);
                break;
            case 8:
                NarrowTiles<TVectors, TVector, TwoImages>.Of8<TEnd, TRule>(ref seen, steps, terms, ref panel, ref bias, ref first, ref second, rule);
                break;
            case 6:
                NarrowTiles<TVectors, TVector, TwoImages>.Of6<TEnd, TRule>(ref seen, steps, terms, ref panel, ref bias, ref first, ref second, rule);
                break;
            case 4:
                NarrowTiles<TVectors, TVector, TwoImages>.Of4<TEnd, TRule>(ref seen, steps, terms, ref panel, ref bias, ref first, ref second, rule);
                break;
            case 2:
                NarrowTiles<TVectors, TVector, TwoImages>.Of2<TEnd, TRule>(ref seen, steps, terms, ref panel, ref bias, ref first, ref second, rule);
                break;
            default:
                NarrowTiles<TVectors, TVector, TwoImages>.Of1<TEnd, TRule>(ref seen, steps, terms, ref panel, ref bias, ref first, ref second, rule);
                break;
        }
    }
}
