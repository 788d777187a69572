using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>
/// Adds up the gradients of processes that send one another what they have. Each one adds a slice of the elements: it receives what the others have of it, adds
/// in the order of <see cref="GranuleTree"/>, and hands the totals out. So every element crosses twice, however many processes there are.
/// </summary>
/// <param name="communicator">The processes.</param>
/// <param name="remaining">The sums that they have of a batch.</param>
/// <param name="own">Those of this process.</param>
internal sealed class GradientExchange(ICommunicator communicator, RemainingSums remaining, GradientStack own) : ISumPieces
{
    private readonly int[] _sent = new int[communicator.Size];
    private readonly int[] _received = new int[communicator.Size];
    private readonly int[] _slices = new int[communicator.Size];
    private readonly int[] _firsts = new int[communicator.Size]; // of a process's sums, among those that come
    private float[] _outgoing = [];
    private float[] _incoming = [];

    /// <summary>Adds up.</summary>
    /// <param name="totals">Receives the totals, where the first of this process's sums stands.</param>
    public void Run(Span<float> totals)
    {
        int rank = communicator.Rank;
        int start = Start(rank, totals.Length), length = Start(rank + 1, totals.Length) - start;
        int theirs = 0;
        for (int other = 0; other < communicator.Size; other++)
        {
            int count = Start(other + 1, totals.Length) - Start(other, totals.Length), sums = other == rank ? 0 : remaining.Count(other);
            _slices[other] = checked(count * sizeof(float));
            _sent[other] = checked(own.Count * count * sizeof(float));
            _received[other] = checked(sums * length * sizeof(float));
            _firsts[other] = theirs;
            theirs += sums;
        }

        // What this process has of the others' slices, and what they have of its own. A single sum is sent from where it stands.
        ReadOnlySpan<float> outgoing = own.Count == 1 ? totals : Pack(rank, totals.Length);
        Room(ref _incoming, theirs * length);
        Span<float> incoming = _incoming.AsSpan(0, theirs * length);
        communicator.AllToAll(MemoryMarshal.AsBytes(outgoing), _sent, MemoryMarshal.AsBytes(incoming), _received);
        Span<float> slice = totals.Slice(start, length);
        remaining.Add(this, start, length, slice);
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

    /// <inheritdoc/>
    public Span<float> Piece(int granule, int start, int length)
    {
        (int process, int number) = remaining.Place(granule);
        return process == communicator.Rank ? Slice(own, number, start, length) : _incoming.AsSpan((_firsts[process] + number) * length, length);
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
