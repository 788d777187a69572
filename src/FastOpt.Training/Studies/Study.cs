namespace FastOpt.Training;

/// <summary>
/// A search for the parameters that give an objective its best value. It lives in a journal: a file that is only appended to. Several processes, also of
/// several machines, may work on one journal at once; a process that is killed loses nothing but the trial that it was in, which is taken up under its number.
/// </summary>
/// <remarks>
/// A suggestion is a function of the seed, the trial's number, the parameter's name and, for <see cref="TpeSampler"/>, of the trials before it. So a study of
/// one process that is killed and resumed suggests what an uninterrupted one does. With several at once, random search still does; what TPE suggests then
/// depends on which trials end first.
/// </remarks>
public sealed class Study : IDisposable
{
    private readonly StudyDesk _desk;
    private readonly StudyOptions _options;
    private int _isRunning;
    private bool _isDisposed;

    private Study(StudyDesk desk, StudyOptions options) => (_desk, _options) = (desk, options);

    /// <summary>The journal's whole path.</summary>
    public string Path => _desk.Path;

    /// <summary>The seed of the suggestions.</summary>
    public ulong Seed => _desk.Seed;

    /// <summary>Which values are better.</summary>
    public StudyDirection Direction => _desk.Direction;

    /// <summary>The trials, by number, as they were read last: when the study was opened, run or refreshed.</summary>
    public IReadOnlyList<TrialRecord> Trials => _desk.Trials;

    /// <summary>The complete trial with the best value, the first of equals; null where none is complete.</summary>
    public TrialRecord? Best => BestOf(Trials, Direction);

    /// <summary>What the person should know besides, such as a torn line that was dropped. Empty in most studies.</summary>
    public IReadOnlyList<string> Notes => _desk.Notes;

    /// <summary>Opens a journal, or begins one where there is none.</summary>
    /// <param name="path">The journal's file. Beside it stands a file for each process that works on it, named after it, while it does.</param>
    /// <param name="seed">The seed of the suggestions; a journal keeps the one that it was begun with. Default: 0.</param>
    /// <param name="options">How the study goes. Default: <see cref="StudyOptions"/> with its defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the journal was begun with another seed, direction or objective.</exception>
    /// <exception cref="InvalidDataException">The journal is damaged, or the file is none; it is left as it is. A torn last line is no damage: it is
    /// dropped.</exception>
    /// <exception cref="IOException">The file cannot be opened, or another process has had it for too long.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or is a folder.</exception>
    public static Study Open(string path, ulong seed = 0, StudyOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new StudyOptions();
        options.Check();
        return new Study(new StudyDesk(path, seed, options), options);
    }

    /// <summary>
    /// Runs trials until the journal has so many, with those that were there and those of other processes. Trials that were released, or whose process died,
    /// are taken up first. A run that is called again with the same number goes on where the last one was cut.
    /// </summary>
    /// <param name="trials">How many trials the journal is to have, finished or not.</param>
    /// <param name="objective">
    /// Asks the trial for parameters and gives the value for them. What it throws, and a value that is no finite number, is a failed trial with that cause.
    /// With several <see cref="StudyOptions.Workers"/>, it is called on several threads at once.
    /// </param>
    /// <param name="cancellation">Cuts the trials that run, through <see cref="Trial.Cancellation"/>, and releases them. Nothing is thrown.</param>
    /// <exception cref="InvalidOperationException">The study is running already, or was disposed.</exception>
    /// <exception cref="InvalidDataException">The journal was damaged since.</exception>
    /// <exception cref="IOException">The journal cannot be read or written; what was written stands.</exception>
    public StudyResult Run(int trials, Func<Trial, double> objective, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentNullException.ThrowIfNull(objective);
        ObjectDisposedException.ThrowIf(_isDisposed, this); // others would take its trials for those of a dead process
        if (Interlocked.Exchange(ref _isRunning, 1) == 1)
            throw new InvalidOperationException("The study is running. For several trials at once, set StudyOptions.Workers.");
        try
        {
            using var run = new StudyRun(_desk, _options, trials, objective);
            return run.Run(cancellation);
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    /// <summary>Reads what other processes have written since.</summary>
    /// <exception cref="InvalidDataException">The journal was damaged since.</exception>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public void Refresh() => _desk.Refresh();

    /// <summary>Ends this process's part in the study; what was read of it can still be asked for. The journal stays.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _desk.Dispose();
    }

    internal static TrialRecord? BestOf(IReadOnlyList<TrialRecord> trials, StudyDirection direction)
    {
        IEnumerable<TrialRecord> complete = trials.Where(static trial => trial.State == TrialState.Complete);
        return direction == StudyDirection.Minimize ? complete.MinBy(static trial => trial.Value) : complete.MaxBy(static trial => trial.Value);
    }
}
