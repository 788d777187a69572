using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// Register tiles of a weight gradient in which each gradient has a place of its own: some vectors of what one filter's window sees, multiplied by the
/// filter's gradient at each place and added to the sums.
/// </summary>
/// <remarks>
/// Parameters: the image; for each gradient where its window begins in it; the gradients of the filter, and floats from one to the next; how many; where the
/// vectors stand, from the beginning of the window; the sums.
/// </remarks>
internal static class PlacedSumTiles<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of8(ref float plane, ref int starts, ref float gradients, nint step, int count, ReadOnlySpan<int> runs, ref float sums)
    {
        nint run1 = runs[1] - runs[0];
        nint run2 = runs[2] - runs[0];
        nint run3 = runs[3] - runs[0];
        nint run4 = runs[4] - runs[0];
        nint run5 = runs[5] - runs[0];
        nint run6 = runs[6] - runs[0];
        nint run7 = runs[7] - runs[0];
        plane = ref Unsafe.Add(ref plane, runs[0]);
        TVector sum0 = TVectors.Load(ref sums, 0);
        TVector sum1 = TVectors.Load(ref sums, TVectors.Lanes);
        TVector sum2 = TVectors.Load(ref sums, 2 * TVectors.Lanes);
        TVector sum3 = TVectors.Load(ref sums, 3 * TVectors.Lanes);
        TVector sum4 = TVectors.Load(ref sums, 4 * TVectors.Lanes);
        TVector sum5 = TVectors.Load(ref sums, 5 * TVectors.Lanes);
        TVector sum6 = TVectors.Load(ref sums, 6 * TVectors.Lanes);
        TVector sum7 = TVectors.Load(ref sums, 7 * TVectors.Lanes);
        for (; count != 0; count--)
        {
            ref float seen = ref Unsafe.Add(ref plane, starts);
            TVector gradient = TVectors.Scalar(ref gradients, 0);
            sum0 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, 0), sum0);
            sum1 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run1), sum1);
            sum2 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run2), sum2);
            sum3 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run3), sum3);
            sum4 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run4), sum4);
            sum5 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run5), sum5);
            sum6 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run6), sum6);
            sum7 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run7), sum7);
            starts = ref Unsafe.Add(ref starts, step);
            gradients = ref Unsafe.Add(ref gradients, step);
        }

        TVectors.Store(sum0, ref sums, 0);
        TVectors.Store(sum1, ref sums, TVectors.Lanes);
        TVectors.Store(sum2, ref sums, 2 * TVectors.Lanes);
        TVectors.Store(sum3, ref sums, 3 * TVectors.Lanes);
        TVectors.Store(sum4, ref sums, 4 * TVectors.Lanes);
        TVectors.Store(sum5, ref sums, 5 * TVectors.Lanes);
        TVectors.Store(sum6, ref sums, 6 * TVectors.Lanes);
        TVectors.Store(sum7, ref sums, 7 * TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of7(ref float plane, ref int starts, ref float gradients, nint step, int count, ReadOnlySpan<int> runs, ref float sums)
    {
        nint run1 = runs[1] - runs[0];
        nint run2 = runs[2] - runs[0];
        nint run3 = runs[3] - runs[0];
        nint run4 = runs[4] - runs[0];
        nint run5 = runs[5] - runs[0];
        nint run6 = runs[6] - runs[0];
        plane = ref Unsafe.Add(ref plane, runs[0]);
        TVector sum0 = TVectors.Load(ref sums, 0);
        TVector sum1 = TVectors.Load(ref sums, TVectors.Lanes);
        TVector sum2 = TVectors.Load(ref sums, 2 * TVectors.Lanes);
        TVector sum3 = TVectors.Load(ref sums, 3 * TVectors.Lanes);
        TVector sum4 = TVectors.Load(ref sums, 4 * TVectors.Lanes);
        TVector sum5 = TVectors.Load(ref sums, 5 * TVectors.Lanes);
        TVector sum6 = TVectors.Load(ref sums, 6 * TVectors.Lanes);
        for (; count != 0; count--)
        {
            ref float seen = ref Unsafe.Add(ref plane, starts);
            TVector gradient = TVectors.Scalar(ref gradients, 0);
            sum0 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, 0), sum0);
            sum1 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run1), sum1);
            sum2 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run2), sum2);
            sum3 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run3), sum3);
            sum4 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run4), sum4);
            sum5 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run5), sum5);
            sum6 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run6), sum6);
            starts = ref Unsafe.Add(ref starts, step);
            gradients = ref Unsafe.Add(ref gradients, step);
        }

        TVectors.Store(sum0, ref sums, 0);
        TVectors.Store(sum1, ref sums, TVectors.Lanes);
        TVectors.Store(sum2, ref sums, 2 * TVectors.Lanes);
        TVectors.Store(sum3, ref sums, 3 * TVectors.Lanes);
        TVectors.Store(sum4, ref sums, 4 * TVectors.Lanes);
        TVectors.Store(sum5, ref sums, 5 * TVectors.Lanes);
        TVectors.Store(sum6, ref sums, 6 * TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of6(ref float plane, ref int starts, ref float gradients, nint step, int count, ReadOnlySpan<int> runs, ref float sums)
    {
        nint run1 = runs[1] - runs[0];
        nint run2 = runs[2] - runs[0];
        nint run3 = runs[3] - runs[0];
        nint run4 = runs[4] - runs[0];
        nint run5 = runs[5] - runs[0];
        plane = ref Unsafe.Add(ref plane, runs[0]);
        TVector sum0 = TVectors.Load(ref sums, 0);
        TVector sum1 = TVectors.Load(ref sums, TVectors.Lanes);
        TVector sum2 = TVectors.Load(ref sums, 2 * TVectors.Lanes);
        TVector sum3 = TVectors.Load(ref sums, 3 * TVectors.Lanes);
        TVector sum4 = TVectors.Load(ref sums, 4 * TVectors.Lanes);
        TVector sum5 = TVectors.Load(ref sums, 5 * TVectors.Lanes);
        for (; count != 0; count--)
        {
            ref float seen = ref Unsafe.Add(ref plane, starts);
            TVector gradient = TVectors.Scalar(ref gradients, 0);
            sum0 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, 0), sum0);
            sum1 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run1), sum1);
            sum2 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run2), sum2);
            sum3 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run3), sum3);
            sum4 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run4), sum4);
            sum5 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run5), sum5);
            starts = ref Unsafe.Add(ref starts, step);
            gradients = ref Unsafe.Add(ref gradients, step);
        }

        TVectors.Store(sum0, ref sums, 0);
        TVectors.Store(sum1, ref sums, TVectors.Lanes);
        TVectors.Store(sum2, ref sums, 2 * TVectors.Lanes);
        TVectors.Store(sum3, ref sums, 3 * TVectors.Lanes);
        TVectors.Store(sum4, ref sums, 4 * TVectors.Lanes);
        TVectors.Store(sum5, ref sums, 5 * TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of5(ref float plane, ref int starts, ref float gradients, nint step, int count, ReadOnlySpan<int> runs, ref float sums)
    {
        nint run1 = runs[1] - runs[0];
        nint run2 = runs[2] - runs[0];
        nint run3 = runs[3] - runs[0];
        nint run4 = runs[4] - runs[0];
        plane = ref Unsafe.Add(ref plane, runs[0]);
        TVector sum0 = TVectors.Load(ref sums, 0);
        TVector sum1 = TVectors.Load(ref sums, TVectors.Lanes);
        TVector sum2 = TVectors.Load(ref sums, 2 * TVectors.Lanes);
        TVector sum3 = TVectors.Load(ref sums, 3 * TVectors.Lanes);
        TVector sum4 = TVectors.Load(ref sums, 4 * TVectors.Lanes);
        for (; count != 0; count--)
        {
            ref float seen = ref Unsafe.Add(ref plane, starts);
            TVector gradient = TVectors.Scalar(ref gradients, 0);
            sum0 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, 0), sum0);
            sum1 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run1), sum1);
            sum2 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run2), sum2);
            sum3 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run3), sum3);
            sum4 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run4), sum4);
            starts = ref Unsafe.Add(ref starts, step);
            gradients = ref Unsafe.Add(ref gradients, step);
        }

        TVectors.Store(sum0, ref sums, 0);
        TVectors.Store(sum1, ref sums, TVectors.Lanes);
        TVectors.Store(sum2, ref sums, 2 * TVectors.Lanes);
        TVectors.Store(sum3, ref sums, 3 * TVectors.Lanes);
        TVectors.Store(sum4, ref sums, 4 * TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of4(ref float plane, ref int starts, ref float gradients, nint step, int count, ReadOnlySpan<int> runs, ref float sums)
    {
        nint run1 = runs[1] - runs[0];
        nint run2 = runs[2] - runs[0];
        nint run3 = runs[3] - runs[0];
        plane = ref Unsafe.Add(ref plane, runs[0]);
        TVector sum0 = TVectors.Load(ref sums, 0);
        TVector sum1 = TVectors.Load(ref sums, TVectors.Lanes);
        TVector sum2 = TVectors.Load(ref sums, 2 * TVectors.Lanes);
        TVector sum3 = TVectors.Load(ref sums, 3 * TVectors.Lanes);
        for (; count != 0; count--)
        {
            ref float seen = ref Unsafe.Add(ref plane, starts);
            TVector gradient = TVectors.Scalar(ref gradients, 0);
            sum0 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, 0), sum0);
            sum1 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run1), sum1);
            sum2 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run2), sum2);
            sum3 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run3), sum3);
            starts = ref Unsafe.Add(ref starts, step);
            gradients = ref Unsafe.Add(ref gradients, step);
        }

        TVectors.Store(sum0, ref sums, 0);
        TVectors.Store(sum1, ref sums, TVectors.Lanes);
        TVectors.Store(sum2, ref sums, 2 * TVectors.Lanes);
        TVectors.Store(sum3, ref sums, 3 * TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of3(ref float plane, ref int starts, ref float gradients, nint step, int count, ReadOnlySpan<int> runs, ref float sums)
    {
        nint run1 = runs[1] - runs[0];
        nint run2 = runs[2] - runs[0];
        plane = ref Unsafe.Add(ref plane, runs[0]);
        TVector sum0 = TVectors.Load(ref sums, 0);
        TVector sum1 = TVectors.Load(ref sums, TVectors.Lanes);
        TVector sum2 = TVectors.Load(ref sums, 2 * TVectors.Lanes);
        for (; count != 0; count--)
        {
            ref float seen = ref Unsafe.Add(ref plane, starts);
            TVector gradient = TVectors.Scalar(ref gradients, 0);
            sum0 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, 0), sum0);
            sum1 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run1), sum1);
            sum2 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run2), sum2);
            starts = ref Unsafe.Add(ref starts, step);
            gradients = ref Unsafe.Add(ref gradients, step);
        }

        TVectors.Store(sum0, ref sums, 0);
        TVectors.Store(sum1, ref sums, TVectors.Lanes);
        TVectors.Store(sum2, ref sums, 2 * TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of2(ref float plane, ref int starts, ref float gradients, nint step, int count, ReadOnlySpan<int> runs, ref float sums)
    {
        nint run1 = runs[1] - runs[0];
        plane = ref Unsafe.Add(ref plane, runs[0]);
        TVector sum0 = TVectors.Load(ref sums, 0);
        TVector sum1 = TVectors.Load(ref sums, TVectors.Lanes);
        for (; count != 0; count--)
        {
            ref float seen = ref Unsafe.Add(ref plane, starts);
            TVector gradient = TVectors.Scalar(ref gradients, 0);
            sum0 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, 0), sum0);
            sum1 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, run1), sum1);
            starts = ref Unsafe.Add(ref starts, step);
            gradients = ref Unsafe.Add(ref gradients, step);
        }

        TVectors.Store(sum0, ref sums, 0);
        TVectors.Store(sum1, ref sums, TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of1(ref float plane, ref int starts, ref float gradients, nint step, int count, ReadOnlySpan<int> runs, ref float sums)
    {
        plane = ref Unsafe.Add(ref plane, runs[0]);
        TVector sum0 = TVectors.Load(ref sums, 0);
        for (; count != 0; count--)
        {
            ref float seen = ref Unsafe.Add(ref plane, starts);
            TVector gradient = TVectors.Scalar(ref gradients, 0);
            sum0 = TVectors.MultiplyAddScalar(gradient, TVectors.Load(ref seen, 0), sum0);
            starts = ref Unsafe.Add(ref starts, step);
            gradients = ref Unsafe.Add(ref gradients, step);
        }

        TVectors.Store(sum0, ref sums, 0);
    }
}
