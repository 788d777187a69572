using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// Register tiles of a convolution, one vector of filters wide: neighboring pixels of one row of the result, or of two, so that one load of weights serves all
/// of them. Terms are added in the order of the panel, whatever the tile.
/// </summary>
/// <remarks>
/// Parameters: the first pixel that the window sees; how far pixels stand apart; the terms; their weights, a row of vectors for each; what the sums start at;
/// the first result; that of the second image where there are two, else what stands in its place of what the end reads; what the end computes with.
/// </remarks>
/// <typeparam name="TVectors">The width.</typeparam>
/// <typeparam name="TVector">The vector.</typeparam>
/// <typeparam name="TPixels">Whether pixels are of one image or of two.</typeparam>
internal static partial class NarrowTiles<TVectors, TVector, TPixels>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TPixels : struct, IPixels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of14<TEnd, TRule>(
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
                ref float pixel7 = ref Unsafe.Add(ref segment, steps.SeenHalf);
                ref float pixel11 = ref Unsafe.Add(ref pixel7, 4 * step);
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
                    sum7 = TPixels.Add<TVectors, TVector>(ref pixel7, 0, weight, sum7);
                    sum8 = TPixels.Add<TVectors, TVector>(ref pixel7, step, weight, sum8);
                    sum9 = TPixels.Add<TVectors, TVector>(ref pixel7, step2, weight, sum9);
                    sum10 = TPixels.Add<TVectors, TVector>(ref pixel7, step3, weight, sum10);
                    sum11 = TPixels.Add<TVectors, TVector>(ref pixel11, 0, weight, sum11);
                    sum12 = TPixels.Add<TVectors, TVector>(ref pixel11, step, weight, sum12);
                    sum13 = TPixels.Add<TVectors, TVector>(ref pixel11, step2, weight, sum13);
                    pixel0 = ref Unsafe.Add(ref pixel0, TPixels.Images);
                    pixel4 = ref Unsafe.Add(ref pixel4, TPixels.Images);
                    pixel7 = ref Unsafe.Add(ref pixel7, TPixels.Images);
                    pixel11 = ref Unsafe.Add(ref pixel11, TPixels.Images);
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
        results = ref Unsafe.Add(ref results, steps.ResultHalf);
        others = ref Unsafe.Add(ref others, steps.ResultHalf);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum7, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum8, ref others, next, rule), ref results, ref others, next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum9, ref others, 2 * next, rule), ref results, ref others, 2 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum10, ref others, 3 * next, rule), ref results, ref others, 3 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum11, ref others, 4 * next, rule), ref results, ref others, 4 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum12, ref others, 5 * next, rule), ref results, ref others, 5 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum13, ref others, 6 * next, rule), ref results, ref others, 6 * next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of12<TEnd, TRule>(
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
        nint step = steps.Seen;
        nint step2 = 2 * step;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel0 = ref segment;
                ref float pixel3 = ref Unsafe.Add(ref pixel0, 3 * step);
                ref float pixel6 = ref Unsafe.Add(ref segment, steps.SeenHalf);
                ref float pixel9 = ref Unsafe.Add(ref pixel6, 3 * step);
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight = TVectors.Load(ref panel, 0);
                    sum0 = TPixels.Add<TVectors, TVector>(ref pixel0, 0, weight, sum0);
                    sum1 = TPixels.Add<TVectors, TVector>(ref pixel0, step, weight, sum1);
                    sum2 = TPixels.Add<TVectors, TVector>(ref pixel0, step2, weight, sum2);
                    sum3 = TPixels.Add<TVectors, TVector>(ref pixel3, 0, weight, sum3);
                    sum4 = TPixels.Add<TVectors, TVector>(ref pixel3, step, weight, sum4);
                    sum5 = TPixels.Add<TVectors, TVector>(ref pixel3, step2, weight, sum5);
                    sum6 = TPixels.Add<TVectors, TVector>(ref pixel6, 0, weight, sum6);
                    sum7 = TPixels.Add<TVectors, TVector>(ref pixel6, step, weight, sum7);
                    sum8 = TPixels.Add<TVectors, TVector>(ref pixel6, step2, weight, sum8);
                    sum9 = TPixels.Add<TVectors, TVector>(ref pixel9, 0, weight, sum9);
                    sum10 = TPixels.Add<TVectors, TVector>(ref pixel9, step, weight, sum10);
                    sum11 = TPixels.Add<TVectors, TVector>(ref pixel9, step2, weight, sum11);
                    pixel0 = ref Unsafe.Add(ref pixel0, TPixels.Images);
                    pixel3 = ref Unsafe.Add(ref pixel3, TPixels.Images);
                    pixel6 = ref Unsafe.Add(ref pixel6, TPixels.Images);
                    pixel9 = ref Unsafe.Add(ref pixel9, TPixels.Images);
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
        results = ref Unsafe.Add(ref results, steps.ResultHalf);
        others = ref Unsafe.Add(ref others, steps.ResultHalf);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum6, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum7, ref others, next, rule), ref results, ref others, next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum8, ref others, 2 * next, rule), ref results, ref others, 2 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum9, ref others, 3 * next, rule), ref results, ref others, 3 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum10, ref others, 4 * next, rule), ref results, ref others, 4 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum11, ref others, 5 * next, rule), ref results, ref others, 5 * next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of10<TEnd, TRule>(
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
                ref float pixel5 = ref Unsafe.Add(ref segment, steps.SeenHalf);
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

        nint next = steps.Result;
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum1, ref others, next, rule), ref results, ref others, next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum2, ref others, 2 * next, rule), ref results, ref others, 2 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum3, ref others, 3 * next, rule), ref results, ref others, 3 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum4, ref others, 4 * next, rule), ref results, ref others, 4 * next);
        results = ref Unsafe.Add(ref results, steps.ResultHalf);
        others = ref Unsafe.Add(ref others, steps.ResultHalf);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum5, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum6, ref others, next, rule), ref results, ref others, next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum7, ref others, 2 * next, rule), ref results, ref others, 2 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum8, ref others, 3 * next, rule), ref results, ref others, 3 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum9, ref others, 4 * next, rule), ref results, ref others, 4 * next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of8<TEnd, TRule>(
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
        nint step = steps.Seen;
        nint step2 = 2 * step;
        nint step3 = 3 * step;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel0 = ref segment;
                ref float pixel4 = ref Unsafe.Add(ref segment, steps.SeenHalf);
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
                    pixel0 = ref Unsafe.Add(ref pixel0, TPixels.Images);
                    pixel4 = ref Unsafe.Add(ref pixel4, TPixels.Images);
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
        results = ref Unsafe.Add(ref results, steps.ResultHalf);
        others = ref Unsafe.Add(ref others, steps.ResultHalf);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum4, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum5, ref others, next, rule), ref results, ref others, next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum6, ref others, 2 * next, rule), ref results, ref others, 2 * next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum7, ref others, 3 * next, rule), ref results, ref others, 3 * next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of6<TEnd, TRule>(
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
        nint step = steps.Seen;
        nint step2 = 2 * step;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel0 = ref segment;
                ref float pixel3 = ref Unsafe.Add(ref segment, steps.SeenHalf);
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight = TVectors.Load(ref panel, 0);
                    sum0 = TPixels.Add<TVectors, TVector>(ref pixel0, 0, weight, sum0);
                    sum1 = TPixels.Add<TVectors, TVector>(ref pixel0, step, weight, sum1);
                    sum2 = TPixels.Add<TVectors, TVector>(ref pixel0, step2, weight, sum2);
                    sum3 = TPixels.Add<TVectors, TVector>(ref pixel3, 0, weight, sum3);
                    sum4 = TPixels.Add<TVectors, TVector>(ref pixel3, step, weight, sum4);
                    sum5 = TPixels.Add<TVectors, TVector>(ref pixel3, step2, weight, sum5);
                    pixel0 = ref Unsafe.Add(ref pixel0, TPixels.Images);
                    pixel3 = ref Unsafe.Add(ref pixel3, TPixels.Images);
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
        results = ref Unsafe.Add(ref results, steps.ResultHalf);
        others = ref Unsafe.Add(ref others, steps.ResultHalf);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum3, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum4, ref others, next, rule), ref results, ref others, next);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum5, ref others, 2 * next, rule), ref results, ref others, 2 * next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of4<TEnd, TRule>(
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
        nint step = steps.Seen;
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel0 = ref segment;
                ref float pixel2 = ref Unsafe.Add(ref segment, steps.SeenHalf);
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight = TVectors.Load(ref panel, 0);
                    sum0 = TPixels.Add<TVectors, TVector>(ref pixel0, 0, weight, sum0);
                    sum1 = TPixels.Add<TVectors, TVector>(ref pixel0, step, weight, sum1);
                    sum2 = TPixels.Add<TVectors, TVector>(ref pixel2, 0, weight, sum2);
                    sum3 = TPixels.Add<TVectors, TVector>(ref pixel2, step, weight, sum3);
                    pixel0 = ref Unsafe.Add(ref pixel0, TPixels.Images);
                    pixel2 = ref Unsafe.Add(ref pixel2, TPixels.Images);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        nint next = steps.Result;
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum1, ref others, next, rule), ref results, ref others, next);
        results = ref Unsafe.Add(ref results, steps.ResultHalf);
        others = ref Unsafe.Add(ref others, steps.ResultHalf);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum2, ref others, 0, rule), ref results, ref others, 0);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum3, ref others, next, rule), ref results, ref others, next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of2<TEnd, TRule>(
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
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel0 = ref segment;
                ref float pixel1 = ref Unsafe.Add(ref segment, steps.SeenHalf);
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight = TVectors.Load(ref panel, 0);
                    sum0 = TPixels.Add<TVectors, TVector>(ref pixel0, 0, weight, sum0);
                    sum1 = TPixels.Add<TVectors, TVector>(ref pixel1, 0, weight, sum1);
                    pixel0 = ref Unsafe.Add(ref pixel0, TPixels.Images);
                    pixel1 = ref Unsafe.Add(ref pixel1, TPixels.Images);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
        results = ref Unsafe.Add(ref results, steps.ResultHalf);
        others = ref Unsafe.Add(ref others, steps.ResultHalf);
        TPixels.Store<TVectors, TVector>(TEnd.Of(sum1, ref others, 0, rule), ref results, ref others, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of1<TEnd, TRule>(
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
        for (int row = terms.Rows; row != 0; row--)
        {
            ref float segment = ref pixels;
            for (int left = terms.Segments; left != 0; left--)
            {
                ref float pixel0 = ref segment;
                for (int term = terms.Length; term != 0; term--)
                {
                    TVector weight = TVectors.Load(ref panel, 0);
                    sum0 = TPixels.Add<TVectors, TVector>(ref pixel0, 0, weight, sum0);
                    pixel0 = ref Unsafe.Add(ref pixel0, TPixels.Images);
                    panel = ref Unsafe.Add(ref panel, TVectors.Lanes);
                }

                segment = ref Unsafe.Add(ref segment, terms.SegmentStep);
            }

            pixels = ref Unsafe.Add(ref pixels, terms.RowStep);
        }

        TPixels.Store<TVectors, TVector>(TEnd.Of(sum0, ref others, 0, rule), ref results, ref others, 0);
    }
}
