using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FastOpt.Runtime;

/// <summary>
/// Four columns of as many rows as a vector has lanes: each becomes a vector, with a lane for each row, so that narrow rows are worked on side by side. For generated code.
/// </summary>
/// <remarks>Rows j, 4 + j, 8 + j … come together as quarters of one vector; what remains is a transpose of 4 × 4 within each quarter, and is its own inverse.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowColumns
{
    /// <summary>Reads four columns of 16 rows.</summary>
    /// <param name="rows">The first of the columns in the first row.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="columns">[4, 16].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read512(ref float rows, int stride, ref float columns)
    {
        Vector512<float> row0 = Quarters512(ref rows, stride);
        Vector512<float> row1 = Quarters512(ref Unsafe.Add(ref rows, stride), stride);
        Vector512<float> row2 = Quarters512(ref Unsafe.Add(ref rows, 2 * stride), stride);
        Vector512<float> row3 = Quarters512(ref Unsafe.Add(ref rows, 3 * stride), stride);
        Transpose(ref row0, ref row1, ref row2, ref row3);
        row0.StoreUnsafe(ref columns);
        row1.StoreUnsafe(ref columns, 16);
        row2.StoreUnsafe(ref columns, 32);
        row3.StoreUnsafe(ref columns, 48);
    }

    /// <summary>Reads four columns of 8 rows.</summary>
    /// <param name="rows">The first of the columns in the first row.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="columns">[4, 8].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read256(ref float rows, int stride, ref float columns)
    {
        Vector256<float> row0 = Quarters256(ref rows, stride);
        Vector256<float> row1 = Quarters256(ref Unsafe.Add(ref rows, stride), stride);
        Vector256<float> row2 = Quarters256(ref Unsafe.Add(ref rows, 2 * stride), stride);
        Vector256<float> row3 = Quarters256(ref Unsafe.Add(ref rows, 3 * stride), stride);
        Transpose(ref row0, ref row1, ref row2, ref row3);
        row0.StoreUnsafe(ref columns);
        row1.StoreUnsafe(ref columns, 8);
        row2.StoreUnsafe(ref columns, 16);
        row3.StoreUnsafe(ref columns, 24);
    }

    /// <summary>Reads four columns of 4 rows.</summary>
    /// <param name="rows">The first of the columns in the first row.</param>
    /// <param name="stride">Floats between rows.</param>
    /// <param name="columns">[4, 4].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read128(ref float rows, int stride, ref float columns)
    {
        Vector128<float> row0 = Vector128.LoadUnsafe(ref rows);
        Vector128<float> row1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref rows, stride));
        Vector128<float> row2 = Vector128.LoadUnsafe(ref Unsafe.Add(ref rows, 2 * stride));
        Vector128<float> row3 = Vector128.LoadUnsafe(ref Unsafe.Add(ref rows, 3 * stride));
        Transpose(ref row0, ref row1, ref row2, ref row3);
        row0.StoreUnsafe(ref columns);
        row1.StoreUnsafe(ref columns, 4);
        row2.StoreUnsafe(ref columns, 8);
        row3.StoreUnsafe(ref columns, 12);
    }

    /// <summary>Writes four columns of 16 rows.</summary>
    /// <param name="columns">[4, 16].</param>
    /// <param name="rows">The first of the columns in the first row.</param>
    /// <param name="stride">Floats between rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write512(ref float columns, ref float rows, int stride)
    {
        Vector512<float> column0 = Vector512.LoadUnsafe(ref columns);
        Vector512<float> column1 = Vector512.LoadUnsafe(ref columns, 16);
        Vector512<float> column2 = Vector512.LoadUnsafe(ref columns, 32);
        Vector512<float> column3 = Vector512.LoadUnsafe(ref columns, 48);
        Transpose(ref column0, ref column1, ref column2, ref column3);
        StoreQuarters(column0, ref rows, stride);
        StoreQuarters(column1, ref Unsafe.Add(ref rows, stride), stride);
        StoreQuarters(column2, ref Unsafe.Add(ref rows, 2 * stride), stride);
        StoreQuarters(column3, ref Unsafe.Add(ref rows, 3 * stride), stride);
    }

    /// <summary>Writes four columns of 8 rows.</summary>
    /// <param name="columns">[4, 8].</param>
    /// <param name="rows">The first of the columns in the first row.</param>
    /// <param name="stride">Floats between rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write256(ref float columns, ref float rows, int stride)
    {
        Vector256<float> column0 = Vector256.LoadUnsafe(ref columns);
        Vector256<float> column1 = Vector256.LoadUnsafe(ref columns, 8);
        Vector256<float> column2 = Vector256.LoadUnsafe(ref columns, 16);
        Vector256<float> column3 = Vector256.LoadUnsafe(ref columns, 24);
        Transpose(ref column0, ref column1, ref column2, ref column3);
        StoreQuarters(column0, ref rows, stride);
        StoreQuarters(column1, ref Unsafe.Add(ref rows, stride), stride);
        StoreQuarters(column2, ref Unsafe.Add(ref rows, 2 * stride), stride);
        StoreQuarters(column3, ref Unsafe.Add(ref rows, 3 * stride), stride);
    }

    /// <summary>Writes four columns of 4 rows.</summary>
    /// <param name="columns">[4, 4].</param>
    /// <param name="rows">The first of the columns in the first row.</param>
    /// <param name="stride">Floats between rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write128(ref float columns, ref float rows, int stride)
    {
        Vector128<float> column0 = Vector128.LoadUnsafe(ref columns);
        Vector128<float> column1 = Vector128.LoadUnsafe(ref columns, 4);
        Vector128<float> column2 = Vector128.LoadUnsafe(ref columns, 8);
        Vector128<float> column3 = Vector128.LoadUnsafe(ref columns, 12);
        Transpose(ref column0, ref column1, ref column2, ref column3);
        column0.StoreUnsafe(ref rows);
        column1.StoreUnsafe(ref Unsafe.Add(ref rows, stride));
        column2.StoreUnsafe(ref Unsafe.Add(ref rows, 2 * stride));
        column3.StoreUnsafe(ref Unsafe.Add(ref rows, 3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Quarters256(ref float row, int stride) =>
        Vector256.Create(Vector128.LoadUnsafe(ref row), Vector128.LoadUnsafe(ref Unsafe.Add(ref row, 4 * stride)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Quarters512(ref float row, int stride) =>
        Vector512.Create(Quarters256(ref row, stride), Quarters256(ref Unsafe.Add(ref row, 8 * stride), stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuarters(Vector256<float> quarters, ref float row, int stride)
    {
        quarters.GetLower().StoreUnsafe(ref row);
        quarters.GetUpper().StoreUnsafe(ref Unsafe.Add(ref row, 4 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuarters(Vector512<float> quarters, ref float row, int stride)
    {
        StoreQuarters(quarters.GetLower(), ref row, stride);
        StoreQuarters(quarters.GetUpper(), ref Unsafe.Add(ref row, 8 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        Vector512<float> lowAC = Avx512F.UnpackLow(a, c);
        Vector512<float> highAC = Avx512F.UnpackHigh(a, c);
        Vector512<float> lowBD = Avx512F.UnpackLow(b, d);
        Vector512<float> highBD = Avx512F.UnpackHigh(b, d);
        a = Avx512F.UnpackLow(lowAC, lowBD);
        b = Avx512F.UnpackHigh(lowAC, lowBD);
        c = Avx512F.UnpackLow(highAC, highBD);
        d = Avx512F.UnpackHigh(highAC, highBD);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector256<float> a, ref Vector256<float> b, ref Vector256<float> c, ref Vector256<float> d)
    {
        Vector256<float> lowAC = Avx.UnpackLow(a, c);
        Vector256<float> highAC = Avx.UnpackHigh(a, c);
        Vector256<float> lowBD = Avx.UnpackLow(b, d);
        Vector256<float> highBD = Avx.UnpackHigh(b, d);
        a = Avx.UnpackLow(lowAC, lowBD);
        b = Avx.UnpackHigh(lowAC, lowBD);
        c = Avx.UnpackLow(highAC, highBD);
        d = Avx.UnpackHigh(highAC, highBD);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector128<float> a, ref Vector128<float> b, ref Vector128<float> c, ref Vector128<float> d)
    {
        Vector128<float> lowAC = UnpackLow(a, c);
        Vector128<float> highAC = UnpackHigh(a, c);
        Vector128<float> lowBD = UnpackLow(b, d);
        Vector128<float> highBD = UnpackHigh(b, d);
        a = UnpackLow(lowAC, lowBD);
        b = UnpackHigh(lowAC, lowBD);
        c = UnpackLow(highAC, highBD);
        d = UnpackHigh(highAC, highBD);
    }

    /// <summary>a0 b0 a1 b1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> UnpackLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a.GetElement(0), b.GetElement(0), a.GetElement(1), b.GetElement(1));

    /// <summary>a2 b2 a3 b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> UnpackHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a.GetElement(2), b.GetElement(2), a.GetElement(3), b.GetElement(3));
}
