using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>A thread's scratch, handed out piece by piece. The plan has made room for all pieces of a kernel.</summary>
internal ref struct ScratchRoom(ref float start)
{
    private ref float _next = ref start;

    /// <summary>The next piece.</summary>
    /// <typeparam name="T">What it holds, of whole floats.</typeparam>
    /// <param name="count">How many.</param>
    public Span<T> Take<T>(int count)
        where T : unmanaged
    {
        int floats = count * (Unsafe.SizeOf<T>() / sizeof(float));
        Span<T> piece = MemoryMarshal.Cast<float, T>(MemoryMarshal.CreateSpan(ref _next, floats));
        _next = ref Unsafe.Add(ref _next, (floats + 15) & ~15);
        return piece;
    }
}
