using System.Runtime.InteropServices;

namespace FastOpt.Mpi;

/// <summary>Finds the MPI that is installed and loads it. It stays loaded: MPI can be started once in a process.</summary>
internal static class MpiLibrary
{
    /// <summary>Loads the library that is named, or the first that is there.</summary>
    /// <param name="named">A name or a path, or null.</param>
    /// <param name="launcher">Who started the process, or null.</param>
    /// <exception cref="MpiException">There is none, or it is no MPI.</exception>
    public static MpiFunctions Load(string? named, Launcher? launcher)
    {
        if (named is not null)
            return Read(LoadNamed(named), named);
        IReadOnlyList<string> names = LibraryNames.Candidates(launcher?.Flavor, OperatingSystem.IsWindows(), OperatingSystem.IsMacOS());
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out nint library))
                return Read(library, name);
        }

        throw new MpiException(
            $"No MPI library was found, tried: {string.Join(", ", names)}. Install Open MPI or MPICH (Debian: apt-get install openmpi-bin, or mpich), "
            + $"or name a library in {LibraryNames.Variable}.");
    }

    private static nint LoadNamed(string named)
    {
        try
        {
            return NativeLibrary.Load(named);
        }
        catch (Exception mistake) when (mistake is DllNotFoundException or BadImageFormatException)
        {
            throw new MpiException($"The MPI library '{named}' cannot be loaded: {Reason(mistake.Message)}", inner: mistake);
        }
    }

    /// <summary>The system's own words, which stand behind lines of general advice.</summary>
    private static string Reason(string message) => message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];

    private static MpiFunctions Read(nint library, string name)
    {
        try
        {
            return new MpiFunctions(library, name);
        }
        catch (EntryPointNotFoundException mistake)
        {
            throw new MpiException($"'{name}' is no MPI library: {mistake.Message}", inner: mistake);
        }
    }
}
