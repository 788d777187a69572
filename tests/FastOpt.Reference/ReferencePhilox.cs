using FastOpt.Reference.Graphs;

namespace FastOpt.Reference;

/// <summary>
/// The counter-based random generator Philox4x32-10 as its authors define it (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", 2011;
/// the library Random123), and the draws that a layer takes from it: each a function of seed, step, stream, example and element alone.
/// </summary>
public static class ReferencePhilox
{
    private const int Lanes = 16;

    /// <summary>Four words of a counter of four under a key of two.</summary>
    public static uint[] Block(uint[] counter, uint[] key)
    {
        uint[] x = [.. counter], k = [.. key];
        for (int round = 0; round < 10; round++)
        {
            ulong product0 = 0xD2511F53UL * x[0], product1 = 0xCD9E8D57UL * x[2];
            x = [(uint)(product1 >> 32) ^ x[1] ^ k[0], (uint)product1, (uint)(product0 >> 32) ^ x[3] ^ k[1], (uint)product0];
            k = [unchecked(k[0] + 0x9E3779B9), unchecked(k[1] + 0xBB67AE85)];
        }

        return x;
    }

    /// <summary>
    /// A uniform number of 16 bits: k / 2¹⁶. Sixteen neighboring blocks stand side by side: 128 elements are word 0 of each, its low halves before its high
    /// ones, then word 1 of each, and so on.
    /// </summary>
    public static double Coarse(ulong seed, long step, int stream, long example, int element)
    {
        int inside = element % (8 * Lanes);
        uint word = Words(seed, step, stream, example, (element / (8 * Lanes) * Lanes) + (inside % Lanes))[inside / (2 * Lanes)];
        return (inside % (2 * Lanes) < Lanes ? word & 0xFFFF : word >> 16) / 65536.0;
    }

    /// <summary>A uniform number of 24 bits, the high ones of a word: k / 2²⁴; 64 elements are the words 0 of sixteen blocks, then the words 1, and so on.
    /// </summary>
    public static double Fine(ulong seed, long step, int stream, long example, int element) =>
        (Words(seed, step, stream, example, BlockOf(element))[WordOf(element)] >> 8) / 16777216.0;

    /// <summary>
    /// A normal number by Box and Muller, in the order of <see cref="Fine"/>: words 0 and 1 of a block give r·cos t and r·sin t, as do words 2 and 3, with
    /// r = √(−2 ln((k + ½) / 2²⁴)) of the first word and t = 2π(k / 2²⁴ − ½) of the second.
    /// </summary>
    public static double Normal(ulong seed, long step, int stream, long example, int element)
    {
        uint[] words = Words(seed, step, stream, example, BlockOf(element));
        int word = WordOf(element), first = word & ~1;
        double radius = Math.Sqrt(-2 * Math.Log(((words[first] >> 8) + 0.5) / 16777216));
        double angle = 2 * Math.PI * (((words[first + 1] >> 8) / 16777216.0) - 0.5);
        return radius * (word == first ? Math.Cos(angle) : Math.Sin(angle));
    }

    /// <summary>The draws of a graph's layers in one step; a layer's stream is its number among those that draw, counted from 0.</summary>
    /// <param name="seed">The network's seed.</param>
    /// <param name="step">The step, counted from 1.</param>
    /// <param name="isCoarse">Whether uniform numbers have 16 bits; otherwise they have 24.</param>
    /// <param name="first">The number of the batch's first example.</param>
    public static ReferenceDraws Draws(ulong seed, long step, bool isCoarse = true, long first = 0) => (stream, draws) =>
    {
        for (int i = 0; i < draws.Length; i++)
        {
            (long example, int element) = (first + (i / stream.Size), i % stream.Size);
            draws[i] = stream.Kind == ReferenceDraw.Normal ? Normal(seed, step, stream.Ordinal, example, element)
                : isCoarse ? Coarse(seed, step, stream.Ordinal, example, element)
                : Fine(seed, step, stream.Ordinal, example, element);
        }
    };

    private static int BlockOf(int element) => (element / (4 * Lanes) * Lanes) + (element % Lanes);

    private static int WordOf(int element) => element % (4 * Lanes) / Lanes;

    private static uint[] Words(ulong seed, long step, int stream, long example, int block) => Block(
        [(uint)block, (uint)example, (uint)step, ((uint)(stream + 1) << 16) + (uint)(step >> 32)],
        [(uint)seed, (uint)(seed >> 32)]);
}
