using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// Register tiles of a convolution of two images at once, for filters that fill half of a vector: pairs of lanes are one filter's sums over both images,
/// whose pixels stand in pairs.
/// </summary>
/// <remarks>
/// Parameters: the first pixel that the window sees; floats from there to what the next one sees; the terms, in floats of both images; their weights, each
/// twice; what the sums start at; the first results of both images; floats to the next one.
/// </remarks>
internal static class PairTiles<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of14(
        ref float pixels, nint step, in WindowTerms terms, ref float panel, ref float bias, ref float first, ref float second, nint resultStep)
    {
        TVector sum0 = TVectors.Load(ref bias, 0);
        TVector sum1 = sum0;
        TVector sum2 = sum0;
        TVector sum3 = sum0;
        TVector sum4 = sum0;
        TVector sum5 = sum0;
        TVector sum6 = sum0;
        TVector sum7 = sum0;
        TVector sum8 = sum0;
        TVector sum9 = sum0;
        TVector sum10 = sum0;
        TVector sum11 = sum0;
        TVector sum12 = sum0;
        TVector sum13 = sum0;
        nint step2 = 2 * step;
        nint step3 = 3 * step;
        nint step4 = 4 * step;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel0 = ref segment;
                ref float pixel5 = ref Unsafe.Add(ref segment, 5 * step);
                ref float pixel10 = ref Unsafe.Add(ref segment, 10 * step);
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight = TVectors.Load(ref panel, 0);
                    sum0 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel0, 0), weight, sum0);
                    sum1 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel0, step), weight, sum1);
                    sum2 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel0, step2), weight, sum2);
                    sum3 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel0, step3), weight, sum3);
                    sum4 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel0, step4), weight, sum4);
                    sum5 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel5, 0), weight, sum5);
                    sum6 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel5, step), weight, sum6);
                    sum7 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel5, step2), weight, sum7);
                    sum8 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel5, step3), weight, sum8);
                    sum9 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel5, step4), weight, sum9);
                    sum10 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel10, 0), weight, sum10);
                    sum11 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel10, step), weight, sum11);
                    sum12 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel10, step2), weight, sum12);
                    sum13 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel10, step3), weight, sum13);
                    pixel0 = ref Unsafe.Add(ref pixel0, 2);
                    pixel5 = ref Unsafe.Add(ref pixel5, 2);
                    pixel10 = ref Unsafe.Add(ref pixel10, 2);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TVectors.StorePairs(sum0, ref first, ref second, 0);
        TVectors.StorePairs(sum1, ref first, ref second, resultStep);
        TVectors.StorePairs(sum2, ref first, ref second, 2 * resultStep);
        TVectors.StorePairs(sum3, ref first, ref second, 3 * resultStep);
        TVectors.StorePairs(sum4, ref first, ref second, 4 * resultStep);
        TVectors.StorePairs(sum5, ref first, ref second, 5 * resultStep);
        TVectors.StorePairs(sum6, ref first, ref second, 6 * resultStep);
        TVectors.StorePairs(sum7, ref first, ref second, 7 * resultStep);
        TVectors.StorePairs(sum8, ref first, ref second, 8 * resultStep);
        TVectors.StorePairs(sum9, ref first, ref second, 9 * resultStep);
        TVectors.StorePairs(sum10, ref first, ref second, 10 * resultStep);
        TVectors.StorePairs(sum11, ref first, ref second, 11 * resultStep);
        TVectors.StorePairs(sum12, ref first, ref second, 12 * resultStep);
        TVectors.StorePairs(sum13, ref first, ref second, 13 * resultStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of12(
        ref float pixels, nint step, in WindowTerms terms, ref float panel, ref float bias, ref float first, ref float second, nint resultStep)
    {
        TVector sum0 = TVectors.Load(ref bias, 0);
        TVector sum1 = sum0;
        TVector sum2 = sum0;
        TVector sum3 = sum0;
        TVector sum4 = sum0;
        TVector sum5 = sum0;
        TVector sum6 = sum0;
        TVector sum7 = sum0;
        TVector sum8 = sum0;
        TVector sum9 = sum0;
        TVector sum10 = sum0;
        TVector sum11 = sum0;
        nint step2 = 2 * step;
        nint step3 = 3 * step;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel0 = ref segment;
                ref float pixel4 = ref Unsafe.Add(ref segment, 4 * step);
                ref float pixel8 = ref Unsafe.Add(ref segment, 8 * step);
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight = TVectors.Load(ref panel, 0);
                    sum0 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel0, 0), weight, sum0);
                    sum1 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel0, step), weight, sum1);
                    sum2 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel0, step2), weight, sum2);
                    sum3 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel0, step3), weight, sum3);
                    sum4 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel4, 0), weight, sum4);
                    sum5 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel4, step), weight, sum5);
                    sum6 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel4, step2), weight, sum6);
                    sum7 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel4, step3), weight, sum7);
                    sum8 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel8, 0), weight, sum8);
                    sum9 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel8, step), weight, sum9);
                    sum10 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel8, step2), weight, sum10);
                    sum11 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel8, step3), weight, sum11);
                    pixel0 = ref Unsafe.Add(ref pixel0, 2);
                    pixel4 = ref Unsafe.Add(ref pixel4, 2);
                    pixel8 = ref Unsafe.Add(ref pixel8, 2);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TVectors.StorePairs(sum0, ref first, ref second, 0);
        TVectors.StorePairs(sum1, ref first, ref second, resultStep);
        TVectors.StorePairs(sum2, ref first, ref second, 2 * resultStep);
        TVectors.StorePairs(sum3, ref first, ref second, 3 * resultStep);
        TVectors.StorePairs(sum4, ref first, ref second, 4 * resultStep);
        TVectors.StorePairs(sum5, ref first, ref second, 5 * resultStep);
        TVectors.StorePairs(sum6, ref first, ref second, 6 * resultStep);
        TVectors.StorePairs(sum7, ref first, ref second, 7 * resultStep);
        TVectors.StorePairs(sum8, ref first, ref second, 8 * resultStep);
        TVectors.StorePairs(sum9, ref first, ref second, 9 * resultStep);
        TVectors.StorePairs(sum10, ref first, ref second, 10 * resultStep);
        TVectors.StorePairs(sum11, ref first, ref second, 11 * resultStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of10(
        ref float pixels, nint step, in WindowTerms terms, ref float panel, ref float bias, ref float first, ref float second, nint resultStep)
    {
        TVector sum0 = TVectors.Load(ref bias, 0);
        TVector sum1 = sum0;
        TVector sum2 = sum0;
        TVector sum3 = sum0;
        TVector sum4 = sum0;
        TVector sum5 = sum0;
        TVector sum6 = sum0;
        TVector sum7 = sum0;
        TVector sum8 = sum0;
        TVector sum9 = sum0;
        nint step2 = 2 * step;
        nint step3 = 3 * step;
        nint step4 = 4 * step;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel0 = ref segment;
                ref float pixel5 = ref Unsafe.Add(ref segment, 5 * step);
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight = TVectors.Load(ref panel, 0);
                    sum0 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel0, 0), weight, sum0);
                    sum1 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel0, step), weight, sum1);
                    sum2 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel0, step2), weight, sum2);
                    sum3 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel0, step3), weight, sum3);
                    sum4 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel0, step4), weight, sum4);
                    sum5 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel5, 0), weight, sum5);
                    sum6 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel5, step), weight, sum6);
                    sum7 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel5, step2), weight, sum7);
                    sum8 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel5, step3), weight, sum8);
                    sum9 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel5, step4), weight, sum9);
                    pixel0 = ref Unsafe.Add(ref pixel0, 2);
                    pixel5 = ref Unsafe.Add(ref pixel5, 2);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TVectors.StorePairs(sum0, ref first, ref second, 0);
        TVectors.StorePairs(sum1, ref first, ref second, resultStep);
        TVectors.StorePairs(sum2, ref first, ref second, 2 * resultStep);
        TVectors.StorePairs(sum3, ref first, ref second, 3 * resultStep);
        TVectors.StorePairs(sum4, ref first, ref second, 4 * resultStep);
        TVectors.StorePairs(sum5, ref first, ref second, 5 * resultStep);
        TVectors.StorePairs(sum6, ref first, ref second, 6 * resultStep);
        TVectors.StorePairs(sum7, ref first, ref second, 7 * resultStep);
        TVectors.StorePairs(sum8, ref first, ref second, 8 * resultStep);
        TVectors.StorePairs(sum9, ref first, ref second, 9 * resultStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of8(
        ref float pixels, nint step, in WindowTerms terms, ref float panel, ref float bias, ref float first, ref float second, nint resultStep)
    {
        TVector sum0 = TVectors.Load(ref bias, 0);
        TVector sum1 = sum0;
        TVector sum2 = sum0;
        TVector sum3 = sum0;
        TVector sum4 = sum0;
        TVector sum5 = sum0;
        TVector sum6 = sum0;
        TVector sum7 = sum0;
        nint step2 = 2 * step;
        nint step3 = 3 * step;
        nint step4 = 4 * step;
        nint step5 = 5 * step;
        nint step6 = 6 * step;
        nint step7 = 7 * step;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel = ref segment;
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight = TVectors.Load(ref panel, 0);
                    sum0 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, 0), weight, sum0);
                    sum1 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step), weight, sum1);
                    sum2 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step2), weight, sum2);
                    sum3 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step3), weight, sum3);
                    sum4 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step4), weight, sum4);
                    sum5 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step5), weight, sum5);
                    sum6 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step6), weight, sum6);
                    sum7 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step7), weight, sum7);
                    pixel = ref Unsafe.Add(ref pixel, 2);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TVectors.StorePairs(sum0, ref first, ref second, 0);
        TVectors.StorePairs(sum1, ref first, ref second, resultStep);
        TVectors.StorePairs(sum2, ref first, ref second, 2 * resultStep);
        TVectors.StorePairs(sum3, ref first, ref second, 3 * resultStep);
        TVectors.StorePairs(sum4, ref first, ref second, 4 * resultStep);
        TVectors.StorePairs(sum5, ref first, ref second, 5 * resultStep);
        TVectors.StorePairs(sum6, ref first, ref second, 6 * resultStep);
        TVectors.StorePairs(sum7, ref first, ref second, 7 * resultStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of6(
        ref float pixels, nint step, in WindowTerms terms, ref float panel, ref float bias, ref float first, ref float second, nint resultStep)
    {
        TVector sum0 = TVectors.Load(ref bias, 0);
        TVector sum1 = sum0;
        TVector sum2 = sum0;
        TVector sum3 = sum0;
        TVector sum4 = sum0;
        TVector sum5 = sum0;
        nint step2 = 2 * step;
        nint step3 = 3 * step;
        nint step4 = 4 * step;
        nint step5 = 5 * step;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel = ref segment;
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight = TVectors.Load(ref panel, 0);
                    sum0 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, 0), weight, sum0);
                    sum1 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step), weight, sum1);
                    sum2 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step2), weight, sum2);
                    sum3 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step3), weight, sum3);
                    sum4 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step4), weight, sum4);
                    sum5 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step5), weight, sum5);
                    pixel = ref Unsafe.Add(ref pixel, 2);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TVectors.StorePairs(sum0, ref first, ref second, 0);
        TVectors.StorePairs(sum1, ref first, ref second, resultStep);
        TVectors.StorePairs(sum2, ref first, ref second, 2 * resultStep);
        TVectors.StorePairs(sum3, ref first, ref second, 3 * resultStep);
        TVectors.StorePairs(sum4, ref first, ref second, 4 * resultStep);
        TVectors.StorePairs(sum5, ref first, ref second, 5 * resultStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of4(
        ref float pixels, nint step, in WindowTerms terms, ref float panel, ref float bias, ref float first, ref float second, nint resultStep)
    {
        TVector sum0 = TVectors.Load(ref bias, 0);
        TVector sum1 = sum0;
        TVector sum2 = sum0;
        TVector sum3 = sum0;
        nint step2 = 2 * step;
        nint step3 = 3 * step;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel = ref segment;
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight = TVectors.Load(ref panel, 0);
                    sum0 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, 0), weight, sum0);
                    sum1 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step), weight, sum1);
                    sum2 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step2), weight, sum2);
                    sum3 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step3), weight, sum3);
                    pixel = ref Unsafe.Add(ref pixel, 2);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TVectors.StorePairs(sum0, ref first, ref second, 0);
        TVectors.StorePairs(sum1, ref first, ref second, resultStep);
        TVectors.StorePairs(sum2, ref first, ref second, 2 * resultStep);
        TVectors.StorePairs(sum3, ref first, ref second, 3 * resultStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of2(
        ref float pixels, nint step, in WindowTerms terms, ref float panel, ref float bias, ref float first, ref float second, nint resultStep)
    {
        TVector sum0 = TVectors.Load(ref bias, 0);
        TVector sum1 = sum0;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel = ref segment;
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight = TVectors.Load(ref panel, 0);
                    sum0 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, 0), weight, sum0);
                    sum1 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, step), weight, sum1);
                    pixel = ref Unsafe.Add(ref pixel, 2);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TVectors.StorePairs(sum0, ref first, ref second, 0);
        TVectors.StorePairs(sum1, ref first, ref second, resultStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of1(
        ref float pixels, nint step, in WindowTerms terms, ref float panel, ref float bias, ref float first, ref float second, nint resultStep)
    {
        TVector sum0 = TVectors.Load(ref bias, 0);
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel = ref segment;
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight = TVectors.Load(ref panel, 0);
                    sum0 = TVectors.MultiplyAdd(TVectors.BroadcastPair(ref pixel, 0), weight, sum0);
                    pixel = ref Unsafe.Add(ref pixel, 2);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TVectors.StorePairs(sum0, ref first, ref second, 0);
    }
}
