using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// Adds up the gradients of several processes. Each one adds a slice of the elements: it receives what the others have of it, adds in the order of
/// <see cref="GranuleTree"/>, and hands the totals out. So every element crosses twice, however many processes there are.
/// </summary>
/// <param name="communicator">The processes.</param>
/// <param name="shares">The granules that each of them has.</param>
/// <param name="own">The sums that this process has left.</param>
internal sealed class GradientExchange(ICommunicator communicator, BatchShares shares, GradientStack own)
{
    private readonly int[] _sent = new int[communicator.Size];
    private readonly int[] _received = new int[communicator.Size];
    private readonly int[] _slices = new int[communicator.Size];
    private int[] _places = [];
    private float[] _outgoing = [];
    private float[] _incoming = [];

    /// <summary>Adds up.</summary>
    /// <param name="totals">Receives the totals, where the first of this process's sums stands.</param>
    public void Run(Span<float> totals)
    {
        int rank = communicator.Rank;
        int start = Start(rank, totals.Length), length = Start(rank + 1, totals.Length) - start;
        int theirs = Place(rank);
        for (int other = 0; other < communicator.Size; other++)
        {
            int count = Start(other + 1, totals.Length) - Start(other, totals.Length);
            _slices[other] = checked(count * sizeof(float));
            _sent[other] = checked(own.Count * count * sizeof(float));
            _received[other] = other == rank ? 0 : checked(_received[other] * length * sizeof(float));
        }

        // What this process has of the others' slices, and what they have of its own. A single sum is sent from where it stands.
        ReadOnlySpan<float> outgoing = own.Count == 1 ? totals : Pack(rank, totals.Length);
        Room(ref _incoming, theirs * length);
        Span<float> incoming = _incoming.AsSpan(0, theirs * length);
        communicator.AllToAll(MemoryMarshal.AsBytes(outgoing), _sent, MemoryMarshal.AsBytes(incoming), _received);
        Span<float> slice = totals.Slice(start, length);
        var tree = new GranuleTree(shares.Granules);
        while (tree.MoveNext())
        {
            if (shares.AreOfOneProcess(tree.Left, tree.End))
                continue;
            Span<float> left = Sum(tree.Left, start, length);
            bool isLast = tree.Left == 0 && tree.End == shares.Granules;
            ElementSums.Add(left, Sum(tree.Right, start, length), isLast ? slice : left);
        }

        if (shares.AreOfOneProcess(0, shares.Granules))
            Sum(0, start, length).CopyTo(slice);
        communicator.AllGather(MemoryMarshal.AsBytes(slice), MemoryMarshal.AsBytes(totals), _slices);
    }

    /// <summary>The others' slices of several sums, one process's behind the other's; nothing of this one's own.</summary>
    private ReadOnlySpan<float> Pack(int rank, int floats)
    {
        _sent[rank] = 0;
        Room(ref _outgoing, own.Count * floats);
        int written = 0;
        for (int other = 0; other < communicator.Size; other++)
        {
            int first = Start(other, floats), count = Start(other + 1, floats) - first;
            for (int sum = 0; other != rank && sum < own.Count; sum++, written += count)
                Slice(own, sum, first, count).CopyTo(_outgoing.AsSpan(written));
        }

        return _outgoing.AsSpan(0, written);
    }

    /// <summary>
    /// Says where each sum that is left stands, by its first granule: this process's are numbers of its own sums, the others' places among what comes. Says how
    /// many sums each other process has, in the place of what it sends, and how many all have.
    /// </summary>
    private int Place(int rank)
    {
        if (_places.Length < shares.Granules)
            _places = new int[shares.Granules];
        int theirs = 0;
        for (int process = 0; process < communicator.Size; process++)
        {
            int sums = 0;
            int end = shares.End(process);
            for (int granule = shares.First(process); granule < end; granule = GranuleTree.EndOfSum(granule, end, shares.Granules))
                _places[granule] = process == rank ? sums++ : theirs + sums++;
            _received[process] = sums;
            theirs += process == rank ? 0 : sums;
        }

        return theirs;
    }

    /// <summary>A slice of a sum, from its first granule.</summary>
    private Span<float> Sum(int granule, int start, int length)
    {
        bool isOwn = granule >= shares.First(communicator.Rank) && granule < shares.End(communicator.Rank);
        return isOwn ? Slice(own, _places[granule], start, length) : _incoming.AsSpan(_places[granule] * length, length);
    }

    private static Span<float> Slice(GradientStack sums, int sum, int start, int length) =>
        MemoryMarshal.CreateSpan(ref sums[sum], start + length).Slice(start);

    /// <summary>Where a process's slice of so many elements begins: on a cache line.</summary>
    private int Start(int process, int count) =>
        process == communicator.Size ? count : (int)((long)(count / VirtualLanes.Count) * process / communicator.Size) * VirtualLanes.Count;

    /// <summary>Grows to the largest batch that there was, so that steps allocate nothing.</summary>
    private static void Room(ref float[] room, int floats)
    {
        if (room.Length < floats)
            room = GC.AllocateUninitializedArray<float>(floats, pinned: true);
    }
}
