using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// How processes of one machine share the end of a step: they see one another's buffers (<see cref="CommonBuffer"/>), so nothing is sent. Each process has a
/// slice of the weights. It adds their gradients where they stand, updates the weights, and writes them into the others' buffers, a piece at a time, as much as
/// a core's cache holds. The optimizer's states of a slice are its process's alone, until somebody asks for them.
/// </summary>
/// <remarks>
/// A process writes what others read only between the two times that all meet in a step. Between steps it may do with its weights what it wants, but leaves its
/// states as they are: before they change by anything but a step, it leaves its buffer to those that may read it, and all share anew with the next step.
/// </remarks>
/// <param name="communicator">The processes.</param>
/// <param name="remaining">The sums that they have of a batch.</param>
/// <param name="own">Those of this process.</param>
/// <param name="network">The network's buffer.</param>
/// <param name="tensors">What stands in it.</param>
/// <param name="rowGranule">Rows of a tensor that stay together.</param>
internal sealed class SlicedUpdate(
    ICommunicator communicator,
    RemainingSums remaining,
    GradientStack own,
    PinnedBuffer network,
    TensorTable tensors,
    int rowGranule) : ISumPieces
{
    /// <summary>Bytes of a piece: its weights, gradients and states.</summary>
    private const int PieceBytes = 1 << 19;

    /// <summary>Floats that are added at a time.</summary>
    private const int Chunk = 4096;

    private readonly long _bytes = (long)tensors.TrainedFloats * (2 + tensors.States) * sizeof(float);
    private readonly Presence[] _presences = new Presence[communicator.Size];
    private readonly int[] _lengths = [.. Enumerable.Repeat(1, communicator.Size)];
    private readonly List<CommonBuffer> _slots = [];
    private CommonBuffer? _networks;
    private bool _isApart, _isSpread;

    private enum Presence : byte
    {
        /// <summary>The process has to share its buffer first.</summary>
        New,

        /// <summary>Its buffer is shared.</summary>
        Here,

        /// <summary>Its buffer cannot be shared, or is not to be.</summary>
        Apart,
    }

    /// <summary>Whether an update is shared that has begun.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Begins an update once all have their sums. Collective.</summary>
    /// <returns>False, on all processes, if they do not see one another's buffers.</returns>
    public bool TryBegin()
    {
        if (_isApart)
            return false;
        IsOpen = HaveMet() && HaveSlots();
        if (!IsOpen)
        {
            Leave();
            _isApart = true;
        }

        return IsOpen;
    }

    /// <summary>What of a thread's share of the update falls to this process.</summary>
    public Part SliceOf(Part part) => part.Within(communicator.Rank, communicator.Size);

    /// <summary>Into how many pieces a share is cut.</summary>
    public int PiecesOf(Part part) => (int)Math.Clamp(_bytes * part.Fraction / PieceBytes, 1, 256);

    /// <summary>Adds the gradients of a piece.</summary>
    public void Add(Part piece)
    {
        foreach (KeptTensor tensor in tensors.Trained)
        {
            if (tensor.IsTotal)
                continue;
            (int start, int end) = tensors.Range(tensor, piece, rowGranule);
            for (int at = start; at < end; at += Chunk)
                AddChunk(at, Math.Min(Chunk, end - at));
        }
    }

    /// <summary>Gives all others the weights of a piece.</summary>
    public void HandOut(Part piece)
    {
        for (int process = 0; process < communicator.Size; process++)
        {
            if (process != communicator.Rank)
                Copy(ref network.Start, ref _networks!.Of(process), tensors.FirstTrained, piece);
        }
    }

    /// <summary>Ends an update once all have handed their weights out. Collective.</summary>
    public void End()
    {
        if (!IsOpen)
            return;
        IsOpen = false;
        _isSpread = true;
        Meet(Presence.Here);
    }

    /// <summary>Takes the states that others have, who may be on their way to the next step's end.</summary>
    public void TakeStates()
    {
        for (int process = 0; _isSpread && process < communicator.Size; process++)
        {
            for (int state = 0; process != communicator.Rank && state < tensors.States; state++)
                Copy(ref _networks!.Of(process), ref network.Start, tensors.FirstState(state), Part.Whole.Within(process, communicator.Size));
        }

        _isSpread = false;
    }

    /// <summary>From now on this process's buffer is its own.</summary>
    public void Leave()
    {
        IsOpen = false;
        TakeStates();
        foreach (CommonBuffer slot in _slots)
            slot.Leave();
        _slots.Clear();
        _networks?.Leave();
        _networks = null;
    }

    /// <summary>Comes together with all others, whose sums then stand still, and shares buffers anew if one has gone back to its own.</summary>
    private bool HaveMet()
    {
        Meet(!communicator.SharesMemory ? Presence.Apart : _networks is null ? Presence.New : Presence.Here);
        if (Array.IndexOf(_presences, Presence.Apart) >= 0)
            return false;
        if (Array.IndexOf(_presences, Presence.New) < 0)
            return true;
        Leave();
        _networks = CommonBuffer.TryShare(communicator, network);

        // Steps allocate nothing, so nothing else would free the network's array, which is as large as what it has moved to.
        if (_networks is not null)
            GC.Collect();
        return _networks is not null;
    }

    /// <summary>Shares the places of as many sums as a process has.</summary>
    private bool HaveSlots()
    {
        while (_slots.Count < remaining.Most - 1)
        {
            if (CommonBuffer.TryShare(communicator, own.Buffer(_slots.Count + 1)) is not { } slot)
                return false;
            _slots.Add(slot);
        }

        return true;
    }

    private void Meet(Presence presence)
    {
        Interlocked.MemoryBarrier();
        communicator.AllGather(MemoryMarshal.AsBytes(new ReadOnlySpan<Presence>(in presence)), MemoryMarshal.AsBytes(_presences.AsSpan()), _lengths);
        Interlocked.MemoryBarrier();
    }

    private void AddChunk(int start, int length)
    {
        Span<float> total = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref own[0], start), length);
        remaining.Add(this, start, length, total);
    }

    /// <inheritdoc/>
    /// <remarks>In its slice, a process may add to others' sums.</remarks>
    public Span<float> Piece(int granule, int start, int length)
    {
        (int process, int number) = remaining.Place(granule);
        ref float first = ref number == 0 ? ref Unsafe.Add(ref _networks!.Of(process), own.Offset) : ref _slots[number - 1].Of(process);
        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, start), length);
    }

    /// <summary>Copies a part of what stands as the weights that train do from one network's buffer to another's.</summary>
    private void Copy(ref float source, ref float target, int first, Part part)
    {
        foreach (KeptTensor tensor in tensors.Trained)
        {
            (int start, int end) = tensors.Range(tensor, part, rowGranule);
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref source, first + start), end - start)
                .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref target, first + start), end - start));
        }
    }
}
