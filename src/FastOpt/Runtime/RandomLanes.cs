using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>
/// Philox on as many blocks at a time as a vector has floats: half of them, those with even numbers, in one vector, and those with odd ones in another, a
/// word in the low half of each ulong. What stands in the high halves is ignored. One text for all widths, which the JIT compiles for each.
/// </summary>
/// <typeparam name="TVectors">The operations of a width.</typeparam>
/// <typeparam name="TWords">Its vector of ulong, or of twice as many uint.</typeparam>
/// <typeparam name="TFloats">Its vector of float.</typeparam>
internal readonly struct RandomLanes<TVectors, TWords, TFloats> : IRandomLanes
    where TVectors : struct, IRandomVectors<TWords, TFloats>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Coarse(ref float destination, in RandomKey key, uint block)
    {
        for (uint lane = 0; lane < 16; lane += TVectors.Lanes)
        {
            Generate(key, block + lane, out TWords word0, out TWords word1, out TWords word2, out TWords word3);
            StoreHalves(word0, ref Unsafe.Add(ref destination, lane));
            StoreHalves(word1, ref Unsafe.Add(ref destination, lane + 32));
            StoreHalves(word2, ref Unsafe.Add(ref destination, lane + 64));
            StoreHalves(word3, ref Unsafe.Add(ref destination, lane + 96));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fine(ref float destination, in RandomKey key, uint block)
    {
        for (uint lane = 0; lane < 16; lane += TVectors.Lanes)
        {
            Generate(key, block + lane, out TWords word0, out TWords word1, out TWords word2, out TWords word3);
            TVectors.Store(TVectors.HighBits(word0, 8, 1f / (1 << 24)), ref destination, lane);
            TVectors.Store(TVectors.HighBits(word1, 8, 1f / (1 << 24)), ref destination, lane + 16);
            TVectors.Store(TVectors.HighBits(word2, 8, 1f / (1 << 24)), ref destination, lane + 32);
            TVectors.Store(TVectors.HighBits(word3, 8, 1f / (1 << 24)), ref destination, lane + 48);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Normal(ref float destination, in RandomKey key, uint block)
    {
        for (uint lane = 0; lane < 16; lane += TVectors.Lanes)
        {
            Generate(key, block + lane, out TWords word0, out TWords word1, out TWords word2, out TWords word3);
            StoreNormal(word0, word1, ref Unsafe.Add(ref destination, lane));
            StoreNormal(word2, word3, ref Unsafe.Add(ref destination, lane + 32));
        }
    }

    private static void StoreHalves(TWords words, ref float destination)
    {
        TVectors.Store(TVectors.LowHalf(words, 1f / 65536), ref destination, 0);
        TVectors.Store(TVectors.HighBits(words, 16, 1f / 65536), ref destination, 16);
    }

    private static void StoreNormal(TWords radii, TWords angles, ref float destination)
    {
        TVectors.Normal(radii, angles, out TFloats first, out TFloats second);
        TVectors.Store(first, ref destination, 0);
        TVectors.Store(second, ref destination, 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Generate(in RandomKey key, uint block, out TWords word0, out TWords word1, out TWords word2, out TWords word3)
    {
        TVectors.Count(block, out TWords even0, out TWords odd0);
        TWords even1 = TVectors.Create(key.Example);
        TWords even2 = TVectors.Create(key.Step);
        TWords even3 = TVectors.Create(key.Stream);
        (TWords odd1, TWords odd2, TWords odd3) = (even1, even2, even3);
        TWords key0 = TVectors.Create(key.Key0);
        TWords key1 = TVectors.Create(key.Key1);
        for (int round = 0; round < Philox.Rounds; round++)
        {
            TWords product0 = TVectors.Multiply(even0, Philox.Multiplier0);
            TWords product1 = TVectors.Multiply(even2, Philox.Multiplier1);
            even0 = TVectors.Mix(product1, even1, key0);
            even1 = product1;
            even2 = TVectors.Mix(product0, even3, key1);
            even3 = product0;
            product0 = TVectors.Multiply(odd0, Philox.Multiplier0);
            product1 = TVectors.Multiply(odd2, Philox.Multiplier1);
            odd0 = TVectors.Mix(product1, odd1, key0);
            odd1 = product1;
            odd2 = TVectors.Mix(product0, odd3, key1);
            odd3 = product0;
            key0 = TVectors.Add(key0, TVectors.Create(Philox.KeyStep0));
            key1 = TVectors.Add(key1, TVectors.Create(Philox.KeyStep1));
        }

        word0 = TVectors.Join(even0, odd0);
        word1 = TVectors.Join(even1, odd1);
        word2 = TVectors.Join(even2, odd2);
        word3 = TVectors.Join(even3, odd3);
    }
}

/// <summary>What random numbers take of the vectors of a width.</summary>
/// <typeparam name="TWords">A vector of ulong, or of twice as many uint.</typeparam>
/// <typeparam name="TFloats">A vector of float.</typeparam>
internal interface IRandomVectors<TWords, TFloats>
{
    /// <summary>Floats of a vector.</summary>
    static abstract uint Lanes { get; }

    /// <summary>A word in each ulong.</summary>
    static abstract TWords Create(uint word);

    /// <summary>The numbers from the first on, in turn.</summary>
    static abstract void Count(uint first, out TWords even, out TWords odd);

    /// <summary>The sums of the low halves, whose carry the high ones take.</summary>
    static abstract TWords Add(TWords left, TWords right);

    /// <summary>The products of the low halves with one number.</summary>
    static abstract TWords Multiply(TWords words, uint multiplier);

    /// <summary>The high half of a product, mixed with a word and a key.</summary>
    static abstract TWords Mix(TWords product, TWords word, TWords key);

    /// <summary>The low halves of both, in turn: a vector of uint.</summary>
    static abstract TWords Join(TWords even, TWords odd);

    /// <summary>The low 16 bits of each uint, times a factor.</summary>
    static abstract TFloats LowHalf(TWords words, float factor);

    /// <summary>The bits of each uint from the given one on, times a factor.</summary>
    static abstract TFloats HighBits(TWords words, int from, float factor);

    /// <summary>Box and Muller's two numbers.</summary>
    static abstract void Normal(TWords radii, TWords angles, out TFloats first, out TFloats second);

    /// <summary>Stores a vector.</summary>
    static abstract void Store(TFloats vector, ref float destination, nuint offset);
}
