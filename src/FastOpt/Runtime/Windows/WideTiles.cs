using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// Register tiles of a convolution, two vectors of filters wide.
/// Neighboring pixels of one row of the result, so that one load of weights serves all of them. Terms are added in the order of the panel, whatever the tile.
/// </summary>
/// <remarks>
/// Parameters: the first pixel that the window sees; floats from there to what the next one sees; the terms; their weights, a row of vectors for each;
/// what the sums start at; the first result; what stands in its place of what the end reads; floats to the next one; what the end computes with.
/// </remarks>
internal static class WideTiles<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of8<TEnd, TRule>(
        ref float pixels,
        nint step,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float kept,
        nint resultStep,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        TVector sum0x0 = TVectors.Load(ref bias, 0);
        TVector sum0x1 = TVectors.Load(ref bias, TVectors.Lanes);
        TVector sum1x0 = sum0x0;
        TVector sum1x1 = sum0x1;
        TVector sum2x0 = sum0x0;
        TVector sum2x1 = sum0x1;
        TVector sum3x0 = sum0x0;
        TVector sum3x1 = sum0x1;
        TVector sum4x0 = sum0x0;
        TVector sum4x1 = sum0x1;
        TVector sum5x0 = sum0x0;
        TVector sum5x1 = sum0x1;
        TVector sum6x0 = sum0x0;
        TVector sum6x1 = sum0x1;
        TVector sum7x0 = sum0x0;
        TVector sum7x1 = sum0x1;
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
                    TVector weight0 = TVectors.Load(ref panel, 0);
                    TVector weight1 = TVectors.Load(ref panel, TVectors.Lanes);
                    TVector x = TVectors.Scalar(ref pixel, 0);
                    sum0x0 = TVectors.MultiplyAddScalar(x, weight0, sum0x0);
                    sum0x1 = TVectors.MultiplyAddScalar(x, weight1, sum0x1);
                    x = TVectors.Scalar(ref pixel, step);
                    sum1x0 = TVectors.MultiplyAddScalar(x, weight0, sum1x0);
                    sum1x1 = TVectors.MultiplyAddScalar(x, weight1, sum1x1);
                    x = TVectors.Scalar(ref pixel, step2);
                    sum2x0 = TVectors.MultiplyAddScalar(x, weight0, sum2x0);
                    sum2x1 = TVectors.MultiplyAddScalar(x, weight1, sum2x1);
                    x = TVectors.Scalar(ref pixel, step3);
                    sum3x0 = TVectors.MultiplyAddScalar(x, weight0, sum3x0);
                    sum3x1 = TVectors.MultiplyAddScalar(x, weight1, sum3x1);
                    x = TVectors.Scalar(ref pixel, step4);
                    sum4x0 = TVectors.MultiplyAddScalar(x, weight0, sum4x0);
                    sum4x1 = TVectors.MultiplyAddScalar(x, weight1, sum4x1);
                    x = TVectors.Scalar(ref pixel, step5);
                    sum5x0 = TVectors.MultiplyAddScalar(x, weight0, sum5x0);
                    sum5x1 = TVectors.MultiplyAddScalar(x, weight1, sum5x1);
                    x = TVectors.Scalar(ref pixel, step6);
                    sum6x0 = TVectors.MultiplyAddScalar(x, weight0, sum6x0);
                    sum6x1 = TVectors.MultiplyAddScalar(x, weight1, sum6x1);
                    x = TVectors.Scalar(ref pixel, step7);
                    sum7x0 = TVectors.MultiplyAddScalar(x, weight0, sum7x0);
                    sum7x1 = TVectors.MultiplyAddScalar(x, weight1, sum7x1);
                    pixel = ref Unsafe.Add(ref pixel, 1);
                    panel = ref Unsafe.Add(ref panel, 2 * TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TVectors.Store(TEnd.Of(sum0x0, ref kept, 0, rule), ref results, 0);
        TVectors.Store(TEnd.Of(sum0x1, ref kept, TVectors.Lanes, rule), ref results, TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum1x0, ref kept, resultStep, rule), ref results, resultStep);
        TVectors.Store(TEnd.Of(sum1x1, ref kept, resultStep + TVectors.Lanes, rule), ref results, resultStep + TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum2x0, ref kept, 2 * resultStep, rule), ref results, 2 * resultStep);
        TVectors.Store(TEnd.Of(sum2x1, ref kept, (2 * resultStep) + TVectors.Lanes, rule), ref results, (2 * resultStep) + TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum3x0, ref kept, 3 * resultStep, rule), ref results, 3 * resultStep);
        TVectors.Store(TEnd.Of(sum3x1, ref kept, (3 * resultStep) + TVectors.Lanes, rule), ref results, (3 * resultStep) + TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum4x0, ref kept, 4 * resultStep, rule), ref results, 4 * resultStep);
        TVectors.Store(TEnd.Of(sum4x1, ref kept, (4 * resultStep) + TVectors.Lanes, rule), ref results, (4 * resultStep) + TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum5x0, ref kept, 5 * resultStep, rule), ref results, 5 * resultStep);
        TVectors.Store(TEnd.Of(sum5x1, ref kept, (5 * resultStep) + TVectors.Lanes, rule), ref results, (5 * resultStep) + TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum6x0, ref kept, 6 * resultStep, rule), ref results, 6 * resultStep);
        TVectors.Store(TEnd.Of(sum6x1, ref kept, (6 * resultStep) + TVectors.Lanes, rule), ref results, (6 * resultStep) + TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum7x0, ref kept, 7 * resultStep, rule), ref results, 7 * resultStep);
        TVectors.Store(TEnd.Of(sum7x1, ref kept, (7 * resultStep) + TVectors.Lanes, rule), ref results, (7 * resultStep) + TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of6<TEnd, TRule>(
        ref float pixels,
        nint step,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float kept,
        nint resultStep,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        TVector sum0x0 = TVectors.Load(ref bias, 0);
        TVector sum0x1 = TVectors.Load(ref bias, TVectors.Lanes);
        TVector sum1x0 = sum0x0;
        TVector sum1x1 = sum0x1;
        TVector sum2x0 = sum0x0;
        TVector sum2x1 = sum0x1;
        TVector sum3x0 = sum0x0;
        TVector sum3x1 = sum0x1;
        TVector sum4x0 = sum0x0;
        TVector sum4x1 = sum0x1;
        TVector sum5x0 = sum0x0;
        TVector sum5x1 = sum0x1;
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
                    TVector weight0 = TVectors.Load(ref panel, 0);
                    TVector weight1 = TVectors.Load(ref panel, TVectors.Lanes);
                    TVector x = TVectors.Scalar(ref pixel, 0);
                    sum0x0 = TVectors.MultiplyAddScalar(x, weight0, sum0x0);
                    sum0x1 = TVectors.MultiplyAddScalar(x, weight1, sum0x1);
                    x = TVectors.Scalar(ref pixel, step);
                    sum1x0 = TVectors.MultiplyAddScalar(x, weight0, sum1x0);
                    sum1x1 = TVectors.MultiplyAddScalar(x, weight1, sum1x1);
                    x = TVectors.Scalar(ref pixel, step2);
                    sum2x0 = TVectors.MultiplyAddScalar(x, weight0, sum2x0);
                    sum2x1 = TVectors.MultiplyAddScalar(x, weight1, sum2x1);
                    x = TVectors.Scalar(ref pixel, step3);
                    sum3x0 = TVectors.MultiplyAddScalar(x, weight0, sum3x0);
                    sum3x1 = TVectors.MultiplyAddScalar(x, weight1, sum3x1);
                    x = TVectors.Scalar(ref pixel, step4);
                    sum4x0 = TVectors.MultiplyAddScalar(x, weight0, sum4x0);
                    sum4x1 = TVectors.MultiplyAddScalar(x, weight1, sum4x1);
                    x = TVectors.Scalar(ref pixel, step5);
                    sum5x0 = TVectors.MultiplyAddScalar(x, weight0, sum5x0);
                    sum5x1 = TVectors.MultiplyAddScalar(x, weight1, sum5x1);
                    pixel = ref Unsafe.Add(ref pixel, 1);
                    panel = ref Unsafe.Add(ref panel, 2 * TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TVectors.Store(TEnd.Of(sum0x0, ref kept, 0, rule), ref results, 0);
        TVectors.Store(TEnd.Of(sum0x1, ref kept, TVectors.Lanes, rule), ref results, TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum1x0, ref kept, resultStep, rule), ref results, resultStep);
        TVectors.Store(TEnd.Of(sum1x1, ref kept, resultStep + TVectors.Lanes, rule), ref results, resultStep + TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum2x0, ref kept, 2 * resultStep, rule), ref results, 2 * resultStep);
        TVectors.Store(TEnd.Of(sum2x1, ref kept, (2 * resultStep) + TVectors.Lanes, rule), ref results, (2 * resultStep) + TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum3x0, ref kept, 3 * resultStep, rule), ref results, 3 * resultStep);
        TVectors.Store(TEnd.Of(sum3x1, ref kept, (3 * resultStep) + TVectors.Lanes, rule), ref results, (3 * resultStep) + TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum4x0, ref kept, 4 * resultStep, rule), ref results, 4 * resultStep);
        TVectors.Store(TEnd.Of(sum4x1, ref kept, (4 * resultStep) + TVectors.Lanes, rule), ref results, (4 * resultStep) + TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum5x0, ref kept, 5 * resultStep, rule), ref results, 5 * resultStep);
        TVectors.Store(TEnd.Of(sum5x1, ref kept, (5 * resultStep) + TVectors.Lanes, rule), ref results, (5 * resultStep) + TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of4<TEnd, TRule>(
        ref float pixels,
        nint step,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float kept,
        nint resultStep,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        TVector sum0x0 = TVectors.Load(ref bias, 0);
        TVector sum0x1 = TVectors.Load(ref bias, TVectors.Lanes);
        TVector sum1x0 = sum0x0;
        TVector sum1x1 = sum0x1;
        TVector sum2x0 = sum0x0;
        TVector sum2x1 = sum0x1;
        TVector sum3x0 = sum0x0;
        TVector sum3x1 = sum0x1;
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
                    TVector weight0 = TVectors.Load(ref panel, 0);
                    TVector weight1 = TVectors.Load(ref panel, TVectors.Lanes);
                    TVector x = TVectors.Scalar(ref pixel, 0);
                    sum0x0 = TVectors.MultiplyAddScalar(x, weight0, sum0x0);
                    sum0x1 = TVectors.MultiplyAddScalar(x, weight1, sum0x1);
                    x = TVectors.Scalar(ref pixel, step);
                    sum1x0 = TVectors.MultiplyAddScalar(x, weight0, sum1x0);
                    sum1x1 = TVectors.MultiplyAddScalar(x, weight1, sum1x1);
                    x = TVectors.Scalar(ref pixel, step2);
                    sum2x0 = TVectors.MultiplyAddScalar(x, weight0, sum2x0);
                    sum2x1 = TVectors.MultiplyAddScalar(x, weight1, sum2x1);
                    x = TVectors.Scalar(ref pixel, step3);
                    sum3x0 = TVectors.MultiplyAddScalar(x, weight0, sum3x0);
                    sum3x1 = TVectors.MultiplyAddScalar(x, weight1, sum3x1);
                    pixel = ref Unsafe.Add(ref pixel, 1);
                    panel = ref Unsafe.Add(ref panel, 2 * TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TVectors.Store(TEnd.Of(sum0x0, ref kept, 0, rule), ref results, 0);
        TVectors.Store(TEnd.Of(sum0x1, ref kept, TVectors.Lanes, rule), ref results, TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum1x0, ref kept, resultStep, rule), ref results, resultStep);
        TVectors.Store(TEnd.Of(sum1x1, ref kept, resultStep + TVectors.Lanes, rule), ref results, resultStep + TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum2x0, ref kept, 2 * resultStep, rule), ref results, 2 * resultStep);
        TVectors.Store(TEnd.Of(sum2x1, ref kept, (2 * resultStep) + TVectors.Lanes, rule), ref results, (2 * resultStep) + TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum3x0, ref kept, 3 * resultStep, rule), ref results, 3 * resultStep);
        TVectors.Store(TEnd.Of(sum3x1, ref kept, (3 * resultStep) + TVectors.Lanes, rule), ref results, (3 * resultStep) + TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of2<TEnd, TRule>(
        ref float pixels,
        nint step,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float kept,
        nint resultStep,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        TVector sum0x0 = TVectors.Load(ref bias, 0);
        TVector sum0x1 = TVectors.Load(ref bias, TVectors.Lanes);
        TVector sum1x0 = sum0x0;
        TVector sum1x1 = sum0x1;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel = ref segment;
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight0 = TVectors.Load(ref panel, 0);
                    TVector weight1 = TVectors.Load(ref panel, TVectors.Lanes);
                    TVector x = TVectors.Scalar(ref pixel, 0);
                    sum0x0 = TVectors.MultiplyAddScalar(x, weight0, sum0x0);
                    sum0x1 = TVectors.MultiplyAddScalar(x, weight1, sum0x1);
                    x = TVectors.Scalar(ref pixel, step);
                    sum1x0 = TVectors.MultiplyAddScalar(x, weight0, sum1x0);
                    sum1x1 = TVectors.MultiplyAddScalar(x, weight1, sum1x1);
                    pixel = ref Unsafe.Add(ref pixel, 1);
                    panel = ref Unsafe.Add(ref panel, 2 * TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TVectors.Store(TEnd.Of(sum0x0, ref kept, 0, rule), ref results, 0);
        TVectors.Store(TEnd.Of(sum0x1, ref kept, TVectors.Lanes, rule), ref results, TVectors.Lanes);
        TVectors.Store(TEnd.Of(sum1x0, ref kept, resultStep, rule), ref results, resultStep);
        TVectors.Store(TEnd.Of(sum1x1, ref kept, resultStep + TVectors.Lanes, rule), ref results, resultStep + TVectors.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of1<TEnd, TRule>(
        ref float pixels,
        nint step,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float kept,
        nint resultStep,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        TVector sum0x0 = TVectors.Load(ref bias, 0);
        TVector sum0x1 = TVectors.Load(ref bias, TVectors.Lanes);
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel = ref segment;
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight0 = TVectors.Load(ref panel, 0);
                    TVector weight1 = TVectors.Load(ref panel, TVectors.Lanes);
                    TVector x = TVectors.Scalar(ref pixel, 0);
                    sum0x0 = TVectors.MultiplyAddScalar(x, weight0, sum0x0);
                    sum0x1 = TVectors.MultiplyAddScalar(x, weight1, sum0x1);
                    pixel = ref Unsafe.Add(ref pixel, 1);
                    panel = ref Unsafe.Add(ref panel, 2 * TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TVectors.Store(TEnd.Of(sum0x0, ref kept, 0, rule), ref results, 0);
        TVectors.Store(TEnd.Of(sum0x1, ref kept, TVectors.Lanes, rule), ref results, TVectors.Lanes);
    }
}
