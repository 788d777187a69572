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
        if (VectorWidth.Is512)
            Forward<Vectors512, Vector512<float>, TActivation>(
                form, ref inputs, ref weights, ref bias, ref outputs, ref kept, activation, rows, columns, fetches);
        else if (VectorWidth.Is256)
            Forward<Vectors256, Vector256<float>, TActivation>(
                form, ref inputs, ref weights, ref bias, ref outputs, ref kept, activation, rows, columns, fetches);
        else
            Forward<Vectors128, Vector128<float>, TActivation>(
                form, ref inputs, ref weights, ref bias, ref outputs, ref kept, activation, rows, columns, fetches);
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
        var weight = new WeightBlocks(weightStride, blocks);
        if (VectorWidth.Is512)
            InputGradient<Vectors512, Vector512<float>, TActivation>(
                form, weight, ref gradients, ref weights, ref panel, ref results, ref kept, activation, rows, columns, part);
        else if (VectorWidth.Is256)
            InputGradient<Vectors256, Vector256<float>, TActivation>(
                form, weight, ref gradients, ref weights, ref panel, ref results, ref kept, activation, rows, columns, part);
        else
            InputGradient<Vectors128, Vector128<float>, TActivation>(
                form, weight, ref gradients, ref weights, ref panel, ref results, ref kept, activation, rows, columns, part);
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
        if (VectorWidth.Is512)
            InputGradient<Vectors512, Vector512<float>, TActivation>(form, ref gradients, ref weights, ref results, ref kept, activation, rows, columns);
        else if (VectorWidth.Is256)
            InputGradient<Vectors256, Vector256<float>, TActivation>(form, ref gradients, ref weights, ref results, ref kept, activation, rows, columns);
        else
            InputGradient<Vectors128, Vector128<float>, TActivation>(form, ref gradients, ref weights, ref results, ref kept, activation, rows, columns);
    }

    private static void Forward<TVectors, TVector, TActivation>(
        in TileForm form,
        ref float inputs,
        ref float weights,
        ref float bias,
        ref float outputs,
        ref float kept,
        in TActivation activation,
        int rows,
        int columns,
        bool fetches)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TActivation : struct, IActivationLanes
    {
        int left = PanelWidth<TVectors, TVector>.Vectors(columns), vectors;
        bool isRow = rows == 1 && !LongSum.Is(form.Terms);
        for (int column = 0; left > 0; left -= vectors, column += vectors * TVectors.Lanes)
        {
            vectors = isRow
                ? RowTiles<TVectors, TVector>.Next(left)
                : PanelWidth<TVectors, TVector>.Next(left, BatchProduct<TVectors, TVector>.MostVectors);
            ref float start = ref Unsafe.IsNullRef(ref bias) ? ref ZeroPanel.Start : ref Unsafe.Add(ref bias, column);
            ref float panel = ref Unsafe.Add(ref weights, column);
            ref float results = ref Unsafe.Add(ref outputs, column);
            if (TActivation.KeepsInput && !Unsafe.IsNullRef(ref kept))
            {
                ref float sums = ref Unsafe.Add(ref kept, column);
                if (fetches)
                {
                    BatchProduct<TVectors, TVector>.Panel<AlongRowsFetching, KeptActivationEnd<TVectors, TVector, TActivation>, TActivation>(
                        form, vectors, rows, ref inputs, ref panel, ref start, ref sums, ref results, activation);
                }
                else
                {
                    BatchProduct<TVectors, TVector>.Panel<AlongRows, KeptActivationEnd<TVectors, TVector, TActivation>, TActivation>(
                        form, vectors, rows, ref inputs, ref panel, ref start, ref sums, ref results, activation);
                }
            }
            else if (fetches)
            {
                BatchProduct<TVectors, TVector>.Panel<AlongRowsFetching, ActivationEnd<TVectors, TVector, TActivation>, TActivation>(
                    form, vectors, rows, ref inputs, ref panel, ref start, ref results, ref Unsafe.NullRef<float>(), activation);
            }
            else
            {
                BatchProduct<TVectors, TVector>.Panel<AlongRows, ActivationEnd<TVectors, TVector, TActivation>, TActivation>(
                    form, vectors, rows, ref inputs, ref panel, ref start, ref results, ref Unsafe.NullRef<float>(), activation);
            }
        }
    }

    private static void InputGradient<TVectors, TVector, TActivation>(
        in TileForm form,
        in WeightBlocks weight,
        ref float gradients,
        ref float weights,
        ref float panel,
        ref float results,
        ref float kept,
        in TActivation activation,
        int rows,
        int columns,
        Part part)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TActivation : struct, IActivationLanes
    {
        (int column, int end, int most) = (0, columns, BatchProduct<TVectors, TVector>.MostVectors);
        if (weight.Blocks > 1)
        {
            // Shares are whole panels, all of one width.
            most = PanelWidth<TVectors, TVector>.Vectors(columns) % most == 0 ? most : 2;
            (column, end) = (part.First(columns, most * TVectors.Lanes), part.End(columns, most * TVectors.Lanes));
        }

        int left = PanelWidth<TVectors, TVector>.Vectors(end - column), vectors;
        for (; left > 0; left -= vectors, column += vectors * TVectors.Lanes)
        {
            vectors = PanelWidth<TVectors, TVector>.Next(left, most);
            int width = vectors * TVectors.Lanes;
            weight.LayOut(ref weights, column, columns, form.Terms, ref panel, width);
            Through<TVectors, TVector, TActivation>(
                form with { VectorStep = width }, vectors, rows, column, ref gradients, ref panel, ref results, ref kept, activation);
        }
    }

    private static void InputGradient<TVectors, TVector, TActivation>(
        in TileForm form,
        ref float gradients,
        ref float weights,
        ref float results,
        ref float kept,
        in TActivation activation,
        int rows,
        int columns)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TActivation : struct, IActivationLanes
    {
        int left = PanelWidth<TVectors, TVector>.Vectors(columns), vectors;
        for (int column = 0; left > 0; left -= vectors, column += vectors * TVectors.Lanes)
        {
            vectors = PanelWidth<TVectors, TVector>.Next(left, BatchProduct<TVectors, TVector>.MostVectors);
            Through<TVectors, TVector, TActivation>(
                form, vectors, rows, column, ref gradients, ref Unsafe.Add(ref weights, column), ref results, ref kept, activation);
        }
    }

    /// <summary>A panel of an input gradient, through the activation if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Through<TVectors, TVector, TActivation>(
        in TileForm form,
        int vectors,
        int rows,
        int column,
        ref float gradients,
        ref float panel,
        ref float results,
        ref float kept,
        in TActivation activation)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TActivation : struct, IActivationLanes
    {
        ref float result = ref Unsafe.Add(ref results, column);
        if (typeof(TActivation) == typeof(NoActivation))
        {
            BatchProduct<TVectors, TVector>.Panel<AlongRows, StoreEnd<TVectors, TVector, TActivation>, TActivation>(
                form, vectors, rows, ref gradients, ref panel, ref ZeroPanel.Start, ref result, ref Unsafe.NullRef<float>(), activation);
        }
        else
        {
            BatchProduct<TVectors, TVector>.Panel<AlongRows, DerivativeEnd<TVectors, TVector, TActivation>, TActivation>(
                form, vectors, rows, ref gradients, ref panel, ref ZeroPanel.Start, ref result, ref Unsafe.Add(ref kept, column), activation);
        }
    }
}
