using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FastOpt.Runtime;

/// <summary>Sums of neighboring floats, element by element.</summary>
internal static class ElementSums
{
    /// <summary>totals += terms.</summary>
    public static void AddTo(ReadOnlySpan<float> terms, Span<float> totals) => Add(terms, totals, totals);

    /// <summary>results = left + right; the results may stand where either does.</summary>
    public static void Add(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Span<float> results)
    {
        left = left.Slice(0, results.Length);
        right = right.Slice(0, results.Length);
        ref float first = ref MemoryMarshal.GetReference(left), second = ref MemoryMarshal.GetReference(right);
        int i = 0;
        for (; i <= results.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            (Vector256.LoadUnsafe(ref first, (nuint)i) + Vector256.LoadUnsafe(ref second, (nuint)i)).StoreUnsafe(ref results[i]);
        for (; i < results.Length; i++)
            results[i] = left[i] + right[i];
    }
}
