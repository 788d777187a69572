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
    public static int Granule(bool isStreamed) => VectorWidth.Is512 && isStreamed ? 16 : VectorWidth.HasManyRegisters ? 8 : 6;

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
        if (VectorWidth.Is512)
            Update<Vectors512, Vector512<float>, TUpdate>(form, ref inputs, ref gradients, ref weights, ref tile, update, columns, first, end, reach);
        else if (VectorWidth.Is256)
            Update<Vectors256, Vector256<float>, TUpdate>(form, ref inputs, ref gradients, ref weights, ref tile, update, columns, first, end, reach);
        else
            Update<Vectors128, Vector128<float>, TUpdate>(form, ref inputs, ref gradients, ref weights, ref tile, update, columns, first, end, reach);
    }

    /// <summary>Stores the gradients of rows of a weight as the weight stands.</summary>
    /// <param name="inputs">The first row of x.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="gradients">The first row of dz.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="results">Receives the gradient.</param>
    /// <param name="resultStride">Floats between rows.</param>
    /// <param name="added">Examples of the batches before, whose sums these go on from; 0 if there are none.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="columns">Columns of the weight, without padding.</param>
    /// <param name="first">The first row of the weight.</param>
    /// <param name="end">The row behind the last.</param>
    public static void Store(
        ref float inputs,
        int inputStride,
        ref float gradients,
        int gradientStride,
        ref float results,
        int resultStride,
        long added,
        int rows,
        int columns,
        int first,
        int end)
    {
        var form = new TileForm(rows, inputStride, gradientStride, resultStride);
        if (VectorWidth.Is512)
            Store<Vectors512, Vector512<float>>(form, ref inputs, ref gradients, ref results, added, columns, first, end);
        else if (VectorWidth.Is256)
            Store<Vectors256, Vector256<float>>(form, ref inputs, ref gradients, ref results, added, columns, first, end);
        else
            Store<Vectors128, Vector128<float>>(form, ref inputs, ref gradients, ref results, added, columns, first, end);
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
    private static void Update<TVectors, TVector, TUpdate>(
        in TileForm form,
        ref float inputs,
        ref float gradients,
        ref float weights,
        ref float tile,
        in TUpdate update,
        int columns,
        int first,
        int end,
        CacheReach reach)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TUpdate : struct, IUpdateLanes
    {
        if (reach == CacheReach.Within || LongSum.Is(form.Terms))
        {
            WeightProduct<TVectors, TVector>.Rows<UpdateEnd<TVectors, TVector, TUpdate>, TUpdate>(
                form, columns, first, end, ref inputs, ref gradients, ref weights, ref tile, update);
        }
        else
        {
            bool isTall = reach == CacheReach.FarBeyond && TVectors.Lanes == 16;
            WeightProduct<TVectors, TVector>.Stream(form, columns, isTall, first, end, ref inputs, ref gradients, ref weights, ref tile, update);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVectors, TVector>(
        in TileForm form, ref float inputs, ref float gradients, ref float results, long added, int columns, int first, int end)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
    {
        ref float none = ref Unsafe.NullRef<float>();
        if (added > 0 && LongSum.Is(added + form.Terms))
        {
            WeightProduct<TVectors, TVector>.Rows<AddEnd<TVectors, TVector, NoActivation>, NoActivation>(
                form, columns, first, end, ref inputs, ref gradients, ref results, ref none, default);
        }
        else if (added > 0)
        {
            WeightProduct<TVectors, TVector>.Rows<ContinueEnd<TVectors, TVector, NoActivation>, NoActivation>(
                form, columns, first, end, ref inputs, ref gradients, ref results, ref none, default);
        }
        else
        {
            WeightProduct<TVectors, TVector>.Rows<StoreEnd<TVectors, TVector, NoActivation>, NoActivation>(
                form, columns, first, end, ref inputs, ref gradients, ref results, ref none, default);
        }
    }

    private static void Write<TVectors, TVector>(
        ref float inputs, int inputStride, ref float gradients, int gradientStride, ref float result, ref float tile, int rows, int weightRows, int columns)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
    {
        int left = PanelWidth<TVectors, TVector>.Vectors(columns), vectors;
        int large = ProductTile<TVectors, TVector>.Large;
        for (int column = 0; left > 0; left -= vectors, column += vectors * TVectors.Lanes)
        {
            vectors = PanelWidth<TVectors, TVector>.Next(left, WeightProduct<TVectors, TVector>.MostVectors);
            int width = vectors * TVectors.Lanes;
            var form = new TileForm(rows, inputStride, gradientStride, width);
            ref float panel = ref Unsafe.Add(ref gradients, column);
            for (int row = 0; row < weightRows; row += large)
            {
                int count = Math.Min(large, weightRows - row);
                WeightProduct<TVectors, TVector>.Rows<StoreEnd<TVectors, TVector, NoActivation>, NoActivation>(
                    form, width, 0, count, ref Unsafe.Add(ref inputs, row), ref panel, ref tile, ref Unsafe.NullRef<float>(), default);
                MatrixLayout.WriteTileTransposed(ref tile, count, width, ref result, row, column, weightRows, columns);
            }
        }
    }
}
