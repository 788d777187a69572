using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace FastOpt.Runtime;

/// <summary>Four random words. For generated code.</summary>
/// <param name="Word0">The first word.</param>
/// <param name="Word1">The second word.</param>
/// <param name="Word2">The third word.</param>
/// <param name="Word3">The fourth word.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PhiloxBlock(uint Word0, uint Word1, uint Word2, uint Word3)
{
    /// <summary>One of the four words.</summary>
    /// <param name="lane">Its number; only the two lowest bits count.</param>
    public uint this[int lane] => (lane & 3) switch
    {
        0 => Word0,
        1 => Word1,
        2 => Word2,
        _ => Word3,
    };
}

/// <summary>
/// The counter-based random generator Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", 2011).
/// There is no state to advance: a block of four words is a pure function of its key and counter, so a value depends on what it is for
/// and never on the order, the thread or the machine that asks for it. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Philox
{
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint KeyStep0 = 0x9E3779B9;
    internal const uint KeyStep1 = 0xBB67AE85;
    internal const int Rounds = 10;

    /// <summary>The block of a seed for one step of one stream.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="step">Counter words 2 and 3: the training step, 0 for what happens before the first.</param>
    /// <param name="stream">Counter word 1: what the numbers are for, such as the layer.</param>
    /// <param name="index">Counter word 0: the block's number.</param>
    public static PhiloxBlock Generate(ulong seed, ulong step, uint stream, uint index) =>
        Generate(new PhiloxBlock(index, stream, (uint)step, (uint)(step >> 32)), (uint)seed, (uint)(seed >> 32));

    /// <summary>The bare bijection: ten rounds over a counter of four words under a key of two.</summary>
    /// <param name="counter">The counter.</param>
    /// <param name="key0">The key's first word.</param>
    /// <param name="key1">The key's second word.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PhiloxBlock Generate(PhiloxBlock counter, uint key0, uint key1)
    {
        (uint x0, uint x1, uint x2, uint x3) = counter;
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * x0;
            ulong product1 = (ulong)Multiplier1 * x2;
            x0 = (uint)(product1 >> 32) ^ x1 ^ key0;
            x1 = (uint)product1;
            x2 = (uint)(product0 >> 32) ^ x3 ^ key1;
            x3 = (uint)product0;
            key0 += KeyStep0;
            key1 += KeyStep1;
        }

        return new PhiloxBlock(x0, x1, x2, x3);
    }
}
