using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// Losses that are means over elements: for each row its sum, and the gradient of the batch's mean, taken through the last layer's activation. Sums across a
/// row
/// run over virtual lanes, so every width gives the same bits; what pads a row takes no part. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ElementLoss
{
    /// <summary>Losses of rows, and their gradients.</summary>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <typeparam name="TActivation">The last layer's activation.</typeparam>
    /// <param name="outputs">The first row of the network's outputs.</param>
    /// <param name="targets">The first target: rows without padding.</param>
    /// <param name="targetRow">Room for a row of targets with padding; a null reference if rows are whole vectors.</param>
    /// <param name="gradients">Receives the gradients, as the outputs stand; may be the outputs' own rows.</param>
    /// <param name="stride">Floats between rows of both.</param>
    /// <param name="kept">What entered the activation if its derivative is taken from that; else a null reference.</param>
    /// <param name="losses">Receives the loss of each row.</param>
    /// <param name="weights">The weight of each row, or a null reference.</param>
    /// <param name="meanWeight">The weight of an element in the mean.</param>
    /// <param name="loss">The loss's values.</param>
    /// <param name="activation">The activation's.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Elements of a row.</param>
    public static void Rows<TLoss, TActivation>(
        ref float outputs,
        ref float targets,
        ref float targetRow,
        ref float gradients,
        int stride,
        ref float kept,
        ref float losses,
        ref float weights,
        float meanWeight,
        in TLoss loss,
        in TActivation activation,
        int rows,
        int columns)
        where TLoss : struct, ILossLanes
        where TActivation : struct, IActivationLanes
    {
        ref float slopes = ref TActivation.KeepsInput ? ref kept : ref outputs;
        // Vectors of all rows but the last ones end within the targets.
        long behind = ((long)rows * columns) - VirtualLanes.Padded(columns);
        bool isLong = LongSum.Is(columns);
        int inside = behind < 0 ? 0 : (int)(behind / columns) + 1;
        for (int row = 0; row < rows; row++)
        {
            nint at = (nint)row * stride;
            ref float target = ref Unsafe.Add(ref targets, (nint)row * columns);
            if (row >= inside)
            {
                MatrixLayout.CopyRow(ref target, ref targetRow, columns);
                target = ref targetRow;
            }

            bool isWeighted = !Unsafe.IsNullRef(ref weights);
            float weight = isWeighted ? Unsafe.Add(ref weights, row) * meanWeight : meanWeight;
            double total = 0;
            for (int first = 0, count; first < columns; first += count)
            {
                count = isLong ? Math.Min(LongSum.RowChunk, columns - first) : columns;
                ref float output = ref Unsafe.Add(ref outputs, at + first);
                ref float wanted = ref Unsafe.Add(ref target, first);
                ref float gradient = ref Unsafe.Add(ref gradients, at + first);
                ref float slope = ref Unsafe.Add(ref slopes, at + first);
                total += VectorWidth.Is512 ? Row<Vectors512, Vector512<float>, TLoss, TActivation>(
                    ref output, ref wanted, ref gradient, ref slope, weight, loss, activation, count)
                    : VectorWidth.Is256 ? Row<Vectors256, Vector256<float>, TLoss, TActivation>(
                        ref output, ref wanted, ref gradient, ref slope, weight, loss, activation, count)
                    : Row<Vectors128, Vector128<float>, TLoss, TActivation>(ref output, ref wanted, ref gradient, ref slope, weight, loss, activation, count);
            }

            float sum = (float)total;
            Unsafe.Add(ref losses, row) = isWeighted ? sum * Unsafe.Add(ref weights, row) : sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Row<TVectors, TVector, TLoss, TActivation>(
        ref float output, ref float target, ref float gradient, ref float slope, float weight, in TLoss loss, in TActivation activation, int columns)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TLoss : struct, ILossLanes
        where TActivation : struct, IActivationLanes
    {
        TVector scale = TVectors.Create(weight);
        TVector sum0 = TVectors.Zero, sum1 = TVectors.Zero, sum2 = TVectors.Zero, sum3 = TVectors.Zero;
        for (int column = 0; column < columns; column += VirtualLanes.Count)
        {
            sum0 = TVectors.Add(sum0, Elements(ref output, ref target, ref gradient, ref slope, scale, loss, activation, column, columns));
            if (TVectors.Lanes < 16 && column + TVectors.Lanes < columns)
                sum1 = TVectors.Add(sum1, Elements(ref output, ref target, ref gradient, ref slope, scale, loss, activation, column + TVectors.Lanes, columns));
            if (TVectors.Lanes < 8 && column + (2 * TVectors.Lanes) < columns)
                sum2 = TVectors.Add(
                    sum2, Elements(ref output, ref target, ref gradient, ref slope, scale, loss, activation, column + (2 * TVectors.Lanes), columns));
            if (TVectors.Lanes < 8 && column + (3 * TVectors.Lanes) < columns)
                sum3 = TVectors.Add(
                    sum3, Elements(ref output, ref target, ref gradient, ref slope, scale, loss, activation, column + (3 * TVectors.Lanes), columns));
        }

        return TVectors.SumOf(VirtualLanes.Count / TVectors.Lanes, sum0, sum1, sum2, sum3);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TVector Elements(
            ref float output,
            ref float target,
            ref float gradient,
            ref float slope,
            TVector scale,
            in TLoss loss,
            in TActivation activation,
            int at,
            int columns)
        {
            TVector wanted = TVectors.Load(ref target, at);
            bool isRest = columns - at < TVectors.Lanes;
            TVector mask = isRest ? TVectors.FirstLanes(columns - at) : default;
            if (isRest)
                wanted = TVectors.And(wanted, mask);
            TVector value = TVectors.Loss(TVectors.Load(ref output, at), wanted, loss, out TVector derivative);
            derivative = TVectors.Multiply(derivative, scale);
            if (typeof(TActivation) != typeof(NoActivation))
                derivative = TVectors.Multiply(derivative, TVectors.Derivative(TVectors.Load(ref slope, at), activation));
            TVectors.Store(derivative, ref gradient, at);
            return isRest ? TVectors.And(value, mask) : value;
        }
    }
}
