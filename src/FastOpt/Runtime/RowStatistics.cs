using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// Statistics of rows, or of segments of them: sums run over 16 virtual lanes and one fixed tree, so they have the same bits at every width. Elements behind a segment take no part. For
/// generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowStatistics
{
    private const int Block = 16;

    /// <summary>Σx / n of each segment.</summary>
    /// <param name="rows">The first row.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="count">Rows.</param>
    /// <param name="segments">Segments of a row, one behind the other.</param>
    /// <param name="width">Elements of a segment.</param>
    /// <param name="results">Receives a value for each segment of the first row; those of the next row stand <paramref name="resultStride"/> behind.</param>
    /// <param name="resultStride">Floats between the results of two rows.</param>
    public static void Mean(ref float rows, int stride, int count, int segments, int width, ref float results, int resultStride)
    {
        bool isLong = LongSum.Is(width);
        for (nint row = 0; row < count; row++)
        {
            for (nint segment = 0; segment < segments; segment++)
            {
                ref float elements = ref Unsafe.Add(ref rows, (row * stride) + (segment * width));
                Unsafe.Add(ref results, (row * resultStride) + segment) = Sum(ref elements, width, isLong) / width;
            }
        }
    }

    /// <summary>Σx / n and Σ(x − mean)² / n of each segment, in two passes.</summary>
    /// <param name="rows">The first row.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="count">Rows.</param>
    /// <param name="segments">Segments of a row, one behind the other.</param>
    /// <param name="width">Elements of a segment.</param>
    /// <param name="means">Receives the mean of each segment of the first row.</param>
    /// <param name="variances">Receives the variances in the same way.</param>
    /// <param name="resultStride">Floats between the results of two rows.</param>
    public static void MeanVariance(ref float rows, int stride, int count, int segments, int width, ref float means, ref float variances, int resultStride)
    {
        bool isLong = LongSum.Is(width);
        for (nint row = 0; row < count; row++)
        {
            for (nint segment = 0; segment < segments; segment++)
            {
                ref float elements = ref Unsafe.Add(ref rows, (row * stride) + (segment * width));
                float mean = Sum(ref elements, width, isLong) / width;
                Unsafe.Add(ref means, (row * resultStride) + segment) = mean;
                Unsafe.Add(ref variances, (row * resultStride) + segment) = SumSquares(ref elements, width, mean, isLong) / width;
            }
        }
    }

    /// <summary>Σx² / n of each segment.</summary>
    /// <inheritdoc cref="Mean" path="/param"/>
    public static void MeanSquare(ref float rows, int stride, int count, int segments, int width, ref float results, int resultStride) =>
        ForEach<MeanSquareOf>(ref rows, stride, count, segments, width, ref results, resultStride);

    /// <summary>√Σx² of each segment.</summary>
    /// <inheritdoc cref="Mean" path="/param"/>
    public static void Norm(ref float rows, int stride, int count, int segments, int width, ref float results, int resultStride) =>
        ForEach<NormOf>(ref rows, stride, count, segments, width, ref results, resultStride);

    /// <summary>The largest x of each segment; NaN if there is one.</summary>
    /// <inheritdoc cref="Mean" path="/param"/>
    public static void Maximum(ref float rows, int stride, int count, int segments, int width, ref float results, int resultStride) =>
        ForEach<MaximumOf>(ref rows, stride, count, segments, width, ref results, resultStride);

    /// <summary>The smallest x of each segment; NaN if there is one.</summary>
    /// <inheritdoc cref="Mean" path="/param"/>
    public static void Minimum(ref float rows, int stride, int count, int segments, int width, ref float results, int resultStride) =>
        ForEach<MinimumOf>(ref rows, stride, count, segments, width, ref results, resultStride);

    /// <summary>rows · weightsᵀ, without padding: each element is a sum over 16 virtual lanes.</summary>
    /// <param name="rows">The first row.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="count">Rows.</param>
    /// <param name="weights">Blocks of columns one behind the other, each [results, columns].</param>
    /// <param name="weightStride">Floats between the rows of a block.</param>
    /// <param name="width">Results of a row.</param>
    /// <param name="blocks">Blocks.</param>
    /// <param name="columns">Columns of a block.</param>
    /// <param name="results">[count × width].</param>
    public static void MultiplyTransposed(
        ref float rows, int stride, int count, ref float weights, int weightStride, int width, int blocks, int columns, ref float results)
    {
        bool isLong = LongSum.Is((long)blocks * columns);
        for (nint row = 0; row < count; row++)
        {
            for (nint i = 0; i < width; i++)
            {
                float sum = 0;
                double total = 0;
                for (nint block = 0; block < blocks; block++)
                {
                    ref float left = ref Unsafe.Add(ref rows, (row * stride) + (block * columns));
                    ref float right = ref Unsafe.Add(ref weights, (((block * width) + i) * weightStride));
                    if (isLong)
                        total += LongDot(ref left, ref right, columns);
                    else
                        sum += Dot(ref left, ref right, columns);
                }

                Unsafe.Add(ref results, (row * width) + i) = isLong ? (float)total : sum;
            }
        }
    }

    /// <summary>Σ left · right in chunks.</summary>
    private static double LongDot(ref float left, ref float right, int count)
    {
        double sum = 0;
        for (int at = 0; at < count; at += LongSum.RowChunk)
            sum += Dot(ref Unsafe.Add(ref left, at), ref Unsafe.Add(ref right, at), Math.Min(LongSum.RowChunk, count - at));
        return sum;
    }

    /// <summary>Σ left · right.</summary>
    private static float Dot(ref float left, ref float right, int count)
    {
        Vector256<float> low = Vector256<float>.Zero;
        Vector256<float> high = Vector256<float>.Zero;
        nint at = 0;
        for (; at <= count - Block; at += Block)
        {
            low += Vector256.LoadUnsafe(ref left, (nuint)at) * Vector256.LoadUnsafe(ref right, (nuint)at);
            high += Vector256.LoadUnsafe(ref left, (nuint)at + 8) * Vector256.LoadUnsafe(ref right, (nuint)at + 8);
        }

        if (at < count)
        {
            (Vector256<float> leftLow, Vector256<float> leftHigh) = Rest(ref Unsafe.Add(ref left, at), count - (int)at);
            (Vector256<float> rightLow, Vector256<float> rightHigh) = Rest(ref Unsafe.Add(ref right, at), count - (int)at);
            low += leftLow * rightLow;
            high += leftHigh * rightHigh;
        }

        return VirtualLanes.Sum(low, high);
    }

    private static void ForEach<TReduction>(ref float rows, int stride, int count, int segments, int width, ref float results, int resultStride)
        where TReduction : struct, IReduction
    {
        for (nint row = 0; row < count; row++)
        {
            for (nint segment = 0; segment < segments; segment++)
                Unsafe.Add(ref results, (row * resultStride) + segment) = TReduction.Of(ref Unsafe.Add(ref rows, (row * stride) + (segment * width)), width);
        }
    }

    /// <summary>Σx; of a long sum, or of a part of one, in chunks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Sum(ref float elements, int count, bool isLong) =>
        isLong ? InChunks(ref elements, count) : Sum(ref elements, count);

    /// <summary>Σ(x − center)²; of a long sum, or of a part of one, in chunks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float SumSquares(ref float elements, int count, float center, bool isLong) =>
        isLong ? SquaresInChunks(ref elements, count, center) : SumSquares(ref elements, count, center);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float InChunks(ref float elements, int count)
    {
        double sum = 0;
        for (int at = 0; at < count; at += LongSum.RowChunk)
            sum += Sum(ref Unsafe.Add(ref elements, at), Math.Min(LongSum.RowChunk, count - at));
        return (float)sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float SquaresInChunks(ref float elements, int count, float center)
    {
        double sum = 0;
        for (int at = 0; at < count; at += LongSum.RowChunk)
            sum += SumSquares(ref Unsafe.Add(ref elements, at), Math.Min(LongSum.RowChunk, count - at), center);
        return (float)sum;
    }

    /// <summary>Σx.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(ref float elements, int count)
    {
        nint at = 0;
        Vector256<float> low = Vector256<float>.Zero;
        Vector256<float> high = Vector256<float>.Zero;
        if (VectorWidth.Is512)
        {
            Vector512<float> sum = Vector512<float>.Zero;
            for (; at <= count - Block; at += Block)
                sum += Vector512.LoadUnsafe(ref elements, (nuint)at);
            (low, high) = (sum.GetLower(), sum.GetUpper());
        }

        for (; at <= count - Block; at += Block)
        {
            low += Vector256.LoadUnsafe(ref elements, (nuint)at);
            high += Vector256.LoadUnsafe(ref elements, (nuint)at + 8);
        }

        if (at < count)
        {
            (Vector256<float> lowRest, Vector256<float> highRest) = Rest(ref Unsafe.Add(ref elements, at), count - (int)at);
            low += lowRest;
            high += highRest;
        }

        return VirtualLanes.Sum(low, high);
    }

    /// <summary>Σ(x − center)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SumSquares(ref float elements, int count, float center)
    {
        Vector256<float> middle = Vector256.Create(center);
        Vector256<float> low = Vector256<float>.Zero;
        Vector256<float> high = Vector256<float>.Zero;
        nint at = 0;
        if (VectorWidth.Is512)
        {
            Vector512<float> sum = Vector512<float>.Zero;
            for (; at <= count - Block; at += Block)
            {
                Vector512<float> distance = Vector512.LoadUnsafe(ref elements, (nuint)at) - Vector512.Create(center);
                sum += distance * distance;
            }

            (low, high) = (sum.GetLower(), sum.GetUpper());
        }

        for (; at <= count - Block; at += Block)
        {
            Vector256<float> first = Vector256.LoadUnsafe(ref elements, (nuint)at) - middle;
            Vector256<float> second = Vector256.LoadUnsafe(ref elements, (nuint)at + 8) - middle;
            low += first * first;
            high += second * second;
        }

        if (at < count)
        {
            int rest = count - (int)at;
            (Vector256<float> lowRest, Vector256<float> highRest) = Rest(ref Unsafe.Add(ref elements, at), rest);
            lowRest = Vector256.ConditionalSelect(Lanes(rest), lowRest - middle, Vector256<float>.Zero);
            highRest = Vector256.ConditionalSelect(Lanes(rest - 8), highRest - middle, Vector256<float>.Zero);
            low += lowRest * lowRest;
            high += highRest * highRest;
        }

        return VirtualLanes.Sum(low, high);
    }

    /// <summary>Fewer than 16 elements; the other lanes are 0.</summary>
    private static (Vector256<float> Low, Vector256<float> High) Rest(ref float elements, int count)
    {
        ReadOnlySpan<float> span = MemoryMarshal.CreateReadOnlySpan(ref elements, count);
        return count <= 8
            ? (PartialVector.Load256(span), Vector256<float>.Zero)
            : (Vector256.LoadUnsafe(ref elements), PartialVector.Load256(span.Slice(8)));
    }

    private static Vector256<float> Lanes(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();

    /// <summary>One number of a segment.</summary>
    private interface IReduction
    {
        static abstract float Of(ref float elements, int width);
    }

    private readonly struct MeanSquareOf : IReduction
    {
        public static float Of(ref float elements, int width) => SumSquares(ref elements, width, 0, LongSum.Is(width)) / width;
    }

    private readonly struct NormOf : IReduction
    {
        public static float Of(ref float elements, int width) => MathF.Sqrt(SumSquares(ref elements, width, 0, LongSum.Is(width)));
    }

    private readonly struct MaximumOf : IReduction
    {
        public static float Of(ref float elements, int width) => Extremes.Maximum(MemoryMarshal.CreateReadOnlySpan(ref elements, width));
    }

    private readonly struct MinimumOf : IReduction
    {
        public static float Of(ref float elements, int width) => Extremes.Minimum(MemoryMarshal.CreateReadOnlySpan(ref elements, width));
    }
}
