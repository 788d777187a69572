using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>The one buffer of a network: zeroed, aligned to a cache line, and never moved by the collector. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PinnedBuffer
{
    private const int Alignment = 64;

    private readonly float[] _floats;
    private readonly int _start;

    /// <summary>Allocates a zeroed buffer.</summary>
    /// <param name="floats">Its length.</param>
    public PinnedBuffer(nint floats)
    {
        _floats = GC.AllocateArray<float>(checked((int)(floats + (Alignment / sizeof(float)))), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_floats, 0);
        _start = (int)(((Alignment - (address % Alignment)) % Alignment) / sizeof(float));
    }

    /// <summary>The next offset that stands on a 64-byte boundary.</summary>
    /// <param name="floats">An offset in floats.</param>
    public static nint Aligned(nint floats) => (floats + (Alignment / sizeof(float)) - 1) / (Alignment / sizeof(float)) * (Alignment / sizeof(float));

    /// <summary>The first float, on a 64-byte boundary.</summary>
    public ref float Start => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_floats), _start);
}
