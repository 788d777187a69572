namespace FastOpt.Mpi.Ranks;

/// <summary>Bad calls: each throws its one error before anything is sent, so that all processes go on.</summary>
internal static class ArgumentCases
{
    public static void Run(MpiCommunicator processes)
    {
        int size = processes.Size, rank = processes.Rank, cases = 0;
        int[] eights = new int[size];
        Array.Fill(eights, 8);
        byte[] eight = new byte[8], all = new byte[8 * size];
        Expect<ArgumentException>("lengths has " + (size + 1), () => processes.AllGather(eight, all, new int[size + 1]));
        Expect<ArgumentException>("lengths has 0", () => processes.AllGather(eight, all, []));
        Expect<ArgumentException>("lengths are", () => processes.AllGather(eight, new byte[(8 * size) - 1], eights));
        Expect<ArgumentException>("lengths are", () => processes.AllGather(eight, new byte[(8 * size) + 1], eights));
        Expect<ArgumentException>("This process brings 7 bytes", () => processes.AllGather(eight.AsSpan(0, 7), all, eights));
        Expect<ArgumentException>("This process brings 0 bytes", () => processes.AllGather([], all, eights));
        Expect<ArgumentException>("lengths[0] is -8; a length is at least 0", () => processes.AllGather(eight, all, Negative(size)));
        Expect<ArgumentException>("ownLengths has", () => processes.AllToAll(all, new int[size + 2], all, eights));
        Expect<ArgumentException>("ownLengths are", () => processes.AllToAll(eight.AsSpan(0, 3), eights, all, eights));
        Expect<ArgumentException>("lengths are", () => processes.AllToAll(all, eights, eight.AsSpan(0, 3), eights));
        int[] other = [.. eights];
        other[rank] = 7;
        Expect<ArgumentException>("This process sends itself 8 bytes, but expects 7", () => processes.AllToAll(all, eights, all.AsSpan(1), other));
        Expect<ArgumentNullException>("own", () => processes.Gather(null!));
        Expect<ArgumentNullException>("facts", () => processes.Compare(null!));
        Expect<MpiException>("MPI can be started once in a process", static () => MpiCommunicator.Start());

        // From another thread, one at a time: that is fine.
        var thread = new Thread(() => processes.AllGather(eight, all, eights));
        thread.Start();
        thread.Join();
        processes.AllGather(eight, all, eights);
        processes.Dispose();
        processes.Dispose();
        Expect<ObjectDisposedException>("MpiCommunicator", () => processes.AllGather(eight, all, eights));
        if (rank == 0)
            Console.WriteLine(FormattableString.Invariant($"ok: {cases} bad calls"));

        void Expect<TException>(string message, Action call)
            where TException : Exception
        {
            cases++;
            try
            {
                call();
            }
            catch (TException mistake) when (mistake.Message.Contains(message, StringComparison.Ordinal))
            {
                return;
            }

            throw new InvalidOperationException($"Nothing says '{message}'.");
        }
    }

    private static int[] Negative(int size)
    {
        int[] lengths = new int[size];
        Array.Fill(lengths, 8);
        lengths[0] = -8;
        return lengths;
    }
}
