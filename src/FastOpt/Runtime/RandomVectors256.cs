using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FastOpt.Runtime;

/// <summary>Vectors of 256 bits for random numbers.</summary>
internal readonly struct RandomVectors256 : IRandomVectors<Vector256<ulong>, Vector256<float>>
{
    public static uint Lanes => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Create(uint word) => Vector256.Create((ulong)word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Count(uint first, out Vector256<ulong> even, out Vector256<ulong> odd)
    {
        even = Vector256.Create((ulong)first) + Vector256.Create(0UL, 2UL, 4UL, 6UL);
        odd = even + Vector256<ulong>.One;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Add(Vector256<ulong> left, Vector256<ulong> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Multiply(Vector256<ulong> words, uint multiplier)
    {
        if (Avx2.IsSupported)
            return Avx2.Multiply(words.AsUInt32(), Vector256.Create((ulong)multiplier).AsUInt32());
        return (words & Vector256.Create((ulong)uint.MaxValue)) * Vector256.Create((ulong)multiplier);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Mix(Vector256<ulong> product, Vector256<ulong> word, Vector256<ulong> key) => (product >>> 32) ^ word ^ key;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Join(Vector256<ulong> even, Vector256<ulong> odd) => (even & Vector256.Create((ulong)uint.MaxValue)) | (odd << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LowHalf(Vector256<ulong> words, float factor) =>
        Vector256.ConvertToSingle((words.AsUInt32() & Vector256.Create(0xFFFFu)).AsInt32()) * factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> HighBits(Vector256<ulong> words, int from, float factor) =>
        Vector256.ConvertToSingle((words.AsUInt32() >>> from).AsInt32()) * factor;

    public static void Normal(Vector256<ulong> radii, Vector256<ulong> angles, out Vector256<float> first, out Vector256<float> second)
    {
        // (k + ½) / 2²⁴ as (2k + 1) / 2²⁵, never 0: the sum of integers is exact, and is rounded once, when it becomes a float.
        Vector256<float> u = Vector256.ConvertToSingle(((radii.AsUInt32() >>> 7) | Vector256<uint>.One).AsInt32()) * (1f / (1 << 25));
        Vector256<float> radius = Vector256.Sqrt(-2f * VectorMath.Log(u));
        Vector256<float> angle = (HighBits(angles, 8, 1f / (1 << 24)) - Vector256.Create(0.5f)) * (2 * MathF.PI);
        first = radius * VectorMath.Cos(angle);
        second = radius * VectorMath.Sin(angle);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> vector, ref float destination, nuint offset) => vector.StoreUnsafe(ref destination, offset);
}
