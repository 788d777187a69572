using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>Register tiles of a product, two vectors wide: rows of sums over the same vectors, each with scalars of its own. <see cref="TileForm"/> says what
/// they take.</summary>
internal static class ProductTiles<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of8<TWalk, TEnd, TRule>(
        in TileForm form, int tiles, ref float scalars, ref float vectors, ref float start, ref float results, ref float other, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        nint scalarDistance = TWalk.Distance(form.ScalarStride);
        ref float scalars1 = ref Unsafe.Add(ref scalars, scalarDistance);
        ref float scalars2 = ref Unsafe.Add(ref scalars, 2 * scalarDistance);
        ref float scalars3 = ref Unsafe.Add(ref scalars, 3 * scalarDistance);
        ref float scalars4 = ref Unsafe.Add(ref scalars, 4 * scalarDistance);
        ref float scalars5 = ref Unsafe.Add(ref scalars, 5 * scalarDistance);
        ref float scalars6 = ref Unsafe.Add(ref scalars, 6 * scalarDistance);
        ref float scalars7 = ref Unsafe.Add(ref scalars, 7 * scalarDistance);
        nint next = TWalk.Next(form.ScalarStride);
        nint step = form.VectorStep;
        nint stride = form.ResultStride;
        nint distance = form.StateDistance;
        int terms = form.Terms;
        nint firstScalar = 0;
        nint first = 0;
        for (; tiles != 0; tiles--)
        {
            TVector sum0x0 = TVectors.Load(ref start, TEnd.StartsAlike ? 0 : first);
            TVector sum0x1 = TVectors.Load(ref start, TEnd.StartsAlike ? TVectors.Lanes : first + TVectors.Lanes);
            TVector sum1x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + stride);
            TVector sum1x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + stride + TVectors.Lanes);
            TVector sum2x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + (2 * stride));
            TVector sum2x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + (2 * stride) + TVectors.Lanes);
            TVector sum3x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + (3 * stride));
            TVector sum3x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + (3 * stride) + TVectors.Lanes);
            TVector sum4x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + (4 * stride));
            TVector sum4x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + (4 * stride) + TVectors.Lanes);
            TVector sum5x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + (5 * stride));
            TVector sum5x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + (5 * stride) + TVectors.Lanes);
            TVector sum6x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + (6 * stride));
            TVector sum6x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + (6 * stride) + TVectors.Lanes);
            TVector sum7x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + (7 * stride));
            TVector sum7x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + (7 * stride) + TVectors.Lanes);
            ref float vector = ref vectors;
            nint at = firstScalar;
            for (int term = terms; term != 0; term--)
            {
                if (TWalk.TermsAhead > 0)
                    CacheHint.FetchLines(ref vector, TWalk.TermsAhead * step, 2 * TVectors.Lanes);
                TVector vector0 = TVectors.Load(ref vector, 0);
                TVector vector1 = TVectors.Load(ref vector, TVectors.Lanes);
                TVector scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars, at, 0);
                sum0x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum0x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars1, at, 1);
                sum1x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum1x0);
                sum1x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum1x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars2, at, 2);
                sum2x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum2x0);
                sum2x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum2x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars3, at, 3);
                sum3x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum3x0);
                sum3x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum3x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars4, at, 4);
                sum4x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum4x0);
                sum4x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum4x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars5, at, 5);
                sum5x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum5x0);
                sum5x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum5x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars6, at, 6);
                sum6x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum6x0);
                sum6x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum6x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars7, at, 7);
                sum7x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum7x0);
                sum7x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum7x1);
                at += next;
                vector = ref Unsafe.Add(ref vector, step);
            }

            ref float row = ref Unsafe.Add(ref results, first);
            TEnd.Take(sum0x0, ref row, ref other, 0, first, 0, 16, distance, rule);
            TEnd.Take(sum0x1, ref row, ref other, TVectors.Lanes, first + TVectors.Lanes, TVectors.Lanes, 16, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum1x0, ref row, ref other, 0, first + stride, 2 * TVectors.Lanes, 16, distance, rule);
            TEnd.Take(sum1x1, ref row, ref other, TVectors.Lanes, first + stride + TVectors.Lanes, 3 * TVectors.Lanes, 16, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum2x0, ref row, ref other, 0, first + (2 * stride), 4 * TVectors.Lanes, 16, distance, rule);
            TEnd.Take(sum2x1, ref row, ref other, TVectors.Lanes, first + (2 * stride) + TVectors.Lanes, 5 * TVectors.Lanes, 16, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum3x0, ref row, ref other, 0, first + (3 * stride), 6 * TVectors.Lanes, 16, distance, rule);
            TEnd.Take(sum3x1, ref row, ref other, TVectors.Lanes, first + (3 * stride) + TVectors.Lanes, 7 * TVectors.Lanes, 16, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum4x0, ref row, ref other, 0, first + (4 * stride), 8 * TVectors.Lanes, 16, distance, rule);
            TEnd.Take(sum4x1, ref row, ref other, TVectors.Lanes, first + (4 * stride) + TVectors.Lanes, 9 * TVectors.Lanes, 16, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum5x0, ref row, ref other, 0, first + (5 * stride), 10 * TVectors.Lanes, 16, distance, rule);
            TEnd.Take(sum5x1, ref row, ref other, TVectors.Lanes, first + (5 * stride) + TVectors.Lanes, 11 * TVectors.Lanes, 16, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum6x0, ref row, ref other, 0, first + (6 * stride), 12 * TVectors.Lanes, 16, distance, rule);
            TEnd.Take(sum6x1, ref row, ref other, TVectors.Lanes, first + (6 * stride) + TVectors.Lanes, 13 * TVectors.Lanes, 16, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum7x0, ref row, ref other, 0, first + (7 * stride), 14 * TVectors.Lanes, 16, distance, rule);
            TEnd.Take(sum7x1, ref row, ref other, TVectors.Lanes, first + (7 * stride) + TVectors.Lanes, 15 * TVectors.Lanes, 16, distance, rule);
            TEnd.Finish(ref results, ref other, first, stride, 8, 2, distance, rule);
            firstScalar += 8 * scalarDistance;
            first += 8 * stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of6<TWalk, TEnd, TRule>(
        in TileForm form, int tiles, ref float scalars, ref float vectors, ref float start, ref float results, ref float other, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        nint scalarDistance = TWalk.Distance(form.ScalarStride);
        ref float scalars1 = ref Unsafe.Add(ref scalars, scalarDistance);
        ref float scalars2 = ref Unsafe.Add(ref scalars, 2 * scalarDistance);
        ref float scalars3 = ref Unsafe.Add(ref scalars, 3 * scalarDistance);
        ref float scalars4 = ref Unsafe.Add(ref scalars, 4 * scalarDistance);
        ref float scalars5 = ref Unsafe.Add(ref scalars, 5 * scalarDistance);
        nint next = TWalk.Next(form.ScalarStride);
        nint step = form.VectorStep;
        nint stride = form.ResultStride;
        nint distance = form.StateDistance;
        int terms = form.Terms;
        nint firstScalar = 0;
        nint first = 0;
        for (; tiles != 0; tiles--)
        {
            TVector sum0x0 = TVectors.Load(ref start, TEnd.StartsAlike ? 0 : first);
            TVector sum0x1 = TVectors.Load(ref start, TEnd.StartsAlike ? TVectors.Lanes : first + TVectors.Lanes);
            TVector sum1x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + stride);
            TVector sum1x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + stride + TVectors.Lanes);
            TVector sum2x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + (2 * stride));
            TVector sum2x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + (2 * stride) + TVectors.Lanes);
            TVector sum3x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + (3 * stride));
            TVector sum3x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + (3 * stride) + TVectors.Lanes);
            TVector sum4x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + (4 * stride));
            TVector sum4x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + (4 * stride) + TVectors.Lanes);
            TVector sum5x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + (5 * stride));
            TVector sum5x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + (5 * stride) + TVectors.Lanes);
            ref float vector = ref vectors;
            nint at = firstScalar;
            for (int term = terms; term != 0; term--)
            {
                if (TWalk.TermsAhead > 0)
                    CacheHint.FetchLines(ref vector, TWalk.TermsAhead * step, 2 * TVectors.Lanes);
                TVector vector0 = TVectors.Load(ref vector, 0);
                TVector vector1 = TVectors.Load(ref vector, TVectors.Lanes);
                TVector scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars, at, 0);
                sum0x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum0x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars1, at, 1);
                sum1x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum1x0);
                sum1x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum1x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars2, at, 2);
                sum2x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum2x0);
                sum2x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum2x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars3, at, 3);
                sum3x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum3x0);
                sum3x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum3x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars4, at, 4);
                sum4x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum4x0);
                sum4x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum4x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars5, at, 5);
                sum5x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum5x0);
                sum5x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum5x1);
                at += next;
                vector = ref Unsafe.Add(ref vector, step);
            }

            ref float row = ref Unsafe.Add(ref results, first);
            TEnd.Take(sum0x0, ref row, ref other, 0, first, 0, 12, distance, rule);
            TEnd.Take(sum0x1, ref row, ref other, TVectors.Lanes, first + TVectors.Lanes, TVectors.Lanes, 12, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum1x0, ref row, ref other, 0, first + stride, 2 * TVectors.Lanes, 12, distance, rule);
            TEnd.Take(sum1x1, ref row, ref other, TVectors.Lanes, first + stride + TVectors.Lanes, 3 * TVectors.Lanes, 12, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum2x0, ref row, ref other, 0, first + (2 * stride), 4 * TVectors.Lanes, 12, distance, rule);
            TEnd.Take(sum2x1, ref row, ref other, TVectors.Lanes, first + (2 * stride) + TVectors.Lanes, 5 * TVectors.Lanes, 12, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum3x0, ref row, ref other, 0, first + (3 * stride), 6 * TVectors.Lanes, 12, distance, rule);
            TEnd.Take(sum3x1, ref row, ref other, TVectors.Lanes, first + (3 * stride) + TVectors.Lanes, 7 * TVectors.Lanes, 12, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum4x0, ref row, ref other, 0, first + (4 * stride), 8 * TVectors.Lanes, 12, distance, rule);
            TEnd.Take(sum4x1, ref row, ref other, TVectors.Lanes, first + (4 * stride) + TVectors.Lanes, 9 * TVectors.Lanes, 12, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum5x0, ref row, ref other, 0, first + (5 * stride), 10 * TVectors.Lanes, 12, distance, rule);
            TEnd.Take(sum5x1, ref row, ref other, TVectors.Lanes, first + (5 * stride) + TVectors.Lanes, 11 * TVectors.Lanes, 12, distance, rule);
            TEnd.Finish(ref results, ref other, first, stride, 6, 2, distance, rule);
            firstScalar += 6 * scalarDistance;
            first += 6 * stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of4<TWalk, TEnd, TRule>(
        in TileForm form, int tiles, ref float scalars, ref float vectors, ref float start, ref float results, ref float other, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        nint scalarDistance = TWalk.Distance(form.ScalarStride);
        ref float scalars1 = ref Unsafe.Add(ref scalars, scalarDistance);
        ref float scalars2 = ref Unsafe.Add(ref scalars, 2 * scalarDistance);
        ref float scalars3 = ref Unsafe.Add(ref scalars, 3 * scalarDistance);
        nint next = TWalk.Next(form.ScalarStride);
        nint step = form.VectorStep;
        nint stride = form.ResultStride;
        nint distance = form.StateDistance;
        int terms = form.Terms;
        nint firstScalar = 0;
        nint first = 0;
        for (; tiles != 0; tiles--)
        {
            TVector sum0x0 = TVectors.Load(ref start, TEnd.StartsAlike ? 0 : first);
            TVector sum0x1 = TVectors.Load(ref start, TEnd.StartsAlike ? TVectors.Lanes : first + TVectors.Lanes);
            TVector sum1x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + stride);
            TVector sum1x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + stride + TVectors.Lanes);
            TVector sum2x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + (2 * stride));
            TVector sum2x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + (2 * stride) + TVectors.Lanes);
            TVector sum3x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + (3 * stride));
            TVector sum3x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + (3 * stride) + TVectors.Lanes);
            ref float vector = ref vectors;
            nint at = firstScalar;
            for (int term = terms; term != 0; term--)
            {
                if (TWalk.TermsAhead > 0)
                    CacheHint.FetchLines(ref vector, TWalk.TermsAhead * step, 2 * TVectors.Lanes);
                TVector vector0 = TVectors.Load(ref vector, 0);
                TVector vector1 = TVectors.Load(ref vector, TVectors.Lanes);
                TVector scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars, at, 0);
                sum0x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum0x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars1, at, 1);
                sum1x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum1x0);
                sum1x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum1x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars2, at, 2);
                sum2x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum2x0);
                sum2x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum2x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars3, at, 3);
                sum3x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum3x0);
                sum3x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum3x1);
                at += next;
                vector = ref Unsafe.Add(ref vector, step);
            }

            ref float row = ref Unsafe.Add(ref results, first);
            TEnd.Take(sum0x0, ref row, ref other, 0, first, 0, 8, distance, rule);
            TEnd.Take(sum0x1, ref row, ref other, TVectors.Lanes, first + TVectors.Lanes, TVectors.Lanes, 8, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum1x0, ref row, ref other, 0, first + stride, 2 * TVectors.Lanes, 8, distance, rule);
            TEnd.Take(sum1x1, ref row, ref other, TVectors.Lanes, first + stride + TVectors.Lanes, 3 * TVectors.Lanes, 8, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum2x0, ref row, ref other, 0, first + (2 * stride), 4 * TVectors.Lanes, 8, distance, rule);
            TEnd.Take(sum2x1, ref row, ref other, TVectors.Lanes, first + (2 * stride) + TVectors.Lanes, 5 * TVectors.Lanes, 8, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum3x0, ref row, ref other, 0, first + (3 * stride), 6 * TVectors.Lanes, 8, distance, rule);
            TEnd.Take(sum3x1, ref row, ref other, TVectors.Lanes, first + (3 * stride) + TVectors.Lanes, 7 * TVectors.Lanes, 8, distance, rule);
            TEnd.Finish(ref results, ref other, first, stride, 4, 2, distance, rule);
            firstScalar += 4 * scalarDistance;
            first += 4 * stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of3<TWalk, TEnd, TRule>(
        in TileForm form, int tiles, ref float scalars, ref float vectors, ref float start, ref float results, ref float other, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        nint scalarDistance = TWalk.Distance(form.ScalarStride);
        ref float scalars1 = ref Unsafe.Add(ref scalars, scalarDistance);
        ref float scalars2 = ref Unsafe.Add(ref scalars, 2 * scalarDistance);
        nint next = TWalk.Next(form.ScalarStride);
        nint step = form.VectorStep;
        nint stride = form.ResultStride;
        nint distance = form.StateDistance;
        int terms = form.Terms;
        nint firstScalar = 0;
        nint first = 0;
        for (; tiles != 0; tiles--)
        {
            TVector sum0x0 = TVectors.Load(ref start, TEnd.StartsAlike ? 0 : first);
            TVector sum0x1 = TVectors.Load(ref start, TEnd.StartsAlike ? TVectors.Lanes : first + TVectors.Lanes);
            TVector sum1x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + stride);
            TVector sum1x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + stride + TVectors.Lanes);
            TVector sum2x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + (2 * stride));
            TVector sum2x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + (2 * stride) + TVectors.Lanes);
            ref float vector = ref vectors;
            nint at = firstScalar;
            for (int term = terms; term != 0; term--)
            {
                if (TWalk.TermsAhead > 0)
                    CacheHint.FetchLines(ref vector, TWalk.TermsAhead * step, 2 * TVectors.Lanes);
                TVector vector0 = TVectors.Load(ref vector, 0);
                TVector vector1 = TVectors.Load(ref vector, TVectors.Lanes);
                TVector scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars, at, 0);
                sum0x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum0x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars1, at, 1);
                sum1x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum1x0);
                sum1x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum1x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars2, at, 2);
                sum2x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum2x0);
                sum2x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum2x1);
                at += next;
                vector = ref Unsafe.Add(ref vector, step);
            }

            ref float row = ref Unsafe.Add(ref results, first);
            TEnd.Take(sum0x0, ref row, ref other, 0, first, 0, 6, distance, rule);
            TEnd.Take(sum0x1, ref row, ref other, TVectors.Lanes, first + TVectors.Lanes, TVectors.Lanes, 6, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum1x0, ref row, ref other, 0, first + stride, 2 * TVectors.Lanes, 6, distance, rule);
            TEnd.Take(sum1x1, ref row, ref other, TVectors.Lanes, first + stride + TVectors.Lanes, 3 * TVectors.Lanes, 6, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum2x0, ref row, ref other, 0, first + (2 * stride), 4 * TVectors.Lanes, 6, distance, rule);
            TEnd.Take(sum2x1, ref row, ref other, TVectors.Lanes, first + (2 * stride) + TVectors.Lanes, 5 * TVectors.Lanes, 6, distance, rule);
            TEnd.Finish(ref results, ref other, first, stride, 3, 2, distance, rule);
            firstScalar += 3 * scalarDistance;
            first += 3 * stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of2<TWalk, TEnd, TRule>(
        in TileForm form, int tiles, ref float scalars, ref float vectors, ref float start, ref float results, ref float other, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        nint scalarDistance = TWalk.Distance(form.ScalarStride);
        ref float scalars1 = ref Unsafe.Add(ref scalars, scalarDistance);
        nint next = TWalk.Next(form.ScalarStride);
        nint step = form.VectorStep;
        nint stride = form.ResultStride;
        nint distance = form.StateDistance;
        int terms = form.Terms;
        nint firstScalar = 0;
        nint first = 0;
        for (; tiles != 0; tiles--)
        {
            TVector sum0x0 = TVectors.Load(ref start, TEnd.StartsAlike ? 0 : first);
            TVector sum0x1 = TVectors.Load(ref start, TEnd.StartsAlike ? TVectors.Lanes : first + TVectors.Lanes);
            TVector sum1x0 = TEnd.StartsAlike ? sum0x0 : TVectors.Load(ref start, first + stride);
            TVector sum1x1 = TEnd.StartsAlike ? sum0x1 : TVectors.Load(ref start, first + stride + TVectors.Lanes);
            ref float vector = ref vectors;
            nint at = firstScalar;
            for (int term = terms; term != 0; term--)
            {
                if (TWalk.TermsAhead > 0)
                    CacheHint.FetchLines(ref vector, TWalk.TermsAhead * step, 2 * TVectors.Lanes);
                TVector vector0 = TVectors.Load(ref vector, 0);
                TVector vector1 = TVectors.Load(ref vector, TVectors.Lanes);
                TVector scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars, at, 0);
                sum0x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum0x1);
                scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars1, at, 1);
                sum1x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum1x0);
                sum1x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum1x1);
                at += next;
                vector = ref Unsafe.Add(ref vector, step);
            }

            ref float row = ref Unsafe.Add(ref results, first);
            TEnd.Take(sum0x0, ref row, ref other, 0, first, 0, 4, distance, rule);
            TEnd.Take(sum0x1, ref row, ref other, TVectors.Lanes, first + TVectors.Lanes, TVectors.Lanes, 4, distance, rule);
            row = ref Unsafe.Add(ref row, stride);
            TEnd.Take(sum1x0, ref row, ref other, 0, first + stride, 2 * TVectors.Lanes, 4, distance, rule);
            TEnd.Take(sum1x1, ref row, ref other, TVectors.Lanes, first + stride + TVectors.Lanes, 3 * TVectors.Lanes, 4, distance, rule);
            TEnd.Finish(ref results, ref other, first, stride, 2, 2, distance, rule);
            firstScalar += 2 * scalarDistance;
            first += 2 * stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of1<TWalk, TEnd, TRule>(
        in TileForm form, int tiles, ref float scalars, ref float vectors, ref float start, ref float results, ref float other, in TRule rule)
        where TWalk : struct, IWalk
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        nint scalarDistance = TWalk.Distance(form.ScalarStride);
        nint next = TWalk.Next(form.ScalarStride);
        nint step = form.VectorStep;
        nint stride = form.ResultStride;
        nint distance = form.StateDistance;
        int terms = form.Terms;
        nint firstScalar = 0;
        nint first = 0;
        for (; tiles != 0; tiles--)
        {
            TVector sum0x0 = TVectors.Load(ref start, TEnd.StartsAlike ? 0 : first);
            TVector sum0x1 = TVectors.Load(ref start, TEnd.StartsAlike ? TVectors.Lanes : first + TVectors.Lanes);
            ref float vector = ref vectors;
            nint at = firstScalar;
            for (int term = terms; term != 0; term--)
            {
                if (TWalk.TermsAhead > 0)
                    CacheHint.FetchLines(ref vector, TWalk.TermsAhead * step, 2 * TVectors.Lanes);
                TVector vector0 = TVectors.Load(ref vector, 0);
                TVector vector1 = TVectors.Load(ref vector, TVectors.Lanes);
                TVector scalar = TWalk.Scalar<TVectors, TVector>(ref scalars, ref scalars, at, 0);
                sum0x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum0x1);
                at += next;
                vector = ref Unsafe.Add(ref vector, step);
            }

            ref float row = ref Unsafe.Add(ref results, first);
            TEnd.Take(sum0x0, ref row, ref other, 0, first, 0, 2, distance, rule);
            TEnd.Take(sum0x1, ref row, ref other, TVectors.Lanes, first + TVectors.Lanes, TVectors.Lanes, 2, distance, rule);
            TEnd.Finish(ref results, ref other, first, stride, 1, 2, distance, rule);
            firstScalar += scalarDistance;
            first += stride;
        }
    }
}
