using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// Statistics of each channel over all rows of a batch, and running ones. Rows are taken in granules of 32, each in two passes; what they give is merged in double, in order, by Chan's formula.
/// Neither the width of vectors nor who computes which channels changes a bit. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchStatistics
{
    /// <summary>Rows of a granule.</summary>
    private const int Granule = 32;

    /// <summary>Pixels of a granule.</summary>
    private const int PixelGranule = 256;

    /// <summary>Channels that are worked on side by side.</summary>
    private const int Lanes = 16;

    /// <summary>The mean of each channel.</summary>
    /// <param name="rows">The first row: channels of neighboring positions.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="count">Rows.</param>
    /// <param name="positions">Positions of a channel.</param>
    /// <param name="means">Receives a value for each channel.</param>
    /// <param name="first">The first channel; of channels of one position a multiple of 16.</param>
    /// <param name="end">The first channel behind the last.</param>
    public static void Mean(ref float rows, int stride, int count, int positions, ref float means, int first, int end)
    {
        for (int channel = first; channel < end; channel += Lanes)
        {
            int channels = Math.Min(Lanes, end - channel);
            Some<MeanAlone>(ref rows, stride, count, positions, ref Unsafe.Add(ref means, channel), ref Unsafe.NullRef<float>(), channel, channels);
        }
    }

    /// <summary>The mean and the biased variance of each channel.</summary>
    /// <param name="rows">The first row: channels of neighboring positions.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="count">Rows.</param>
    /// <param name="positions">Positions of a channel.</param>
    /// <param name="means">Receives a mean for each channel.</param>
    /// <param name="variances">Receives a variance for each channel.</param>
    /// <param name="first">The first channel; of channels of one position a multiple of 16.</param>
    /// <param name="end">The first channel behind the last.</param>
    public static void MeanVariance(ref float rows, int stride, int count, int positions, ref float means, ref float variances, int first, int end)
    {
        for (int channel = first; channel < end; channel += Lanes)
        {
            ref float variance = ref Unsafe.Add(ref variances, channel);
            int channels = Math.Min(Lanes, end - channel);
            Some<BothMoments>(ref rows, stride, count, positions, ref Unsafe.Add(ref means, channel), ref variance, channel, channels);
        }
    }

    /// <summary>The mean of each channel of images whose channels stand last.</summary>
    /// <param name="rows">The first row: pixels of neighboring channels.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="count">Rows.</param>
    /// <param name="positions">Pixels of a row.</param>
    /// <param name="channels">Channels, a multiple of 16.</param>
    /// <param name="means">Receives a value for each channel.</param>
    /// <param name="first">The first channel, a multiple of 16.</param>
    /// <param name="end">The first channel behind the last.</param>
    public static void MeanOfPixels(ref float rows, int stride, int count, int positions, int channels, ref float means, int first, int end)
    {
        for (int channel = first; channel < end; channel += Lanes)
        {
            ref float column = ref Unsafe.Add(ref rows, channel);
            Pixels<MeanAlone>(ref column, stride, count, positions, channels, ref Unsafe.Add(ref means, channel), ref Unsafe.NullRef<float>());
        }
    }

    /// <summary>The mean and the biased variance of each channel of images whose channels stand last.</summary>
    /// <param name="rows">The first row: pixels of neighboring channels.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="count">Rows.</param>
    /// <param name="positions">Pixels of a row.</param>
    /// <param name="channels">Channels, a multiple of 16.</param>
    /// <param name="means">Receives a mean for each channel.</param>
    /// <param name="variances">Receives a variance for each channel.</param>
    /// <param name="first">The first channel, a multiple of 16.</param>
    /// <param name="end">The first channel behind the last.</param>
    public static void MeanVarianceOfPixels(
        ref float rows, int stride, int count, int positions, int channels, ref float means, ref float variances, int first, int end)
    {
        for (int channel = first; channel < end; channel += Lanes)
        {
            ref float column = ref Unsafe.Add(ref rows, channel);
            Pixels<BothMoments>(
                ref column, stride, count, positions, channels, ref Unsafe.Add(ref means, channel), ref Unsafe.Add(ref variances, channel));
        }
    }

    /// <summary>The mean of the squares of each channel.</summary>
    /// <inheritdoc cref="Mean" path="/param"/>
    public static void MeanSquare(ref float rows, int stride, int count, int positions, ref float results, int first, int end)
    {
        for (int channel = first; channel < end; channel++)
            Unsafe.Add(ref results, channel) = (float)(SumSquares(ref rows, stride, count, positions, channel) / ((double)count * positions));
    }

    /// <summary>The L2 norm of each channel.</summary>
    /// <inheritdoc cref="Mean" path="/param"/>
    public static void Norm(ref float rows, int stride, int count, int positions, ref float results, int first, int end)
    {
        for (int channel = first; channel < end; channel++)
            Unsafe.Add(ref results, channel) = (float)Math.Sqrt(SumSquares(ref rows, stride, count, positions, channel));
    }

    /// <summary>The largest element of each channel; NaN if there is one.</summary>
    /// <inheritdoc cref="Mean" path="/param"/>
    public static void Maximum(ref float rows, int stride, int count, int positions, ref float results, int first, int end)
    {
        for (nint channel = first; channel < end; channel++)
        {
            float largest = float.NegativeInfinity;
            for (nint row = 0; row < count; row++)
                largest = MathF.Max(largest, Extremes.Maximum(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref rows, (row * stride) + (channel * positions)), positions)));
            Unsafe.Add(ref results, channel) = largest;
        }
    }

    /// <summary>The smallest element of each channel; NaN if there is one.</summary>
    /// <inheritdoc cref="Mean" path="/param"/>
    public static void Minimum(ref float rows, int stride, int count, int positions, ref float results, int first, int end)
    {
        for (nint channel = first; channel < end; channel++)
        {
            float smallest = float.PositiveInfinity;
            for (nint row = 0; row < count; row++)
                smallest = MathF.Min(smallest, Extremes.Minimum(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref rows, (row * stride) + (channel * positions)), positions)));
            Unsafe.Add(ref results, channel) = smallest;
        }
    }

    /// <summary>Moves running statistics towards those of a batch: <c>running ← (1 − momentum) · running + momentum · statistic</c>.</summary>
    /// <param name="running">The running statistics.</param>
    /// <param name="statistic">Those of the batch.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="momentum">The weight of the batch.</param>
    /// <param name="unbiased">Elements n of a channel, for a variance that is made unbiased by n / (n − 1) first; 0 for what is taken as it is.</param>
    public static void Run(ref float running, ref float statistic, int channels, float momentum, long unbiased)
    {
        double factor = unbiased > 1 ? (double)unbiased / (unbiased - 1) : 1;
        for (nint channel = 0; channel < channels; channel++)
        {
            ref float value = ref Unsafe.Add(ref running, channel);
            value = (float)(((1 - (double)momentum) * value) + (momentum * (factor * Unsafe.Add(ref statistic, channel))));
        }
    }

    /// <summary>Stores sums, or adds them to what is stored.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="results">Where they are stored.</param>
    /// <param name="adds">Whether they are added.</param>
    /// <param name="first">The first element.</param>
    /// <param name="end">The first element behind the last.</param>
    public static void Store(ref float sums, ref float results, bool adds, int first, int end)
    {
        for (nint i = first; i < end; i++)
            Unsafe.Add(ref results, i) = adds ? Unsafe.Add(ref results, i) + Unsafe.Add(ref sums, i) : Unsafe.Add(ref sums, i);
    }

    /// <summary>Mean and, where it is asked for, variance of up to 16 channels.</summary>
    private static void Some<TMoments>(ref float rows, int stride, int count, int positions, ref float means, ref float variances, int channel, int channels)
        where TMoments : struct, IMoments
    {
        if (positions == 1)
        {
            Columns<TMoments>(ref Unsafe.Add(ref rows, channel), stride, count, ref means, ref variances);
            return;
        }

        for (int i = 0; i < channels; i++)
        {
            ref float elements = ref Unsafe.Add(ref rows, (nint)(channel + i) * positions);
            Channel<TMoments>(ref elements, stride, count, positions, ref Unsafe.Add(ref means, i), ref Unsafe.Add(ref variances, i));
        }
    }

    /// <summary>16 neighboring columns.</summary>
    private static void Columns<TMoments>(ref float column, int stride, int count, ref float means, ref float variances)
        where TMoments : struct, IMoments =>
        Merge<TMoments>(ref column, 1, 0, count, stride, Granule, ref means, ref variances);

    /// <summary>16 neighboring channels of all pixels; granules end with their rows.</summary>
    private static void Pixels<TMoments>(ref float channel, int stride, int count, int positions, int channels, ref float means, ref float variances)
        where TMoments : struct, IMoments =>
        Merge<TMoments>(ref channel, count, stride, positions, channels, PixelGranule, ref means, ref variances);

    /// <summary>16 neighboring columns of some images, granule by granule.</summary>
    private static void Merge<TMoments>(
        ref float column, int images, int imageStride, int count, int stride, int granule, ref float means, ref float variances)
        where TMoments : struct, IMoments
    {
        Span<float> mean = stackalloc float[Lanes];
        Span<float> squares = stackalloc float[Lanes];
        Span<double> mergedMean = stackalloc double[Lanes];
        Span<double> mergedSquares = stackalloc double[Lanes];
        long done = 0;
        for (nint image = 0; image < images; image++)
        {
            for (int at = 0; at < count; at += granule)
            {
                int some = Math.Min(granule, count - at);
                ref float first = ref Unsafe.Add(ref column, (image * imageStride) + ((nint)at * stride));
                OfGranule<TMoments>(ref first, stride, some, ref MemoryMarshal.GetReference(mean), ref MemoryMarshal.GetReference(squares));
                double weight = (double)some / (done + some);
                for (int lane = 0; lane < Lanes; lane++)
                {
                    double difference = mean[lane] - mergedMean[lane];
                    mergedMean[lane] = done == 0 ? mean[lane] : mergedMean[lane] + (difference * weight);
                    if (TMoments.HasVariance)
                        mergedSquares[lane] += squares[lane] + (done == 0 ? 0 : difference * difference * done * weight);
                }

                done += some;
            }
        }

        for (int lane = 0; lane < Lanes; lane++)
        {
            Unsafe.Add(ref means, lane) = (float)mergedMean[lane];
            if (TMoments.HasVariance)
                Unsafe.Add(ref variances, lane) = (float)(mergedSquares[lane] / done);
        }
    }

    /// <summary>The mean, and the sum of squares around it, of 16 columns over a granule.</summary>
    private static void OfGranule<TMoments>(ref float column, int stride, int count, ref float mean, ref float squares)
        where TMoments : struct, IMoments
    {
        Vector256<float> low = Vector256<float>.Zero;
        Vector256<float> high = Vector256<float>.Zero;
        ref float row = ref column;
        for (int i = 0; i < count; i++, row = ref Unsafe.Add(ref row, stride))
        {
            low += Vector256.LoadUnsafe(ref row);
            high += Vector256.LoadUnsafe(ref row, 8);
        }

        Vector256<float> rows = Vector256.Create((float)count);
        Vector256<float> lowMean = low / rows;
        Vector256<float> highMean = high / rows;
        lowMean.StoreUnsafe(ref mean);
        highMean.StoreUnsafe(ref mean, 8);
        if (!TMoments.HasVariance)
            return;
        low = Vector256<float>.Zero;
        high = Vector256<float>.Zero;
        row = ref column;
        for (int i = 0; i < count; i++, row = ref Unsafe.Add(ref row, stride))
        {
            Vector256<float> first = Vector256.LoadUnsafe(ref row) - lowMean;
            Vector256<float> second = Vector256.LoadUnsafe(ref row, 8) - highMean;
            low += first * first;
            high += second * second;
        }

        low.StoreUnsafe(ref squares);
        high.StoreUnsafe(ref squares, 8);
    }

    /// <summary>One channel of several positions: each example is a granule.</summary>
    private static void Channel<TMoments>(ref float elements, int stride, int count, int positions, ref float mean, ref float variance)
        where TMoments : struct, IMoments
    {
        double mergedMean = 0;
        double mergedSquares = 0;
        bool isLong = LongSum.Is((long)count * positions);
        for (int row = 0; row < count; row++)
        {
            ref float some = ref Unsafe.Add(ref elements, (nint)row * stride);
            float ofRow = RowStatistics.Sum(ref some, positions, isLong) / positions;
            double weight = 1.0 / (row + 1);
            double difference = ofRow - mergedMean;
            mergedMean = row == 0 ? ofRow : mergedMean + (difference * weight);
            if (TMoments.HasVariance)
            {
                double between = row == 0 ? 0 : difference * difference * positions * row * weight;
                mergedSquares += RowStatistics.SumSquares(ref some, positions, ofRow, isLong) + between;
            }
        }

        mean = (float)mergedMean;
        if (TMoments.HasVariance)
            variance = (float)(mergedSquares / ((double)count * positions));
    }

    private static double SumSquares(ref float rows, int stride, int count, int positions, int channel)
    {
        double sum = 0;
        for (nint row = 0; row < count; row++)
        {
            ref float elements = ref Unsafe.Add(ref rows, (row * stride) + ((nint)channel * positions));
            for (nint position = 0; position < positions; position++)
                sum += (double)Unsafe.Add(ref elements, position) * Unsafe.Add(ref elements, position);
        }

        return sum;
    }

    /// <summary>Which moments are asked for, at compile time.</summary>
    private interface IMoments
    {
        static abstract bool HasVariance { get; }
    }

    private readonly struct MeanAlone : IMoments
    {
        public static bool HasVariance => false;
    }

    private readonly struct BothMoments : IMoments
    {
        public static bool HasVariance => true;
    }
}
