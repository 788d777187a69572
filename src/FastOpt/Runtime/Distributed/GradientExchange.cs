using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// Adds up the gradients of several processes. Each one adds a slice of the elements: it receives what the others have of it, adds in the order of <see cref="GranuleTree"/>, and hands the totals
/// out. So every element crosses twice, however many processes there are.
/// </summary>
internal sealed class GradientExchange(ICommunicator communicator, BatchShares shares)
{
    private readonly int[] _sent = new int[communicator.Size];
    private readonly int[] _received = new int[communicator.Size];
    private readonly int[] _slices = new int[communicator.Size];
    private int[] _places = [];
    private float[] _outgoing = [];
    private float[] _incoming = [];

    /// <summary>Adds up.</summary>
    /// <param name="slots">What this process's granules have; sums stand where their first granule does.</param>
    /// <param name="distance">Floats from a slot to the next.</param>
    /// <param name="totals">Receives the totals.</param>
    public void Run(ref float slots, int distance, Span<float> totals)
    {
        int rank = communicator.Rank;
        int own = Sums(rank);
        int start = Start(rank, totals.Length), length = Start(rank + 1, totals.Length) - start;
        int first = shares.First(rank), end = shares.End(rank);

        // What this process has of the others' slices, and what they have of its own.
        Room(ref _outgoing, own * (totals.Length - length));
        Room(ref _incoming, (AllSums() - own) * length);
        int outgoing = 0, incoming = 0;
        for (int other = 0; other < communicator.Size; other++)
        {
            int theirs = Start(other, totals.Length), theirLength = Start(other + 1, totals.Length) - theirs;
            _slices[other] = theirLength * sizeof(float);
            _sent[other] = other == rank ? 0 : own * theirLength * sizeof(float);
            _received[other] = other == rank ? 0 : Sums(other) * length * sizeof(float);
            incoming += _received[other] / sizeof(float);
            if (other == rank)
                continue;
            for (int granule = first; granule < end; granule = GranuleTree.EndOfSum(granule, end, shares.Granules), outgoing += theirLength)
                Floats(ref slots, ((nint)(granule - first) * distance) + theirs, theirLength).CopyTo(_outgoing.AsSpan(outgoing));
        }

        communicator.AllToAll(MemoryMarshal.AsBytes(_outgoing.AsSpan(0, outgoing)), _sent, MemoryMarshal.AsBytes(_incoming.AsSpan(0, incoming)), _received);
        Span<float> slice = totals.Slice(start, length);
        AddSlice(ref Unsafe.Add(ref slots, start), distance, rank, slice);
        communicator.AllGather(MemoryMarshal.AsBytes(slice), MemoryMarshal.AsBytes(totals), _slices);
    }

    /// <summary>Adds what is left of a slice: this process's sums stand in its slots, the others' are what came.</summary>
    private void AddSlice(ref float slots, int distance, int rank, Span<float> slice)
    {
        if (_places.Length < shares.Granules)
            _places = new int[shares.Granules];
        int place = 0;
        for (int other = 0; other < communicator.Size; other++)
        {
            int end = shares.End(other);
            for (int granule = shares.First(other); other != rank && granule < end; granule = GranuleTree.EndOfSum(granule, end, shares.Granules))
                _places[granule] = place++;
        }

        var tree = new GranuleTree(shares.Granules);
        while (tree.MoveNext())
        {
            if (!shares.AreOfOneProcess(tree.Left, tree.End))
                FloatSums.Add(ref At(ref slots, tree.Left), ref At(ref slots, tree.Right), slice.Length);
        }

        MemoryMarshal.CreateReadOnlySpan(ref At(ref slots, 0), slice.Length).CopyTo(slice);

        ref float At(ref float slots, int granule)
        {
            int first = shares.First(rank);
            if (granule >= first && granule < shares.End(rank))
                return ref Unsafe.Add(ref slots, (nint)(granule - first) * distance);
            return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_incoming), (nint)_places[granule] * SliceLength);
        }
    }

    private int SliceLength => _slices[communicator.Rank] / sizeof(float);

    /// <summary>The sums that a process has left.</summary>
    private int Sums(int process)
    {
        int sums = 0;
        int end = shares.End(process);
        for (int granule = shares.First(process); granule < end; granule = GranuleTree.EndOfSum(granule, end, shares.Granules))
            sums++;
        return sums;
    }

    private int AllSums()
    {
        int sums = 0;
        for (int process = 0; process < communicator.Size; process++)
            sums += Sums(process);
        return sums;
    }

    /// <summary>Where a process's slice of so many elements begins: on a cache line.</summary>
    private int Start(int process, int count) =>
        process == communicator.Size ? count : (int)((long)(count / VirtualLanes.Count) * process / communicator.Size) * VirtualLanes.Count;

    private static Span<float> Floats(ref float slots, nint at, int count) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref slots, at), count);

    /// <summary>Grows to the largest batch that there was, so that steps allocate nothing.</summary>
    private static void Room(ref float[] room, int floats)
    {
        if (room.Length < floats)
            room = GC.AllocateUninitializedArray<float>(floats, pinned: true);
    }
}
