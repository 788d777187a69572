using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FastOpt.Runtime;

/// <summary>A buffer of which every process has its own, and sees those of all others.</summary>
internal sealed unsafe class CommonBuffer
{
    private readonly PinnedBuffer _own;
    private readonly MappedMemory?[] _others;

    private CommonBuffer(PinnedBuffer own, MappedMemory?[] others) => (_own, _others) = (own, others);

    /// <summary>The first float of a process's buffer.</summary>
    public ref float Of(int process) => ref _others[process] is { } other ? ref *other.Start : ref _own.Start;

    /// <summary>
    /// Moves the buffers of all processes to where the others see them, with what is in them; their lengths may differ. Collective.
    /// </summary>
    /// <returns>Null, and nothing moved, on all processes, if it cannot be done on one: they are not on one machine, or memory is short.</returns>
    public static CommonBuffer? TryShare(ICommunicator communicator, PinnedBuffer own)
    {
        var name = Guid.NewGuid();
        MappedMemory? memory = null;
        MappedMemory?[] others = [];
        bool isShared = false;
        try
        {
            memory = MappedMemory.TryCreate(name, own.Bytes);
            if (memory is not null)
                own.CopyTo(memory);
            var all = Gather(communicator, new Place(name, own.Bytes, memory is not null));
            others = new MappedMemory?[all.Length];
            bool isWhole = all.All(static place => place.IsMade);
            for (int process = 0; process < all.Length && isWhole; process++)
            {
                if (process != communicator.Rank)
                    isWhole = (others[process] = MappedMemory.TryOpen(all[process].Name, all[process].Bytes)) is not null;
            }

            isShared = Gather(communicator, isWhole).All(static isWhole => isWhole);
            if (!isShared)
                return null;
            own.MoveTo(memory!);
            return new CommonBuffer(own, others);
        }
        finally
        {
            MappedMemory.Hide(name);
            foreach (MappedMemory? mapped in isShared ? [] : others.Append(memory))
                mapped?.Dispose();
        }
    }

    /// <summary>The process's buffer is its own again, and the others' are no more before it. No reference to any may be in use.</summary>
    public void Leave()
    {
        _own.MoveBack();
        foreach (MappedMemory? other in _others)
            other?.Dispose();
    }

    private static T[] Gather<T>(ICommunicator communicator, T own)
        where T : unmanaged
    {
        var all = new T[communicator.Size];
        int[] lengths = [.. Enumerable.Repeat(Unsafe.SizeOf<T>(), communicator.Size)];
        communicator.AllGather(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in own)), MemoryMarshal.AsBytes(all.AsSpan()), lengths);
        return all;
    }

    /// <summary>What a process says of its buffer.</summary>
    private readonly record struct Place(Guid Name, long Bytes, bool IsMade);
}
