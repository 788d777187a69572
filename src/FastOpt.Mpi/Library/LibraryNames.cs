namespace FastOpt.Mpi;

/// <summary>Under which names MPI is installed.</summary>
internal static class LibraryNames
{
    /// <summary>The environment variable that names the library.</summary>
    public const string Variable = "FASTOPT_MPI_LIBRARY";

    /// <summary>The names to try, in order: the launcher's own library stands first, for another one makes every process the only one.</summary>
    public static IReadOnlyList<string> Candidates(MpiFlavor? launcher, bool isWindows, bool isMac)
    {
        if (isWindows)
            return ["msmpi.dll"];
        string[] open = isMac ? ["libmpi.40.dylib", "libmpi.dylib"] : ["libmpi.so.40", "libmpi.so"];
        string[] mpich = isMac ? ["libmpich.12.dylib", "libmpi.12.dylib"] : ["libmpich.so.12", "libmpi.so.12"];
        return launcher == MpiFlavor.Mpich ? [.. mpich, .. open] : [.. open, .. mpich];
    }
}
