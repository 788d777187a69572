using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// What a distributed network adds up over a batch: its processes' shares of the batch, room for what each granule of a process gives, and the sums, which have the same bits however many
/// processes there are. For generated code.
/// </summary>
/// <remarks>
/// Gradients are added in single precision, element by element in the order of <see cref="GranuleTree"/>: each process takes a slice of the elements, adds what all others have of it, and
/// hands the totals out. What is small, statistics and losses, every process adds by itself, in double.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GranuleSums
{
    private readonly int _granuleSize;
    private readonly int _floats;
    private readonly PinnedBuffer _slots;
    private readonly SmallSums _small = new();
    private readonly double[] _scalars;
    private ICommunicator? _communicator;
    private BatchShares _shares;
    private GradientExchange? _exchange;
    private int[] _counts = [];
    private int[] _lengths = [];

    /// <summary>Room for the granules of one batch.</summary>
    /// <param name="granuleSize">Examples of a granule.</param>
    /// <param name="floats">Floats of what is summed for each.</param>
    /// <param name="maxBatch">Examples of the largest batch.</param>
    public GranuleSums(int granuleSize, int floats, int maxBatch)
    {
        _granuleSize = granuleSize;
        _floats = (int)PinnedBuffer.Aligned(floats);
        int granules = (maxBatch + granuleSize - 1) / granuleSize;
        _slots = new PinnedBuffer((nint)granules * _floats);
        _scalars = new double[granules];
        _shares = new BatchShares(granuleSize, 1);
    }

    /// <summary>The processes that train together; null for this one alone.</summary>
    /// <exception cref="ArgumentException">Ranks that are none.</exception>
    public ICommunicator? Communicator
    {
        get => _communicator;
        set
        {
            if (value is { Size: var size, Rank: var rank } && (size < 1 || rank < 0 || rank >= size))
                throw new ArgumentException($"A communicator has ranks from 0 to its size − 1; this one is rank {rank} of {size}.");
            bool isShared = value is { Size: > 1 };
            _shares = new BatchShares(_granuleSize, isShared ? value!.Size : 1);
            _exchange = isShared ? new GradientExchange(value!, _shares) : null;
            _counts = isShared ? new int[value!.Size] : [];
            _lengths = isShared ? new int[value!.Size] : [];
            _communicator = value;
        }
    }

    /// <summary>Whether several processes train together.</summary>
    public bool IsShared => _exchange is not null;

    /// <summary>Examples of the batch.</summary>
    public int Examples => _shares.Examples;

    /// <summary>The first of this process's examples in the batch.</summary>
    public int First => _shares.Example(_shares.First(Rank));

    /// <summary>What random numbers are keyed by: the same, while a step makes its sums; otherwise 0.</summary>
    public int FirstDrawn { get; private set; }

    /// <summary>Its examples.</summary>
    public int Count => _shares.Example(_shares.End(Rank)) - First;

    /// <summary>Where these stand in what the caller gave: behind those of other processes, or alone.</summary>
    public int Offset { get; private set; }

    /// <summary>Its granules.</summary>
    public int Granules => _shares.End(Rank) - _shares.First(Rank);

    private int Rank => IsShared ? _communicator!.Rank : 0;

    private int FirstGranule => _shares.First(Rank);

    /// <summary>Takes a batch that every process has whole.</summary>
    public void Begin(int examples)
    {
        _shares.Divide(examples);
        Offset = First;
        FirstDrawn = First;
    }

    /// <summary>Takes a batch of which each process brings its own examples.</summary>
    /// <exception cref="ArgumentException">What they bring makes no batch.</exception>
    public void BeginShare(string network, int own)
    {
        Offset = 0;
        if (IsShared)
        {
            _lengths.AsSpan().Fill(sizeof(int));
            _communicator!.AllGather(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in own)), MemoryMarshal.AsBytes(_counts.AsSpan()), _lengths);
            _shares.Gather(network, _counts);
        }
        else
        {
            _shares.Gather(network, new ReadOnlySpan<int>(in own));
        }

        FirstDrawn = First;
    }

    /// <summary>The first example of one of this process's granules, among its own.</summary>
    public int FirstOf(int granule) => _shares.Example(FirstGranule + granule) - First;

    /// <summary>The examples of one of this process's granules.</summary>
    public int CountOf(int granule) => _shares.Example(FirstGranule + granule + 1) - _shares.Example(FirstGranule + granule);

    /// <summary>Where one of this process's granules stores what is summed.</summary>
    public ref float Slot(int granule) => ref Unsafe.Add(ref _slots.Start, (nint)granule * _floats);

    /// <summary>A number of one of this process's granules.</summary>
    public ref double Scalar(int granule) => ref _scalars[granule];

    /// <summary>The sum of these numbers over all granules of the batch.</summary>
    public double AddScalars()
    {
        Span<double> own = _small.Begin(Granules, 1);
        _scalars.AsSpan(0, Granules).CopyTo(own);
        return _small.Add(_shares, Rank, _communicator, default(AddedValues))[0];
    }

    /// <summary>The sum of the losses of all rows of the batch.</summary>
    /// <param name="losses">Those of this process's rows.</param>
    public double Losses(ref float losses)
    {
        for (int granule = 0; granule < Granules; granule++)
            _scalars[granule] = LossMean.Sum(ref Unsafe.Add(ref losses, FirstOf(granule)), CountOf(granule));
        FirstDrawn = 0;
        return AddScalars();
    }

    /// <summary>Merges what granules say about their rows, in double.</summary>
    /// <param name="offset">Where it stands in a slot: a row for each value.</param>
    /// <param name="stride">Floats from a row to the next.</param>
    /// <param name="values">What the rows are.</param>
    /// <param name="totals">Receives what is so of the batch.</param>
    public void Merge(int offset, int stride, ReadOnlySpan<GranuleValue> values, ref float totals)
    {
        int count = values.Length * stride;
        Span<double> own = _small.Begin(Granules, count);
        for (int granule = 0; granule < Granules; granule++)
        {
            ref float stored = ref Unsafe.Add(ref Slot(granule), offset);
            for (int i = 0; i < count; i++)
            {
                double value = Unsafe.Add(ref stored, i);
                own[(granule * count) + i] = values[i / stride] == GranuleValue.Norm ? value * value : value;
            }
        }

        ReadOnlySpan<double> merged = _small.Add(_shares, Rank, _communicator, new MergedValues(values, stride));
        for (int i = 0; i < count; i++)
            Unsafe.Add(ref totals, i) = (float)(values[i / stride] == GranuleValue.Norm ? Math.Sqrt(merged[i]) : merged[i]);
    }

    /// <summary>Adds the gradients of granules, which stand first in their slots.</summary>
    /// <param name="count">Floats.</param>
    /// <param name="totals">Receives the gradients of the batch.</param>
    public void AddGradients(int count, ref float totals)
    {
        Span<float> all = MemoryMarshal.CreateSpan(ref totals, count);
        var tree = new GranuleTree(_shares.Granules);
        int first = FirstGranule, end = first + Granules;
        while (tree.MoveNext())
        {
            if (tree.Left >= first && tree.End <= end)
                FloatSums.Add(ref Slot(tree.Left - first), ref Slot(tree.Right - first), count);
        }

        if (_exchange is { } exchange)
            exchange.Run(ref _slots.Start, _floats, all);
        else
            MemoryMarshal.CreateReadOnlySpan(ref Slot(0), count).CopyTo(all);
    }

    /// <summary>Gives every process the rows of all: each brings those of its examples.</summary>
    /// <param name="own">This process's rows.</param>
    /// <param name="all">Receives all rows of the batch.</param>
    /// <param name="width">Floats of a row.</param>
    public void GatherRows(ReadOnlySpan<float> own, Span<float> all, int width)
    {
        if (!IsShared)
        {
            own.Slice(0, Count * width).CopyTo(all);
            return;
        }

        for (int rank = 0; rank < _lengths.Length; rank++)
            _lengths[rank] = (_shares.Example(_shares.End(rank)) - _shares.Example(_shares.First(rank))) * width * sizeof(float);
        ReadOnlySpan<byte> rows = MemoryMarshal.AsBytes(own.Slice(0, Count * width));
        _communicator!.AllGather(rows, MemoryMarshal.AsBytes(all.Slice(0, Examples * width)), _lengths);
    }
}
