using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// The cross-entropy of softmax with labels, <c>log Σ e^z − z[label]</c>: exponentials and their sum row by row, then the division and the logarithm of 16 rows
/// at once, then the rows' gradients. A row works in the narrowest vectors that hold it; full blocks of narrow rows work side by side
/// (<see cref="SoftmaxColumns{TVectors,TVector}"/>). For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SoftmaxLoss
{
    /// <summary>Losses of rows, and the gradients of the batch's mean, taken through the last layer's activation.</summary>
    /// <typeparam name="TActivation">The last layer's activation.</typeparam>
    /// <param name="outputs">The first row of the network's outputs.</param>
    /// <param name="targets">The label of each row; bounded again, for the caller's memory may change meanwhile.</param>
    /// <param name="gradients">Receives the gradients, as the outputs stand; may be the outputs' own rows without an activation.</param>
    /// <param name="stride">Floats between rows of both.</param>
    /// <param name="kept">What entered the activation if its derivative is taken from that; else a null reference.</param>
    /// <param name="losses">Receives the loss of each row.</param>
    /// <param name="tile">Room for 24 vectors: one of each column, and partial sums behind them.</param>
    /// <param name="meanWeight">The weight of a row in the mean.</param>
    /// <param name="activation">The activation's values.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Classes.</param>
    public static void Rows<TActivation>(
        ref float outputs,
        ref int targets,
        ref float gradients,
        int stride,
        ref float kept,
        ref float losses,
        ref float tile,
        float meanWeight,
        in TActivation activation,
        int rows,
        int columns)
        where TActivation : struct, IActivationLanes
    {
        ref float slopes = ref TActivation.KeepsInput ? ref kept : ref outputs;
        int done = 0;
        if (columns <= VirtualLanes.Count && typeof(TActivation) == typeof(NoActivation))
        {
            done = VectorWidth.Is512 ? SoftmaxColumns<Vectors512, Vector512<float>>.Rows(
                ref outputs, ref targets, ref gradients, stride, ref losses, ref tile, meanWeight, rows, columns)
                : VectorWidth.Is256 ? SoftmaxColumns<Vectors256, Vector256<float>>.Rows(
                    ref outputs, ref targets, ref gradients, stride, ref losses, ref tile, meanWeight, rows, columns)
                : SoftmaxColumns<Vectors128, Vector128<float>>.Rows(
                    ref outputs, ref targets, ref gradients, stride, ref losses, ref tile, meanWeight, rows, columns);
            if (done == rows)
                return;
        }

        nint at = (nint)done * stride;
        ref float output = ref Unsafe.Add(ref outputs, at);
        ref int target = ref Unsafe.Add(ref targets, done);
        ref float gradient = ref Unsafe.Add(ref gradients, at);
        ref float slope = ref Unsafe.Add(ref slopes, at);
        ref float loss = ref Unsafe.Add(ref losses, done);
        if (columns <= Vector128<float>.Count)
            Rows<Vectors128, Vector128<float>, TActivation>(
                1, ref output, ref target, ref gradient, stride, ref slope, ref loss, ref tile, meanWeight, activation, rows - done, columns);
        else if (columns <= Vector256<float>.Count && (VectorWidth.Is512 || VectorWidth.Is256))
            Rows<Vectors256, Vector256<float>, TActivation>(
                1, ref output, ref target, ref gradient, stride, ref slope, ref loss, ref tile, meanWeight, activation, rows - done, columns);
        else if (VectorWidth.Is512)
            Rows<Vectors512, Vector512<float>, TActivation>(
                1, ref output, ref target, ref gradient, stride, ref slope, ref loss, ref tile, meanWeight, activation, rows - done, columns);
        else if (VectorWidth.Is256)
            Rows<Vectors256, Vector256<float>, TActivation>(
                2, ref output, ref target, ref gradient, stride, ref slope, ref loss, ref tile, meanWeight, activation, rows - done, columns);
        else if (columns <= 2 * Vector128<float>.Count)
            Rows<Vectors128, Vector128<float>, TActivation>(
                2, ref output, ref target, ref gradient, stride, ref slope, ref loss, ref tile, meanWeight, activation, rows - done, columns);
        else
            Rows<Vectors128, Vector128<float>, TActivation>(
                4, ref output, ref target, ref gradient, stride, ref slope, ref loss, ref tile, meanWeight, activation, rows - done, columns);
    }

    /// <summary>Rows one by one, in virtual lanes that so many vectors make.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TVectors, TVector, TActivation>(
        int parts,
        ref float outputs,
        ref int targets,
        ref float gradients,
        int stride,
        ref float slopes,
        ref float losses,
        ref float tile,
        float meanWeight,
        in TActivation activation,
        int rows,
        int columns)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TActivation : struct, IActivationLanes
    {
        ref float weights = ref Unsafe.Add(ref tile, VirtualLanes.Count);
        for (int block = 0; block < rows; block += VirtualLanes.Count)
        {
            int count = Math.Min(VirtualLanes.Count, rows - block);
            for (int i = 0; i < count; i++)
            {
                nint at = (nint)(block + i) * stride;
                ref float output = ref Unsafe.Add(ref outputs, at);
                float labelOutput = Unsafe.Add(ref output, Label(ref targets, block + i, columns));
                float largest = SoftmaxRow<TVectors, TVector>.Largest(parts, ref output, columns);
                Unsafe.Add(ref tile, i) = SoftmaxRow<TVectors, TVector>.Exponentials(parts, ref output, ref Unsafe.Add(ref gradients, at), largest, columns);
                Unsafe.Add(ref weights, i) = largest - labelOutput;
            }

            // log Σ exp(z) − z of the label, and what the exponentials are to be multiplied by; behind the last row stands what is not read.
            for (int i = 0; i < VirtualLanes.Count; i += TVectors.Lanes)
            {
                TVector sums = TVectors.Load(ref tile, i);
                TVectors.Store(TVectors.Add(TVectors.Log(sums), TVectors.Load(ref weights, i)), ref tile, i);
                TVectors.Store(TVectors.Divide(TVectors.Create(meanWeight), sums), ref weights, i);
            }

            for (int i = 0; i < count; i++)
            {
                nint at = (nint)(block + i) * stride;
                ref float gradient = ref Unsafe.Add(ref gradients, at);
                TVector scale = TVectors.Create(Unsafe.Add(ref weights, i));
                for (int column = 0; column < columns; column += TVectors.Lanes)
                    TVectors.Store(TVectors.Multiply(TVectors.Load(ref gradient, column), scale), ref gradient, column);
                Unsafe.Add(ref gradient, Label(ref targets, block + i, columns)) -= meanWeight;
                if (typeof(TActivation) != typeof(NoActivation))
                {
                    for (int column = 0; column < columns; column += TVectors.Lanes)
                    {
                        TVector derivative = TVectors.Derivative(TVectors.Load(ref slopes, at + column), activation);
                        TVectors.Store(TVectors.Multiply(TVectors.Load(ref gradient, column), derivative), ref gradient, column);
                    }
                }

                Unsafe.Add(ref losses, block + i) = Unsafe.Add(ref tile, i);
            }
        }
    }

    /// <summary>Checked at the door; bounded again, for the caller's memory may change meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Label(ref int targets, int row, int columns) => (int)Math.Min((uint)Unsafe.Add(ref targets, row), (uint)(columns - 1));
}
