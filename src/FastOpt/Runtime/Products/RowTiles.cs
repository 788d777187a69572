using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// Register tiles of a single row, as a prediction of one example has it: as many vectors as it takes to begin two multiply-adds in each cycle, and a weight
/// that is read from its beginning to its end. See <see cref="TileForm"/>; all sums start where their results go.
/// </summary>
internal static class RowTiles<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>Vectors of the next tile, where so many are left; less than four are a panel's.</summary>
    public static int Next(int left) => left >= 8 ? 8 : left >= 6 ? 6 : left >= 4 ? 4 : left;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of8<TWalk, TEnd, TRule>(
        in TileForm form, ref float scalars, ref float vectors, ref float start, ref float results, ref float other, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        TVector sum0 = TVectors.Load(ref start, 0);
        TVector sum1 = TVectors.Load(ref start, TVectors.Lanes);
        TVector sum2 = TVectors.Load(ref start, 2 * TVectors.Lanes);
        TVector sum3 = TVectors.Load(ref start, 3 * TVectors.Lanes);
        TVector sum4 = TVectors.Load(ref start, 4 * TVectors.Lanes);
        TVector sum5 = TVectors.Load(ref start, 5 * TVectors.Lanes);
        TVector sum6 = TVectors.Load(ref start, 6 * TVectors.Lanes);
        TVector sum7 = TVectors.Load(ref start, 7 * TVectors.Lanes);
        nint next = TWalk.Next(form.ScalarStride);
        nint step = form.VectorStep;
        ref float vector = ref vectors;
        nint at = 0;
        for (int term = form.Terms; term != 0; term--)
        {
            if (TWalk.TermsAhead > 0)
                CacheHint.FetchLines(ref vector, TWalk.TermsAhead * step, 8 * TVectors.Lanes);
            TVector scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars, at, 0);
            sum0 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, 0), sum0);
            sum1 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, TVectors.Lanes), sum1);
            sum2 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, 2 * TVectors.Lanes), sum2);
            sum3 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, 3 * TVectors.Lanes), sum3);
            sum4 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, 4 * TVectors.Lanes), sum4);
            sum5 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, 5 * TVectors.Lanes), sum5);
            sum6 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, 6 * TVectors.Lanes), sum6);
            sum7 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, 7 * TVectors.Lanes), sum7);
            at += next;
            vector = ref Unsafe.Add(ref vector, step);
        }

        TEnd.Take(sum0, ref results, ref other, 0, 0, 0, 8, form.StateDistance, rule);
        TEnd.Take(sum1, ref results, ref other, TVectors.Lanes, TVectors.Lanes, TVectors.Lanes, 8, form.StateDistance, rule);
        TEnd.Take(sum2, ref results, ref other, 2 * TVectors.Lanes, 2 * TVectors.Lanes, 2 * TVectors.Lanes, 8, form.StateDistance, rule);
        TEnd.Take(sum3, ref results, ref other, 3 * TVectors.Lanes, 3 * TVectors.Lanes, 3 * TVectors.Lanes, 8, form.StateDistance, rule);
        TEnd.Take(sum4, ref results, ref other, 4 * TVectors.Lanes, 4 * TVectors.Lanes, 4 * TVectors.Lanes, 8, form.StateDistance, rule);
        TEnd.Take(sum5, ref results, ref other, 5 * TVectors.Lanes, 5 * TVectors.Lanes, 5 * TVectors.Lanes, 8, form.StateDistance, rule);
        TEnd.Take(sum6, ref results, ref other, 6 * TVectors.Lanes, 6 * TVectors.Lanes, 6 * TVectors.Lanes, 8, form.StateDistance, rule);
        TEnd.Take(sum7, ref results, ref other, 7 * TVectors.Lanes, 7 * TVectors.Lanes, 7 * TVectors.Lanes, 8, form.StateDistance, rule);
        TEnd.Finish(ref results, ref other, 0, form.ResultStride, 1, 8, form.StateDistance, rule);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of6<TWalk, TEnd, TRule>(
        in TileForm form, ref float scalars, ref float vectors, ref float start, ref float results, ref float other, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        TVector sum0 = TVectors.Load(ref start, 0);
        TVector sum1 = TVectors.Load(ref start, TVectors.Lanes);
        TVector sum2 = TVectors.Load(ref start, 2 * TVectors.Lanes);
        TVector sum3 = TVectors.Load(ref start, 3 * TVectors.Lanes);
        TVector sum4 = TVectors.Load(ref start, 4 * TVectors.Lanes);
        TVector sum5 = TVectors.Load(ref start, 5 * TVectors.Lanes);
        nint next = TWalk.Next(form.ScalarStride);
        nint step = form.VectorStep;
        ref float vector = ref vectors;
        nint at = 0;
        for (int term = form.Terms; term != 0; term--)
        {
            if (TWalk.TermsAhead > 0)
                CacheHint.FetchLines(ref vector, TWalk.TermsAhead * step, 6 * TVectors.Lanes);
            TVector scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars, at, 0);
            sum0 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, 0), sum0);
            sum1 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, TVectors.Lanes), sum1);
            sum2 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, 2 * TVectors.Lanes), sum2);
            sum3 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, 3 * TVectors.Lanes), sum3);
            sum4 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, 4 * TVectors.Lanes), sum4);
            sum5 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, 5 * TVectors.Lanes), sum5);
            at += next;
            vector = ref Unsafe.Add(ref vector, step);
        }

        TEnd.Take(sum0, ref results, ref other, 0, 0, 0, 6, form.StateDistance, rule);
        TEnd.Take(sum1, ref results, ref other, TVectors.Lanes, TVectors.Lanes, TVectors.Lanes, 6, form.StateDistance, rule);
        TEnd.Take(sum2, ref results, ref other, 2 * TVectors.Lanes, 2 * TVectors.Lanes, 2 * TVectors.Lanes, 6, form.StateDistance, rule);
        TEnd.Take(sum3, ref results, ref other, 3 * TVectors.Lanes, 3 * TVectors.Lanes, 3 * TVectors.Lanes, 6, form.StateDistance, rule);
        TEnd.Take(sum4, ref results, ref other, 4 * TVectors.Lanes, 4 * TVectors.Lanes, 4 * TVectors.Lanes, 6, form.StateDistance, rule);
        TEnd.Take(sum5, ref results, ref other, 5 * TVectors.Lanes, 5 * TVectors.Lanes, 5 * TVectors.Lanes, 6, form.StateDistance, rule);
        TEnd.Finish(ref results, ref other, 0, form.ResultStride, 1, 6, form.StateDistance, rule);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of4<TWalk, TEnd, TRule>(
        in TileForm form, ref float scalars, ref float vectors, ref float start, ref float results, ref float other, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        TVector sum0 = TVectors.Load(ref start, 0);
        TVector sum1 = TVectors.Load(ref start, TVectors.Lanes);
        TVector sum2 = TVectors.Load(ref start, 2 * TVectors.Lanes);
        TVector sum3 = TVectors.Load(ref start, 3 * TVectors.Lanes);
        nint next = TWalk.Next(form.ScalarStride);
        nint step = form.VectorStep;
        ref float vector = ref vectors;
        nint at = 0;
        for (int term = form.Terms; term != 0; term--)
        {
            if (TWalk.TermsAhead > 0)
                CacheHint.FetchLines(ref vector, TWalk.TermsAhead * step, 4 * TVectors.Lanes);
            TVector scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars, at, 0);
            sum0 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, 0), sum0);
            sum1 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, TVectors.Lanes), sum1);
            sum2 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, 2 * TVectors.Lanes), sum2);
            sum3 = TVectors.MultiplyAddScalar(scalar, TVectors.Load(ref vector, 3 * TVectors.Lanes), sum3);
            at += next;
            vector = ref Unsafe.Add(ref vector, step);
        }

        TEnd.Take(sum0, ref results, ref other, 0, 0, 0, 4, form.StateDistance, rule);
        TEnd.Take(sum1, ref results, ref other, TVectors.Lanes, TVectors.Lanes, TVectors.Lanes, 4, form.StateDistance, rule);
        TEnd.Take(sum2, ref results, ref other, 2 * TVectors.Lanes, 2 * TVectors.Lanes, 2 * TVectors.Lanes, 4, form.StateDistance, rule);
        TEnd.Take(sum3, ref results, ref other, 3 * TVectors.Lanes, 3 * TVectors.Lanes, 3 * TVectors.Lanes, 4, form.StateDistance, rule);
        TEnd.Finish(ref results, ref other, 0, form.ResultStride, 1, 4, form.StateDistance, rule);
    }
}
