using System.Diagnostics;
using static System.FormattableString;

namespace FastOpt.Mpi;

/// <summary>MPI from its start to its end, with two channels of our own, so that nothing else in the process that uses MPI is disturbed.</summary>
internal sealed unsafe class MpiSession
{
    /// <summary>How long the end of a process waits behind an error.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private static int _starts;

    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly bool _isOwner, _isSerialized;

    private MpiSession(MpiFunctions functions, Launcher? launcher, bool isOwner, bool isSerialized)
    {
        (Functions, _isOwner, _isSerialized) = (functions, isOwner, isSerialized);
        Library = $"{functions.Version()} ({functions.Name})";
        int rank = 0, size = 0;
        functions.Check(functions.CommRank(functions.World, &rank), "MPI_Comm_rank");
        functions.Check(functions.CommSize(functions.World, &size), "MPI_Comm_size");
        (Rank, Size) = (rank, size);
        CheckLauncher(Library, launcher, size);
        if (isOwner)
        {
            // Errors that MPI ties to no channel, such as those of MPI_Test, would end the process before it can say what is wrong.
            ReturnErrors(functions.World);
            ReturnErrors(functions.Self);
        }

        Channel = Open();
        Words = new Words(functions, Open(), rank, size);
    }

    public MpiFunctions Functions { get; }

    public string Library { get; }

    public int Rank { get; }

    public int Size { get; }

    /// <summary>The channel of exchanges.</summary>
    public nint Channel { get; }

    public Words Words { get; }

    /// <summary>Whether this thread may call MPI.</summary>
    public bool MayCall => _isSerialized || Environment.CurrentManagedThreadId == _thread;

    /// <summary>Starts MPI, or joins it where other code of the process has started it, which then ends it, too.</summary>
    public static MpiSession Start(MpiFunctions mpi, Launcher? launcher)
    {
        Thread.Sleep(1); // the runtime sets memory aside at a thread's first sleep: not in a step
        if (Interlocked.Exchange(ref _starts, 1) != 0)
            throw new MpiException("MPI can be started once in a process, and has been.");
        int isInitialized = 0, isFinalized = 0, provided = 0;
        mpi.Check(mpi.Initialized(&isInitialized), "MPI_Initialized");
        mpi.Check(mpi.Finalized(&isFinalized), "MPI_Finalized");
        if (isFinalized != 0)
            throw new MpiException("MPI has ended in this process, and cannot be started again.");
        if (isInitialized == 0)
            mpi.Check(mpi.InitThread(0, 0, MpiFunctions.Serialized, &provided), "MPI_Init_thread");
        return new MpiSession(mpi, launcher, isInitialized == 0, provided >= MpiFunctions.Serialized);
    }

    /// <summary>A launcher of one MPI and a library of another make every process the only one, silently.</summary>
    public static void CheckLauncher(string library, Launcher? launcher, int size)
    {
        if (launcher is null || launcher.Size == size)
            return;
        string whose = launcher.Flavor == MpiFlavor.OpenMpi ? "Open MPI's" : "MPICH's";
        string what = Invariant($"The launcher started {launcher.Size} processes ({launcher.Variable}), but {library} knows of {size}.");
        throw new MpiException($"{what} The launcher looks like {whose}: start with the library's own, or name its library in {LibraryNames.Variable}.");
    }

    /// <summary>Says that this process has ended, waits for the others to end, and ends MPI.</summary>
    /// <returns>False where another process does not end within the deadline; MPI is then left as it is.</returns>
    public bool TryFinish(long exchanges, TimeSpan deadline)
    {
        try
        {
            if (!MayCall)
                return false;
            Words.SayToAll(Word.Ended, exchanges);
            if (!HaveAllEnded(exchanges, deadline))
                return false;
            Words.Dispose();
            nint channel = Channel;
            _ = Functions.CommFree(&channel);
            return !_isOwner || Functions.Finish() == 0;
        }
        catch (MpiException)
        {
            return false; // the connection to a process is gone: its own error says why
        }
    }

    /// <summary>Says that this process ends with an error, and leaves MPI as it is: its end would wait for processes that may never come.</summary>
    /// <returns>False.</returns>
    public bool Leave(long exchanges)
    {
        try
        {
            if (MayCall)
                Words.SayToAll(Word.Fails, exchanges);
        }
        catch (MpiException)
        {
            // The connection to a process is gone: the error that led here is the one to tell.
        }

        return false;
    }

    private bool HaveAllEnded(long exchanges, TimeSpan deadline)
    {
        long start = Stopwatch.GetTimestamp();
        for (int process = 0; process < Size; process++)
        {
            while (process != Rank && Words.Ended(process) < 0)
            {
                Words.Listen(exchanges);
                if (Words.HasFailed || Words.Missed.Process >= 0 || Stopwatch.GetElapsedTime(start) > deadline)
                    return false;
                Thread.Sleep(1);
            }
        }

        return true;
    }

    private nint Open()
    {
        nint channel = 0;
        Functions.Check(Functions.CommDup(Functions.World, &channel), "MPI_Comm_dup");
        ReturnErrors(channel);
        return channel;
    }

    private void ReturnErrors(nint channel) =>
        Functions.Check(Functions.CommSetErrhandler(channel, Functions.ErrorsReturn), "MPI_Comm_set_errhandler");
}
