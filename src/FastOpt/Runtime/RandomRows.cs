using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lanes128 = FastOpt.Runtime.RandomLanes<
    FastOpt.Runtime.RandomVectors128, System.Runtime.Intrinsics.Vector128<ulong>, System.Runtime.Intrinsics.Vector128<float>>;
using Lanes256 = FastOpt.Runtime.RandomLanes<
    FastOpt.Runtime.RandomVectors256, System.Runtime.Intrinsics.Vector256<ulong>, System.Runtime.Intrinsics.Vector256<float>>;
using Lanes512 = FastOpt.Runtime.RandomLanes<
    FastOpt.Runtime.RandomVectors512, System.Runtime.Intrinsics.Vector512<ulong>, System.Runtime.Intrinsics.Vector512<float>>;

namespace FastOpt.Runtime;

/// <summary>
/// Fills the rows of a batch with random numbers that are pure functions of seed, step, stream, example and element (<see cref="Philox"/>), so that threads,
/// ranks, resumed runs and every instruction set draw the same. For generated code.
/// </summary>
/// <remarks>
/// <para>
/// Block b of an example is Philox4x32-10 of the counter (b, example, low half of the step, (stream + 1) · 2¹⁶ + high half of the step) under the key (low half
/// of the seed, high half of the seed). Sixteen blocks stand side by side, so that their words need not change places in a vector: with g = b / 16 and l = b
/// mod 16, word w of block b is
/// </para>
/// <list type="bullet">
/// <item>coarse: elements 128·g + 32·w + l, from its low 16 bits k as k / 2¹⁶, and 128·g + 32·w + 16 + l, from its high ones;</item>
/// <item>fine: element 64·g + 16·w + l, from its high 24 bits k as k / 2²⁴;</item>
/// <item>
/// normal: of words 0 and 1, and of words 2 and 3, Box and Muller's two numbers √(−2 ln u)·cos t and √(−2 ln u)·sin t, elements 64·g + 16·w + l of w even and
/// odd, with u = (k + ½) / 2²⁴ of the even word and t = 2π·(k / 2²⁴ − ½) of the odd one, and <see cref="VectorMath"/>'s functions. Without fused multiply-adds
/// their last bits differ.
/// </item>
/// </list>
/// <para>The fourth word of the counter is never 0, as it is where parameters are drawn, so that no number is drawn twice.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RandomRows
{
    /// <summary>One more than the largest stream.</summary>
    public const int Streams = 0xFFFF;

    private const int CoarseGroup = 128;
    private const int FineGroup = 64;

    /// <summary>Uniform numbers in [0, 1).</summary>
    /// <param name="rows">The first element of the first row. Elements beyond the width, up to the stride, may be written too.</param>
    /// <param name="stride">Floats from one row to the next, at least the width.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="example">The number of the first row's example, at least 0 and, as that of the last, below 2³².</param>
    /// <param name="count">Rows.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="step">The step, at least 0 and below 2⁴⁸.</param>
    /// <param name="stream">What the numbers are for, such as the layer: at least 0 and below <see cref="Streams"/>.</param>
    /// <param name="coarse">Whether multiples of 2⁻¹⁶ are enough, twice as many for the same work; else they are multiples of 2⁻²⁴.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static void Uniform(ref float rows, int stride, int width, long example, int count, ulong seed, long step, int stream, bool coarse)
    {
        if (VectorWidth.Is512)
            Uniform<Lanes512>(ref rows, stride, width, example, count, RandomKey.Of(seed, step, stream, example, count), coarse);
        else if (VectorWidth.Is256)
            Uniform<Lanes256>(ref rows, stride, width, example, count, RandomKey.Of(seed, step, stream, example, count), coarse);
        else
            Uniform<Lanes128>(ref rows, stride, width, example, count, RandomKey.Of(seed, step, stream, example, count), coarse);
    }

    /// <summary>Numbers of the normal distribution with mean 0 and variance 1; none is larger than 5.9.</summary>
    /// <param name="rows">The first element of the first row. Elements beyond the width, up to the stride, may be written too.</param>
    /// <param name="stride">Floats from one row to the next, at least the width.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="example">The number of the first row's example, at least 0 and, as that of the last, below 2³².</param>
    /// <param name="count">Rows.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="step">The step, at least 0 and below 2⁴⁸.</param>
    /// <param name="stream">What the numbers are for, such as the layer: at least 0 and below <see cref="Streams"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static void Normal(ref float rows, int stride, int width, long example, int count, ulong seed, long step, int stream)
    {
        if (VectorWidth.Is512)
            Fill<Lanes512, NormalGroup>(ref rows, stride, width, example, count, RandomKey.Of(seed, step, stream, example, count));
        else if (VectorWidth.Is256)
            Fill<Lanes256, NormalGroup>(ref rows, stride, width, example, count, RandomKey.Of(seed, step, stream, example, count));
        else
            Fill<Lanes128, NormalGroup>(ref rows, stride, width, example, count, RandomKey.Of(seed, step, stream, example, count));
    }

    private static void Uniform<TLanes>(ref float rows, int stride, int width, long example, int count, RandomKey key, bool coarse)
        where TLanes : struct, IRandomLanes
    {
        if (coarse)
            Fill<TLanes, CoarseUniformGroup>(ref rows, stride, width, example, count, key);
        else
            Fill<TLanes, FineUniformGroup>(ref rows, stride, width, example, count, key);
    }

    /// <summary>Writes whole groups where they end before the next row begins, and the rest of a row through a group beside it.</summary>
    private static void Fill<TLanes, TGroup>(ref float rows, int stride, int width, long example, int count, RandomKey key)
        where TLanes : struct, IRandomLanes
        where TGroup : struct, IRandomGroup
    {
        Span<float> beside = stackalloc float[CoarseGroup];
        for (int row = 0; row < count; row++)
        {
            ref float start = ref Unsafe.Add(ref rows, (nint)row * stride);
            RandomKey own = key with { Example = (uint)(example + row) };
            uint block = 0;
            for (int element = 0; element < width; element += TGroup.Size, block += 16)
            {
                if (element + TGroup.Size <= stride)
                {
                    TGroup.Write<TLanes>(ref Unsafe.Add(ref start, element), own, block);
                }
                else
                {
                    TGroup.Write<TLanes>(ref MemoryMarshal.GetReference(beside), own, block);
                    beside[..(width - element)].CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref start, element), width - element));
                }
            }
        }
    }

    private interface IRandomGroup
    {
        static abstract int Size { get; }

        static abstract void Write<TLanes>(ref float destination, in RandomKey key, uint block)
            where TLanes : struct, IRandomLanes;
    }

    private readonly struct CoarseUniformGroup : IRandomGroup
    {
        public static int Size => CoarseGroup;

        public static void Write<TLanes>(ref float destination, in RandomKey key, uint block)
            where TLanes : struct, IRandomLanes => TLanes.Coarse(ref destination, key, block);
    }

    private readonly struct FineUniformGroup : IRandomGroup
    {
        public static int Size => FineGroup;

        public static void Write<TLanes>(ref float destination, in RandomKey key, uint block)
            where TLanes : struct, IRandomLanes => TLanes.Fine(ref destination, key, block);
    }

    private readonly struct NormalGroup : IRandomGroup
    {
        public static int Size => FineGroup;

        public static void Write<TLanes>(ref float destination, in RandomKey key, uint block)
            where TLanes : struct, IRandomLanes => TLanes.Normal(ref destination, key, block);
    }
}

/// <summary>Key and counter of the random numbers of an example, but for the number of the block.</summary>
internal readonly record struct RandomKey(uint Key0, uint Key1, uint Example, uint Step, uint Stream)
{
    // Half of the counter's last word is the step's, half the stream's.
    private const long Steps = 1L << 48;

    /// <summary>Those of some examples but for their numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number does not fit its part of the counter, so that it would draw what another draws.</exception>
    public static RandomKey Of(ulong seed, long step, int stream, long example, int count)
    {
        if ((ulong)step >= Steps)
            throw new ArgumentOutOfRangeException(nameof(step), step, $"Random numbers are drawn for steps from 0 to {Steps - 1}.");
        if ((uint)stream >= RandomRows.Streams)
            throw new ArgumentOutOfRangeException(nameof(stream), stream, $"Random numbers are drawn for streams from 0 to {RandomRows.Streams - 1}.");
        if (example < 0 || example > uint.MaxValue - (long)count + 1)
            throw new ArgumentOutOfRangeException(nameof(example), example, $"Random numbers are drawn for examples from 0 to {uint.MaxValue}.");
        return new RandomKey((uint)seed, (uint)(seed >> 32), 0, (uint)step, ((uint)(stream + 1) << 16) + (uint)(step >> 32));
    }
}

/// <summary>What a width computes of sixteen blocks, the first of which has the given number: 128 coarse numbers, 64 fine ones, 64 normal ones.</summary>
internal interface IRandomLanes
{
    /// <summary>128 uniform numbers of 16 bits.</summary>
    static abstract void Coarse(ref float destination, in RandomKey key, uint block);

    /// <summary>64 uniform numbers of 24 bits.</summary>
    static abstract void Fine(ref float destination, in RandomKey key, uint block);

    /// <summary>64 normal numbers.</summary>
    static abstract void Normal(ref float destination, in RandomKey key, uint block);
}
