using static System.FormattableString;

namespace FastOpt.Mpi;

/// <summary>
/// Processes that an MPI launcher started, such as <c>mpirun -np 4 dotnet Program.dll</c>, over the MPI that is installed: Open MPI or MPICH. It is loaded at
/// run time; there is no native code of ours. A call allocates nothing. Calls may come from any thread, one at a time.
/// </summary>
/// <example>
/// <code>
/// using MpiCommunicator processes = MpiCommunicator.Start();
/// model.Fit(processes, train, validation, new FitOptions { Epochs = 10 });
/// if (processes.IsFirst)
///     SafeTensors.Save(model, "model.safetensors");
/// </code>
/// </example>
public sealed partial class MpiCommunicator : ICommunicator, IDisposable
{
    private readonly MpiSession _session;
    private readonly Exchange _exchange;
    private readonly int[] _starts, _ownStarts; // of pieces, in what is received and in what is sent
    private readonly int[] _sent; // the lengths of a gathering's pieces, which are one piece for all
    private int _isBusy;
    private bool _hasFailed, _isDisposed;

    private MpiCommunicator(MpiSession session, MpiOptions options)
    {
        (_session, Deadline, SharesMemory) = (session, options.Deadline, options.SharesMemory);
        (Rank, Size) = (session.Rank, session.Size);
        (_starts, _ownStarts, _sent) = (new int[Size], new int[Size], new int[Size]);
        _exchange = new Exchange(session.Functions, session.Channel, session.Words, Rank, Size, Deadline);
    }

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Size { get; }

    /// <inheritdoc/>
    public bool SharesMemory { get; }

    /// <summary>Whether this is the process that writes and prints for all: the one of rank 0.</summary>
    public bool IsFirst => Rank == 0;

    /// <summary>How long a process waits in an exchange for the others.</summary>
    public TimeSpan Deadline { get; }

    /// <summary>The library that was loaded: "Open MPI 4.1.4 (libmpi.so.40)".</summary>
    public string Library => _session.Library;

    /// <summary>Starts MPI, once in a process. A program that was started without a launcher is the only process.</summary>
    /// <param name="options">How processes come together. Default: <see cref="MpiOptions"/> with its defaults.</param>
    /// <exception cref="MpiException">No MPI library is there, it is not the launcher's, or MPI has been in use before.</exception>
    public static MpiCommunicator Start(MpiOptions? options = null)
    {
        options ??= new MpiOptions();
        if (options.Deadline <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.Deadline, Invariant($"Deadline is {options.Deadline.TotalSeconds} s, but it must be above zero."));
        }

        var launcher = Launcher.Find(Environment.GetEnvironmentVariable);
        string? named = options.Library ?? Environment.GetEnvironmentVariable(LibraryNames.Variable);
        MpiFunctions functions = MpiLibrary.Load(string.IsNullOrWhiteSpace(named) ? null : named, launcher);
        return new MpiCommunicator(MpiSession.Start(functions, launcher), options);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    /// <exception cref="MpiException">A process is missing, or does not do the same.</exception>
    public void AllGather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> lengths)
    {
        CheckLengths(lengths, all.Length, nameof(lengths));
        if (own.Length != lengths[Rank])
            throw new ArgumentException(Invariant($"This process brings {own.Length} bytes, but lengths[{Rank}] is {lengths[Rank]}."), nameof(own));
        Enter();
        try
        {
            FindStarts(lengths, _starts);
            if (!all.Overlaps(own, out int place) || place != _starts[Rank])
                own.CopyTo(all[_starts[Rank]..]);
            Array.Clear(_ownStarts);
            _sent.AsSpan().Fill(own.Length);
            ExchangePieces(own, _sent, all, lengths);
        }
        finally
        {
            Leave();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    /// <exception cref="MpiException">A process is missing, or does not do the same.</exception>
    public void AllToAll(ReadOnlySpan<byte> own, ReadOnlySpan<int> ownLengths, Span<byte> received, ReadOnlySpan<int> lengths)
    {
        CheckLengths(ownLengths, own.Length, nameof(ownLengths));
        CheckLengths(lengths, received.Length, nameof(lengths));
        if (lengths[Rank] != 0 && ownLengths[Rank] != lengths[Rank])
        {
            throw new ArgumentException(
                Invariant($"This process sends itself {ownLengths[Rank]} bytes, but expects {lengths[Rank]} of itself."), nameof(lengths));
        }

        Enter();
        try
        {
            FindStarts(lengths, _starts);
            FindStarts(ownLengths, _ownStarts);
            if (lengths[Rank] > 0)
                own.Slice(_ownStarts[Rank], ownLengths[Rank]).CopyTo(received[_starts[Rank]..]);
            ExchangePieces(own, ownLengths, received, lengths);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>
    /// Ends MPI once all processes have come here, and tells those that wait elsewhere that this one has ended. Behind an error, or where a process does not
    /// come within the deadline, MPI is left as it is, and the process ends with an exit code that is not 0: the launcher then ends the other processes.
    /// </summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (_hasFailed ? _session.Leave(_exchange.Number - 1) : _session.TryFinish(_exchange.Number, Deadline))
            return;
        AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
        {
            // The launcher ends all processes once one has ended so: those with an error of their own get a moment to tell it.
            Thread.Sleep(MpiSession.Moment);
            if (Environment.ExitCode == 0)
                Environment.ExitCode = 1;
        };
    }

    /// <summary>Where the pieces of so many bytes begin, one behind the other.</summary>
    private static void FindStarts(ReadOnlySpan<int> lengths, int[] starts)
    {
        for (int process = 1; process < starts.Length; process++)
            starts[process] = starts[process - 1] + lengths[process - 1];
    }

    private void CheckLengths(ReadOnlySpan<int> lengths, int bytes, string name)
    {
        if (lengths.Length != Size)
            throw new ArgumentException(Invariant($"{name} has {lengths.Length} lengths, but there are {Size} processes."), name);
        long sum = 0;
        for (int process = 0; process < lengths.Length; process++)
        {
            if (lengths[process] < 0)
                throw new ArgumentException(Invariant($"{name}[{process}] is {lengths[process]}; a length is at least 0."), name);
            sum += lengths[process];
        }

        if (sum != bytes)
            throw new ArgumentException(Invariant($"{name} are {sum} bytes together, but the span has {bytes}."), name);
    }

    /// <summary>Sends and receives the pieces, whose starts are known; its memory stands still until the exchange has ended, well or not.</summary>
    private unsafe void ExchangePieces(ReadOnlySpan<byte> own, ReadOnlySpan<int> ownLengths, Span<byte> received, ReadOnlySpan<int> lengths)
    {
        fixed (byte* source = own, target = received)
        {
            try
            {
                for (int n = 1; n < Size; n++)
                {
                    int from = _exchange.Source(n);
                    _exchange.Receive(from, target + _starts[from], lengths[from]);
                }

                for (int n = 1; n < Size; n++)
                {
                    int to = _exchange.Destination(n);
                    _exchange.Send(to, source + _ownStarts[to], ownLengths[to]);
                }

                _exchange.Wait();
            }
            catch (MpiException)
            {
                _exchange.Abandon();
                throw;
            }
        }

        _hasFailed = false;
    }

    /// <summary>An exchange that does not end well leaves pieces on their way, so that none can follow.</summary>
    private void Enter()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (Interlocked.Exchange(ref _isBusy, 1) != 0)
            throw new InvalidOperationException("The communicator is in use on another thread; calls come one at a time.");
        if (_hasFailed)
        {
            Leave();
            throw new MpiException("An exchange has failed before, so no other can follow.");
        }

        if (!_session.MayCall)
        {
            Leave();
            throw new InvalidOperationException($"{Library} lets only the thread call that started it.");
        }

        _hasFailed = true;
        _exchange.Begin();
    }

    private void Leave() => Volatile.Write(ref _isBusy, 0);
}
