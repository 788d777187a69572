using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>The total of chunks of sums (<see cref="LongSum"/>), 4 side by side. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct LongSum128
{
    private Vector128<double> _low, _high;

    /// <summary>The total; of one chunk alone exactly its sums.</summary>
    public readonly Vector128<float> Total
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Narrow(_low, _high);
    }

    /// <summary>Adds the sums of a chunk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector128<float> sums)
    {
        _low += Vector128.WidenLower(sums);
        _high += Vector128.WidenUpper(sums);
    }
}
