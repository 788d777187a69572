using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>The total of chunks of sums (<see cref="LongSum"/>), 16 side by side. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct LongSum512
{
    private Vector512<double> _low, _high;

    /// <summary>The total; of one chunk alone exactly its sums.</summary>
    public readonly Vector512<float> Total
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Narrow(_low, _high);
    }

    /// <summary>Adds the sums of a chunk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<float> sums)
    {
        _low += Vector512.WidenLower(sums);
        _high += Vector512.WidenUpper(sums);
    }
}
