namespace FastOpt.Mpi;

/// <summary>How processes come together.</summary>
public sealed record MpiOptions
{
    /// <summary>
    /// How long a process waits in an exchange for the others, above zero. What one process does alone between two steps, such as writing a checkpoint, must
    /// take less. Default: 60 s.
    /// </summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether processes of one machine see one another's buffers (<see cref="ICommunicator.SharesMemory"/>). Default: true.</summary>
    public bool SharesMemory { get; init; } = true;

    /// <summary>
    /// The MPI library, a name or a path. Default: the one that the environment variable FASTOPT_MPI_LIBRARY names; without it the launcher's, among the names
    /// that Open MPI and MPICH install.
    /// </summary>
    public string? Library { get; init; }
}
