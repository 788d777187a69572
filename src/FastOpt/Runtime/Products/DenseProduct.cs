using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// Products of dense layers over rows of the batch. Weights stand as <c>[in, out]</c> with padded rows, unless something else is said. Every sum adds its terms
/// in one order, whatever the width of vectors and whoever computes it. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DenseProduct
{
    /// <summary><c>y = activation(x · W + b)</c>, row by row.</summary>
    /// <typeparam name="TActivation">The activation.</typeparam>
    /// <param name="inputs">The first row of x.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="weights">W.</param>
    /// <param name="weightStride">Floats between rows.</param>
    /// <param name="bias">b, or a null reference.</param>
    /// <param name="outputs">The first row of y.</param>
    /// <param name="outputStride">Floats between rows.</param>
    /// <param name="kept">Receives what enters the activation if its derivative is taken from that, as y stands; or a null reference.</param>
    /// <param name="activation">Its values.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="terms">Columns of x.</param>
    /// <param name="columns">Columns of y, without padding.</param>
    /// <param name="fetches">Whether the weights exceed a core's own caches, and are fetched ahead.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<TActivation>(
        ref float inputs,
        int inputStride,
        ref float weights,
        int weightStride,
        ref float bias,
        ref float outputs,
        int outputStride,
        ref float kept,
        in TActivation activation,
        int rows,
        int terms,
        int columns,
        bool fetches)
        where TActivation : struct, IActivationLanes
    {
        var form = new TileForm(terms, inputStride, weightStride, outputStride);
        var call = new ProductCall(form, rows, columns, ref inputs, ref weights, ref outputs, ref kept);
        if (VectorWidth.Is512)
            Forward<Vectors512, Vector512<float>, TActivation>(call, ref bias, activation, fetches);
        else if (VectorWidth.Is256)
            Forward<Vectors256, Vector256<float>, TActivation>(call, ref bias, activation, fetches);
        else
            Forward<Vectors128, Vector128<float>, TActivation>(call, ref bias, activation, fetches);
    }

    /// <summary>
    /// <c>dx = (dz · Wᵀ) ⊙ activation′</c>: the gradient of what entered a product, taken through the activation that made it. A panel of Wᵀ is laid out once
    /// and serves every row.
    /// </summary>
    /// <typeparam name="TActivation">The activation below.</typeparam>
    /// <param name="gradients">The first row of dz.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="weights">W, in blocks of columns one behind the other.</param>
    /// <param name="weightStride">Floats between rows.</param>
    /// <param name="panel">Room for a panel.</param>
    /// <param name="results">The first row of dx.</param>
    /// <param name="resultStride">Floats between rows.</param>
    /// <param name="kept">What the derivative is taken from, as dx stands; a null reference without an activation.</param>
    /// <param name="activation">Its values.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="terms">Columns of dz.</param>
    /// <param name="columns">Columns of dx, without padding.</param>
    /// <param name="blocks">Blocks of W.</param>
    /// <param name="part">The columns of dx that are made, where there are several blocks; else all are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InputGradient<TActivation>(
        ref float gradients,
        int gradientStride,
        ref float weights,
        int weightStride,
        ref float panel,
        ref float results,
        int resultStride,
        ref float kept,
        in TActivation activation,
        int rows,
        int terms,
        int columns,
        int blocks,
        Part part)
        where TActivation : struct, IActivationLanes
    {
        var form = new TileForm(terms, gradientStride, 0, resultStride);
        var call = new ProductCall(form, rows, columns, ref gradients, ref weights, ref results, ref kept);
        var weight = new WeightBlocks(weightStride, blocks);
        if (VectorWidth.Is512)
            InputGradient<Vectors512, Vector512<float>, TActivation>(call, weight, ref panel, part, activation);
        else if (VectorWidth.Is256)
            InputGradient<Vectors256, Vector256<float>, TActivation>(call, weight, ref panel, part, activation);
        else
            InputGradient<Vectors128, Vector128<float>, TActivation>(call, weight, ref panel, part, activation);
    }

    /// <summary>The same where W stands as <c>[out, in]</c>, so that its rows serve as they are.</summary>
    /// <typeparam name="TActivation">The activation below.</typeparam>
    /// <param name="gradients">The first row of dz.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="weights">W.</param>
    /// <param name="weightStride">Floats between rows.</param>
    /// <param name="results">The first row of dx.</param>
    /// <param name="resultStride">Floats between rows.</param>
    /// <param name="kept">What the derivative is taken from, as dx stands; a null reference without an activation.</param>
    /// <param name="activation">Its values.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="terms">Columns of dz.</param>
    /// <param name="columns">Columns of dx, without padding.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InputGradientOfTransposed<TActivation>(
        ref float gradients,
        int gradientStride,
        ref float weights,
        int weightStride,
        ref float results,
        int resultStride,
        ref float kept,
        in TActivation activation,
        int rows,
        int terms,
        int columns)
        where TActivation : struct, IActivationLanes
    {
        var form = new TileForm(terms, gradientStride, weightStride, resultStride);
        var call = new ProductCall(form, rows, columns, ref gradients, ref weights, ref results, ref kept);
        if (VectorWidth.Is512)
            InputGradient<Vectors512, Vector512<float>, TActivation>(call, activation);
        else if (VectorWidth.Is256)
            InputGradient<Vectors256, Vector256<float>, TActivation>(call, activation);
        else
            InputGradient<Vectors128, Vector128<float>, TActivation>(call, activation);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Forward<TVectors, TVector, TActivation>(in ProductCall call, ref float bias, in TActivation activation, bool fetches)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TActivation : struct, IActivationLanes
    {
        if (fetches)
            BatchProduct<TVectors, TVector>.Panels<AlongRowsFetching, ActivationEnd<TVectors, TVector, TActivation>, TActivation>(call, ref bias, activation);
        else
            BatchProduct<TVectors, TVector>.Panels<AlongRows, ActivationEnd<TVectors, TVector, TActivation>, TActivation>(call, ref bias, activation);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputGradient<TVectors, TVector, TActivation>(
        in ProductCall call, in WeightBlocks weight, ref float panel, Part part, in TActivation activation)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TActivation : struct, IActivationLanes
    {
        if (typeof(TActivation) == typeof(NoActivation))
            BatchProduct<TVectors, TVector>.LaidOutPanels<StoreEnd<TVectors, TVector, TActivation>, TActivation>(call, weight, ref panel, part, activation);
        else
            BatchProduct<TVectors, TVector>.LaidOutPanels<DerivativeEnd<TVectors, TVector, TActivation>, TActivation>(call, weight, ref panel, part, activation);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputGradient<TVectors, TVector, TActivation>(in ProductCall call, in TActivation activation)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TActivation : struct, IActivationLanes
    {
        ref float zero = ref Unsafe.NullRef<float>();
        if (typeof(TActivation) == typeof(NoActivation))
            BatchProduct<TVectors, TVector>.Panels<AlongRows, StoreEnd<TVectors, TVector, TActivation>, TActivation>(call, ref zero, activation);
        else
            BatchProduct<TVectors, TVector>.Panels<AlongRows, DerivativeEnd<TVectors, TVector, TActivation>, TActivation>(call, ref zero, activation);
    }
}
