using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// Reductions over 16 virtual lanes by one fixed tree, (i, i + 8), then (i, i + 4), (i, i + 2), (i, i + 1), so that a sum has the same bits whether its
/// lanes stand in one vector of 512 bits, two of 256 or four of 128. A row of at most 8 or 4 lanes takes a narrower vector: the others count as +0, which adds
/// nothing to a sum that is not −0. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VirtualLanes
{
    /// <summary>How many there are.</summary>
    internal const int Count = 16;

    /// <summary>Columns with what pads them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Padded(int columns) => (columns + Count - 1) / Count * Count;

    /// <summary>The sum of 16 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> lanes) => Sum(lanes.GetLower(), lanes.GetUpper());

    /// <inheritdoc cref="Sum(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> lanes0, Vector256<float> lanes8)
    {
        Vector256<float> half = lanes0 + lanes8;
        return Tree(half.GetLower() + half.GetUpper());
    }

    /// <inheritdoc cref="Sum(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> lanes0, Vector128<float> lanes4, Vector128<float> lanes8, Vector128<float> lanes12) =>
        Tree((lanes0 + lanes8) + (lanes4 + lanes12));

    /// <summary>The sum of 16 lanes, of which those behind the first 8 are +0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> lanes0) => Tree(lanes0.GetLower() + lanes0.GetUpper());

    /// <inheritdoc cref="Sum(Vector256{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> lanes0, Vector128<float> lanes4) => Tree(lanes0 + lanes4);

    /// <summary>The sum of 16 lanes, of which those behind the first 4 are +0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> lanes0) => Tree(lanes0);

    /// <summary>The largest of the lanes. Where one is NaN it may be NaN or the largest of the others, as the hardware has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector512<float> lanes) => Max(Vector256.MaxNative(lanes.GetLower(), lanes.GetUpper()));

    /// <inheritdoc cref="Max(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector256<float> lanes0, Vector256<float> lanes8) => Max(Vector256.MaxNative(lanes0, lanes8));

    /// <inheritdoc cref="Max(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector256<float> lanes0) => Max(Vector128.MaxNative(lanes0.GetLower(), lanes0.GetUpper()));

    /// <inheritdoc cref="Max(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector128<float> lanes0, Vector128<float> lanes4, Vector128<float> lanes8, Vector128<float> lanes12) =>
        Max(Vector128.MaxNative(lanes0, lanes8), Vector128.MaxNative(lanes4, lanes12));

    /// <inheritdoc cref="Max(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector128<float> lanes0, Vector128<float> lanes4) => Max(Vector128.MaxNative(lanes0, lanes4));

    /// <inheritdoc cref="Max(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector128<float> lanes0)
    {
        Vector128<float> pair = Vector128.MaxNative(lanes0, Vector128.Shuffle(lanes0, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(pair, Vector128.Shuffle(pair, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Tree(Vector128<float> quarter)
    {
        Vector128<float> pair = quarter + Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1));
        return pair.ToScalar() + pair.GetElement(1);
    }
}
