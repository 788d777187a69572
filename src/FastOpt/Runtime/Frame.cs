using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>What a step, or a thread's share of one, works on: the one argument of every method that runs phases. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Frame
{
    /// <summary>Parameters, then all that stands behind them in fixed places.</summary>
    public ref float Memory;

    /// <summary>The examples from the first row on.</summary>
    public ref float Inputs;

    /// <summary>Their targets.</summary>
    public readonly ref float Targets;

    /// <summary>The first row.</summary>
    public readonly int First;

    /// <summary>Rows.</summary>
    public int Count;

    /// <summary>What each element's loss is weighted with in the mean.</summary>
    public readonly float MeanWeight;

    /// <summary>What random numbers are keyed by.</summary>
    public DrawKey Key;

    /// <summary>The weights of the examples.</summary>
    public ref float Weights;

    /// <summary>Where sums over rows go: to the buffer, or to the slot of a granule.</summary>
    public ref float Sums;

    /// <summary>Rows of the whole batch, which says where its sections end (<see cref="Sections"/>).</summary>
    public int Batch;

    /// <summary>Filters that a predictor keeps laid out, or nothing.</summary>
    public ref float LaidOut;

    private ref float _rows;
    private ref float _scratch;
    private int _maxBatch;

    /// <summary>All rows of a batch, on one thread.</summary>
    /// <param name="buffer">The network's.</param>
    /// <param name="fixedFloats">Where the rows of the batch begin.</param>
    /// <param name="scratch">Where the scratch begins.</param>
    /// <param name="inputs">The examples.</param>
    /// <param name="targets">Their targets.</param>
    /// <param name="maxBatch">How many rows there is room for.</param>
    /// <param name="count">Rows.</param>
    /// <param name="meanWeight">The weight in the mean.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Frame(
        PinnedBuffer buffer, int fixedFloats, nint scratch, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, int maxBatch, int count, float meanWeight)
    {
        Memory = ref buffer.Start;
        _rows = ref Unsafe.Add(ref Memory, fixedFloats);
        _scratch = ref Unsafe.Add(ref Memory, scratch);
        Inputs = ref MemoryMarshal.GetReference(inputs);
        Targets = ref MemoryMarshal.GetReference(targets);
        _maxBatch = maxBatch;
        Count = count;
        MeanWeight = meanWeight;
    }

    /// <summary>The same for labels.</summary>
    /// <param name="buffer">The network's.</param>
    /// <param name="fixedFloats">Where the rows of the batch begin.</param>
    /// <param name="scratch">Where the scratch begins.</param>
    /// <param name="inputs">The examples.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="maxBatch">How many rows there is room for.</param>
    /// <param name="count">Rows.</param>
    /// <param name="meanWeight">The weight in the mean.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Frame(
        PinnedBuffer buffer, int fixedFloats, nint scratch, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, int maxBatch, int count, float meanWeight)
        : this(buffer, fixedFloats, scratch, inputs, MemoryMarshal.Cast<int, float>(labels), maxBatch, count, meanWeight)
    {
    }

    /// <summary>Some rows of a batch, for one of several threads.</summary>
    /// <param name="buffer">The network's.</param>
    /// <param name="fixedFloats">Where the rows of the batch begin.</param>
    /// <param name="scratch">Where the thread's scratch begins.</param>
    /// <param name="inputs">The examples of the batch.</param>
    /// <param name="inputSize">Floats of an example.</param>
    /// <param name="targets">Their targets or labels.</param>
    /// <param name="targetSize">Targets of an example.</param>
    /// <param name="maxBatch">How many rows there is room for.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">Rows.</param>
    /// <param name="meanWeight">The weight in the mean.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Frame(
        PinnedBuffer buffer, int fixedFloats, nint scratch, nint inputs, int inputSize, nint targets, int targetSize,
        int maxBatch, int first, int count, float meanWeight)
    {
        Memory = ref buffer.Start;
        _rows = ref Unsafe.Add(ref Memory, fixedFloats);
        _scratch = ref Unsafe.Add(ref Memory, scratch);
        Inputs = ref Unsafe.Add(ref WorkerTeam.Float(inputs), (nint)first * inputSize);
        Targets = ref Unsafe.Add(ref WorkerTeam.Float(targets), (nint)first * targetSize);
        _maxBatch = maxBatch;
        First = first;
        Count = count;
        MeanWeight = meanWeight;
    }

    /// <summary>A predictor's rows over its copy of the parameters.</summary>
    /// <remarks>Not a constructor: one that takes references is called on a second frame, and its copy is a part of a small prediction's time.</remarks>
    /// <param name="memory">The parameters.</param>
    /// <param name="rows">The rows of the batch.</param>
    /// <param name="scratch">The scratch.</param>
    /// <param name="inputs">The examples.</param>
    /// <param name="maxBatch">How many rows there is room for.</param>
    /// <param name="count">Rows.</param>
    /// <param name="frame">Receives them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OfPredictor(ref float memory, ref float rows, ref float scratch, ref float inputs, int maxBatch, int count, out Frame frame)
    {
        frame = default;
        frame.Memory = ref memory;
        frame._rows = ref rows;
        frame._scratch = ref scratch;
        frame.Inputs = ref inputs;
        frame._maxBatch = maxBatch;
        frame.Count = count;
    }

    /// <summary>The targets where these are labels.</summary>
    public readonly ref int Labels => ref Unsafe.As<float, int>(ref Targets);

    /// <summary>What stands in a fixed place.</summary>
    /// <param name="offset">The place.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref float At(int offset) => ref Unsafe.Add(ref Memory, offset);

    /// <summary>The first of our rows among those that begin so many floats behind the others, for each example of the largest batch.</summary>
    /// <param name="slot">Where they begin.</param>
    /// <param name="stride">Floats between rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref float RowsOf(int slot, int stride) => ref Unsafe.Add(ref _rows, ((nint)slot * _maxBatch) + ((nint)First * stride));

    /// <summary>A region of the thread's own.</summary>
    /// <param name="region">Where it begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ref float ScratchAt(int region) => ref Unsafe.Add(ref _scratch, region);

    /// <summary>The laid out filters of a layer, or nothing.</summary>
    /// <param name="offset">Where they begin.</param>
    public readonly ref float LaidOutAt(int offset) => ref Unsafe.IsNullRef(ref LaidOut) ? ref LaidOut : ref Unsafe.Add(ref LaidOut, offset);
}
