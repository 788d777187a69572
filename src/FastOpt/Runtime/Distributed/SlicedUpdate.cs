using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// How processes of one machine share the end of a step: they see one another's buffers (<see cref="CommonBuffer"/>), so nothing is sent. Each process adds a
/// slice of the gradients where they stand, updates that slice of the weights, and takes the others' weights. The optimizer's states of a slice are its
/// process's alone, until somebody asks for them.
/// </summary>
/// <remarks>
/// A process writes what others read only while they wait for it. Between steps it may do with its weights what it wants, but leaves its states as they are:
/// before they change by anything but a step, it leaves its buffer to those that may read it, and all share anew with the next step.
/// </remarks>
/// <param name="communicator">The processes.</param>
/// <param name="left">The sums that they have left of a batch.</param>
/// <param name="own">Those of this process.</param>
/// <param name="network">The network's buffer.</param>
/// <param name="tensors">What stands in it.</param>
/// <param name="granule">Rows of a tensor that stay together.</param>
internal sealed class SlicedUpdate(
    ICommunicator communicator, LeftSums left, GradientStack own, PinnedBuffer network, TensorTable tensors, int granule)
{
    /// <summary>Floats that are added at a time, so that they are in a core's cache.</summary>
    private const int Chunk = 4096;

    private readonly (int Start, int End)[][] _slices =
        [.. Enumerable.Range(0, communicator.Size).Select(process => tensors.Slice(Part.Whole.Within(process, communicator.Size), granule))];

    private readonly Presence[] _presences = new Presence[communicator.Size];
    private readonly int[] _lengths = [.. Enumerable.Repeat(1, communicator.Size)];
    private readonly List<CommonBuffer> _slots = [];
    private CommonBuffer? _networks;
    private bool _isApart, _isOpen, _isSpread;

    private enum Presence : byte
    {
        /// <summary>The process has to share its buffer first.</summary>
        New,

        /// <summary>Its buffer is shared.</summary>
        Here,

        /// <summary>Its buffer cannot be shared, or is not to be.</summary>
        Apart,
    }

    /// <summary>Adds this process's slice of the gradients, which it then updates. Collective.</summary>
    /// <returns>False, on all processes, if they do not see one another's buffers.</returns>
    public bool TryAdd()
    {
        if (_isApart)
            return false;
        if (!HaveMet() || !HaveSlots())
        {
            Leave();
            _isApart = true;
            return false;
        }

        foreach ((int start, int end) in _slices[communicator.Rank])
        {
            for (int at = start; at < end; at += Chunk)
                AddChunk(at, Math.Min(Chunk, end - at));
        }

        _isOpen = true;
        return true;
    }

    /// <summary>What of a thread's share of the update falls to this process.</summary>
    public Part Of(Part part) => _isOpen ? part.Within(communicator.Rank, communicator.Size) : part;

    /// <summary>Takes the weights that others have updated. Collective.</summary>
    public void TakeWeights()
    {
        if (!_isOpen)
            return;
        _isOpen = false;
        Meet(Presence.Here);
        Take(tensors.FirstTrained);
        _isSpread = true;

        // Behind this, who has taken all weights may change its own.
        Meet(Presence.Here);
    }

    /// <summary>Takes the states that others have, who may be on their way to the next step's end.</summary>
    public void TakeStates()
    {
        if (!_isSpread)
            return;
        _isSpread = false;
        for (int state = 0; state < tensors.States; state++)
            Take(tensors.FirstState(state));
    }

    /// <summary>From now on this process's buffer is its own.</summary>
    public void Leave()
    {
        TakeStates();
        network.MoveBack();
        for (int slot = 0; slot < _slots.Count; slot++)
            own.Buffer(slot + 1).MoveBack();
        _slots.Clear();
        _networks = null;
    }

    /// <summary>Comes together with all others, whose sums then stand still, and shares buffers anew if one has left.</summary>
    private bool HaveMet()
    {
        Meet(!communicator.SharesMemory ? Presence.Apart : _networks is null ? Presence.New : Presence.Here);
        if (_presences.AsSpan().Contains(Presence.Apart))
            return false;
        if (!_presences.AsSpan().Contains(Presence.New))
            return true;
        Leave();
        _networks = CommonBuffer.TryShare(communicator, network);
        return _networks is not null;
    }

    /// <summary>Shares the places of as many sums as a process has left.</summary>
    private bool HaveSlots()
    {
        while (_slots.Count < left.Most - 1)
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
        ReadOnlySpan<(int Left, int Right)> additions = left.Additions;
        for (int i = 0; i < additions.Length; i++)
        {
            Span<float> sum = Sum(additions[i].Left, start, length);
            ElementSums.Add(sum, Sum(additions[i].Right, start, length), i == additions.Length - 1 ? total : sum);
        }

        if (additions.Length == 0)
            Sum(0, start, length).CopyTo(total);
    }

    /// <summary>A piece of a sum, from its first granule. In its slice, a process may add to others' sums.</summary>
    private Span<float> Sum(int granule, int start, int length)
    {
        (int process, int number) = left.Place(granule);
        ref float first = ref number == 0 ? ref Unsafe.Add(ref _networks!.Of(process), own.Offset) : ref _slots[number - 1].Of(process);
        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, start), length);
    }

    /// <summary>Takes each other process's slice of what stands as the weights that train do.</summary>
    /// <param name="first">Where the first of them stands.</param>
    private void Take(int first)
    {
        for (int process = 0; process < _slices.Length; process++)
        {
            if (process == communicator.Rank)
                continue;
            ref float theirs = ref Unsafe.Add(ref _networks!.Of(process), first), ours = ref Unsafe.Add(ref network.Start, first);
            foreach ((int start, int end) in _slices[process])
            {
                MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref theirs, start), end - start)
                    .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref ours, start), end - start));
            }
        }
    }
}
