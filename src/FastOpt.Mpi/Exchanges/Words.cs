using System.Runtime.InteropServices;

namespace FastOpt.Mpi;

/// <summary>
/// Short messages on a channel of their own, by which processes that wait find out who is missing. They cost nothing while all come: nobody listens before it
/// has waited for long.
/// </summary>
internal sealed unsafe class Words : IDisposable
{
    private const int Length = 3, Bytes = Length * sizeof(long), Kinds = 6;
    private readonly MpiFunctions _mpi;
    private readonly int _size, _rank;
    private readonly long[] _ended, _waits;
    private readonly nint _channel;

    // What was sent may be read until the process ends: the memory is not given back.
    private readonly long* _sent;

    public Words(MpiFunctions mpi, nint channel, int rank, int size)
    {
        (_mpi, _channel, _rank, _size) = (mpi, channel, rank, size);
        _ended = new long[size];
        _waits = new long[size];
        _sent = (long*)NativeMemory.AllocZeroed((nuint)size * Kinds, Bytes);
        Forget();
        Array.Fill(_ended, -1);
    }

    /// <summary>The exchanges behind which a process has ended; -1 while it has not said so.</summary>
    public long Ended(int process) => _ended[process];

    /// <summary>The exchange in which a process said that it waits since <see cref="Forget"/>; -1 where it said nothing.</summary>
    public long Waits(int process) => _waits[process];

    /// <summary>Whether a process ends with an error.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The process that another one misses, and which one says so; -1 for none.</summary>
    public (int Process, int Sayer) Missed { get; private set; } = (-1, -1);

    /// <summary>Forgets who said that it waits.</summary>
    public void Forget() => Array.Fill(_waits, -1);

    /// <summary>Says something to a process, without waiting for it.</summary>
    public void Say(int process, Word word, long exchange, int missing = -1)
    {
        long* message = _sent + (((process * Kinds) + (int)word) * Length);
        (message[0], message[1], message[2]) = ((long)word, exchange, missing);
        nint request = 0;
        _mpi.Check(_mpi.Isend((byte*)message, Bytes, _mpi.Byte, process, 0, _channel, &request), "MPI_Isend");
        _mpi.Check(_mpi.RequestFree(&request), "MPI_Request_free");
    }

    /// <summary>Says something to all other processes.</summary>
    public void SayToAll(Word word, long exchange, int missing = -1)
    {
        for (int process = 0; process < _size; process++)
        {
            if (process != _rank && process != missing)
                Say(process, word, exchange, missing);
        }
    }

    /// <summary>Hears what was said since the last time, and answers who asks.</summary>
    /// <param name="exchange">The exchange in which this process waits.</param>
    public void Listen(long exchange)
    {
        for (int process = 0; process < _size; process++)
        {
            while (process != _rank && Hear(process) is { } heard)
            {
                switch (heard.Word)
                {
                    case Word.Ended: _ended[process] = heard.Exchange; break;
                    case Word.Fails: (_ended[process], HasFailed) = (heard.Exchange, true); break;
                    case Word.Asks: Say(process, Word.Waits, exchange); break;
                    case Word.Waits: _waits[process] = heard.Exchange; break;
                    case Word.Misses: Missed = (heard.Missing, process); break;
                }
            }
        }
    }

    public void Dispose()
    {
        nint channel = _channel;
        _ = _mpi.CommFree(&channel);
    }

    private (Word Word, long Exchange, int Missing)? Hear(int process)
    {
        int isThere = 0;
        byte* status = stackalloc byte[MpiFunctions.StatusBytes];
        _mpi.Check(_mpi.Iprobe(process, 0, _channel, &isThere, status), "MPI_Iprobe");
        if (isThere == 0)
            return null;
        long* message = stackalloc long[Length];
        _mpi.Check(_mpi.Recv((byte*)message, Bytes, _mpi.Byte, process, 0, _channel, status), "MPI_Recv");
        return ((Word)message[0], message[1], (int)message[2]);
    }
}
