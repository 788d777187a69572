using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// What a distributed network adds up over a batch: its processes' shares of the batch, room for what a granule gives, and the sums, which have the same bits
/// however many processes there are. For generated code.
/// </summary>
/// <remarks>
/// Gradients are added in single precision, element by element in the order of <see cref="GranuleTree"/>: a process adds those of its own granules as they come
/// (<see cref="GradientStack"/>); then each process takes a slice of the elements, adds what all others have of it, and hands the totals out
/// (<see cref="GradientExchange"/>), or, on one machine, updates the slice and hands the weights out (<see cref="SlicedUpdate"/>). What is small, statistics
/// and losses, every process adds by itself, in double (<see cref="SmallSums"/>).
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GranuleSums
{
    private readonly int _granuleSize;
    private readonly PinnedBuffer _buffer;
    private readonly TensorTable? _sliced;
    private readonly int _rowGranule;
    private readonly GradientStack _gradients;
    private readonly SmallSums _small = new();
    private ICommunicator? _communicator;
    private BatchShares _shares;
    private RemainingSums? _remaining;
    private GradientExchange? _exchange;
    private SlicedUpdate? _update;
    private int[] _counts = [];
    private int[] _lengths = [];

    /// <summary>Nothing yet; room is made with the first step.</summary>
    /// <param name="granuleSize">Examples of a granule.</param>
    /// <param name="buffer">The network's buffer.</param>
    /// <param name="offset">Where its gradients begin, and behind them all else that is summed.</param>
    /// <param name="floats">Floats of what is summed for each granule.</param>
    /// <param name="sliced">The tensors, where a slice of them can be updated apart from the others; null where an update needs all gradients.</param>
    /// <param name="rowGranule">Rows of a tensor that stay together in an update.</param>
    public GranuleSums(int granuleSize, PinnedBuffer buffer, int offset, int floats, TensorTable? sliced = null, int rowGranule = 1)
    {
        (_granuleSize, _buffer, _sliced, _rowGranule) = (granuleSize, buffer, sliced, rowGranule);
        _gradients = new GradientStack(buffer, offset, floats);
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
            Leave();
            bool isShared = value is { Size: > 1 };
            _shares = new BatchShares(_granuleSize, isShared ? value!.Size : 1);
            _remaining = isShared ? new RemainingSums(_shares) : null;
            _exchange = isShared ? new GradientExchange(value!, _remaining!, _gradients) : null;
            _update = isShared && _sliced is not null ? new SlicedUpdate(value!, _remaining!, _gradients, _buffer, _sliced, _rowGranule) : null;
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

    /// <summary>Its examples.</summary>
    public int Count => _shares.Example(_shares.End(Rank)) - First;

    /// <summary>Its granules.</summary>
    public int Granules => _shares.End(Rank) - _shares.First(Rank);

    private int Rank => IsShared ? _communicator!.Rank : 0;

    private int FirstGranule => _shares.First(Rank);

    /// <summary>Takes a batch that every process has whole.</summary>
    public void Begin(int examples) => _shares.Divide(examples);

    /// <summary>Takes a batch of which each process brings its own examples.</summary>
    /// <exception cref="ArgumentException">What they bring makes no batch.</exception>
    public void BeginShare(string network, int own)
    {
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
    }

    /// <summary>The first example of one of this process's granules, among its own.</summary>
    public int FirstOf(int granule) => _shares.Example(FirstGranule + granule) - First;

    /// <summary>The examples of one of this process's granules.</summary>
    public int CountOf(int granule) => _shares.Example(FirstGranule + granule + 1) - _shares.Example(FirstGranule + granule);

    /// <summary>Where the granule that runs stores what is summed.</summary>
    public ref float Slot => ref _gradients.Next;

    /// <summary>Begins numbers of which each granule has one.</summary>
    public void OpenNumbers() => _small.Open(Granules, 1);

    /// <summary>The number of one of this process's granules.</summary>
    public ref double Number(int granule) => ref _small.Values(granule)[0];

    /// <summary>The sum of these numbers over all granules of the batch.</summary>
    public double AddNumbers() => _small.Add(_shares, Rank, _communicator, default(AddedValues))[0];

    /// <summary>The sum of the losses of all rows of the batch.</summary>
    /// <param name="losses">Those of this process's rows.</param>
    public double Losses(ref float losses)
    {
        OpenNumbers();
        for (int granule = 0; granule < Granules; granule++)
            Number(granule) = LossMean.Sum(ref Unsafe.Add(ref losses, FirstOf(granule)), CountOf(granule));
        return AddNumbers();
    }

    /// <summary>Begins so many values of each granule.</summary>
    public void OpenValues(int count) => _small.Open(Granules, count);

    /// <summary>Takes what the granule that ran says about its rows.</summary>
    /// <param name="granule">One of this process's granules.</param>
    /// <param name="offset">Where it stands in the slot.</param>
    public void TakeValues(int granule, int offset)
    {
        ref float stored = ref Unsafe.Add(ref Slot, offset);
        Span<double> values = _small.Values(granule);
        for (int i = 0; i < values.Length; i++)
            values[i] = Unsafe.Add(ref stored, i);
    }

    /// <summary>Merges what granules say, in double.</summary>
    /// <param name="stride">Floats from a row of values to the next.</param>
    /// <param name="values">What the rows are.</param>
    /// <param name="totals">Receives what is so of the batch.</param>
    public void MergeValues(int stride, ReadOnlySpan<GranuleValue> values, ref float totals)
    {
        for (int granule = 0; granule < Granules; granule++)
        {
            Span<double> own = _small.Values(granule);
            for (int i = 0; i < own.Length; i++)
                own[i] = values[i / stride] == GranuleValue.Norm ? own[i] * own[i] : own[i];
        }

        ReadOnlySpan<double> merged = _small.Add(_shares, Rank, _communicator, new MergedValues(values, stride));
        for (int i = 0; i < merged.Length; i++)
            Unsafe.Add(ref totals, i) = (float)(values[i / stride] == GranuleValue.Norm ? Math.Sqrt(merged[i]) : merged[i]);
    }

    /// <summary>Begins gradients.</summary>
    public void OpenGradients() => _gradients.Clear();

    /// <summary>Takes the gradients of the granule that ran, which stand first in the slot.</summary>
    /// <param name="granule">One of this process's granules, which come in order.</param>
    /// <param name="count">Floats.</param>
    public void TakeGradients(int granule, int count) => _gradients.Push(FirstGranule + granule, _shares.Granules, count);

    /// <summary>
    /// Adds the gradients of all granules, which then stand where the network has its gradients; where processes share the update, it adds those of each piece
    /// before the piece (<see cref="PiecesOf"/>).
    /// </summary>
    /// <param name="count">Floats.</param>
    public void AddGradients(int count)
    {
        if (_exchange is null)
            return;
        _remaining!.List();
        if (_update is null || !_update.TryBegin())
            _exchange.Run(MemoryMarshal.CreateSpan(ref _gradients[0], count));
    }

    /// <summary>What of a thread's share of the update falls to this process, piece by piece.</summary>
    /// <param name="part">The thread's share.</param>
    public UpdatePieces PiecesOf(Part part) => new(_update, part);

    /// <summary>Behind an update: waits until the weights that others have updated are here.</summary>
    public void EndUpdate() => _update?.End();

    /// <summary>Before the optimizer's states are read: takes those that others have.</summary>
    public void TakeStates() => _update?.TakeStates();

    /// <summary>Before the optimizer's states are changed by anything but a step: from now on the buffer is this process's own, up to the next step.</summary>
    public void Leave() => _update?.Leave();

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
            _lengths[rank] = checked((_shares.Example(_shares.End(rank)) - _shares.Example(_shares.First(rank))) * width * sizeof(float));
        ReadOnlySpan<byte> rows = MemoryMarshal.AsBytes(own.Slice(0, Count * width));
        _communicator!.AllGather(rows, MemoryMarshal.AsBytes(all.Slice(0, Examples * width)), _lengths);
    }
}
