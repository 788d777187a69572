using System.Diagnostics;
using static System.FormattableString;

namespace FastOpt.Mpi;

/// <summary>
/// One exchange after the other: each process sends each other one a piece and receives one, as messages between two processes, so that it is known who has not
/// come. It allocates nothing.
/// </summary>
internal sealed unsafe class Exchange
{
    /// <summary>Tests before a process lets others run, which have its processor where there are more processes than processors.</summary>
    private const int Spins = 64;

    /// <summary>Milliseconds for what is on its way behind an error.</summary>
    private const int Takes = 100;

    /// <summary>MPI lets tags go up to 32,767 everywhere.</summary>
    private const int Tags = 32_768;

    /// <summary>From here on a process sleeps between its tests, and listens to what others say.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(50);

    private readonly MpiFunctions _mpi;
    private readonly Words _words;
    private readonly nint _channel;
    private readonly int _rank, _size;
    private readonly TimeSpan _deadline;
    private readonly nint[] _requests;
    private readonly int[] _lengths;
    private readonly bool[] _isPending;
    private int _pending;

    public Exchange(MpiFunctions mpi, nint channel, Words words, int rank, int size, TimeSpan deadline)
    {
        (_mpi, _channel, _words, _rank, _size, _deadline) = (mpi, channel, words, rank, size, deadline);
        // Of each process: what is received from it, then what is sent to it.
        _requests = GC.AllocateArray<nint>(2 * size, pinned: true);
        _lengths = new int[size];
        _isPending = new bool[2 * size];
    }

    /// <summary>The number of the present exchange, or of the last one; they count from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Begins the next exchange.</summary>
    public void Begin()
    {
        Number++;
        Array.Clear(_isPending);
        _pending = 0;
    }

    /// <summary>The process whose piece is the n-th to be received: each begins behind itself, so that not all send to the same one at once.</summary>
    public int Source(int n) => (_rank - n + _size) % _size;

    /// <summary>The process to which the n-th piece goes.</summary>
    public int Destination(int n) => (_rank + n) % _size;

    /// <summary>Begins to receive a piece; an empty one is not sent.</summary>
    public void Receive(int process, byte* bytes, int length)
    {
        if (length == 0)
            return;
        _lengths[process] = length;
        fixed (nint* request = &_requests[process])
            Check(_mpi.Irecv(bytes, length, _mpi.Byte, process, (int)(Number % Tags), _channel, request), process);
        Await(process);
    }

    /// <summary>Begins to send a piece; an empty one is not sent.</summary>
    public void Send(int process, byte* bytes, int length)
    {
        if (length == 0)
            return;
        fixed (nint* request = &_requests[_size + process])
            Check(_mpi.Isend(bytes, length, _mpi.Byte, process, (int)(Number % Tags), _channel, request), process);
        Await(_size + process);
    }

    /// <summary>Waits until all pieces have come and gone.</summary>
    /// <exception cref="MpiException">A process has not come in time, has ended, or sent a piece of another length.</exception>
    public void Wait()
    {
        for (int i = 0; i < Spins; i++)
        {
            if (IsDone())
                return;
        }

        long start = Stopwatch.GetTimestamp();
        while (!IsDone())
        {
            TimeSpan waited = Stopwatch.GetElapsedTime(start);
            if (waited < Long)
            {
                Thread.Yield();
                continue;
            }

            Thread.Sleep(1);
            ThrowIfHopeless();
            if (waited < _deadline)
                continue;
            AskWhoIsThere();
            if (!IsDone())
                throw Missing();
            return;
        }
    }

    /// <summary>
    /// Takes back what is still to be received behind an error, so that nothing is written into memory that the program has for itself again.
    /// </summary>
    public void Abandon()
    {
        byte* status = stackalloc byte[MpiFunctions.StatusBytes];
        fixed (nint* requests = _requests)
        {
            for (int process = 0; process < _size; process++)
            {
                if (_isPending[process])
                    _ = _mpi.Cancel(requests + process);
            }

            // What has begun to come cannot be taken back; it is soon there.
            for (int tries = 0; tries < Takes && _isPending.AsSpan(0, _size).Contains(true); tries++)
            {
                for (int process = 0; process < _size; process++)
                {
                    int isDone = 0;
                    if (_isPending[process] && (_mpi.Test(requests + process, &isDone, status) != 0 || isDone != 0))
                        _isPending[process] = false;
                }

                Thread.Sleep(1);
            }
        }
    }

    private void Await(int request)
    {
        _isPending[request] = true;
        _pending++;
    }

    private bool IsDone()
    {
        byte* status = stackalloc byte[MpiFunctions.StatusBytes];
        fixed (nint* requests = _requests)
        {
            for (int i = 0; _pending > 0 && i < _isPending.Length; i++)
            {
                if (!_isPending[i])
                    continue;
                int isDone = 0, code = _mpi.Test(requests + i, &isDone, status);
                if (code == 0 && isDone == 0)
                    continue;
                _isPending[i] = false; // one that failed is gone, too
                _pending--;
                if (_mpi.IsTooLong(code))
                    throw OfAnotherLength(i % _size, Invariant($"more than {_lengths[i % _size]}"));
                Check(code, i % _size);
                if (i < _size)
                    CheckLength(i, status);
            }
        }

        return _pending == 0;
    }

    private void CheckLength(int process, byte* status)
    {
        int length = 0;
        Check(_mpi.GetCount(status, _mpi.Byte, &length), process);
        if (length != _lengths[process])
            throw OfAnotherLength(process, Invariant($"{length}"));
    }

    private MpiException OfAnotherLength(int process, string sent)
    {
        string what = Invariant($"Process {process} sent {sent} bytes in exchange {Number}, but process {_rank} expected {_lengths[process]}");
        return new MpiException($"{what}: the processes do not do the same.", [process]);
    }

    private void Check(int code, int process)
    {
        if (code != 0)
            throw new MpiException(Invariant($"Exchange {Number} of process {_rank} with process {process} failed: {_mpi.Text(code)}"), [process]);
    }

    private bool IsAwaited(int process) => _isPending[process] || _isPending[_size + process];

    /// <summary>Hears what others say: one that has ended will not come, nor will one that is known to be missing.</summary>
    private void ThrowIfHopeless()
    {
        _words.Listen(Number);
        if (_words.Missed is { Process: >= 0 } missed)
        {
            string what = Invariant($"Process {missed.Process} is missing, as process {missed.Sayer} says; process {_rank} ends in exchange {Number}.");
            throw new MpiException(what, [missed.Process]);
        }

        for (int process = 0; process < _size; process++)
        {
            if (!IsAwaited(process) || _words.Ended(process) is not (>= 0 and var ended) || ended >= Number)
                continue;
            string what = Invariant($"Process {process} has ended behind exchange {ended}, but process {_rank} waits for it in exchange {Number}");
            throw new MpiException($"{what}: it made fewer steps, or an error ended it.", [process]);
        }
    }

    /// <summary>Asks those who have not come whether they are there, and gives them a moment: who waits for a missing process is not missing.</summary>
    private void AskWhoIsThere()
    {
        _words.Forget();
        for (int process = 0; process < _size; process++)
        {
            if (IsAwaited(process))
                _words.Say(process, Word.Asks, Number);
        }

        TimeSpan moment = TimeSpan.FromMilliseconds(Math.Clamp(_deadline.TotalMilliseconds / 4, 200, 2000));
        long start = Stopwatch.GetTimestamp();
        while (!IsDone() && Stopwatch.GetElapsedTime(start) < moment)
        {
            Thread.Sleep(1);
            ThrowIfHopeless();
        }
    }

    private MpiException Missing()
    {
        List<int> silent = [], waiting = [];
        for (int process = 0; process < _size; process++)
        {
            if (IsAwaited(process))
                (_words.Waits(process) < 0 ? silent : waiting).Add(process);
        }

        if (silent.Count == 0)
        {
            int other = waiting[0];
            string where = Invariant($"Process {other} waits in exchange {_words.Waits(other)} and process {_rank} in exchange {Number}");
            return new MpiException($"{where}: the processes do not do the same.", waiting);
        }

        _words.SayToAll(Word.Misses, Number, silent[0]);
        string who = silent.Count == 1 ? Invariant($"Process {silent[0]}") : $"Processes {string.Join(", ", silent)}";
        string cause = silent.Count == 1 ? "it has stopped or was killed, or takes" : "they have stopped or were killed, or take";
        string late = Invariant($"{who} did not come within {_deadline.TotalSeconds} s to exchange {Number}, in which process {_rank} waits");
        return new MpiException($"{late}: {cause} longer than the deadline.", silent);
    }
}
