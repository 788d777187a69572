using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FastOpt.Runtime;

/// <summary>Vectors of 512 bits for random numbers.</summary>
internal readonly struct RandomVectors512 : IRandomVectors<Vector512<ulong>, Vector512<float>>
{
    public static uint Lanes => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Create(uint word) => Vector512.Create((ulong)word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Count(uint first, out Vector512<ulong> even, out Vector512<ulong> odd)
    {
        even = Vector512.Create((ulong)first) + Vector512.Create(0UL, 2UL, 4UL, 6UL, 8UL, 10UL, 12UL, 14UL);
        odd = even + Vector512<ulong>.One;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Add(Vector512<ulong> left, Vector512<ulong> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Multiply(Vector512<ulong> words, uint multiplier)
    {
        if (Avx512F.IsSupported)
            return Avx512F.Multiply(words.AsUInt32(), Vector512.Create((ulong)multiplier).AsUInt32());
        return (words & Vector512.Create((ulong)uint.MaxValue)) * Vector512.Create((ulong)multiplier);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Mix(Vector512<ulong> product, Vector512<ulong> word, Vector512<ulong> key) => (product >>> 32) ^ word ^ key;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Join(Vector512<ulong> even, Vector512<ulong> odd) => (even & Vector512.Create((ulong)uint.MaxValue)) | (odd << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LowHalf(Vector512<ulong> words, float factor) =>
        Vector512.ConvertToSingle((words.AsUInt32() & Vector512.Create(0xFFFFu)).AsInt32()) * factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> HighBits(Vector512<ulong> words, int from, float factor) =>
        Vector512.ConvertToSingle((words.AsUInt32() >>> from).AsInt32()) * factor;

    public static void Normal(Vector512<ulong> radii, Vector512<ulong> angles, out Vector512<float> first, out Vector512<float> second)
    {
        // (k + ½) / 2²⁴ as (2k + 1) / 2²⁵, never 0: the sum of integers is exact, and is rounded once, when it becomes a float.
        Vector512<float> u = Vector512.ConvertToSingle(((radii.AsUInt32() >>> 7) | Vector512<uint>.One).AsInt32()) * (1f / (1 << 25));
        Vector512<float> radius = Vector512.Sqrt(-2f * VectorMath.Log(u));
        Vector512<float> angle = (HighBits(angles, 8, 1f / (1 << 24)) - Vector512.Create(0.5f)) * (2 * MathF.PI);
        first = radius * VectorMath.Cos(angle);
        second = radius * VectorMath.Sin(angle);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> vector, ref float destination, nuint offset) => vector.StoreUnsafe(ref destination, offset);
}
