using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FastOpt.Runtime;

/// <summary>
/// Philox on 4 blocks at a time: 2 with even numbers in one vector and 2 with odd ones in another, a word in the low half of each ulong. What stands in the
/// high halves is ignored.
/// </summary>
internal readonly struct RandomLanes128 : IRandomLanes
{
    private const int Lanes = 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Coarse(ref float destination, in RandomKey key, uint block)
    {
        for (uint lane = 0; lane < 16; lane += Lanes)
        {
            Generate(key, block + lane, out Vector128<uint> word0, out Vector128<uint> word1, out Vector128<uint> word2, out Vector128<uint> word3);
            StoreHalves(word0, ref Unsafe.Add(ref destination, lane));
            StoreHalves(word1, ref Unsafe.Add(ref destination, lane + 32));
            StoreHalves(word2, ref Unsafe.Add(ref destination, lane + 64));
            StoreHalves(word3, ref Unsafe.Add(ref destination, lane + 96));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fine(ref float destination, in RandomKey key, uint block)
    {
        for (uint lane = 0; lane < 16; lane += Lanes)
        {
            Generate(key, block + lane, out Vector128<uint> word0, out Vector128<uint> word1, out Vector128<uint> word2, out Vector128<uint> word3);
            Unit(word0).StoreUnsafe(ref destination, lane);
            Unit(word1).StoreUnsafe(ref destination, lane + 16);
            Unit(word2).StoreUnsafe(ref destination, lane + 32);
            Unit(word3).StoreUnsafe(ref destination, lane + 48);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Normal(ref float destination, in RandomKey key, uint block)
    {
        for (uint lane = 0; lane < 16; lane += Lanes)
        {
            Generate(key, block + lane, out Vector128<uint> word0, out Vector128<uint> word1, out Vector128<uint> word2, out Vector128<uint> word3);
            StoreNormal(word0, word1, ref Unsafe.Add(ref destination, lane));
            StoreNormal(word2, word3, ref Unsafe.Add(ref destination, lane + 32));
        }
    }

    private static void StoreHalves(Vector128<uint> words, ref float destination)
    {
        (Vector128.ConvertToSingle((words & Vector128.Create(0xFFFFu)).AsInt32()) * (1f / 65536)).StoreUnsafe(ref destination);
        (Vector128.ConvertToSingle((words >>> 16).AsInt32()) * (1f / 65536)).StoreUnsafe(ref destination, 16);
    }

    private static Vector128<float> Unit(Vector128<uint> words) => Vector128.ConvertToSingle((words >>> 8).AsInt32()) * (1f / (1 << 24));

    private static void StoreNormal(Vector128<uint> radii, Vector128<uint> angles, ref float destination)
    {
        // (k + ½) / 2²⁴ as (2k + 1) / 2²⁵, never 0: the sum of integers is exact, and is rounded once, when it becomes a float.
        Vector128<float> u = Vector128.ConvertToSingle(((radii >>> 7) | Vector128<uint>.One).AsInt32()) * (1f / (1 << 25));
        Vector128<float> radius = Vector128.Sqrt(-2f * VectorMath.Log(u));
        Vector128<float> angle = (Unit(angles) - Vector128.Create(0.5f)) * (2 * MathF.PI);
        (radius * VectorMath.Cos(angle)).StoreUnsafe(ref destination);
        (radius * VectorMath.Sin(angle)).StoreUnsafe(ref destination, 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Generate(
        in RandomKey key, uint block, out Vector128<uint> word0, out Vector128<uint> word1, out Vector128<uint> word2, out Vector128<uint> word3)
    {
        Vector128<ulong> even0 = Vector128.Create((ulong)block) + Vector128.Create(0UL, 2UL);
        Vector128<ulong> odd0 = even0 + Vector128<ulong>.One;
        Vector128<ulong> even1 = Vector128.Create((ulong)key.Example);
        Vector128<ulong> even2 = Vector128.Create((ulong)key.Step);
        Vector128<ulong> even3 = Vector128.Create((ulong)key.Stream);
        (Vector128<ulong> odd1, Vector128<ulong> odd2, Vector128<ulong> odd3) = (even1, even2, even3);
        Vector128<ulong> key0 = Vector128.Create((ulong)key.Key0);
        Vector128<ulong> key1 = Vector128.Create((ulong)key.Key1);
        for (int round = 0; round < Philox.Rounds; round++)
        {
            Vector128<ulong> product0 = Multiply(even0, Philox.Multiplier0);
            Vector128<ulong> product1 = Multiply(even2, Philox.Multiplier1);
            even0 = (product1 >>> 32) ^ even1 ^ key0;
            even1 = product1;
            even2 = (product0 >>> 32) ^ even3 ^ key1;
            even3 = product0;
            product0 = Multiply(odd0, Philox.Multiplier0);
            product1 = Multiply(odd2, Philox.Multiplier1);
            odd0 = (product1 >>> 32) ^ odd1 ^ key0;
            odd1 = product1;
            odd2 = (product0 >>> 32) ^ odd3 ^ key1;
            odd3 = product0;
            key0 += Vector128.Create((ulong)Philox.KeyStep0);
            key1 += Vector128.Create((ulong)Philox.KeyStep1);
        }

        word0 = Join(even0, odd0);
        word1 = Join(even1, odd1);
        word2 = Join(even2, odd2);
        word3 = Join(even3, odd3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Join(Vector128<ulong> even, Vector128<ulong> odd) =>
        ((even & Vector128.Create((ulong)uint.MaxValue)) | (odd << 32)).AsUInt32();

    /// <summary>The products of the low halves with one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Multiply(Vector128<ulong> words, uint multiplier)
    {
        if (Sse2.IsSupported)
            return Sse2.Multiply(words.AsUInt32(), Vector128.Create((ulong)multiplier).AsUInt32());
        if (AdvSimd.IsSupported)
            return AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(words), Vector64.Create(multiplier));
        return (words & Vector128.Create((ulong)uint.MaxValue)) * Vector128.Create((ulong)multiplier);
    }
}
