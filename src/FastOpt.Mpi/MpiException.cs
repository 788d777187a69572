namespace FastOpt.Mpi;

/// <summary>
/// What went wrong between processes, or with MPI itself: no library, a launcher of another MPI, processes that differ, or one that did not come. No step can
/// follow.
/// </summary>
public sealed class MpiException : Exception
{
    internal MpiException(string message, IReadOnlyList<int>? processes = null, Exception? inner = null)
        : base(message, inner) => Processes = processes ?? [];

    /// <summary>The processes that the error is about, by their ranks; empty where it is about none.</summary>
    public IReadOnlyList<int> Processes { get; }
}
