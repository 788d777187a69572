using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// The L2 norm of stored gradients, in double, with the same bits for any number of threads and at any vector width: 16 virtual lanes over each granule of rows, one fixed tree, and
/// the granules' sums in the order of the plan. The square of a float is exact in double, so it does not matter whether products and sums are fused. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GradientNorm
{
    /// <summary>Writes the sums of squares of a thread's granules of a tensor; padding is left out.</summary>
    /// <param name="gradient">The tensor's first row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns, without padding.</param>
    /// <param name="stride">Floats between rows, padded to whole vectors.</param>
    /// <param name="granule">Rows of a partial sum.</param>
    /// <param name="part">The thread's share.</param>
    /// <param name="sums">The region of the partial sums, doubles in the place of two floats each.</param>
    /// <param name="first">The number of the tensor's first partial sum.</param>
    public static void SumSquares(ref float gradient, int rows, int columns, int stride, int granule, Part part, ref float sums, int first)
    {
        for (int row = part.First(rows, granule), end = part.End(rows, granule); row < end; row += granule)
        {
            double sum = SumSquares(ref Unsafe.Add(ref gradient, (nint)row * stride), Math.Min(granule, end - row), columns, stride);
            Unsafe.As<float, double>(ref Unsafe.Add(ref sums, 2 * (first + (row / granule)))) = sum;
        }
    }

    /// <summary>The root of the sum of <paramref name="count"/> partial sums.</summary>
    public static double Root(ref float sums, int count)
    {
        ref double first = ref Unsafe.As<float, double>(ref sums);
        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += Unsafe.Add(ref first, i);
        return Math.Sqrt(sum);
    }

    private static double SumSquares(ref float row, int rows, int columns, int stride)
    {
        Vector256<double> sum0 = default, sum4 = default, sum8 = default, sum12 = default;
        int whole = columns / VirtualLanes.Count * VirtualLanes.Count;
        for (; rows > 0; rows--, row = ref Unsafe.Add(ref row, stride))
        {
            for (int column = 0; column < columns; column += VirtualLanes.Count)
            {
                Vector256<float> low = Vector256.LoadUnsafe(ref row, (nuint)column);
                Vector256<float> high = Vector256.LoadUnsafe(ref row, (nuint)(column + 8));
                if (column == whole)
                {
                    // Of the last lanes, those of padding become zero, whatever they hold.
                    Vector256<int> left = Vector256.Create(columns - whole);
                    low = Vector256.ConditionalSelect(Vector256.LessThan(Vector256<int>.Indices, left).AsSingle(), low, Vector256<float>.Zero);
                    high = Vector256.ConditionalSelect(Vector256.LessThan(Vector256<int>.Indices + Vector256.Create(8), left).AsSingle(), high, Vector256<float>.Zero);
                }

                sum0 = AddSquares(Vector256.WidenLower(low), sum0);
                sum4 = AddSquares(Vector256.WidenUpper(low), sum4);
                sum8 = AddSquares(Vector256.WidenLower(high), sum8);
                sum12 = AddSquares(Vector256.WidenUpper(high), sum12);
            }
        }

        Vector256<double> four = (sum0 + sum8) + (sum4 + sum12);
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.ToScalar() + two.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> AddSquares(Vector256<double> values, Vector256<double> sum) => Vector256.MultiplyAddEstimate(values, values, sum);
}
