using System.Runtime.InteropServices;
using System.Text;

namespace FastOpt.Mpi;

/// <summary>
/// The functions and constants of an MPI library. Handles are <see cref="nint"/>: Open MPI's are addresses, MPICH's are numbers of 32 bits in their lower half,
/// so that one set of signatures serves both (mpi.h of Open MPI 4.1 and 5.0, and of MPICH 4.0, whose interface is the one of MPICH 3.1 and later).
/// </summary>
internal sealed unsafe class MpiFunctions
{
    /// <summary>MPI_THREAD_SERIALIZED: any thread may call, one at a time.</summary>
    public const int Serialized = 2;

    /// <summary>Room for an MPI_Status: Open MPI's has 24 bytes, MPICH's 20.</summary>
    public const int StatusBytes = 64;

    private const string OpenMpiWorld = "ompi_mpi_comm_world";

    /// <summary>MPI_MAX_LIBRARY_VERSION_STRING of MPICH, the longest text of all.</summary>
    private const int LongestText = 8192;

    public readonly delegate* unmanaged<int*, int> Initialized, Finalized;
    public readonly delegate* unmanaged<nint, nint, int, int*, int> InitThread;
    public readonly delegate* unmanaged<int> Finish;
    public readonly delegate* unmanaged<nint, int*, int> CommRank, CommSize;
    public readonly delegate* unmanaged<nint, nint*, int> CommDup;
    public readonly delegate* unmanaged<nint*, int> CommFree, RequestFree, Cancel;
    public readonly delegate* unmanaged<nint, nint, int> CommSetErrhandler;
    public readonly delegate* unmanaged<byte*, int, nint, int, int, nint, nint*, int> Isend, Irecv;
    public readonly delegate* unmanaged<byte*, int, nint, int, int, nint, byte*, int> Recv;
    public readonly delegate* unmanaged<nint*, int*, byte*, int> Test;
    public readonly delegate* unmanaged<int, int, nint, int*, byte*, int> Iprobe;
    public readonly delegate* unmanaged<byte*, nint, int*, int> GetCount;
    public readonly nint World, Self, Byte, ErrorsReturn;
    private readonly int _truncated;
    private readonly delegate* unmanaged<int, int*, int> _errorClass;
    private readonly delegate* unmanaged<int, byte*, int*, int> _errorString;
    private readonly delegate* unmanaged<byte*, int*, int> _libraryVersion;

    /// <summary>Reads the exports.</summary>
    /// <exception cref="EntryPointNotFoundException">One is missing.</exception>
    public MpiFunctions(nint library, string name)
    {
        Flavor = NativeLibrary.TryGetExport(library, OpenMpiWorld, out World) ? MpiFlavor.OpenMpi : MpiFlavor.Mpich;
        Byte = Flavor == MpiFlavor.OpenMpi ? Export("ompi_mpi_byte") : 0x4c00010d;
        ErrorsReturn = Flavor == MpiFlavor.OpenMpi ? Export("ompi_mpi_errors_return") : 0x54000001;
        World = Flavor == MpiFlavor.OpenMpi ? World : 0x44000000;
        Self = Flavor == MpiFlavor.OpenMpi ? Export("ompi_mpi_comm_self") : 0x44000001;
        _truncated = Flavor == MpiFlavor.OpenMpi ? 15 : 14; // MPI_ERR_TRUNCATE
        Initialized = (delegate* unmanaged<int*, int>)Export("MPI_Initialized");
        Finalized = (delegate* unmanaged<int*, int>)Export("MPI_Finalized");
        InitThread = (delegate* unmanaged<nint, nint, int, int*, int>)Export("MPI_Init_thread");
        Finish = (delegate* unmanaged<int>)Export("MPI_Finalize");
        CommRank = (delegate* unmanaged<nint, int*, int>)Export("MPI_Comm_rank");
        CommSize = (delegate* unmanaged<nint, int*, int>)Export("MPI_Comm_size");
        CommDup = (delegate* unmanaged<nint, nint*, int>)Export("MPI_Comm_dup");
        CommFree = (delegate* unmanaged<nint*, int>)Export("MPI_Comm_free");
        RequestFree = (delegate* unmanaged<nint*, int>)Export("MPI_Request_free");
        Cancel = (delegate* unmanaged<nint*, int>)Export("MPI_Cancel");
        CommSetErrhandler = (delegate* unmanaged<nint, nint, int>)Export("MPI_Comm_set_errhandler");
        Isend = (delegate* unmanaged<byte*, int, nint, int, int, nint, nint*, int>)Export("MPI_Isend");
        Irecv = (delegate* unmanaged<byte*, int, nint, int, int, nint, nint*, int>)Export("MPI_Irecv");
        Recv = (delegate* unmanaged<byte*, int, nint, int, int, nint, byte*, int>)Export("MPI_Recv");
        Test = (delegate* unmanaged<nint*, int*, byte*, int>)Export("MPI_Test");
        Iprobe = (delegate* unmanaged<int, int, nint, int*, byte*, int>)Export("MPI_Iprobe");
        GetCount = (delegate* unmanaged<byte*, nint, int*, int>)Export("MPI_Get_count");
        _errorClass = (delegate* unmanaged<int, int*, int>)Export("MPI_Error_class");
        _errorString = (delegate* unmanaged<int, byte*, int*, int>)Export("MPI_Error_string");
        _libraryVersion = (delegate* unmanaged<byte*, int*, int>)Export("MPI_Get_library_version");
        Name = name;

        nint Export(string symbol) => NativeLibrary.GetExport(library, symbol);
    }

    public MpiFlavor Flavor { get; }

    /// <summary>The name under which the library was loaded.</summary>
    public string Name { get; }

    /// <summary>The library and its version: "Open MPI 4.1.4", "MPICH 4.0.2".</summary>
    public string Version()
    {
        byte* text = stackalloc byte[LongestText];
        int length = 0;
        if (_libraryVersion(text, &length) != 0)
            return Flavor == MpiFlavor.OpenMpi ? "Open MPI" : "MPICH";
        string version = Encoding.UTF8.GetString(text, Math.Max(length, 0)).TrimEnd('\0');
        return Shorten(version);
    }

    /// <summary>Throws for a return code that is not MPI_SUCCESS.</summary>
    public void Check(int code, string function)
    {
        if (code != 0)
            throw new MpiException($"{function} of {Name} failed: {Text(code)}");
    }

    /// <summary>Whether a return code says that a message was longer than the room for it.</summary>
    public bool IsTooLong(int code)
    {
        int kind = 0;
        return code != 0 && _errorClass(code, &kind) == 0 && kind == _truncated;
    }

    /// <summary>What the library says about a return code.</summary>
    public string Text(int code)
    {
        byte* text = stackalloc byte[LongestText];
        int length = 0;
        return _errorString(code, text, &length) == 0 ? Encoding.UTF8.GetString(text, length).TrimEnd('\0') : FormattableString.Invariant($"code {code}");
    }

    /// <summary>
    /// "Open MPI v4.1.4, package: …" and "MPICH Version:      4.0.2\nMPICH Release date: …" in the words of a sentence.
    /// </summary>
    internal static string Shorten(string version)
    {
        string line = version.Split('\n', ',')[0];
        string[] words = line.Split((char[]?)[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Where(static word => word != "Version:")).Replace("Open MPI v", "Open MPI ", StringComparison.Ordinal);
    }
}
