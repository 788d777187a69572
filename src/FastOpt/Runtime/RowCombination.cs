using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>Sums and products of rows, element by element; what pads a row takes part, and reaches nothing. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowCombination
{
    /// <summary><c>y = a + b</c>.</summary>
    /// <param name="left">The first row of a.</param>
    /// <param name="right">The first row of b.</param>
    /// <param name="outputs">The first row of y.</param>
    /// <param name="stride">Floats between rows of all.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Floats of a row, without padding.</param>
    public static void Add(ref float left, ref float right, ref float outputs, int stride, int rows, int width)
    {
        if (VectorWidth.Is512)
            Combine<Vectors512, Vector512<float>, Sum>(ref left, ref right, ref outputs, stride, rows, width);
        else if (VectorWidth.Is256)
            Combine<Vectors256, Vector256<float>, Sum>(ref left, ref right, ref outputs, stride, rows, width);
        else
            Combine<Vectors128, Vector128<float>, Sum>(ref left, ref right, ref outputs, stride, rows, width);
    }

    /// <summary><c>y = a ⊙ b</c>.</summary>
    /// <param name="left">The first row of a.</param>
    /// <param name="right">The first row of b.</param>
    /// <param name="outputs">The first row of y.</param>
    /// <param name="stride">Floats between rows of all.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Floats of a row, without padding.</param>
    public static void Multiply(ref float left, ref float right, ref float outputs, int stride, int rows, int width)
    {
        if (VectorWidth.Is512)
            Combine<Vectors512, Vector512<float>, Product>(ref left, ref right, ref outputs, stride, rows, width);
        else if (VectorWidth.Is256)
            Combine<Vectors256, Vector256<float>, Product>(ref left, ref right, ref outputs, stride, rows, width);
        else
            Combine<Vectors128, Vector128<float>, Product>(ref left, ref right, ref outputs, stride, rows, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine<TVectors, TVector, TCombination>(ref float left, ref float right, ref float outputs, int stride, int rows, int width)
        where TVectors : struct, IVectors<TVector>
        where TVector : struct
        where TCombination : struct, ICombination
    {
        for (nint row = 0; row < rows; row++)
        {
            nint end = (row * stride) + width;
            for (nint at = row * stride; at < end; at += TVectors.Lanes)
            {
                TVector a = TVectors.Load(ref left, at), b = TVectors.Load(ref right, at);
                TVectors.Store(TCombination.IsSum ? TVectors.Add(a, b) : TVectors.Multiply(a, b), ref outputs, at);
            }
        }
    }

    /// <summary>Which; the JIT and ILC fold it.</summary>
    private interface ICombination
    {
        static abstract bool IsSum { get; }
    }

    private readonly struct Sum : ICombination
    {
        public static bool IsSum => true;
    }

    private readonly struct Product : ICombination
    {
        public static bool IsSum => false;
    }
}
