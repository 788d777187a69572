using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// The cross-entropy of softmax with targets q for each class, <c>qⱼ = wⱼ·((1 − s)·tⱼ + s/C)</c>, row by row: where q stands alone in the targets' row, the
/// loss
/// is <c>Σq · log Σ e^(z − largest) + Σ qⱼ·(largest − zⱼ)</c>, whose terms are all positive. Class weights and smoothing are constants of the network: a table
/// of <c>wⱼ·s/C</c>, then of <c>wⱼ·(1 − s)</c>. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SoftTargetsLoss
{
    /// <summary>Losses of rows with labels, and the gradients of the batch's mean, taken through the last layer's activation.</summary>
    /// <typeparam name="TActivation">The last layer's activation.</typeparam>
    /// <param name="outputs">The first row of the network's outputs.</param>
    /// <param name="targets">The label of each row; bounded again, for the caller's memory may change meanwhile.</param>
    /// <param name="targetRow">Room for a row of targets with padding.</param>
    /// <param name="gradients">Receives the gradients, as the outputs stand; may be the outputs' own rows without an activation.</param>
    /// <param name="stride">Floats between rows of both.</param>
    /// <param name="kept">What entered the activation if its derivative is taken from that; else a null reference.</param>
    /// <param name="losses">Receives the loss of each row.</param>
    /// <param name="classes">The table of classes.</param>
    /// <param name="weights">The weight of each row, or a null reference.</param>
    /// <param name="meanWeight">The weight of a row in the mean.</param>
    /// <param name="activation">The activation's values.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Classes.</param>
    public static void Rows<TActivation>(
        ref float outputs,
        ref int targets,
        ref float targetRow,
        ref float gradients,
        int stride,
        ref float kept,
        ref float losses,
        ref float classes,
        ref float weights,
        float meanWeight,
        in TActivation activation,
        int rows,
        int columns)
        where TActivation : struct, IActivationLanes
    {
        ref float scales = ref Unsafe.Add(ref classes, VirtualLanes.Padded(columns));
        for (int row = 0; row < rows; row++)
        {
            MatrixLayout.CopyRow(ref classes, ref targetRow, columns);
            int label = (int)Math.Min((uint)Unsafe.Add(ref targets, row), (uint)(columns - 1));
            Unsafe.Add(ref targetRow, label) += Unsafe.Add(ref scales, label);
            Row(
                ref outputs, ref targetRow, ref gradients, (nint)row * stride, ref kept, ref Unsafe.Add(ref losses, row), ref weights, row, meanWeight,
                activation, columns);
        }
    }

    /// <summary>The same with a target for each class.</summary>
    /// <typeparam name="TActivation">The last layer's activation.</typeparam>
    /// <param name="outputs">The first row of the network's outputs.</param>
    /// <param name="targets">The first target: rows without padding.</param>
    /// <param name="targetRow">Room for a row of targets with padding.</param>
    /// <param name="gradients">Receives the gradients, as the outputs stand; may be the outputs' own rows without an activation.</param>
    /// <param name="stride">Floats between rows of both.</param>
    /// <param name="kept">What entered the activation if its derivative is taken from that; else a null reference.</param>
    /// <param name="losses">Receives the loss of each row.</param>
    /// <param name="classes">The table of classes.</param>
    /// <param name="weights">The weight of each row, or a null reference.</param>
    /// <param name="meanWeight">The weight of a row in the mean.</param>
    /// <param name="activation">The activation's values.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Classes.</param>
    public static void Rows<TActivation>(
        ref float outputs,
        ref float targets,
        ref float targetRow,
        ref float gradients,
        int stride,
        ref float kept,
        ref float losses,
        ref float classes,
        ref float weights,
        float meanWeight,
        in TActivation activation,
        int rows,
        int columns)
        where TActivation : struct, IActivationLanes
    {
        ref float scales = ref Unsafe.Add(ref classes, VirtualLanes.Padded(columns));
        for (int row = 0; row < rows; row++)
        {
            MatrixLayout.CopyRow(ref Unsafe.Add(ref targets, (nint)row * columns), ref targetRow, columns);
            for (int column = 0; column < columns; column += Vectors128.Lanes)
            {
                Vector128<float> wanted = (Vectors128.Load(ref targetRow, column) * Vectors128.Load(ref scales, column)) + Vectors128.Load(ref classes, column);
                Vectors128.Store(wanted, ref targetRow, column);
            }

            Row(
                ref outputs, ref targetRow, ref gradients, (nint)row * stride, ref kept, ref Unsafe.Add(ref losses, row), ref weights, row, meanWeight,
                activation, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row<TActivation>(
        ref float outputs,
        ref float wanted,
        ref float gradients,
        nint at,
        ref float kept,
        ref float loss,
        ref float weights,
        int row,
        float meanWeight,
        in TActivation activation,
        int columns)
        where TActivation : struct, IActivationLanes
    {
        bool isWeighted = !Unsafe.IsNullRef(ref weights);
        float weight = isWeighted ? Unsafe.Add(ref weights, row) * meanWeight : meanWeight;
        ref float output = ref Unsafe.Add(ref outputs, at);
        ref float gradient = ref Unsafe.Add(ref gradients, at);
        ref float slope = ref Unsafe.Add(ref TActivation.KeepsInput ? ref kept : ref outputs, at);
        float value = VectorWidth.Is512 ? SoftTargetsRow<Vectors512, Vector512<float>>.Run(
            ref output, ref wanted, ref gradient, ref slope, weight, activation, columns)
            : VectorWidth.Is256 ? SoftTargetsRow<Vectors256, Vector256<float>>.Run(ref output, ref wanted, ref gradient, ref slope, weight, activation, columns)
            : SoftTargetsRow<Vectors128, Vector128<float>>.Run(ref output, ref wanted, ref gradient, ref slope, weight, activation, columns);
        loss = isWeighted ? value * Unsafe.Add(ref weights, row) : value;
    }
}
