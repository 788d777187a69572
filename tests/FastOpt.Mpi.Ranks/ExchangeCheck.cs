namespace FastOpt.Mpi.Ranks;

/// <summary>
/// Exchanges of random lengths, many of them zero, against what they must be: every process draws the same lengths, and byte i of what process p has for
/// process q in round r is a function of these four. The exchanges themselves must allocate nothing.
/// </summary>
internal static class ExchangeCheck
{
    private const int Large = 300_000;

    public static void Run(MpiCommunicator processes, int rounds)
    {
        var random = new Random(1);
        int size = processes.Size;
        int[] lengths = new int[size], sent = new int[size], received = new int[size];
        // Set aside before, for a collection in the middle of an exchange would count what is left of the thread's room for objects as allocated.
        byte[] ownRoom = new byte[Large * size], allRoom = new byte[Large * size];
        int[][] pieces = [.. Enumerable.Range(0, size).Select(_ => new int[size])];
        long allocated = 0;
        for (int round = 0; round < rounds; round++)
        {
            int largest = round % 10 == 9 ? Large : 200; // large ones go another way through the library
            for (int p = 0; p < size; p++)
                lengths[p] = Draw(random, largest);
            Span<byte> own = ownRoom.AsSpan(0, lengths[processes.Rank]), all = allRoom.AsSpan(0, Sum(lengths));
            all.Clear();
            Fill(own, round, processes.Rank, size);
            long before = GC.GetAllocatedBytesForCurrentThread();
            processes.AllGather(own, all, lengths);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            for (int p = 0, start = 0; p < size; start += lengths[p++])
                Check(all.Slice(start, lengths[p]), round, p, size);

            foreach (int[] row in pieces)
            {
                for (int p = 0; p < size; p++)
                    row[p] = Draw(random, largest);
            }

            for (int p = 0; p < size; p++)
                (sent[p], received[p]) = (pieces[processes.Rank][p], pieces[p][processes.Rank]);
            own = ownRoom.AsSpan(0, Sum(sent));
            all = allRoom.AsSpan(0, Sum(received));
            all.Clear();
            for (int p = 0, start = 0; p < size; start += sent[p++])
                Fill(own.Slice(start, sent[p]), round, processes.Rank, p);
            before = GC.GetAllocatedBytesForCurrentThread();
            processes.AllToAll(own, sent, all, received);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            for (int p = 0, start = 0; p < size; start += received[p++])
                Check(all.Slice(start, received[p]), round, p, processes.Rank);
        }

        // In place: what a process brings stands where it belongs already.
        Array.Fill(lengths, 8);
        byte[] shared = new byte[8 * size];
        Fill(shared.AsSpan(8 * processes.Rank, 8), 0, processes.Rank, size);
        processes.AllGather(shared.AsSpan(8 * processes.Rank, 8), shared, lengths);
        for (int p = 0; p < size; p++)
            Check(shared.AsSpan(8 * p, 8), 0, p, size);
        if (allocated != 0)
            throw new InvalidOperationException($"{rounds} rounds allocated {allocated} bytes.");
        IReadOnlyList<string> names = processes.Gather($"process {processes.Rank} ✓");
        if (!names.SequenceEqual(Enumerable.Range(0, size).Select(p => $"process {p} ✓")))
            throw new InvalidOperationException($"Gathered texts: {string.Join(", ", names)}.");
        if (processes.IsFirst)
            Console.WriteLine($"ok: {rounds} rounds on {size} processes over {processes.Library}, 0 bytes allocated");
    }

    private static int Sum(ReadOnlySpan<int> lengths)
    {
        int sum = 0;
        foreach (int length in lengths)
            sum += length;
        return sum;
    }

    private static int Draw(Random random, int largest) => random.Next(3) == 0 ? 0 : random.Next(largest);

    private static byte Value(int i, int round, int from, int to) => (byte)((i * 31) + (round * 7) + (from * 101) + (to * 57));

    private static void Fill(Span<byte> bytes, int round, int from, int to)
    {
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = Value(i, round, from, to);
    }

    private static void Check(ReadOnlySpan<byte> bytes, int round, int from, int to)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            byte expected = Value(i, round, from, to);
            if (bytes[i] != expected)
                throw new InvalidOperationException($"Round {round}: byte {i} of {bytes.Length} from process {from} is {bytes[i]} instead of {expected}.");
        }
    }
}
