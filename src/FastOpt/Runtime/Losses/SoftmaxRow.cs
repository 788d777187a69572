using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>What softmax takes of a row: its largest logit, which is subtracted so that no exponential overflows, and the exponentials.</summary>
internal static class SoftmaxRow<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>The largest logit, in virtual lanes that so many vectors make.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(int parts, ref float output, int columns)
    {
        TVector lowest = TVectors.Create(float.NegativeInfinity);
        TVector largest0 = lowest, largest1 = lowest, largest2 = lowest, largest3 = lowest;
        for (int column = 0; column < columns; column += parts * TVectors.Lanes)
        {
            largest0 = TVectors.Max(largest0, Logits(ref output, column, columns, lowest));
            if (parts > 1 && column + TVectors.Lanes < columns)
                largest1 = TVectors.Max(largest1, Logits(ref output, column + TVectors.Lanes, columns, lowest));
            if (parts > 2 && column + (2 * TVectors.Lanes) < columns)
                largest2 = TVectors.Max(largest2, Logits(ref output, column + (2 * TVectors.Lanes), columns, lowest));
            if (parts > 2 && column + (3 * TVectors.Lanes) < columns)
                largest3 = TVectors.Max(largest3, Logits(ref output, column + (3 * TVectors.Lanes), columns, lowest));
        }

        return TVectors.MaxOf(parts, largest0, largest1, largest2, largest3);
    }

    /// <summary>Writes <c>exp(z − largest)</c>, with zeros behind the last column as far as a vector of the running width reads, and gives the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exponentials(int parts, ref float output, ref float result, float largest, int columns) => LongSum.Is(columns)
        ? InChunks(parts, ref output, ref result, largest, columns)
        : ShortSum(parts, ref output, ref result, largest, columns);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float InChunks(int parts, ref float output, ref float result, float largest, int columns)
    {
        double sum = 0;
        for (int at = 0; at < columns; at += LongSum.RowChunk)
        {
            int count = Math.Min(LongSum.RowChunk, columns - at);
            sum += ShortSum(parts, ref Unsafe.Add(ref output, at), ref Unsafe.Add(ref result, at), largest, count);
        }

        return (float)sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float ShortSum(int parts, ref float output, ref float result, float largest, int columns)
    {
        TVector shift = TVectors.Create(largest);
        TVector sum0 = TVectors.Zero, sum1 = TVectors.Zero, sum2 = TVectors.Zero, sum3 = TVectors.Zero;
        for (int column = 0; column < columns; column += parts * TVectors.Lanes)
        {
            sum0 = TVectors.Add(sum0, Exponential(ref output, ref result, column, columns, shift));
            if (parts > 1 && column + TVectors.Lanes < columns)
                sum1 = TVectors.Add(sum1, Exponential(ref output, ref result, column + TVectors.Lanes, columns, shift));
            if (parts > 2 && column + (2 * TVectors.Lanes) < columns)
                sum2 = TVectors.Add(sum2, Exponential(ref output, ref result, column + (2 * TVectors.Lanes), columns, shift));
            if (parts > 2 && column + (3 * TVectors.Lanes) < columns)
                sum3 = TVectors.Add(sum3, Exponential(ref output, ref result, column + (3 * TVectors.Lanes), columns, shift));
        }

        for (int column = parts * TVectors.Lanes; column < VectorWidth.Lanes; column += TVectors.Lanes)
            TVectors.Store(TVectors.Zero, ref result, column);
        return TVectors.SumOf(parts, sum0, sum1, sum2, sum3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Logits(ref float output, int column, int columns, TVector lowest)
    {
        TVector logits = TVectors.Load(ref output, column);
        return columns - column < TVectors.Lanes ? TVectors.Select(TVectors.FirstLanes(columns - column), logits, lowest) : logits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Exponential(ref float output, ref float result, int column, int columns, TVector shift)
    {
        TVector exponential = TVectors.Exp(TVectors.Subtract(TVectors.Load(ref output, column), shift));
        if (columns - column < TVectors.Lanes)
            exponential = TVectors.And(exponential, TVectors.FirstLanes(columns - column));
        TVectors.Store(exponential, ref result, column);
        return exponential;
    }
}
