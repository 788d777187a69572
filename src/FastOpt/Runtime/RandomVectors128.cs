using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FastOpt.Runtime;

/// <summary>Vectors of 128 bits for random numbers.</summary>
internal readonly struct RandomVectors128 : IRandomVectors<Vector128<ulong>, Vector128<float>>
{
    public static uint Lanes => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Create(uint word) => Vector128.Create((ulong)word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Count(uint first, out Vector128<ulong> even, out Vector128<ulong> odd)
    {
        even = Vector128.Create((ulong)first) + Vector128.Create(0UL, 2UL);
        odd = even + Vector128<ulong>.One;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Add(Vector128<ulong> left, Vector128<ulong> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Multiply(Vector128<ulong> words, uint multiplier)
    {
        if (Sse2.IsSupported)
            return Sse2.Multiply(words.AsUInt32(), Vector128.Create((ulong)multiplier).AsUInt32());
        if (AdvSimd.IsSupported)
            return AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(words), Vector64.Create(multiplier));
        return (words & Vector128.Create((ulong)uint.MaxValue)) * Vector128.Create((ulong)multiplier);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Mix(Vector128<ulong> product, Vector128<ulong> word, Vector128<ulong> key) => (product >>> 32) ^ word ^ key;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Join(Vector128<ulong> even, Vector128<ulong> odd) => (even & Vector128.Create((ulong)uint.MaxValue)) | (odd << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LowHalf(Vector128<ulong> words, float factor) =>
        Vector128.ConvertToSingle((words.AsUInt32() & Vector128.Create(0xFFFFu)).AsInt32()) * factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> HighBits(Vector128<ulong> words, int from, float factor) =>
        Vector128.ConvertToSingle((words.AsUInt32() >>> from).AsInt32()) * factor;

    public static void Normal(Vector128<ulong> radii, Vector128<ulong> angles, out Vector128<float> first, out Vector128<float> second)
    {
        // (k + ½) / 2²⁴ as (2k + 1) / 2²⁵, never 0: the sum of integers is exact, and is rounded once, when it becomes a float.
        Vector128<float> u = Vector128.ConvertToSingle(((radii.AsUInt32() >>> 7) | Vector128<uint>.One).AsInt32()) * (1f / (1 << 25));
        Vector128<float> radius = Vector128.Sqrt(-2f * VectorMath.Log(u));
        Vector128<float> angle = (HighBits(angles, 8, 1f / (1 << 24)) - Vector128.Create(0.5f)) * (2 * MathF.PI);
        first = radius * VectorMath.Cos(angle);
        second = radius * VectorMath.Sin(angle);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> vector, ref float destination, nuint offset) => vector.StoreUnsafe(ref destination, offset);
}
