using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// Register tiles of a convolution, one vector of filters wide.
/// Neighboring pixels of one row of the result, so that one load of weights serves all of them. Terms are added in the order of the panel, whatever the tile.
/// </summary>
/// <remarks>
/// Parameters: the first pixel that the window sees; floats from there to what the next one sees; the terms; their weights, a row of vectors for each;
/// what the sums start at; the first result; that of the second image where there are two, else what stands in its place of what the end reads;
/// floats to the next one; what the end computes with.
/// </remarks>
/// <typeparam name="TVectors">The width.</typeparam>
/// <typeparam name="TVector">The vector.</typeparam>
/// <typeparam name="TPixels">Whether pixels are of one image or of two.</typeparam>
internal static class NarrowTiles<TVectors, TVector, TPixels>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TPixels : struct, IPixels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of14<TEnd, TRule>(
        ref float pixels,
        nint step,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float others,
        nint resultStep,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
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
                    sum0 = TPixels.Add<TVectors, TVector>(ref pixel0, 0, weight, sum0);
                    sum1 = TPixels.Add<TVectors, TVector>(ref pixel0, step, weight, sum1);
                    sum2 = TPixels.Add<TVectors, TVector>(ref pixel0, step2, weight, sum2);
                    sum3 = TPixels.Add<TVectors, TVector>(ref pixel0, step3, weight, sum3);
                    sum4 = TPixels.Add<TVectors, TVector>(ref pixel0, step4, weight, sum4);
                    sum5 = TPixels.Add<TVectors, TVector>(ref pixel5, 0, weight, sum5);
                    sum6 = TPixels.Add<TVectors, TVector>(ref pixel5, step, weight, sum6);
                    sum7 = TPixels.Add<TVectors, TVector>(ref pixel5, step2, weight, sum7);
                    sum8 = TPixels.Add<TVectors, TVector>(ref pixel5, step3, weight, sum8);
                    sum9 = TPixels.Add<TVectors, TVector>(ref pixel5, step4, weight, sum9);
                    sum10 = TPixels.Add<TVectors, TVector>(ref pixel10, 0, weight, sum10);
                    sum11 = TPixels.Add<TVectors, TVector>(ref pixel10, step, weight, sum11);
                    sum12 = TPixels.Add<TVectors, TVector>(ref pixel10, step2, weight, sum12);
                    sum13 = TPixels.Add<TVectors, TVector>(ref pixel10, step3, weight, sum13);
                    pixel0 = ref Unsafe.Add(ref pixel0, TPixels.Images);
                    pixel5 = ref Unsafe.Add(ref pixel5, TPixels.Images);
                    pixel10 = ref Unsafe.Add(ref pixel10, TPixels.Images);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum1, ref others, resultStep, rule), ref results, ref others, resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum2, ref others, 2 * resultStep, rule), ref results, ref others, 2 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum3, ref others, 3 * resultStep, rule), ref results, ref others, 3 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum4, ref others, 4 * resultStep, rule), ref results, ref others, 4 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum5, ref others, 5 * resultStep, rule), ref results, ref others, 5 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum6, ref others, 6 * resultStep, rule), ref results, ref others, 6 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum7, ref others, 7 * resultStep, rule), ref results, ref others, 7 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum8, ref others, 8 * resultStep, rule), ref results, ref others, 8 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum9, ref others, 9 * resultStep, rule), ref results, ref others, 9 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum10, ref others, 10 * resultStep, rule), ref results, ref others, 10 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum11, ref others, 11 * resultStep, rule), ref results, ref others, 11 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum12, ref others, 12 * resultStep, rule), ref results, ref others, 12 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum13, ref others, 13 * resultStep, rule), ref results, ref others, 13 * resultStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of12<TEnd, TRule>(
        ref float pixels,
        nint step,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float others,
        nint resultStep,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
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
                    sum0 = TPixels.Add<TVectors, TVector>(ref pixel0, 0, weight, sum0);
                    sum1 = TPixels.Add<TVectors, TVector>(ref pixel0, step, weight, sum1);
                    sum2 = TPixels.Add<TVectors, TVector>(ref pixel0, step2, weight, sum2);
                    sum3 = TPixels.Add<TVectors, TVector>(ref pixel0, step3, weight, sum3);
                    sum4 = TPixels.Add<TVectors, TVector>(ref pixel4, 0, weight, sum4);
                    sum5 = TPixels.Add<TVectors, TVector>(ref pixel4, step, weight, sum5);
                    sum6 = TPixels.Add<TVectors, TVector>(ref pixel4, step2, weight, sum6);
                    sum7 = TPixels.Add<TVectors, TVector>(ref pixel4, step3, weight, sum7);
                    sum8 = TPixels.Add<TVectors, TVector>(ref pixel8, 0, weight, sum8);
                    sum9 = TPixels.Add<TVectors, TVector>(ref pixel8, step, weight, sum9);
                    sum10 = TPixels.Add<TVectors, TVector>(ref pixel8, step2, weight, sum10);
                    sum11 = TPixels.Add<TVectors, TVector>(ref pixel8, step3, weight, sum11);
                    pixel0 = ref Unsafe.Add(ref pixel0, TPixels.Images);
                    pixel4 = ref Unsafe.Add(ref pixel4, TPixels.Images);
                    pixel8 = ref Unsafe.Add(ref pixel8, TPixels.Images);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum1, ref others, resultStep, rule), ref results, ref others, resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum2, ref others, 2 * resultStep, rule), ref results, ref others, 2 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum3, ref others, 3 * resultStep, rule), ref results, ref others, 3 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum4, ref others, 4 * resultStep, rule), ref results, ref others, 4 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum5, ref others, 5 * resultStep, rule), ref results, ref others, 5 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum6, ref others, 6 * resultStep, rule), ref results, ref others, 6 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum7, ref others, 7 * resultStep, rule), ref results, ref others, 7 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum8, ref others, 8 * resultStep, rule), ref results, ref others, 8 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum9, ref others, 9 * resultStep, rule), ref results, ref others, 9 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum10, ref others, 10 * resultStep, rule), ref results, ref others, 10 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum11, ref others, 11 * resultStep, rule), ref results, ref others, 11 * resultStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of10<TEnd, TRule>(
        ref float pixels,
        nint step,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float others,
        nint resultStep,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
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
                    sum0 = TPixels.Add<TVectors, TVector>(ref pixel0, 0, weight, sum0);
                    sum1 = TPixels.Add<TVectors, TVector>(ref pixel0, step, weight, sum1);
                    sum2 = TPixels.Add<TVectors, TVector>(ref pixel0, step2, weight, sum2);
                    sum3 = TPixels.Add<TVectors, TVector>(ref pixel0, step3, weight, sum3);
                    sum4 = TPixels.Add<TVectors, TVector>(ref pixel0, step4, weight, sum4);
                    sum5 = TPixels.Add<TVectors, TVector>(ref pixel5, 0, weight, sum5);
                    sum6 = TPixels.Add<TVectors, TVector>(ref pixel5, step, weight, sum6);
                    sum7 = TPixels.Add<TVectors, TVector>(ref pixel5, step2, weight, sum7);
                    sum8 = TPixels.Add<TVectors, TVector>(ref pixel5, step3, weight, sum8);
                    sum9 = TPixels.Add<TVectors, TVector>(ref pixel5, step4, weight, sum9);
                    pixel0 = ref Unsafe.Add(ref pixel0, TPixels.Images);
                    pixel5 = ref Unsafe.Add(ref pixel5, TPixels.Images);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum1, ref others, resultStep, rule), ref results, ref others, resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum2, ref others, 2 * resultStep, rule), ref results, ref others, 2 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum3, ref others, 3 * resultStep, rule), ref results, ref others, 3 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum4, ref others, 4 * resultStep, rule), ref results, ref others, 4 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum5, ref others, 5 * resultStep, rule), ref results, ref others, 5 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum6, ref others, 6 * resultStep, rule), ref results, ref others, 6 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum7, ref others, 7 * resultStep, rule), ref results, ref others, 7 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum8, ref others, 8 * resultStep, rule), ref results, ref others, 8 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum9, ref others, 9 * resultStep, rule), ref results, ref others, 9 * resultStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of8<TEnd, TRule>(
        ref float pixels,
        nint step,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float others,
        nint resultStep,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
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
                    sum0 = TPixels.Add<TVectors, TVector>(ref pixel, 0, weight, sum0);
                    sum1 = TPixels.Add<TVectors, TVector>(ref pixel, step, weight, sum1);
                    sum2 = TPixels.Add<TVectors, TVector>(ref pixel, step2, weight, sum2);
                    sum3 = TPixels.Add<TVectors, TVector>(ref pixel, step3, weight, sum3);
                    sum4 = TPixels.Add<TVectors, TVector>(ref pixel, step4, weight, sum4);
                    sum5 = TPixels.Add<TVectors, TVector>(ref pixel, step5, weight, sum5);
                    sum6 = TPixels.Add<TVectors, TVector>(ref pixel, step6, weight, sum6);
                    sum7 = TPixels.Add<TVectors, TVector>(ref pixel, step7, weight, sum7);
                    pixel = ref Unsafe.Add(ref pixel, TPixels.Images);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum1, ref others, resultStep, rule), ref results, ref others, resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum2, ref others, 2 * resultStep, rule), ref results, ref others, 2 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum3, ref others, 3 * resultStep, rule), ref results, ref others, 3 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum4, ref others, 4 * resultStep, rule), ref results, ref others, 4 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum5, ref others, 5 * resultStep, rule), ref results, ref others, 5 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum6, ref others, 6 * resultStep, rule), ref results, ref others, 6 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum7, ref others, 7 * resultStep, rule), ref results, ref others, 7 * resultStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of6<TEnd, TRule>(
        ref float pixels,
        nint step,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float others,
        nint resultStep,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
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
                    sum0 = TPixels.Add<TVectors, TVector>(ref pixel, 0, weight, sum0);
                    sum1 = TPixels.Add<TVectors, TVector>(ref pixel, step, weight, sum1);
                    sum2 = TPixels.Add<TVectors, TVector>(ref pixel, step2, weight, sum2);
                    sum3 = TPixels.Add<TVectors, TVector>(ref pixel, step3, weight, sum3);
                    sum4 = TPixels.Add<TVectors, TVector>(ref pixel, step4, weight, sum4);
                    sum5 = TPixels.Add<TVectors, TVector>(ref pixel, step5, weight, sum5);
                    pixel = ref Unsafe.Add(ref pixel, TPixels.Images);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum1, ref others, resultStep, rule), ref results, ref others, resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum2, ref others, 2 * resultStep, rule), ref results, ref others, 2 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum3, ref others, 3 * resultStep, rule), ref results, ref others, 3 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum4, ref others, 4 * resultStep, rule), ref results, ref others, 4 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum5, ref others, 5 * resultStep, rule), ref results, ref others, 5 * resultStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of4<TEnd, TRule>(
        ref float pixels,
        nint step,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float others,
        nint resultStep,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
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
                    sum0 = TPixels.Add<TVectors, TVector>(ref pixel, 0, weight, sum0);
                    sum1 = TPixels.Add<TVectors, TVector>(ref pixel, step, weight, sum1);
                    sum2 = TPixels.Add<TVectors, TVector>(ref pixel, step2, weight, sum2);
                    sum3 = TPixels.Add<TVectors, TVector>(ref pixel, step3, weight, sum3);
                    pixel = ref Unsafe.Add(ref pixel, TPixels.Images);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum1, ref others, resultStep, rule), ref results, ref others, resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum2, ref others, 2 * resultStep, rule), ref results, ref others, 2 * resultStep);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum3, ref others, 3 * resultStep, rule), ref results, ref others, 3 * resultStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of2<TEnd, TRule>(
        ref float pixels,
        nint step,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float others,
        nint resultStep,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
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
                    sum0 = TPixels.Add<TVectors, TVector>(ref pixel, 0, weight, sum0);
                    sum1 = TPixels.Add<TVectors, TVector>(ref pixel, step, weight, sum1);
                    pixel = ref Unsafe.Add(ref pixel, TPixels.Images);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum1, ref others, resultStep, rule), ref results, ref others, resultStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of1<TEnd, TRule>(
        ref float pixels,
        nint step,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float others,
        nint resultStep,
        in TRule rule)
        where TEnd : struct, ISumEnd<TVectors, TVector, TRule>
        where TRule : struct
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
                    sum0 = TPixels.Add<TVectors, TVector>(ref pixel, 0, weight, sum0);
                    pixel = ref Unsafe.Add(ref pixel, TPixels.Images);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
    }
}
