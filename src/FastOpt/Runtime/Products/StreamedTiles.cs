using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// Register tiles of the update of a weight that a core's own caches do not hold: weights and states are asked for row by row while their gradient is summed.
/// All at once would keep the sum's own loads waiting, and none would keep the update waiting.
/// </summary>
internal static class StreamedTiles<TVectors, TVector, TUpdate>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
    where TUpdate : struct, IUpdateLanes
{
    /// <summary>Sixteen rows of one vector: a line of the batch and a line of the gradient for each term fit the first-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of16x1(
        in TileForm form, ref float scalars, ref float vectors, ref float weights, ref float tile, in TUpdate update)
    {
        TVector sum0x0 = TVectors.Zero;
        TVector sum1x0 = TVectors.Zero;
        TVector sum2x0 = TVectors.Zero;
        TVector sum3x0 = TVectors.Zero;
        TVector sum4x0 = TVectors.Zero;
        TVector sum5x0 = TVectors.Zero;
        TVector sum6x0 = TVectors.Zero;
        TVector sum7x0 = TVectors.Zero;
        TVector sum8x0 = TVectors.Zero;
        TVector sum9x0 = TVectors.Zero;
        TVector sum10x0 = TVectors.Zero;
        TVector sum11x0 = TVectors.Zero;
        TVector sum12x0 = TVectors.Zero;
        TVector sum13x0 = TVectors.Zero;
        TVector sum14x0 = TVectors.Zero;
        TVector sum15x0 = TVectors.Zero;
        nint next = form.ScalarStride;
        nint step = form.VectorStep;
        nint stride = form.ResultStride;
        nint distance = form.StateDistance;
        nint at = 0;
        int term = 0;
        for (int row = 0, done = form.Terms; row < 16; row++, done += form.Terms)
        {
            Fetch(ref weights, row * stride, TVectors.Lanes, distance);
            for (int end = (int)((uint)done / 16); term < end; term++)
            {
                TVector vector0 = TVectors.Load(ref vectors, 0);
                TVector scalar = TVectors.Scalar(ref scalars, at);
                sum0x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum0x0);
                scalar = TVectors.Scalar(ref scalars, at + 1);
                sum1x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum1x0);
                scalar = TVectors.Scalar(ref scalars, at + 2);
                sum2x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum2x0);
                scalar = TVectors.Scalar(ref scalars, at + 3);
                sum3x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum3x0);
                scalar = TVectors.Scalar(ref scalars, at + 4);
                sum4x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum4x0);
                scalar = TVectors.Scalar(ref scalars, at + 5);
                sum5x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum5x0);
                scalar = TVectors.Scalar(ref scalars, at + 6);
                sum6x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum6x0);
                scalar = TVectors.Scalar(ref scalars, at + 7);
                sum7x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum7x0);
                scalar = TVectors.Scalar(ref scalars, at + 8);
                sum8x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum8x0);
                scalar = TVectors.Scalar(ref scalars, at + 9);
                sum9x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum9x0);
                scalar = TVectors.Scalar(ref scalars, at + 10);
                sum10x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum10x0);
                scalar = TVectors.Scalar(ref scalars, at + 11);
                sum11x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum11x0);
                scalar = TVectors.Scalar(ref scalars, at + 12);
                sum12x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum12x0);
                scalar = TVectors.Scalar(ref scalars, at + 13);
                sum13x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum13x0);
                scalar = TVectors.Scalar(ref scalars, at + 14);
                sum14x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum14x0);
                scalar = TVectors.Scalar(ref scalars, at + 15);
                sum15x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum15x0);
                at += next;
                vectors = ref Unsafe.Add(ref vectors, step);
            }
        }

        ref float line = ref weights;
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum0x0, ref line, ref tile, 0, 0, 0, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum1x0, ref line, ref tile, 0, stride, TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum2x0, ref line, ref tile, 0, 2 * stride, 2 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum3x0, ref line, ref tile, 0, 3 * stride, 3 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum4x0, ref line, ref tile, 0, 4 * stride, 4 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum5x0, ref line, ref tile, 0, 5 * stride, 5 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum6x0, ref line, ref tile, 0, 6 * stride, 6 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum7x0, ref line, ref tile, 0, 7 * stride, 7 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum8x0, ref line, ref tile, 0, 8 * stride, 8 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum9x0, ref line, ref tile, 0, 9 * stride, 9 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum10x0, ref line, ref tile, 0, 10 * stride, 10 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum11x0, ref line, ref tile, 0, 11 * stride, 11 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum12x0, ref line, ref tile, 0, 12 * stride, 12 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum13x0, ref line, ref tile, 0, 13 * stride, 13 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum14x0, ref line, ref tile, 0, 14 * stride, 14 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum15x0, ref line, ref tile, 0, 15 * stride, 15 * TVectors.Lanes, 16, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Finish(ref weights, ref tile, 0, stride, 16, 1, distance, update);
    }

    /// <summary>Eight rows of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of8x2(
        in TileForm form, ref float scalars, ref float vectors, ref float weights, ref float tile, in TUpdate update)
    {
        TVector sum0x0 = TVectors.Zero;
        TVector sum0x1 = TVectors.Zero;
        TVector sum1x0 = TVectors.Zero;
        TVector sum1x1 = TVectors.Zero;
        TVector sum2x0 = TVectors.Zero;
        TVector sum2x1 = TVectors.Zero;
        TVector sum3x0 = TVectors.Zero;
        TVector sum3x1 = TVectors.Zero;
        TVector sum4x0 = TVectors.Zero;
        TVector sum4x1 = TVectors.Zero;
        TVector sum5x0 = TVectors.Zero;
        TVector sum5x1 = TVectors.Zero;
        TVector sum6x0 = TVectors.Zero;
        TVector sum6x1 = TVectors.Zero;
        TVector sum7x0 = TVectors.Zero;
        TVector sum7x1 = TVectors.Zero;
        nint next = form.ScalarStride;
        nint step = form.VectorStep;
        nint stride = form.ResultStride;
        nint distance = form.StateDistance;
        nint at = 0;
        int term = 0;
        for (int row = 0, done = form.Terms; row < 8; row++, done += form.Terms)
        {
            Fetch(ref weights, row * stride, 2 * TVectors.Lanes, distance);
            for (int end = (int)((uint)done / 8); term < end; term++)
            {
                TVector vector0 = TVectors.Load(ref vectors, 0);
                TVector vector1 = TVectors.Load(ref vectors, TVectors.Lanes);
                TVector scalar = TVectors.Scalar(ref scalars, at);
                sum0x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum0x1);
                scalar = TVectors.Scalar(ref scalars, at + 1);
                sum1x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum1x0);
                sum1x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum1x1);
                scalar = TVectors.Scalar(ref scalars, at + 2);
                sum2x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum2x0);
                sum2x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum2x1);
                scalar = TVectors.Scalar(ref scalars, at + 3);
                sum3x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum3x0);
                sum3x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum3x1);
                scalar = TVectors.Scalar(ref scalars, at + 4);
                sum4x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum4x0);
                sum4x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum4x1);
                scalar = TVectors.Scalar(ref scalars, at + 5);
                sum5x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum5x0);
                sum5x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum5x1);
                scalar = TVectors.Scalar(ref scalars, at + 6);
                sum6x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum6x0);
                sum6x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum6x1);
                scalar = TVectors.Scalar(ref scalars, at + 7);
                sum7x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum7x0);
                sum7x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum7x1);
                at += next;
                vectors = ref Unsafe.Add(ref vectors, step);
            }
        }

        ref float line = ref weights;
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum0x0, ref line, ref tile, 0, 0, 0, 16, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum0x1, ref line, ref tile, TVectors.Lanes, TVectors.Lanes, TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum1x0, ref line, ref tile, 0, stride, 2 * TVectors.Lanes, 16, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(
            sum1x1, ref line, ref tile, TVectors.Lanes, stride + TVectors.Lanes, 3 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum2x0, ref line, ref tile, 0, 2 * stride, 4 * TVectors.Lanes, 16, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(
            sum2x1, ref line, ref tile, TVectors.Lanes, (2 * stride) + TVectors.Lanes, 5 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum3x0, ref line, ref tile, 0, 3 * stride, 6 * TVectors.Lanes, 16, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(
            sum3x1, ref line, ref tile, TVectors.Lanes, (3 * stride) + TVectors.Lanes, 7 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum4x0, ref line, ref tile, 0, 4 * stride, 8 * TVectors.Lanes, 16, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(
            sum4x1, ref line, ref tile, TVectors.Lanes, (4 * stride) + TVectors.Lanes, 9 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum5x0, ref line, ref tile, 0, 5 * stride, 10 * TVectors.Lanes, 16, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(
            sum5x1, ref line, ref tile, TVectors.Lanes, (5 * stride) + TVectors.Lanes, 11 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum6x0, ref line, ref tile, 0, 6 * stride, 12 * TVectors.Lanes, 16, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(
            sum6x1, ref line, ref tile, TVectors.Lanes, (6 * stride) + TVectors.Lanes, 13 * TVectors.Lanes, 16, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum7x0, ref line, ref tile, 0, 7 * stride, 14 * TVectors.Lanes, 16, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(
            sum7x1, ref line, ref tile, TVectors.Lanes, (7 * stride) + TVectors.Lanes, 15 * TVectors.Lanes, 16, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Finish(ref weights, ref tile, 0, stride, 8, 2, distance, update);
    }

    /// <summary>Six rows of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Of6x2(
        in TileForm form, ref float scalars, ref float vectors, ref float weights, ref float tile, in TUpdate update)
    {
        TVector sum0x0 = TVectors.Zero;
        TVector sum0x1 = TVectors.Zero;
        TVector sum1x0 = TVectors.Zero;
        TVector sum1x1 = TVectors.Zero;
        TVector sum2x0 = TVectors.Zero;
        TVector sum2x1 = TVectors.Zero;
        TVector sum3x0 = TVectors.Zero;
        TVector sum3x1 = TVectors.Zero;
        TVector sum4x0 = TVectors.Zero;
        TVector sum4x1 = TVectors.Zero;
        TVector sum5x0 = TVectors.Zero;
        TVector sum5x1 = TVectors.Zero;
        nint next = form.ScalarStride;
        nint step = form.VectorStep;
        nint stride = form.ResultStride;
        nint distance = form.StateDistance;
        nint at = 0;
        int term = 0;
        for (int row = 0, done = form.Terms; row < 6; row++, done += form.Terms)
        {
            Fetch(ref weights, row * stride, 2 * TVectors.Lanes, distance);
            for (int end = (int)((uint)done / 6); term < end; term++)
            {
                TVector vector0 = TVectors.Load(ref vectors, 0);
                TVector vector1 = TVectors.Load(ref vectors, TVectors.Lanes);
                TVector scalar = TVectors.Scalar(ref scalars, at);
                sum0x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum0x0);
                sum0x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum0x1);
                scalar = TVectors.Scalar(ref scalars, at + 1);
                sum1x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum1x0);
                sum1x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum1x1);
                scalar = TVectors.Scalar(ref scalars, at + 2);
                sum2x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum2x0);
                sum2x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum2x1);
                scalar = TVectors.Scalar(ref scalars, at + 3);
                sum3x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum3x0);
                sum3x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum3x1);
                scalar = TVectors.Scalar(ref scalars, at + 4);
                sum4x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum4x0);
                sum4x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum4x1);
                scalar = TVectors.Scalar(ref scalars, at + 5);
                sum5x0 = TVectors.MultiplyAddScalar(scalar, vector0, sum5x0);
                sum5x1 = TVectors.MultiplyAddScalar(scalar, vector1, sum5x1);
                at += next;
                vectors = ref Unsafe.Add(ref vectors, step);
            }
        }

        ref float line = ref weights;
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum0x0, ref line, ref tile, 0, 0, 0, 12, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum0x1, ref line, ref tile, TVectors.Lanes, TVectors.Lanes, TVectors.Lanes, 12, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum1x0, ref line, ref tile, 0, stride, 2 * TVectors.Lanes, 12, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(
            sum1x1, ref line, ref tile, TVectors.Lanes, stride + TVectors.Lanes, 3 * TVectors.Lanes, 12, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum2x0, ref line, ref tile, 0, 2 * stride, 4 * TVectors.Lanes, 12, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(
            sum2x1, ref line, ref tile, TVectors.Lanes, (2 * stride) + TVectors.Lanes, 5 * TVectors.Lanes, 12, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum3x0, ref line, ref tile, 0, 3 * stride, 6 * TVectors.Lanes, 12, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(
            sum3x1, ref line, ref tile, TVectors.Lanes, (3 * stride) + TVectors.Lanes, 7 * TVectors.Lanes, 12, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum4x0, ref line, ref tile, 0, 4 * stride, 8 * TVectors.Lanes, 12, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(
            sum4x1, ref line, ref tile, TVectors.Lanes, (4 * stride) + TVectors.Lanes, 9 * TVectors.Lanes, 12, distance, update);
        line = ref Unsafe.Add(ref line, stride);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(sum5x0, ref line, ref tile, 0, 5 * stride, 10 * TVectors.Lanes, 12, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Take(
            sum5x1, ref line, ref tile, TVectors.Lanes, (5 * stride) + TVectors.Lanes, 11 * TVectors.Lanes, 12, distance, update);
        UpdateEnd<TVectors, TVector, TUpdate>.Finish(ref weights, ref tile, 0, stride, 6, 2, distance, update);
    }

    /// <summary>Asks for a row of the tile in weights and states.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(ref float weights, nint row, int floats, nint distance)
    {
        for (int tensor = 0; tensor <= TUpdate.States; tensor++)
            CacheHint.FetchLines(ref weights, row + (tensor * distance), floats);
    }
}
