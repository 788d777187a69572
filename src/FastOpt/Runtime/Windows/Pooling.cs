using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// The largest and the mean value that a window sees of each channel, over rows of the batch whose channels stand last, and the way back. Windows have no
/// dilation here, and as many results as channels. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pooling
{
    /// <summary>The largest value of each window: the first one in scan order; NaN if there is one.</summary>
    /// <param name="inputs">The first row.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="outputs">The first row of the results.</param>
    /// <param name="outputStride">Floats between these.</param>
    /// <param name="places">Receives for each result the number of the window's element that it comes from, as bits; a null reference leaves them out.</param>
    /// <param name="placeStride">Floats between the rows of these.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="window">The window.</param>
    public static void Largest(
        ref float inputs, int inputStride, ref float outputs, int outputStride, ref float places, int placeStride, int rows, in Window window)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float image = ref Unsafe.Add(ref inputs, row * inputStride);
            ref float output = ref Unsafe.Add(ref outputs, row * outputStride);
            if (Unsafe.IsNullRef(ref places))
                Largest<NoPlaces>(ref image, ref output, ref output, window);
            else
                Largest<KeptPlaces>(ref image, ref output, ref Unsafe.Add(ref places, row * placeStride), window);
        }
    }

    private static void Largest<TPlaces>(ref float image, ref float output, ref float place, in Window window)
        where TPlaces : struct, IPlaces
    {
        if (VectorWidth.Is512 && window.Channels > 8)
            WindowScan<Vectors512, Vector512<float>>.Largest<TPlaces>(ref image, ref output, ref place, window);
        else if (VectorWidth.Is256 && window.Channels > 4)
            WindowScan<Vectors256, Vector256<float>>.Largest<TPlaces>(ref image, ref output, ref place, window);
        else
            WindowScan<Vectors128, Vector128<float>>.Largest<TPlaces>(ref image, ref output, ref place, window);
    }

    /// <summary>The gradient of the loss in the image: each result's goes to the element that it came from.</summary>
    /// <param name="gradients">The first row of the results' gradients.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="places">What <see cref="Largest"/> left.</param>
    /// <param name="placeStride">Floats between the rows of these.</param>
    /// <param name="results">The first row of the images' gradients.</param>
    /// <param name="resultStride">Floats between these.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="window">The window.</param>
    public static void LargestGradient(
        ref float gradients, int gradientStride, ref float places, int placeStride, ref float results, int resultStride, int rows, in Window window)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float gradient = ref Unsafe.Add(ref gradients, row * gradientStride);
            ref float place = ref Unsafe.Add(ref places, row * placeStride);
            ref float result = ref Unsafe.Add(ref results, row * resultStride);
            if (VectorWidth.Is512 && window.Channels >= 16)
                WindowScan<Vectors512, Vector512<float>>.SpreadLargest(ref gradient, ref place, ref result, window);
            else if (VectorWidth.Is256 && window.Channels >= 8)
                WindowScan<Vectors256, Vector256<float>>.SpreadLargest(ref gradient, ref place, ref result, window);
            else
                WindowScan<Vectors128, Vector128<float>>.SpreadLargest(ref gradient, ref place, ref result, window);
        }
    }

    /// <summary>How the largest values move: as that element does which each came from.</summary>
    /// <param name="inputs">The first row of the images' tangents.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="places">What <see cref="Largest"/> left.</param>
    /// <param name="placeStride">Floats between the rows of these.</param>
    /// <param name="outputs">The first row of the results.</param>
    /// <param name="outputStride">Floats between these.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="window">The window.</param>
    public static void LargestTangent(
        ref float inputs, int inputStride, ref float places, int placeStride, ref float outputs, int outputStride, int rows, in Window window)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float place = ref Unsafe.Add(ref places, row * placeStride);
            WindowScan<Vectors128, Vector128<float>>.Gather(
                ref Unsafe.Add(ref inputs, row * inputStride), ref place, ref Unsafe.Add(ref outputs, row * outputStride), window);
        }
    }

    /// <summary>The mean of each window; what it sees beyond the image counts as zeros, as PyTorch counts it.</summary>
    /// <param name="inputs">The first row.</param>
    /// <param name="inputStride">Floats between rows.</param>
    /// <param name="outputs">The first row of the results.</param>
    /// <param name="outputStride">Floats between these.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="window">The window.</param>
    public static void Mean(ref float inputs, int inputStride, ref float outputs, int outputStride, int rows, in Window window)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float image = ref Unsafe.Add(ref inputs, row * inputStride);
            ref float output = ref Unsafe.Add(ref outputs, row * outputStride);
            if (VectorWidth.Is512 && window.Channels >= 16)
                WindowScan<Vectors512, Vector512<float>>.Mean(ref image, ref output, window);
            else if (VectorWidth.Is256 && window.Channels >= 8)
                WindowScan<Vectors256, Vector256<float>>.Mean(ref image, ref output, window);
            else
                WindowScan<Vectors128, Vector128<float>>.Mean(ref image, ref output, window);
        }
    }

    /// <summary>The gradient of the loss in the image: each result's, in equal shares.</summary>
    /// <param name="gradients">The first row of the results' gradients.</param>
    /// <param name="gradientStride">Floats between rows.</param>
    /// <param name="results">The first row of the images' gradients.</param>
    /// <param name="resultStride">Floats between these.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="window">The window.</param>
    public static void MeanGradient(ref float gradients, int gradientStride, ref float results, int resultStride, int rows, in Window window)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float gradient = ref Unsafe.Add(ref gradients, row * gradientStride);
            ref float result = ref Unsafe.Add(ref results, row * resultStride);
            if (VectorWidth.Is512 && window.Channels >= 16)
                WindowScan<Vectors512, Vector512<float>>.SpreadMean(ref gradient, ref result, window);
            else if (VectorWidth.Is256 && window.Channels >= 8)
                WindowScan<Vectors256, Vector256<float>>.SpreadMean(ref gradient, ref result, window);
            else
                WindowScan<Vectors128, Vector128<float>>.SpreadMean(ref gradient, ref result, window);
        }
    }
}
