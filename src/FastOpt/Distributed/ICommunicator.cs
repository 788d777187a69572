namespace FastOpt;

/// <summary>
/// Processes that train one network together, as one of them sees it. Its methods are collective: all processes call the same ones in the same order, with
/// lengths that fit one another.
/// </summary>
/// <remarks>
/// FastOpt.Mpi has one over the MPI that is installed. An implementation moves bytes and computes nothing: what is added, and in which order, is the network's,
/// so that results have the same bits for every number of processes. It throws where a process is missing, and then no step can follow: weights may be those of
/// an update that was not ended.
/// </remarks>
public interface ICommunicator
{
    /// <summary>The number of this process, from 0.</summary>
    int Rank { get; }

    /// <summary>The number of processes.</summary>
    int Size { get; }

    /// <summary>
    /// Whether processes of one machine may see one another's buffers instead of sending what is in them. It changes time, not results. It needs room in
    /// Linux's <c>/dev/shm</c> for the network's buffer in every process, and for gradients where a process is left with several sums; where that cannot be
    /// had, processes send. Default: true.
    /// </summary>
    bool SharesMemory => true;

    /// <summary>Gives every process what each one brings, in the order of their ranks.</summary>
    /// <param name="own">What this process brings: <c>lengths[Rank]</c> bytes. They may stand in <paramref name="all"/> already, where they end.</param>
    /// <param name="all">Receives everything.</param>
    /// <param name="lengths">How many bytes each process brings, the same on every process.</param>
    void AllGather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> lengths);

    /// <summary>
    /// Gives each process its own piece of what every process brings. Where <c>lengths[Rank]</c> is 0, a process sends itself nothing, and its own piece of
    /// <paramref name="own"/> is passed over.
    /// </summary>
    /// <param name="own">Pieces for each process, in the order of their ranks.</param>
    /// <param name="ownLengths">How many bytes each of these has.</param>
    /// <param name="received">Receives the pieces for this process, in the order of their senders' ranks.</param>
    /// <param name="lengths">How many bytes each process sends to this one.</param>
    void AllToAll(ReadOnlySpan<byte> own, ReadOnlySpan<int> ownLengths, Span<byte> received, ReadOnlySpan<int> lengths);
}
