namespace FastOpt.Members.Tests.Distributed;

/// <summary>Processes that are threads of this one. What they bring is copied, and held to what all others say of its length.</summary>
internal sealed class ThreadTeam(int size) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Barrier _barrier = new(size);
    private readonly byte[][] _brought = new byte[size][];
    private readonly int[][] _lengths = new int[size][];

    /// <summary>Runs the body as each process; gives what each returns.</summary>
    public static T[] Run<T>(int size, Func<ICommunicator, T> body)
    {
        using var team = new ThreadTeam(size);
        var results = new T[size];
        Threads.Run(size, rank => results[rank] = body(new Member(team, rank, size)));
        return results;
    }

    public void Dispose() => _barrier.Dispose();

    private void Meet() => Assert.True(_barrier.SignalAndWait(Longest), "A process is missing.");

    private sealed class Member(ThreadTeam team, int rank, int size) : ICommunicator
    {
        public int Rank => rank;

        public int Size => size;

        public void AllGather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> lengths)
        {
            Assert.Equal(lengths[rank], own.Length);
            team._brought[rank] = own.ToArray();
            team.Meet();
            int at = 0;
            for (int other = 0; other < size; other++)
            {
                Assert.Equal(lengths[other], team._brought[other].Length);
                team._brought[other].CopyTo(all.Slice(at));
                at += lengths[other];
            }

            Assert.Equal(all.Length, at);
            team.Meet();
        }

        public void AllToAll(ReadOnlySpan<byte> own, ReadOnlySpan<int> ownLengths, Span<byte> received, ReadOnlySpan<int> lengths)
        {
            team._brought[rank] = own.ToArray();
            team._lengths[rank] = ownLengths.ToArray();
            team.Meet();
            int at = 0;
            for (int other = 0; other < size; other++)
            {
                int[] theirs = team._lengths[other];
                Assert.Equal(theirs.Sum(), team._brought[other].Length);
                if (other == rank && lengths[rank] == 0)
                    continue;
                Assert.Equal(lengths[other], theirs[rank]);
                team._brought[other].AsSpan(theirs.Take(rank).Sum(), theirs[rank]).CopyTo(received.Slice(at));
                at += lengths[other];
            }

            Assert.Equal(received.Length, at);
            team.Meet();
        }
    }
}
