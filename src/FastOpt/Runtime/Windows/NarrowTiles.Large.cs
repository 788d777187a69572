using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <content>Tiles of more pixels than 16 registers hold.</content>
internal static partial class NarrowTiles<TVectors, TVector, TPixels>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of28<TEnd, TRule>(
        ref float pixels,
        in TileSteps steps,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float others,
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
        TVector sum14 = sum0;
        TVector sum15 = sum0;
        TVector sum16 = sum0;
        TVector sum17 = sum0;
        TVector sum18 = sum0;
        TVector sum19 = sum0;
        TVector sum20 = sum0;
        TVector sum21 = sum0;
        TVector sum22 = sum0;
        TVector sum23 = sum0;
        TVector sum24 = sum0;
        TVector sum25 = sum0;
        TVector sum26 = sum0;
        TVector sum27 = sum0;
        nint step = steps.Seen;
        nint step2 = 2 * step;
        nint step3 = 3 * step;
        nint step4 = 4 * step;
        nint step5 = 5 * step;
        nint step6 = 6 * step;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel0 = ref segment;
                ref float pixel7 = ref Unsafe.Add(ref pixel0, 7 * step);
                ref float pixel14 = ref Unsafe.Add(ref segment, steps.SeenHalf);
                ref float pixel21 = ref Unsafe.Add(ref pixel14, 7 * step);
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight = TVectors.Load(ref panel, 0);
                    sum0 = TPixels.Add<TVectors, TVector>(ref pixel0, 0, weight, sum0);
                    sum1 = TPixels.Add<TVectors, TVector>(ref pixel0, step, weight, sum1);
                    sum2 = TPixels.Add<TVectors, TVector>(ref pixel0, step2, weight, sum2);
                    sum3 = TPixels.Add<TVectors, TVector>(ref pixel0, step3, weight, sum3);
                    sum4 = TPixels.Add<TVectors, TVector>(ref pixel0, step4, weight, sum4);
                    sum5 = TPixels.Add<TVectors, TVector>(ref pixel0, step5, weight, sum5);
                    sum6 = TPixels.Add<TVectors, TVector>(ref pixel0, step6, weight, sum6);
                    sum7 = TPixels.Add<TVectors, TVector>(ref pixel7, 0, weight, sum7);
                    sum8 = TPixels.Add<TVectors, TVector>(ref pixel7, step, weight, sum8);
                    sum9 = TPixels.Add<TVectors, TVector>(ref pixel7, step2, weight, sum9);
                    sum10 = TPixels.Add<TVectors, TVector>(ref pixel7, step3, weight, sum10);
                    sum11 = TPixels.Add<TVectors, TVector>(ref pixel7, step4, weight, sum11);
                    sum12 = TPixels.Add<TVectors, TVector>(ref pixel7, step5, weight, sum12);
                    sum13 = TPixels.Add<TVectors, TVector>(ref pixel7, step6, weight, sum13);
                    sum14 = TPixels.Add<TVectors, TVector>(ref pixel14, 0, weight, sum14);
                    sum15 = TPixels.Add<TVectors, TVector>(ref pixel14, step, weight, sum15);
                    sum16 = TPixels.Add<TVectors, TVector>(ref pixel14, step2, weight, sum16);
                    sum17 = TPixels.Add<TVectors, TVector>(ref pixel14, step3, weight, sum17);
                    sum18 = TPixels.Add<TVectors, TVector>(ref pixel14, step4, weight, sum18);
                    sum19 = TPixels.Add<TVectors, TVector>(ref pixel14, step5, weight, sum19);
                    sum20 = TPixels.Add<TVectors, TVector>(ref pixel14, step6, weight, sum20);
                    sum21 = TPixels.Add<TVectors, TVector>(ref pixel21, 0, weight, sum21);
                    sum22 = TPixels.Add<TVectors, TVector>(ref pixel21, step, weight, sum22);
                    sum23 = TPixels.Add<TVectors, TVector>(ref pixel21, step2, weight, sum23);
                    sum24 = TPixels.Add<TVectors, TVector>(ref pixel21, step3, weight, sum24);
                    sum25 = TPixels.Add<TVectors, TVector>(ref pixel21, step4, weight, sum25);
                    sum26 = TPixels.Add<TVectors, TVector>(ref pixel21, step5, weight, sum26);
                    sum27 = TPixels.Add<TVectors, TVector>(ref pixel21, step6, weight, sum27);
                    pixel0 = ref Unsafe.Add(ref pixel0, TPixels.Images);
                    pixel7 = ref Unsafe.Add(ref pixel7, TPixels.Images);
                    pixel14 = ref Unsafe.Add(ref pixel14, TPixels.Images);
                    pixel21 = ref Unsafe.Add(ref pixel21, TPixels.Images);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        nint next = steps.Result;
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum1, ref others, next, rule), ref results, ref others, next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum2, ref others, 2 * next, rule), ref results, ref others, 2 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum3, ref others, 3 * next, rule), ref results, ref others, 3 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum4, ref others, 4 * next, rule), ref results, ref others, 4 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum5, ref others, 5 * next, rule), ref results, ref others, 5 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum6, ref others, 6 * next, rule), ref results, ref others, 6 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum7, ref others, 7 * next, rule), ref results, ref others, 7 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum8, ref others, 8 * next, rule), ref results, ref others, 8 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum9, ref others, 9 * next, rule), ref results, ref others, 9 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum10, ref others, 10 * next, rule), ref results, ref others, 10 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum11, ref others, 11 * next, rule), ref results, ref others, 11 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum12, ref others, 12 * next, rule), ref results, ref others, 12 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum13, ref others, 13 * next, rule), ref results, ref others, 13 * next);
        results = ref Unsafe.Add(ref results, steps.ResultHalf);
        others = ref Unsafe.Add(ref others, steps.ResultHalf);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum14, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum15, ref others, next, rule), ref results, ref others, next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum16, ref others, 2 * next, rule), ref results, ref others, 2 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum17, ref others, 3 * next, rule), ref results, ref others, 3 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum18, ref others, 4 * next, rule), ref results, ref others, 4 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum19, ref others, 5 * next, rule), ref results, ref others, 5 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum20, ref others, 6 * next, rule), ref results, ref others, 6 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum21, ref others, 7 * next, rule), ref results, ref others, 7 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum22, ref others, 8 * next, rule), ref results, ref others, 8 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum23, ref others, 9 * next, rule), ref results, ref others, 9 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum24, ref others, 10 * next, rule), ref results, ref others, 10 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum25, ref others, 11 * next, rule), ref results, ref others, 11 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum26, ref others, 12 * next, rule), ref results, ref others, 12 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum27, ref others, 13 * next, rule), ref results, ref others, 13 * next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of24<TEnd, TRule>(
        ref float pixels,
        in TileSteps steps,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float others,
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
        TVector sum14 = sum0;
        TVector sum15 = sum0;
        TVector sum16 = sum0;
        TVector sum17 = sum0;
        TVector sum18 = sum0;
        TVector sum19 = sum0;
        TVector sum20 = sum0;
        TVector sum21 = sum0;
        TVector sum22 = sum0;
        TVector sum23 = sum0;
        nint step = steps.Seen;
        nint step2 = 2 * step;
        nint step3 = 3 * step;
        nint step4 = 4 * step;
        nint step5 = 5 * step;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel0 = ref segment;
                ref float pixel6 = ref Unsafe.Add(ref pixel0, 6 * step);
                ref float pixel12 = ref Unsafe.Add(ref segment, steps.SeenHalf);
                ref float pixel18 = ref Unsafe.Add(ref pixel12, 6 * step);
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight = TVectors.Load(ref panel, 0);
                    sum0 = TPixels.Add<TVectors, TVector>(ref pixel0, 0, weight, sum0);
                    sum1 = TPixels.Add<TVectors, TVector>(ref pixel0, step, weight, sum1);
                    sum2 = TPixels.Add<TVectors, TVector>(ref pixel0, step2, weight, sum2);
                    sum3 = TPixels.Add<TVectors, TVector>(ref pixel0, step3, weight, sum3);
                    sum4 = TPixels.Add<TVectors, TVector>(ref pixel0, step4, weight, sum4);
                    sum5 = TPixels.Add<TVectors, TVector>(ref pixel0, step5, weight, sum5);
                    sum6 = TPixels.Add<TVectors, TVector>(ref pixel6, 0, weight, sum6);
                    sum7 = TPixels.Add<TVectors, TVector>(ref pixel6, step, weight, sum7);
                    sum8 = TPixels.Add<TVectors, TVector>(ref pixel6, step2, weight, sum8);
                    sum9 = TPixels.Add<TVectors, TVector>(ref pixel6, step3, weight, sum9);
                    sum10 = TPixels.Add<TVectors, TVector>(ref pixel6, step4, weight, sum10);
                    sum11 = TPixels.Add<TVectors, TVector>(ref pixel6, step5, weight, sum11);
                    sum12 = TPixels.Add<TVectors, TVector>(ref pixel12, 0, weight, sum12);
                    sum13 = TPixels.Add<TVectors, TVector>(ref pixel12, step, weight, sum13);
                    sum14 = TPixels.Add<TVectors, TVector>(ref pixel12, step2, weight, sum14);
                    sum15 = TPixels.Add<TVectors, TVector>(ref pixel12, step3, weight, sum15);
                    sum16 = TPixels.Add<TVectors, TVector>(ref pixel12, step4, weight, sum16);
                    sum17 = TPixels.Add<TVectors, TVector>(ref pixel12, step5, weight, sum17);
                    sum18 = TPixels.Add<TVectors, TVector>(ref pixel18, 0, weight, sum18);
                    sum19 = TPixels.Add<TVectors, TVector>(ref pixel18, step, weight, sum19);
                    sum20 = TPixels.Add<TVectors, TVector>(ref pixel18, step2, weight, sum20);
                    sum21 = TPixels.Add<TVectors, TVector>(ref pixel18, step3, weight, sum21);
                    sum22 = TPixels.Add<TVectors, TVector>(ref pixel18, step4, weight, sum22);
                    sum23 = TPixels.Add<TVectors, TVector>(ref pixel18, step5, weight, sum23);
                    pixel0 = ref Unsafe.Add(ref pixel0, TPixels.Images);
                    pixel6 = ref Unsafe.Add(ref pixel6, TPixels.Images);
                    pixel12 = ref Unsafe.Add(ref pixel12, TPixels.Images);
                    pixel18 = ref Unsafe.Add(ref pixel18, TPixels.Images);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        nint next = steps.Result;
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum1, ref others, next, rule), ref results, ref others, next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum2, ref others, 2 * next, rule), ref results, ref others, 2 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum3, ref others, 3 * next, rule), ref results, ref others, 3 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum4, ref others, 4 * next, rule), ref results, ref others, 4 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum5, ref others, 5 * next, rule), ref results, ref others, 5 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum6, ref others, 6 * next, rule), ref results, ref others, 6 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum7, ref others, 7 * next, rule), ref results, ref others, 7 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum8, ref others, 8 * next, rule), ref results, ref others, 8 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum9, ref others, 9 * next, rule), ref results, ref others, 9 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum10, ref others, 10 * next, rule), ref results, ref others, 10 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum11, ref others, 11 * next, rule), ref results, ref others, 11 * next);
        results = ref Unsafe.Add(ref results, steps.ResultHalf);
        others = ref Unsafe.Add(ref others, steps.ResultHalf);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum12, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum13, ref others, next, rule), ref results, ref others, next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum14, ref others, 2 * next, rule), ref results, ref others, 2 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum15, ref others, 3 * next, rule), ref results, ref others, 3 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum16, ref others, 4 * next, rule), ref results, ref others, 4 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum17, ref others, 5 * next, rule), ref results, ref others, 5 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum18, ref others, 6 * next, rule), ref results, ref others, 6 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum19, ref others, 7 * next, rule), ref results, ref others, 7 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum20, ref others, 8 * next, rule), ref results, ref others, 8 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum21, ref others, 9 * next, rule), ref results, ref others, 9 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum22, ref others, 10 * next, rule), ref results, ref others, 10 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum23, ref others, 11 * next, rule), ref results, ref others, 11 * next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of20<TEnd, TRule>(
        ref float pixels,
        in TileSteps steps,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float others,
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
        TVector sum14 = sum0;
        TVector sum15 = sum0;
        TVector sum16 = sum0;
        TVector sum17 = sum0;
        TVector sum18 = sum0;
        TVector sum19 = sum0;
        nint step = steps.Seen;
        nint step2 = 2 * step;
        nint step3 = 3 * step;
        nint step4 = 4 * step;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel0 = ref segment;
                ref float pixel5 = ref Unsafe.Add(ref pixel0, 5 * step);
                ref float pixel10 = ref Unsafe.Add(ref segment, steps.SeenHalf);
                ref float pixel15 = ref Unsafe.Add(ref pixel10, 5 * step);
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
                    sum14 = TPixels.Add<TVectors, TVector>(ref pixel10, step4, weight, sum14);
                    sum15 = TPixels.Add<TVectors, TVector>(ref pixel15, 0, weight, sum15);
                    sum16 = TPixels.Add<TVectors, TVector>(ref pixel15, step, weight, sum16);
                    sum17 = TPixels.Add<TVectors, TVector>(ref pixel15, step2, weight, sum17);
                    sum18 = TPixels.Add<TVectors, TVector>(ref pixel15, step3, weight, sum18);
                    sum19 = TPixels.Add<TVectors, TVector>(ref pixel15, step4, weight, sum19);
                    pixel0 = ref Unsafe.Add(ref pixel0, TPixels.Images);
                    pixel5 = ref Unsafe.Add(ref pixel5, TPixels.Images);
                    pixel10 = ref Unsafe.Add(ref pixel10, TPixels.Images);
                    pixel15 = ref Unsafe.Add(ref pixel15, TPixels.Images);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        nint next = steps.Result;
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum1, ref others, next, rule), ref results, ref others, next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum2, ref others, 2 * next, rule), ref results, ref others, 2 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum3, ref others, 3 * next, rule), ref results, ref others, 3 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum4, ref others, 4 * next, rule), ref results, ref others, 4 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum5, ref others, 5 * next, rule), ref results, ref others, 5 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum6, ref others, 6 * next, rule), ref results, ref others, 6 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum7, ref others, 7 * next, rule), ref results, ref others, 7 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum8, ref others, 8 * next, rule), ref results, ref others, 8 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum9, ref others, 9 * next, rule), ref results, ref others, 9 * next);
        results = ref Unsafe.Add(ref results, steps.ResultHalf);
        others = ref Unsafe.Add(ref others, steps.ResultHalf);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum10, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum11, ref others, next, rule), ref results, ref others, next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum12, ref others, 2 * next, rule), ref results, ref others, 2 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum13, ref others, 3 * next, rule), ref results, ref others, 3 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum14, ref others, 4 * next, rule), ref results, ref others, 4 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum15, ref others, 5 * next, rule), ref results, ref others, 5 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum16, ref others, 6 * next, rule), ref results, ref others, 6 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum17, ref others, 7 * next, rule), ref results, ref others, 7 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum18, ref others, 8 * next, rule), ref results, ref others, 8 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum19, ref others, 9 * next, rule), ref results, ref others, 9 * next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of16<TEnd, TRule>(
        ref float pixels,
        in TileSteps steps,
        in WindowTerms terms,
        ref float panel,
        ref float bias,
        ref float results,
        ref float others,
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
        TVector sum14 = sum0;
        TVector sum15 = sum0;
        nint step = steps.Seen;
        nint step2 = 2 * step;
        nint step3 = 3 * step;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel0 = ref segment;
                ref float pixel4 = ref Unsafe.Add(ref pixel0, 4 * step);
                ref float pixel8 = ref Unsafe.Add(ref segment, steps.SeenHalf);
                ref float pixel12 = ref Unsafe.Add(ref pixel8, 4 * step);
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
                    sum12 = TPixels.Add<TVectors, TVector>(ref pixel12, 0, weight, sum12);
                    sum13 = TPixels.Add<TVectors, TVector>(ref pixel12, step, weight, sum13);
                    sum14 = TPixels.Add<TVectors, TVector>(ref pixel12, step2, weight, sum14);
                    sum15 = TPixels.Add<TVectors, TVector>(ref pixel12, step3, weight, sum15);
                    pixel0 = ref Unsafe.Add(ref pixel0, TPixels.Images);
                    pixel4 = ref Unsafe.Add(ref pixel4, TPixels.Images);
                    pixel8 = ref Unsafe.Add(ref pixel8, TPixels.Images);
                    pixel12 = ref Unsafe.Add(ref pixel12, TPixels.Images);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        nint next = steps.Result;
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum1, ref others, next, rule), ref results, ref others, next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum2, ref others, 2 * next, rule), ref results, ref others, 2 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum3, ref others, 3 * next, rule), ref results, ref others, 3 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum4, ref others, 4 * next, rule), ref results, ref others, 4 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum5, ref others, 5 * next, rule), ref results, ref others, 5 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum6, ref others, 6 * next, rule), ref results, ref others, 6 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum7, ref others, 7 * next, rule), ref results, ref others, 7 * next);
        results = ref Unsafe.Add(ref results, steps.ResultHalf);
        others = ref Unsafe.Add(ref others, steps.ResultHalf);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum8, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum9, ref others, next, rule), ref results, ref others, next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum10, ref others, 2 * next, rule), ref results, ref others, 2 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum11, ref others, 3 * next, rule), ref results, ref others, 3 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum12, ref others, 4 * next, rule), ref results, ref others, 4 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum13, ref others, 5 * next, rule), ref results, ref others, 5 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum14, ref others, 6 * next, rule), ref results, ref others, 6 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum15, ref others, 7 * next, rule), ref results, ref others, 7 * next);
    }
}
