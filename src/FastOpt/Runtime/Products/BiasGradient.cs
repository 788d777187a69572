using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>Gradients of what is added to every row, <c>Σ dz</c> over the batch in order, and what becomes of them. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BiasGradient
{
    /// <summary>Updates a bias by its gradient.</summary>
    /// <typeparam name="TUpdate">Gradient rules and optimizer.</typeparam>
    /// <param name="gradients">The first row of dz.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="bias">The bias.</param>
    /// <param name="update">The update's values.</param>
    /// <param name="distance">Floats from a weight to its first state, and from a state to the next.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="columns">Columns, without padding.</param>
    public static void Update<TUpdate>(ref float gradients, int gradientStride, ref float bias, in TUpdate update, int distance, int rows, int columns)
        where TUpdate : struct, IUpdateLanes
    {
        ref float none = ref Unsafe.NullRef<float>();
        if (VectorWidth.Is512)
        {
            Sum<Vectors512, Vector512<float>, UpdateEnd<Vectors512, Vector512<float>, TUpdate>, TUpdate>(
                ref gradients, gradientStride, ref none, ref bias, distance, update, rows, columns);
        }
        else if (VectorWidth.Is256)
        {
            Sum<Vectors256, Vector256<float>, UpdateEnd<Vectors256, Vector256<float>, TUpdate>, TUpdate>(
                ref gradients, gradientStride, ref none, ref bias, distance, update, rows, columns);
        }
        else
        {
            Sum<Vectors128, Vector128<float>, UpdateEnd<Vectors128, Vector128<float>, TUpdate>, TUpdate>(
                ref gradients, gradientStride, ref none, ref bias, distance, update, rows, columns);
        }
    }

    /// <summary>Stores the gradient; what pads it takes part.</summary>
    /// <param name="gradients">The first row of dz.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="results">Receives the gradient.</param>
    /// <param name="added">Examples of the batches before, whose sums these go on from; 0 if there are none.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="columns">Columns, without padding.</param>
    public static void Store(ref float gradients, int gradientStride, ref float results, long added, int rows, int columns)
    {
        if (added > 0 && LongSum.Is(added + rows))
        {
            AddSum(ref gradients, gradientStride, ref results, rows, columns);
            return;
        }

        ref float start = ref added > 0 ? ref results : ref Unsafe.NullRef<float>();
        if (VectorWidth.Is512)
        {
            Sum<Vectors512, Vector512<float>, StoreEnd<Vectors512, Vector512<float>, NoActivation>, NoActivation>(
                ref gradients, gradientStride, ref start, ref results, 0, default, rows, columns);
        }
        else if (VectorWidth.Is256)
        {
            Sum<Vectors256, Vector256<float>, StoreEnd<Vectors256, Vector256<float>, NoActivation>, NoActivation>(
                ref gradients, gradientStride, ref start, ref results, 0, default, rows, columns);
        }
        else
        {
            Sum<Vectors128, Vector128<float>, StoreEnd<Vectors128, Vector128<float>, NoActivation>, NoActivation>(
                ref gradients, gradientStride, ref start, ref results, 0, default, rows, columns);
        }
    }

    /// <summary>Adds the sum of a batch, as one term, to the long sum of the batches before.</summary>
    private static void AddSum(ref float gradients, int gradientStride, ref float results, int rows, int columns)
    {
        Span<float> sum = stackalloc float[VirtualLanes.Count];
        for (int column = 0; column < columns; column += VirtualLanes.Count)
        {
            int count = Math.Min(VirtualLanes.Count, columns - column);
            Store(ref Unsafe.Add(ref gradients, column), gradientStride, ref sum[0], added: 0, rows, count);
            for (int i = 0; i < count; i++)
                Unsafe.Add(ref results, column + i) += sum[i];
        }
    }

    /// <summary>Writes the gradient in the canonical layout: without what pads it.</summary>
    /// <param name="gradients">The first row of dz.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="result">Receives the gradient.</param>
    /// <param name="tile">Room for a tile.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="columns">Columns, without padding.</param>
    public static void Write(ref float gradients, int gradientStride, ref float result, ref float tile, int rows, int columns)
    {
        const int Most = 64;
        for (int column = 0; column < columns; column += Most)
        {
            int count = Math.Min(Most, columns - column);
            Store(ref Unsafe.Add(ref gradients, column), gradientStride, ref tile, added: 0, rows, count);
            MatrixLayout.CopyRow(ref tile, ref Unsafe.Add(ref result, column), count);
        }
    }

    /// <summary>Four vectors side by side, for one sum alone waits for each of its additions; then those that are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<TVectors, TVector, TEnd, TRule>(
        ref float gradients, int stride, ref float start, ref float results, nint distance, in TRule rule, int rows, int columns)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        if (LongSum.Is(rows))
        {
            LongSums<TVectors, TVector, TEnd, TRule>(ref gradients, stride, ref start, ref results, distance, rule, rows, columns);
            return;
        }

        ref float none = ref Unsafe.NullRef<float>();
        int column = 0;
        for (; column < columns - (3 * TVectors.Lanes); column += 4 * TVectors.Lanes)
        {
            TVector sum0 = Start<TVectors, TVector>(ref start, column);
            TVector sum1 = Start<TVectors, TVector>(ref start, column + TVectors.Lanes);
            TVector sum2 = Start<TVectors, TVector>(ref start, column + (2 * TVectors.Lanes));
            TVector sum3 = Start<TVectors, TVector>(ref start, column + (3 * TVectors.Lanes));
            nint at = column;
            for (int row = rows; row != 0; row--)
            {
                sum0 = TVectors.Add(sum0, TVectors.Load(ref gradients, at));
                sum1 = TVectors.Add(sum1, TVectors.Load(ref gradients, at + TVectors.Lanes));
                sum2 = TVectors.Add(sum2, TVectors.Load(ref gradients, at + (2 * TVectors.Lanes)));
                sum3 = TVectors.Add(sum3, TVectors.Load(ref gradients, at + (3 * TVectors.Lanes)));
                at += stride;
            }

            TEnd.Take(sum0, ref results, ref none, column, column, 0, 1, distance, rule);
            TEnd.Take(sum1, ref results, ref none, column + TVectors.Lanes, column + TVectors.Lanes, 0, 1, distance, rule);
            TEnd.Take(sum2, ref results, ref none, column + (2 * TVectors.Lanes), column + (2 * TVectors.Lanes), 0, 1, distance, rule);
            TEnd.Take(sum3, ref results, ref none, column + (3 * TVectors.Lanes), column + (3 * TVectors.Lanes), 0, 1, distance, rule);
        }

        for (; column < columns; column += TVectors.Lanes)
        {
            TVector sum = Start<TVectors, TVector>(ref start, column);
            nint at = column;
            for (int row = rows; row != 0; row--)
            {
                sum = TVectors.Add(sum, TVectors.Load(ref gradients, at));
                at += stride;
            }

            TEnd.Take(sum, ref results, ref none, column, column, 0, 1, distance, rule);
        }
    }

    /// <summary>Sums over so many rows that they are added in chunks, vector by vector.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LongSums<TVectors, TVector, TEnd, TRule>(
        ref float gradients, int stride, ref float start, ref float results, nint distance, in TRule rule, int rows, int columns)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TEnd : struct, ITileEnd<TVectors, TVector, TRule>
        where TRule : struct
    {
        Span<float> sums = stackalloc float[VirtualLanes.Count];
        for (int column = 0; column < columns; column += TVectors.Lanes)
        {
            TVectors.Store(Start<TVectors, TVector>(ref start, column), ref sums[0], 0);
            Add<TVectors, TVector>(ref Unsafe.Add(ref gradients, column), stride, rows, sums.Slice(0, TVectors.Lanes));
            TVector total = TVectors.Load(ref sums[0], 0);
            TEnd.Take(total, ref results, ref Unsafe.NullRef<float>(), column, column, 0, 1, distance, rule);
        }
    }

    private static void Add<TVectors, TVector>(ref float gradients, nint stride, int rows, Span<float> sums)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
    {
        Span<double> totals = stackalloc double[VirtualLanes.Count];
        LongSum.Begin(sums, totals);
        for (int row = 0; row < rows; row += LongSum.Chunk)
        {
            TVector sum = TVectors.Zero;
            for (int left = Math.Min(LongSum.Chunk, rows - row); left != 0; left--)
            {
                sum = TVectors.Add(sum, TVectors.Load(ref gradients, 0));
                gradients = ref Unsafe.Add(ref gradients, stride);
            }

            TVectors.Store(sum, ref sums[0], 0);
            LongSum.Add(sums, totals);
        }

        LongSum.Round(totals, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Start<TVectors, TVector>(ref float start, nint column)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct => Unsafe.IsNullRef(ref start) ? TVectors.Zero : TVectors.Load(ref start, column);
}
