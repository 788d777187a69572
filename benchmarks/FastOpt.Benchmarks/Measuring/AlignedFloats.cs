using System.Runtime.InteropServices;

namespace FastOpt.Benchmarks.Measuring;

/// <summary>Floats that begin at a cache line and stay there, so that figures do not depend on where the collector put an array.</summary>
internal sealed class AlignedFloats
{
    private const int Line = 64;

    private readonly float[] _floats;
    private readonly int _start;
    private readonly int _count;

    public AlignedFloats(int count)
    {
        _count = count;
        _floats = GC.AllocateArray<float>(count + (Line / sizeof(float)), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_floats, 0);
        _start = (int)((Line - (address % Line)) % Line / sizeof(float));
    }

    public Span<float> Span => _floats.AsSpan(_start, _count);
}
