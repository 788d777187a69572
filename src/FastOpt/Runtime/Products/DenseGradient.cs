using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// Gradients of the weights of dense layers, <c>xᵀ · dz</c> over the batch, and what becomes of them: an update of the weights in registers, a store, or the
/// canonical layout. Every sum adds the rows of the batch in order. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DenseGradient
{
    /// <summary>Rows of a weight that stay together where threads share it: those of the largest tile of the width that runs.</summary>
    /// <param name="isStreamed">Whether the network has weights whose updates stream them.</param>
    public static int Granule(bool isStreamed) => VectorWidth.Is512 ? isStreamed ? 16 : 8 : 6;

    /// <summary>Updates rows of a weight by their gradients.</summary>
    /// <typeparam name="TUpdate">Gradient rules and optimizer.</typeparam>
    /// <param name="inputs">The first row of x.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="gradients">The first row of dz.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="weights">The weight.</param>
    /// <param name="weightStride">Floats between rows.</param>
    /// <param name="tile">Room for a tile.</param>
    /// <param name="update">The update's values.</param>
    /// <param name="distance">Floats from a weight to its first state, and from a state to the next.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="columns">Columns of the weight, without padding.</param>
    /// <param name="first">The first row of the weight.</param>
    /// <param name="end">The row behind the last.</param>
    /// <param name="reach">Whether weights and states fit a core's own caches.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update<TUpdate>(
        ref float inputs,
        int inputStride,
        ref float gradients,
        int gradientStride,
        ref float weights,
        int weightStride,
        ref float tile,
        in TUpdate update,
        int distance,
        int rows,
        int columns,
        int first,
        int end,
        CacheReach reach)
        where TUpdate : struct, IUpdateLanes
    {
        var form = new TileForm(rows, inputStride, gradientStride, weightStride, distance);
        var call = new ProductCall(form, end - first, columns, ref inputs, ref gradients, ref weights, ref tile);
        if (VectorWidth.Is512)
            Update<Vectors512, Vector512<float>, TUpdate>(call, update, first, end, reach);
        else if (VectorWidth.Is256)
            Update<Vectors256, Vector256<float>, TUpdate>(call, update, first, end, reach);
        else
            Update<Vectors128, Vector128<float>, TUpdate>(call, update, first, end, reach);
    }

    /// <summary>Stores the gradients of rows of a weight as the weight stands.</summary>
    /// <param name="inputs">The first row of x.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="gradients">The first row of dz.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="results">Receives the gradient.</param>
    /// <param name="resultStride">Floats between rows.</param>
    /// <param name="adds">Whether sums go on where those of the batches before ended.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="columns">Columns of the weight, without padding.</param>
    /// <param name="first">The first row of the weight.</param>
    /// <param name="end">The row behind the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(
        ref float inputs,
        int inputStride,
        ref float gradients,
        int gradientStride,
        ref float results,
        int resultStride,
        bool adds,
        int rows,
        int columns,
        int first,
        int end)
    {
        var form = new TileForm(rows, inputStride, gradientStride, resultStride);
        var call = new ProductCall(form, end - first, columns, ref inputs, ref gradients, ref results, ref Unsafe.NullRef<float>());
        if (VectorWidth.Is512)
            Store<Vectors512, Vector512<float>>(call, adds, first, end);
        else if (VectorWidth.Is256)
            Store<Vectors256, Vector256<float>>(call, adds, first, end);
        else
            Store<Vectors128, Vector128<float>>(call, adds, first, end);
    }

    /// <summary>Writes the gradient of a weight in the canonical layout, <c>[out, in]</c>.</summary>
    /// <param name="inputs">The first row of x.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="gradients">The first row of dz.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="result">Receives the gradient.</param>
    /// <param name="tile">Room for a tile.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="weightRows">Rows of the weight.</param>
    /// <param name="columns">Columns of the weight, without padding.</param>
    public static void Write(
        ref float inputs,
        int inputStride,
        ref float gradients,
        int gradientStride,
        ref float result,
        ref float tile,
        int rows,
        int weightRows,
        int columns)
    {
        if (VectorWidth.Is512)
            Write<Vectors512, Vector512<float>>(ref inputs, inputStride, ref gradients, gradientStride, ref result, ref tile, rows, weightRows, columns);
        else if (VectorWidth.Is256)
            Write<Vectors256, Vector256<float>>(ref inputs, inputStride, ref gradients, gradientStride, ref result, ref tile, rows, weightRows, columns);
        else
            Write<Vectors128, Vector128<float>>(ref inputs, inputStride, ref gradients, gradientStride, ref result, ref tile, rows, weightRows, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Update<TVectors, TVector, TUpdate>(in ProductCall call, in TUpdate update, int first, int end, CacheReach reach)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TUpdate : struct, IUpdateLanes
    {
        if (reach == CacheReach.Within)
            WeightProduct<TVectors, TVector>.Rows<UpdateEnd<TVectors, TVector, TUpdate>, TUpdate>(call, first, end, update);
        else
            WeightProduct<TVectors, TVector>.Stream(call, isTall: reach == CacheReach.FarBeyond && TVectors.Lanes == 16, first, end, update);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVectors, TVector>(in ProductCall call, bool adds, int first, int end)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
    {
        if (adds)
            WeightProduct<TVectors, TVector>.Rows<ContinueEnd<TVectors, TVector, NoActivation>, NoActivation>(call, first, end, default);
        else
            WeightProduct<TVectors, TVector>.Rows<StoreEnd<TVectors, TVector, NoActivation>, NoActivation>(call, first, end, default);
    }

    private static void Write<TVectors, TVector>(
        ref float inputs, int inputStride, ref float gradients, int gradientStride, ref float result, ref float tile, int rows, int weightRows, int columns)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
    {
        int left = PanelWidth<TVectors, TVector>.Vectors(columns), vectors;
        int large = WeightProduct<TVectors, TVector>.LargeTile;
        for (int column = 0; left > 0; left -= vectors, column += vectors * TVectors.Lanes)
        {
            vectors = PanelWidth<TVectors, TVector>.Next(left, WeightProduct<TVectors, TVector>.MostVectors);
            int width = vectors * TVectors.Lanes;
            var form = new TileForm(rows, inputStride, gradientStride, width);
            for (int row = 0; row < weightRows; row += large)
            {
                int count = Math.Min(large, weightRows - row);
                ref float scalars = ref Unsafe.Add(ref inputs, row);
                ref float panel = ref Unsafe.Add(ref gradients, column);
                var call = new ProductCall(form, count, width, ref scalars, ref panel, ref tile, ref Unsafe.NullRef<float>());
                WeightProduct<TVectors, TVector>.Rows<StoreEnd<TVectors, TVector, NoActivation>, NoActivation>(call, 0, count, default);
                MatrixLayout.WriteTileTransposed(ref tile, count, width, ref result, row, column, weightRows, columns);
            }
        }
    }
}
