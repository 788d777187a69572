using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>The total of chunks of sums (<see cref="LongSum"/>), 8 side by side. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct LongSum256
{
    private Vector256<double> _low, _high;

    /// <summary>The total; of one chunk alone exactly its sums.</summary>
    public readonly Vector256<float> Total
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Narrow(_low, _high);
    }

    /// <summary>Adds the sums of a chunk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector256<float> sums)
    {
        _low += Vector256.WidenLower(sums);
        _high += Vector256.WidenUpper(sums);
    }
}
