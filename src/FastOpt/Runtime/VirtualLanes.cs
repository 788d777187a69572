using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>
/// Reductions over 16 virtual lanes by one fixed tree, (i, i + 8), then (i, i + 4), (i, i + 2), (i, i + 1), so that a sum has the same bits whether its
/// lanes stand in one vector of 512 bits, two of 256 or four of 128. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VirtualLanes
{
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

    /// <summary>The largest of 16 lanes; NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector512<float> lanes) => Max(lanes.GetLower(), lanes.GetUpper());

    /// <inheritdoc cref="Max(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector256<float> lanes0, Vector256<float> lanes8)
    {
        Vector256<float> half = Vector256.Max(lanes0, lanes8);
        return LargestOf(Vector128.Max(half.GetLower(), half.GetUpper()));
    }

    /// <inheritdoc cref="Max(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector128<float> lanes0, Vector128<float> lanes4, Vector128<float> lanes8, Vector128<float> lanes12) =>
        LargestOf(Vector128.Max(Vector128.Max(lanes0, lanes8), Vector128.Max(lanes4, lanes12)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Tree(Vector128<float> quarter)
    {
        Vector128<float> pair = quarter + Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1));
        return pair.ToScalar() + pair.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float LargestOf(Vector128<float> quarter)
    {
        Vector128<float> pair = Vector128.Max(quarter, Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1)));
        return MathF.Max(pair.ToScalar(), pair.GetElement(1));
    }
}
