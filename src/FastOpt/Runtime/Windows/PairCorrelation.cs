using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// Slides a few filters over two images at once. Filters that fill half of a vector or less would leave the other half idle; two images in turn, pixel by
/// pixel and channel by channel, fill it. Each sum has the terms and the order that it has alone.
/// </summary>
internal static class PairCorrelation<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    private static int Half => TVectors.Lanes / 2;

    /// <summary>Whether a convolution has so few filters.</summary>
    public static bool Fits(in Window window) => window.Groups == 1 && window.Filters <= Half;

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
            Span<float> destination = pixels == 0 ? default : plane.Slice(2 * to, 2 * pixels * shape.Channels);
            for (int i = 0; i < destination.Length / 2; i++)
            {
                destination[2 * i] = Unsafe.Add(ref first, from + i);
                destination[(2 * i) + 1] = Unsafe.Add(ref second, from + i);
            }
        }
    }

    /// <summary>Slides the filters.</summary>
    /// <param name="plane">Both images.</param>
    /// <param name="shape">The extents of one.</param>
    /// <param name="correlated">What slides.</param>
    /// <param name="panel">The weights.</param>
    /// <param name="biases">What each sum starts at.</param>
    /// <param name="first">The results of the first image.</param>
    /// <param name="second">Those of the second one.</param>
    public static void Slide(
        ref float plane, in Plane shape, in Correlated correlated, ref float panel, ref float biases, ref float first, ref float second)
    {
        WindowTerms one = correlated.Terms;
        var terms = new WindowTerms(one.Rows, one.Segments, one.Length, 2 * one.SegmentStep, 2 * one.RowStep);
        nint step = 2 * (nint)correlated.Stride.Right * shape.Channels;
        int channels = correlated.Filters;
        nint end = (nint)correlated.Height * correlated.Width * channels;
        for (int y = 0; y < correlated.Height; y++)
        {
            ref float row = ref Unsafe.Add(ref plane, 2 * (nint)y * correlated.Stride.Down * shape.RowFloats);
            for (int x = 0; x < correlated.Width;)
            {
                int pixels = Correlation<TVectors, TVector>.Tile(correlated.Width - x, correlated.Width);
                int start = Math.Min(x, correlated.Width - pixels);
                nint at = (((nint)y * correlated.Width) + start) * channels;
                ref float seen = ref Unsafe.Add(ref row, start * step);
                if (at + ((pixels - 1) * channels) + Half <= end)
                    Run(pixels, ref seen, step, terms, ref panel, ref biases, ref Unsafe.Add(ref first, at), ref Unsafe.Add(ref second, at), channels);
                else
                    RunApart(pixels, ref seen, step, terms, ref panel, ref biases, ref Unsafe.Add(ref first, at), ref Unsafe.Add(ref second, at), channels);
                x = start + pixels;
            }
        }
    }

    /// <summary>What the tile would write beyond the images goes elsewhere.</summary>
    private static void RunApart(
        int pixels, ref float seen, nint step, in WindowTerms terms, ref float panel, ref float bias, ref float first, ref float second, int channels)
    {
        Span<float> tiles = stackalloc float[2 * 8 * 8];
        Span<float> others = tiles.Slice(8 * 8);
        Run(pixels, ref seen, step, terms, ref panel, ref bias, ref MemoryMarshal.GetReference(tiles), ref MemoryMarshal.GetReference(others), Half);
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            tiles.Slice(pixel * Half, channels).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, (nint)pixel * channels), channels));
            others.Slice(pixel * Half, channels).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref second, (nint)pixel * channels), channels));
        }
    }

    private static void Run(
        int pixels, ref float seen, nint step, in WindowTerms terms, ref float panel, ref float bias, ref float first, ref float second, nint channels)
    {
        switch (pixels)
        {
            case 8:
                PairTiles<TVectors, TVector>.Of8(ref seen, step, terms, ref panel, ref bias, ref first, ref second, channels);
                break;
            case 6:
                PairTiles<TVectors, TVector>.Of6(ref seen, step, terms, ref panel, ref bias, ref first, ref second, channels);
                break;
            case 4:
                PairTiles<TVectors, TVector>.Of4(ref seen, step, terms, ref panel, ref bias, ref first, ref second, channels);
                break;
            case 2:
                PairTiles<TVectors, TVector>.Of2(ref seen, step, terms, ref panel, ref bias, ref first, ref second, channels);
                break;
            default:
                PairTiles<TVectors, TVector>.Of1(ref seen, step, terms, ref panel, ref bias, ref first, ref second, channels);
                break;
        }
    }
}
