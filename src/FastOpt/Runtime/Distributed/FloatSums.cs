using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>Adds gradients, element by element.</summary>
internal static class FloatSums
{
    /// <summary><c>left ← left + right</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref float left, ref float right, int count)
    {
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= count - Vector512<float>.Count; i += Vector512<float>.Count)
                (Vector512.LoadUnsafe(ref left, (nuint)i) + Vector512.LoadUnsafe(ref right, (nuint)i)).StoreUnsafe(ref left, (nuint)i);
        }

        for (; i <= count - Vector256<float>.Count; i += Vector256<float>.Count)
            (Vector256.LoadUnsafe(ref left, (nuint)i) + Vector256.LoadUnsafe(ref right, (nuint)i)).StoreUnsafe(ref left, (nuint)i);
        for (; i < count; i++)
            Unsafe.Add(ref left, i) += Unsafe.Add(ref right, i);
    }
}
