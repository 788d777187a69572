using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>The one buffer of a network: zeroed, aligned to a cache line, and never moved by the collector. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class PinnedBuffer
{
    private const int Alignment = 64;

    private readonly int _count;

    // What the floats stand in, which lives as long as they do: an array, or memory that other processes have mapped, too.
    private object _memory;
    private float* _start;

    /// <summary>Allocates a zeroed buffer.</summary>
    /// <param name="floats">Its length.</param>
    public PinnedBuffer(nint floats)
    {
        _count = checked((int)floats);
        Allocate();
    }

    /// <summary>The next offset that stands on a 64-byte boundary.</summary>
    /// <param name="floats">An offset in floats.</param>
    public static nint Aligned(nint floats) => (floats + (Alignment / sizeof(float)) - 1) / (Alignment / sizeof(float)) * (Alignment / sizeof(float));

    /// <summary>The first float, on a 64-byte boundary.</summary>
    public ref float Start => ref *_start;

    /// <summary>Its bytes.</summary>
    internal long Bytes => (long)_count * sizeof(float);

    /// <summary>Copies the floats to where they may stand next.</summary>
    internal void CopyTo(MappedMemory memory) => Floats.CopyTo(new Span<float>(memory.Start, _count));

    /// <summary>From now on the floats stand where they were copied to. No reference to them may be in use.</summary>
    internal void MoveTo(MappedMemory memory)
    {
        _memory = memory;
        _start = memory.Start;
    }

    /// <summary>The floats stand in an array again, of this process alone. No reference to them may be in use.</summary>
    internal void MoveBack()
    {
        if (_memory is not MappedMemory before)
            return;
        ReadOnlySpan<float> floats = Floats;
        Allocate();
        floats.CopyTo(Floats);
        before.Dispose();
    }

    private Span<float> Floats => new(_start, _count);

    [MemberNotNull(nameof(_memory))]
    private void Allocate()
    {
        float[] array = GC.AllocateArray<float>(checked(_count + (Alignment / sizeof(float))), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        _memory = array;
        _start = (float*)((address + Alignment - 1) / Alignment * Alignment);
    }
}
