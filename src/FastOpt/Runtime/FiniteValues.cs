using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>Looks for values that are not finite. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FiniteValues
{
    private const int Exponent = 0x7F80_0000;

    /// <summary>Whether a tensor has finite values alone; padding is left out.</summary>
    /// <param name="values">The first row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns, without padding.</param>
    /// <param name="stride">Floats between rows.</param>
    public static bool Are(ref float values, int rows, int columns, int stride)
    {
        for (nint row = 0; row < rows; row++)
        {
            if (!Are(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref values, row * stride), columns)))
                return false;
        }

        return true;
    }

    private static bool Are(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<int> bits = MemoryMarshal.Cast<float, int>(values);
        var exponent = new Vector<int>(Exponent);
        while (bits.Length >= Vector<int>.Count)
        {
            if (Vector.EqualsAny(new Vector<int>(bits) & exponent, exponent))
                return false;
            bits = bits.Slice(Vector<int>.Count);
        }

        foreach (int value in bits)
        {
            if ((value & Exponent) == Exponent)
                return false;
        }

        return true;
    }
}
