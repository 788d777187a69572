using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FastOpt.Runtime;

/// <summary>
/// Transposes matrices, a square of floats at a time: weights for the product that takes a gradient down, channels of images, filters. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PanelTranspose
{
    /// <summary>Lays out rows of a weight as columns of a panel: panel[k, n] = weights[n, k]; columns without a row become zero.</summary>
    /// <param name="weights">The panel's first row.</param>
    /// <param name="stride">Floats between rows of the weight.</param>
    /// <param name="rows">Rows that the panel takes, at most <paramref name="width"/>.</param>
    /// <param name="columns">Columns of the weight, which become the panel's rows.</param>
    /// <param name="panel">[columns, width].</param>
    /// <param name="width">Floats of a row of the panel, a multiple of 4.</param>
    public static void Fill(ref float weights, int stride, int rows, int columns, ref float panel, int width)
    {
        Write(ref weights, stride, rows, columns, ref panel, width);
        for (int row = rows; row < width; row++)
        {
            for (int column = 0; column < columns; column++)
                Unsafe.Add(ref panel, ((nint)column * width) + row) = 0;
        }
    }

    /// <summary>The same for some of a panel's columns; the others stay as they are.</summary>
    /// <param name="weights">The first row.</param>
    /// <param name="stride">Floats between rows of the weight.</param>
    /// <param name="rows">Rows that become columns.</param>
    /// <param name="columns">Columns of the weight, which become the panel's rows.</param>
    /// <param name="panel">The first row's column in [columns, width].</param>
    /// <param name="width">Floats of a row of the panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(ref float weights, int stride, int rows, int columns, ref float panel, int width)
    {
        int row = 0;
        if (Avx.IsSupported)
        {
            for (; row <= rows - 8; row += 8)
            {
                ref float source = ref Unsafe.Add(ref weights, (nint)row * stride);
                ref float destination = ref Unsafe.Add(ref panel, row);
                int column = 0;
                for (; column <= columns - 8; column += 8)
                    Transpose8(ref Unsafe.Add(ref source, column), stride, ref Unsafe.Add(ref destination, (nint)column * width), width);
                if (column <= columns - 4)
                {
                    Transpose4(ref Unsafe.Add(ref source, column), stride, 4, ref Unsafe.Add(ref destination, (nint)column * width), width);
                    Transpose4(ref Unsafe.Add(ref source, (4 * (nint)stride) + column), stride, 4, ref Unsafe.Add(ref destination, ((nint)column * width) + 4), width);
                    column += 4;
                }

                FillSingly(ref source, stride, 8, column, columns, ref destination, width);
            }
        }

        if (Sse.IsSupported || AdvSimd.Arm64.IsSupported)
        {
            for (; row < rows; row += 4)
            {
                int count = Math.Min(4, rows - row);
                ref float source = ref Unsafe.Add(ref weights, (nint)row * stride);
                ref float destination = ref Unsafe.Add(ref panel, row);
                int column = 0;
                for (; column <= columns - 4; column += 4)
                    Transpose4(ref Unsafe.Add(ref source, column), stride, count, ref Unsafe.Add(ref destination, (nint)column * width), width);
                FillSingly(ref source, stride, count, column, columns, ref destination, width);
            }

            return;
        }

        FillSingly(ref weights, stride, rows, 0, columns, ref panel, width);
    }

    private static void FillSingly(ref float weights, int stride, int rows, int firstColumn, int columns, ref float panel, int width)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = firstColumn; column < columns; column++)
                Unsafe.Add(ref panel, ((nint)column * width) + row) = Unsafe.Add(ref weights, ((nint)row * stride) + column);
        }
    }

    /// <summary>
    /// Rows i and i + 4 come together as halves of one vector, so that the rest happens within halves.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose8(ref float source, int stride, ref float destination, int width)
    {
        ref float lower = ref Unsafe.Add(ref source, 4 * stride);
        FourColumns(
            Halves(ref source, ref lower),
            Halves(ref Unsafe.Add(ref source, stride), ref Unsafe.Add(ref lower, stride)),
            Halves(ref Unsafe.Add(ref source, 2 * stride), ref Unsafe.Add(ref lower, 2 * stride)),
            Halves(ref Unsafe.Add(ref source, 3 * stride), ref Unsafe.Add(ref lower, 3 * stride)),
            ref destination,
            width);
        source = ref Unsafe.Add(ref source, 4);
        lower = ref Unsafe.Add(ref lower, 4);
        FourColumns(
            Halves(ref source, ref lower),
            Halves(ref Unsafe.Add(ref source, stride), ref Unsafe.Add(ref lower, stride)),
            Halves(ref Unsafe.Add(ref source, 2 * stride), ref Unsafe.Add(ref lower, 2 * stride)),
            Halves(ref Unsafe.Add(ref source, 3 * stride), ref Unsafe.Add(ref lower, 3 * stride)),
            ref Unsafe.Add(ref destination, 4 * width),
            width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(ref float lower, ref float upper) => Vector256.Create(Vector128.LoadUnsafe(ref lower), Vector128.LoadUnsafe(ref upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourColumns(Vector256<float> row0, Vector256<float> row1, Vector256<float> row2, Vector256<float> row3, ref float destination, int width)
    {
        Vector256<float> low02 = Avx.UnpackLow(row0, row2);
        Vector256<float> high02 = Avx.UnpackHigh(row0, row2);
        Vector256<float> low13 = Avx.UnpackLow(row1, row3);
        Vector256<float> high13 = Avx.UnpackHigh(row1, row3);
        Avx.UnpackLow(low02, low13).StoreUnsafe(ref destination);
        Avx.UnpackHigh(low02, low13).StoreUnsafe(ref Unsafe.Add(ref destination, width));
        Avx.UnpackLow(high02, high13).StoreUnsafe(ref Unsafe.Add(ref destination, 2 * width));
        Avx.UnpackHigh(high02, high13).StoreUnsafe(ref Unsafe.Add(ref destination, 3 * width));
    }

    /// <summary>Up to four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4(ref float source, int stride, int rows, ref float destination, int width)
    {
        Vector128<float> row0 = Vector128.LoadUnsafe(ref source);
        Vector128<float> row1 = rows > 1 ? Vector128.LoadUnsafe(ref Unsafe.Add(ref source, stride)) : Vector128<float>.Zero;
        Vector128<float> row2 = rows > 2 ? Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * stride)) : Vector128<float>.Zero;
        Vector128<float> row3 = rows > 3 ? Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * stride)) : Vector128<float>.Zero;
        Vector128<float> low02 = ZipLow(row0, row2);
        Vector128<float> high02 = ZipHigh(row0, row2);
        Vector128<float> low13 = ZipLow(row1, row3);
        Vector128<float> high13 = ZipHigh(row1, row3);
        StoreFirst(ZipLow(low02, low13), rows, ref destination);
        StoreFirst(ZipHigh(low02, low13), rows, ref Unsafe.Add(ref destination, width));
        StoreFirst(ZipLow(high02, high13), rows, ref Unsafe.Add(ref destination, 2 * width));
        StoreFirst(ZipHigh(high02, high13), rows, ref Unsafe.Add(ref destination, 3 * width));
    }

    /// <summary>Stores the first lanes; those behind may be another thread's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFirst(Vector128<float> vector, int lanes, ref float destination)
    {
        if (lanes == 4)
        {
            vector.StoreUnsafe(ref destination);
            return;
        }

        destination = vector.ToScalar();
        if (lanes > 1)
            Unsafe.Add(ref destination, 1) = vector.GetElement(1);
        if (lanes > 2)
            Unsafe.Add(ref destination, 2) = vector.GetElement(2);
    }

    /// <summary>a0 b0 a1 b1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLow(Vector128<float> a, Vector128<float> b) => Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    /// <summary>a2 b2 a3 b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> a, Vector128<float> b) => Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
