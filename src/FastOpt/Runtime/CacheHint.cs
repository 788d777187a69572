using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace FastOpt.Runtime;

/// <summary>Hints to the processor's caches, which change no result. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CacheHint
{
    /// <summary>Asks for the cache line of the float that stands so many floats behind another. An address outside of the buffer does no harm, for no ref to it is made.</summary>
    /// <param name="location">A float of the buffer.</param>
    /// <param name="floats">How far behind it the float stands.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Fetch(ref float location, nint floats)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0((float*)Unsafe.AsPointer(ref location) + floats);
    }

    /// <summary>Asks for the lines of up to eight vectors. The number of floats is a constant, so that what is asked for is, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void FetchLines(ref float location, nint floats, int count)
    {
        const int Line = 16;
        Fetch(ref location, floats);
        if (count > Line)
            Fetch(ref location, floats + Line);
        if (count > 2 * Line)
            Fetch(ref location, floats + (2 * Line));
        if (count > 3 * Line)
            Fetch(ref location, floats + (3 * Line));
        if (count > 4 * Line)
            Fetch(ref location, floats + (4 * Line));
        if (count > 5 * Line)
            Fetch(ref location, floats + (5 * Line));
        if (count > 6 * Line)
            Fetch(ref location, floats + (6 * Line));
        if (count > 7 * Line)
            Fetch(ref location, floats + (7 * Line));
    }
}
