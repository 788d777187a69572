namespace FastOpt.Members.Tests.Distributed;

/// <summary>Whether processes see one another's buffers.</summary>
public enum TeamMemory
{
    /// <summary>They do.</summary>
    Shared,

    /// <summary>They are not to.</summary>
    Apart,

    /// <summary>The last one is not to.</summary>
    LastIsApart,

    /// <summary>The last one says that it has no memory for it.</summary>
    Short,
}

/// <summary>Processes that are threads of this one. What they bring is copied, and held to what all others say of its length.</summary>
/// <param name="size">How many.</param>
/// <param name="memory">Whether they see one another's buffers.</param>
internal sealed class ThreadTeam(int size, TeamMemory memory) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Barrier _barrier = new(size);
    private readonly byte[][] _brought = new byte[size][];
    private readonly int[][] _lengths = new int[size][];
    private int _sent;

    /// <summary>Runs the body as each process; gives what each returns.</summary>
    public static T[] Run<T>(int size, Func<ICommunicator, T> body, TeamMemory memory = TeamMemory.Shared) => Run(size, body, memory, out _);

    /// <summary>The same, and how often they sent one another pieces.</summary>
    public static T[] Run<T>(int size, Func<ICommunicator, T> body, TeamMemory memory, out int sent)
    {
        using var team = new ThreadTeam(size, memory);
        var results = new T[size];
        Threads.Run(size, rank => results[rank] = body(new Member(team, rank, size)));
        sent = team._sent;
        return results;
    }

    private TeamMemory Memory => memory;

    public void Dispose() => _barrier.Dispose();

    private void Meet() => Assert.True(_barrier.SignalAndWait(Longest), "A process is missing.");

    private const int GuidBytes = 16;

    /// <summary>Whether this is what a process says of its buffer: a name, which is a random Guid, its bytes, and that there is one.</summary>
    private static bool IsPlace(ReadOnlySpan<byte> own) => own.Length == 32 && own[7] >> 4 == 4 && own[24] == 1;

    private sealed class Member(ThreadTeam team, int rank, int size) : ICommunicator
    {
        public int Rank => rank;

        public int Size => size;

        public bool SharesMemory => team.Memory switch
        {
            TeamMemory.Apart => false,
            TeamMemory.LastIsApart => rank < size - 1,
            _ => true,
        };

        public void AllGather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> lengths)
        {
            Assert.Equal(lengths[rank], own.Length);
            team._brought[rank] = own.ToArray();
            if (team.Memory == TeamMemory.Short && rank == size - 1 && IsPlace(own))
                team._brought[rank].AsSpan(GuidBytes).Clear();
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
            Interlocked.Increment(ref team._sent);
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
