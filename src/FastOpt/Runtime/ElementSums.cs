using System.Runtime.CompilerServices;
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
        ref float first = ref MemoryMarshal.GetReference(left), second = ref MemoryMarshal.GetReference(right), sum = ref MemoryMarshal.GetReference(results);
        nuint i = 0, length = (nuint)results.Length;
        if (VectorWidth.Is512)
        {
            for (; i + (4 * (nuint)Vector512<float>.Count) <= length; i += 4 * (nuint)Vector512<float>.Count)
            {
                Vector512<float> sum0 = Vector512.LoadUnsafe(ref first, i) + Vector512.LoadUnsafe(ref second, i);
                Vector512<float> sum1 = Vector512.LoadUnsafe(ref first, i + 16) + Vector512.LoadUnsafe(ref second, i + 16);
                Vector512<float> sum2 = Vector512.LoadUnsafe(ref first, i + 32) + Vector512.LoadUnsafe(ref second, i + 32);
                Vector512<float> sum3 = Vector512.LoadUnsafe(ref first, i + 48) + Vector512.LoadUnsafe(ref second, i + 48);
                sum0.StoreUnsafe(ref sum, i);
                sum1.StoreUnsafe(ref sum, i + 16);
                sum2.StoreUnsafe(ref sum, i + 32);
                sum3.StoreUnsafe(ref sum, i + 48);
            }
        }

        for (; i + (nuint)Vector256<float>.Count <= length; i += (nuint)Vector256<float>.Count)
            (Vector256.LoadUnsafe(ref first, i) + Vector256.LoadUnsafe(ref second, i)).StoreUnsafe(ref sum, i);
        for (; i < length; i++)
            Unsafe.Add(ref sum, i) = Unsafe.Add(ref first, i) + Unsafe.Add(ref second, i);
    }
}
