using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// Softmax and cross-entropy of narrow rows for as many of them at once as a vector has lanes: a vector for each column, so that no lane is padding and nothing
/// goes across a vector. Columns are added by the tree of the virtual lanes, so the bits are those of one row at a time.
/// </summary>
internal static class SoftmaxColumns<TVectors, TVector>
    where TVectors : struct, IVectors<TVector>
    where TVector : struct
{
    /// <summary>Columns that are read and written together.</summary>
    private const int Group = 4;

    /// <summary>Full blocks of rows; how many rows that were.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Rows(
        ref float outputs, ref int targets, ref float gradients, int stride, ref float losses, ref float tile, float meanWeight, int rows, int columns)
    {
        int padded = (columns + Group - 1) / Group * Group;
        int block = 0;
        for (; block <= rows - TVectors.Lanes; block += TVectors.Lanes)
        {
            // A lane for each row: the tile holds a vector for each column.
            ref float output = ref Unsafe.Add(ref outputs, (nint)block * stride);
            ref float gradient = ref Unsafe.Add(ref gradients, (nint)block * stride);
            for (int column = 0; column < columns; column += Group)
                TVectors.ReadColumns(ref Unsafe.Add(ref output, column), stride, ref Unsafe.Add(ref tile, column * TVectors.Lanes));
            TVector labels = TVectors.Labels(ref targets, block, columns - 1);
            TVector largest = TVectors.Load(ref tile, 0);
            for (int column = 1; column < columns; column++)
                largest = TVectors.Max(largest, TVectors.Load(ref tile, column * TVectors.Lanes));
            TVector labelOutputs = TVectors.Zero;
            for (int column = 0; column < columns; column++)
            {
                TVector logits = TVectors.Load(ref tile, column * TVectors.Lanes);
                labelOutputs = TVectors.Select(TVectors.Is(labels, column), logits, labelOutputs);
                TVectors.Store(TVectors.Exp(TVectors.Subtract(logits, largest)), ref tile, column * TVectors.Lanes);
            }

            TVector sums = Sum(ref tile, columns);
            TVectors.Store(TVectors.Add(TVectors.Log(sums), TVectors.Subtract(largest, labelOutputs)), ref losses, block);
            TVector weight = TVectors.Create(meanWeight), scale = TVectors.Divide(weight, sums);
            for (int column = 0; column < columns; column++)
            {
                TVector softmax = TVectors.Multiply(TVectors.Load(ref tile, column * TVectors.Lanes), scale);
                TVector wanted = TVectors.And(TVectors.Is(labels, column), weight);
                TVectors.Store(TVectors.Subtract(softmax, wanted), ref tile, column * TVectors.Lanes);
            }

            for (int column = columns; column < padded; column++)
                TVectors.Store(TVectors.Zero, ref tile, column * TVectors.Lanes);
            for (int column = 0; column < padded; column += Group)
                TVectors.WriteColumns(ref Unsafe.Add(ref tile, column * TVectors.Lanes), ref Unsafe.Add(ref gradient, column), stride);
            ClearBehind(ref gradient, stride, padded);
        }

        return block;
    }

    /// <summary>The columns added as virtual lanes are; a lane that is not there would add zero. Partial sums stand behind the columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum(ref float tile, int columns)
    {
        ref float from = ref tile;
        ref float partial = ref Unsafe.Add(ref tile, VirtualLanes.Count * TVectors.Lanes);
        int distance = VirtualLanes.Count / 2;
        while (distance >= columns)
            distance /= 2;
        for (; distance > 0; distance /= 2)
        {
            int left = Math.Min(columns, distance);
            for (int i = 0; i < left; i++)
            {
                TVector sum = TVectors.Load(ref from, i * TVectors.Lanes);
                if (i + distance < columns)
                    sum = TVectors.Add(sum, TVectors.Load(ref from, (i + distance) * TVectors.Lanes));
                TVectors.Store(sum, ref partial, i * TVectors.Lanes);
            }

            from = ref partial;
            columns = left;
        }

        return TVectors.Load(ref from, 0);
    }

    /// <summary>What else of a vector stands behind the columns. Further padding reaches nothing but the padding of weights.</summary>
    private static void ClearBehind(ref float gradient, int stride, int first)
    {
        if (first >= TVectors.Lanes)
            return;
        for (int row = 0; row < TVectors.Lanes; row++)
        {
            for (int column = first; column < TVectors.Lanes; column += Group)
                Vectors128.Store(Vectors128.Zero, ref gradient, ((nint)row * stride) + column);
        }
    }
}
