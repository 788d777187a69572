using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// Goes through the windows of one image, place by place, with vectors of channels. Where the channels end inside of a vector, what it reads beyond them is
/// the next pixel's, and what it writes the next result's, which is written later; at the end of the image and of the results it is left out.
/// </summary>
internal static class WindowScan<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    public static void Largest<TPlaces>(ref float image, ref float outputs, ref float places, in Window window)
        where TPlaces : struct, IPlaces
    {
        if (window is { KernelHeight: 1 or 2, KernelWidth: 2, LooksBeyond: false })
        {
            LargestOfPairs<TPlaces>(ref image, ref outputs, ref places, window);
            return;
        }

        for (int y = 0; y < window.ResultHeight; y++)
        {
            for (int x = 0; x < window.ResultWidth; x++)
                LargestAt<TPlaces>(ref image, ref outputs, ref places, y, x, window);
        }
    }

    /// <summary>The same of windows of two pixels in one row or two, nearly all that there are.</summary>
    private static void LargestOfPairs<TPlaces>(ref float image, ref float outputs, ref float places, in Window window)
        where TPlaces : struct, IPlaces
    {
        nint channels = window.Channels, rowFloats = window.Width * channels, step = window.StrideRight * channels;
        nint down = window.KernelHeight == 2 ? rowFloats : 0;
        nint floats = Math.Max(channels, TVectors.Lanes);
        nint lastResult = window.ResultFloats - floats, lastSeen = window.ImageFloats - floats - channels - down;
        for (int y = 0; y < window.ResultHeight; y++)
        {
            // A vector may reach beyond the channels of the last windows; a short one does not.
            nint result = (nint)y * window.ResultWidth * channels, first = y * window.StrideDown * rowFloats;
            nint inside = Math.Min(lastResult - result, lastSeen - first) < 0 ? 0 : Math.Min((lastResult - result) / channels, (lastSeen - first) / step) + 1;
            int count = (int)Math.Min(inside, window.ResultWidth);
            ref float seen = ref Unsafe.Add(ref image, first);
            LargestOfRow<TPlaces>(ref seen, ref Unsafe.Add(ref outputs, result), ref Unsafe.Add(ref places, result), count, step, channels, down);
            if (channels >= Vector128<float>.Count && count < window.ResultWidth)
            {
                seen = ref Unsafe.Add(ref seen, count * step);
                result += count * channels;
                WindowScan<Vectors128, Vector128<float>>.LargestOfRow<TPlaces>(
                    ref seen, ref Unsafe.Add(ref outputs, result), ref Unsafe.Add(ref places, result), window.ResultWidth - count, step, channels, down);
                continue;
            }

            for (int x = count; x < window.ResultWidth; x++)
                LargestAt<TPlaces>(ref image, ref outputs, ref places, y, x, window);
        }
    }

    /// <summary>Some neighboring windows of two pixels, and of those below them if there are any: no loop within a window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void LargestOfRow<TPlaces>(ref float image, ref float output, ref float place, int windows, nint step, nint channels, nint down)
        where TPlaces : struct, IPlaces
    {
        // The last vector begins inside the one before where channels end inside of it.
        nint last = channels - TVectors.Lanes;
        for (; windows != 0; windows--)
        {
            nint channel = 0;
            while (true)
            {
                ref float at = ref Unsafe.Add(ref image, channel);
                TVector largest = TVectors.Load(ref at, 0);
                TVector from = TVectors.Bits(0);
                Take(TVectors.Load(ref at, channels), 1, ref largest, ref from);
                if (down != 0)
                {
                    Take(TVectors.Load(ref at, down), 2, ref largest, ref from);
                    Take(TVectors.Load(ref at, down + channels), 3, ref largest, ref from);
                }

                TVectors.Store(largest, ref output, channel);
                if (TPlaces.AreKept)
                    TVectors.Store(from, ref place, channel);
                if (channel >= last)
                    break;
                channel = Math.Min(channel + TVectors.Lanes, last);
            }

            image = ref Unsafe.Add(ref image, step);
            output = ref Unsafe.Add(ref output, channels);
            place = ref Unsafe.Add(ref place, channels);
        }
    }

    /// <summary>The same of one window, wherever it is.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LargestAt<TPlaces>(ref float image, ref float outputs, ref float places, int y, int x, in Window window)
        where TPlaces : struct, IPlaces
    {
        Seen seen = Seen.At(window, y, x);
        nint result = (((nint)y * window.ResultWidth) + x) * window.Channels;
        nint seenFloats = window.ImageFloats - seen.Offset(window, seen.EndRow - 1, seen.EndPixel - 1);
        nint last = Math.Min(window.ResultFloats - result, seenFloats) - TVectors.Lanes;
        nint channel = 0;
        for (; channel < window.Channels && channel <= last; channel += TVectors.Lanes)
        {
            TVector largest = LargestOfVector(ref Unsafe.Add(ref image, channel), seen, window, out TVector place);
            TVectors.Store(largest, ref outputs, result + channel);
            if (TPlaces.AreKept)
                TVectors.Store(place, ref places, result + channel);
        }

        for (; channel < window.Channels; channel++)
        {
            Unsafe.Add(ref outputs, result + channel) = LargestOfOne(ref Unsafe.Add(ref image, channel), seen, window, out int place);
            if (TPlaces.AreKept)
                Unsafe.Add(ref places, result + channel) = BitConverter.Int32BitsToSingle(place);
        }
    }

    public static void SpreadLargest(ref float gradients, ref float places, ref float results, in Window window)
    {
        if (window is { KernelWidth: 2, TilesImage: true } && window.Channels % TVectors.Lanes == 0)
        {
            SpreadLargestOfPairs(ref gradients, ref places, ref results, window);
            return;
        }

        MemoryMarshal.CreateSpan(ref results, window.ImageFloats).Clear();
        nint result = 0;
        for (int y = 0; y < window.ResultHeight; y++)
        {
            for (int x = 0; x < window.ResultWidth; x++, result += window.Channels)
            {
                Seen seen = Seen.At(window, y, x);
                nint channel = 0;
                for (; channel <= window.Channels - TVectors.Lanes; channel += TVectors.Lanes)
                {
                    TVector gradient = TVectors.Load(ref gradients, result + channel);
                    TVector place = TVectors.Load(ref places, result + channel);
                    for (int row = seen.FirstRow; row < seen.EndRow; row++)
                    {
                        for (int pixel = seen.FirstPixel; pixel < seen.EndPixel; pixel++)
                        {
                            ref float to = ref Unsafe.Add(ref results, seen.Offset(window, row, pixel) + channel);
                            TVector taken = TVectors.Select(TVectors.Is(place, (row * window.KernelWidth) + pixel), gradient, TVectors.Zero);
                            TVectors.Store(TVectors.Add(TVectors.Load(ref to, 0), taken), ref to, 0);
                        }
                    }
                }

                for (; channel < window.Channels; channel++)
                {
                    int place = BitConverter.SingleToInt32Bits(Unsafe.Add(ref places, result + channel));
                    (int row, int pixel) = Math.DivRem(place, window.KernelWidth);
                    Unsafe.Add(ref results, seen.Offset(window, row, pixel) + channel) += Unsafe.Add(ref gradients, result + channel);
                }
            }
        }
    }

    /// <summary>The same where windows of two pixels side by side cover the image without gaps: each element is written once.</summary>
    private static void SpreadLargestOfPairs(ref float gradients, ref float places, ref float results, in Window window)
    {
        nint channels = window.Channels, rowFloats = (nint)window.Width * channels;
        ref float gradient = ref gradients;
        ref float place = ref places;
        for (int y = 0; y < window.ResultHeight; y++)
        {
            ref float to = ref Unsafe.Add(ref results, y * window.KernelHeight * rowFloats);
            for (int x = 0; x < window.ResultWidth; x++)
            {
                for (nint channel = 0; channel < channels; channel += TVectors.Lanes)
                {
                    // −0 becomes 0, as in a sum.
                    TVector passed = TVectors.Add(TVectors.Load(ref gradient, channel), TVectors.Zero);
                    TVector from = TVectors.Load(ref place, channel);
                    for (int row = 0; row < window.KernelHeight; row++)
                    {
                        nint at = (row * rowFloats) + channel;
                        TVectors.Store(TVectors.Select(TVectors.Is(from, 2 * row), passed, TVectors.Zero), ref to, at);
                        TVectors.Store(TVectors.Select(TVectors.Is(from, (2 * row) + 1), passed, TVectors.Zero), ref to, at + channels);
                    }
                }

                gradient = ref Unsafe.Add(ref gradient, channels);
                place = ref Unsafe.Add(ref place, channels);
                to = ref Unsafe.Add(ref to, 2 * channels);
            }
        }
    }

    public static void Gather(ref float image, ref float places, ref float outputs, in Window window)
    {
        nint result = 0;
        for (int y = 0; y < window.ResultHeight; y++)
        {
            for (int x = 0; x < window.ResultWidth; x++)
            {
                Seen seen = Seen.At(window, y, x);
                for (nint channel = 0; channel < window.Channels; channel++, result++)
                {
                    int place = BitConverter.SingleToInt32Bits(Unsafe.Add(ref places, result));
                    (int row, int pixel) = Math.DivRem(place, window.KernelWidth);
                    Unsafe.Add(ref outputs, result) = Unsafe.Add(ref image, seen.Offset(window, row, pixel) + channel);
                }
            }
        }
    }

    public static void Mean(ref float image, ref float outputs, in Window window)
    {
        float share = 1f / (window.KernelHeight * window.KernelWidth);
        TVector shares = TVectors.Create(share);
        bool isLong = LongSum.Is((long)window.KernelHeight * window.KernelWidth);
        nint result = 0;
        for (int y = 0; y < window.ResultHeight; y++)
        {
            for (int x = 0; x < window.ResultWidth; x++, result += window.Channels)
            {
                Seen seen = Seen.At(window, y, x);
                nint channel = 0;
                for (; channel <= window.Channels - TVectors.Lanes; channel += TVectors.Lanes)
                {
                    TVector sum = isLong
                        ? LongSumOf(ref Unsafe.Add(ref image, channel), seen, window)
                        : SumOf(ref Unsafe.Add(ref image, channel), seen.FirstRow, seen.EndRow, seen.FirstPixel, seen.EndPixel, seen, window);
                    TVectors.Store(TVectors.Multiply(sum, shares), ref outputs, result + channel);
                }

                for (; channel < window.Channels; channel++)
                {
                    float sum = isLong
                        ? LongSumOfOne(ref Unsafe.Add(ref image, channel), seen, window)
                        : SumOfOne(ref Unsafe.Add(ref image, channel), seen.FirstRow, seen.EndRow, seen.FirstPixel, seen.EndPixel, seen, window);
                    Unsafe.Add(ref outputs, result + channel) = sum * share;
                }
            }
        }
    }

    public static void SpreadMean(ref float gradients, ref float results, in Window window)
    {
        MemoryMarshal.CreateSpan(ref results, window.ImageFloats).Clear();
        float share = 1f / (window.KernelHeight * window.KernelWidth);
        TVector shares = TVectors.Create(share);
        nint result = 0;
        for (int y = 0; y < window.ResultHeight; y++)
        {
            for (int x = 0; x < window.ResultWidth; x++, result += window.Channels)
            {
                Seen seen = Seen.At(window, y, x);
                for (int row = seen.FirstRow; row < seen.EndRow; row++)
                {
                    for (int pixel = seen.FirstPixel; pixel < seen.EndPixel; pixel++)
                    {
                        ref float to = ref Unsafe.Add(ref results, seen.Offset(window, row, pixel));
                        nint channel = 0;
                        for (; channel <= window.Channels - TVectors.Lanes; channel += TVectors.Lanes)
                        {
                            TVector gradient = TVectors.Multiply(TVectors.Load(ref gradients, result + channel), shares);
                            TVectors.Store(TVectors.Add(TVectors.Load(ref to, channel), gradient), ref to, channel);
                        }

                        for (; channel < window.Channels; channel++)
                            Unsafe.Add(ref to, channel) += Unsafe.Add(ref gradients, result + channel) * share;
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector SumOf(ref float image, int firstRow, int endRow, int firstPixel, int endPixel, in Seen seen, in Window window)
    {
        TVector sum = TVectors.Zero;
        for (int row = firstRow; row < endRow; row++)
        {
            for (int pixel = firstPixel; pixel < endPixel; pixel++)
                sum = TVectors.Add(sum, TVectors.Load(ref image, seen.Offset(window, row, pixel)));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SumOfOne(ref float image, int firstRow, int endRow, int firstPixel, int endPixel, in Seen seen, in Window window)
    {
        float sum = 0;
        for (int row = firstRow; row < endRow; row++)
        {
            for (int pixel = firstPixel; pixel < endPixel; pixel++)
                sum += Unsafe.Add(ref image, seen.Offset(window, row, pixel));
        }

        return sum;
    }

    /// <summary>The sum of a window that is too large for one float: pieces of rows are chunks.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TVector LongSumOf(ref float image, in Seen seen, in Window window)
    {
        Span<double> totals = stackalloc double[VirtualLanes.Count];
        Span<float> sums = stackalloc float[VirtualLanes.Count];
        totals.Clear();
        sums = sums.Slice(0, TVectors.Lanes);
        for (int row = seen.FirstRow; row < seen.EndRow; row++)
        {
            for (int pixel = seen.FirstPixel; pixel < seen.EndPixel; pixel += LongSum.Chunk)
            {
                TVectors.Store(SumOf(ref image, row, row + 1, pixel, Math.Min(pixel + LongSum.Chunk, seen.EndPixel), seen, window), ref sums[0], 0);
                LongSum.Add(sums, totals);
            }
        }

        LongSum.Round(totals, sums);
        return TVectors.Load(ref sums[0], 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float LongSumOfOne(ref float image, in Seen seen, in Window window)
    {
        double total = 0;
        for (int row = seen.FirstRow; row < seen.EndRow; row++)
        {
            for (int pixel = seen.FirstPixel; pixel < seen.EndPixel; pixel += LongSum.Chunk)
                total += SumOfOne(ref image, row, row + 1, pixel, Math.Min(pixel + LongSum.Chunk, seen.EndPixel), seen, window);
        }

        return (float)total;
    }

    private static TVector LargestOfVector(ref float image, in Seen seen, in Window window, out TVector places)
    {
        TVector largest = TVectors.Load(ref image, seen.Offset(window, seen.FirstRow, seen.FirstPixel));
        places = TVectors.Bits((seen.FirstRow * window.KernelWidth) + seen.FirstPixel);
        for (int row = seen.FirstRow; row < seen.EndRow; row++)
        {
            for (int pixel = seen.FirstPixel; pixel < seen.EndPixel; pixel++)
                Take(TVectors.Load(ref image, seen.Offset(window, row, pixel)), (row * window.KernelWidth) + pixel, ref largest, ref places);
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(TVector value, int element, ref TVector largest, ref TVector places)
    {
        TVector exceeds = TVectors.Exceeds(value, largest);
        largest = TVectors.Select(exceeds, value, largest);
        places = TVectors.Select(exceeds, TVectors.Bits(element), places);
    }

    private static float LargestOfOne(ref float image, in Seen seen, in Window window, out int place)
    {
        place = (seen.FirstRow * window.KernelWidth) + seen.FirstPixel;
        float largest = Unsafe.Add(ref image, seen.Offset(window, seen.FirstRow, seen.FirstPixel));
        for (int row = seen.FirstRow; row < seen.EndRow; row++)
        {
            for (int pixel = seen.FirstPixel; pixel < seen.EndPixel; pixel++)
            {
                float value = Unsafe.Add(ref image, seen.Offset(window, row, pixel));
                if (value > largest || float.IsNaN(value))
                    (largest, place) = (value, (row * window.KernelWidth) + pixel);
            }
        }

        return largest;
    }

    /// <summary>What a window sees of the image at one place: rows and pixels of the window.</summary>
    private readonly struct Seen
    {
        private readonly int _top;
        private readonly int _left;

        private Seen(in Window window, int top, int left)
        {
            (_top, _left) = (top, left);
            FirstRow = Math.Max(0, -top);
            EndRow = Math.Min(window.KernelHeight, window.Height - top);
            FirstPixel = Math.Max(0, -left);
            EndPixel = Math.Min(window.KernelWidth, window.Width - left);
        }

        public int FirstRow { get; }

        public int EndRow { get; }

        public int FirstPixel { get; }

        public int EndPixel { get; }

        public static Seen At(in Window window, int y, int x) =>
            new(window, (y * window.StrideDown) - window.Top, (x * window.StrideRight) - window.Left);

        /// <summary>Where a pixel of the window stands in the image, in floats.</summary>
        public nint Offset(in Window window, int row, int pixel) => ((((nint)_top + row) * window.Width) + _left + pixel) * window.Channels;
    }
}
