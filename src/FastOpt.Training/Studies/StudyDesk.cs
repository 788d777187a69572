using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>
/// What this process knows of a study and writes to it. Each act has the journal to itself: it reads what others wrote, decides, and appends. So no two
/// processes begin the same trial.
/// </summary>
internal sealed class StudyDesk : ITrialDesk, IDisposable
{
    private readonly Lock _gate = new();
    private readonly StudyJournal _journal;
    private readonly StudyLog _log;
    private readonly StudyOptions _options;
    private readonly WorkerMark _mark;
    private readonly WorkerWatch _watch;
    private readonly List<string> _notes = [];
    private readonly HashSet<int> _active = []; // the trials that run in this process now

    public StudyDesk(string path, ulong seed, StudyOptions options)
    {
        _options = options;
        _journal = new StudyJournal(path, options.LockTimeout);
        _log = new StudyLog(_journal.Path);
        _watch = new WorkerWatch(options.GracePeriod, options.Clock);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_journal.Path)!);
        using FileStream file = _journal.Open();
        Read(file);
        if (!_log.HasHead)
            Write(file, JournalText.Study(seed, options.Direction, options.Objective), isDurable: true);
        CheckHead(seed);
        _mark = WorkerMark.Make(_journal.Path, options.Heartbeat);
        if (!_mark.IsLocked)
            _notes.Add($"The file system of {_journal.Path} keeps no locks: one process at a time may work on this study.");
    }

    public ulong Seed => _log.Seed;

    public StudyDirection Direction => _log.Direction;

    public string Path => _journal.Path;

    /// <summary>The trials as they were read last.</summary>
    public IReadOnlyList<TrialRecord> Trials
    {
        get
        {
            lock (_gate)
                return [.. _log.Trials];
        }
    }

    /// <summary>What the person should know, so far.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            lock (_gate)
                return [.. _journal.Notes, .. _notes];
        }
    }

    /// <summary>Reads what others wrote.</summary>
    public void Refresh() => Inside(static _ => true);

    /// <summary>
    /// Begins the next trial: the first that was released or whose process is dead, or a new one. Null where there are as many as are wanted.
    /// </summary>
    public TrialRecord? Begin(int wanted) => Inside(file =>
    {
        foreach (TrialRecord trial in _log.Trials.Where(static trial => !trial.IsFinished).ToArray())
        {
            if (trial.State == TrialState.Running && !IsAbandoned(trial))
                continue;
            bool hasDied = trial.State == TrialState.Running && trial.Worker != _mark.Worker;
            if (hasDied && trial.Attempt >= _options.MaxAttempts)
            {
                string cause = Invariant($"Its process ended before it did, {trial.Attempt} {(trial.Attempt == 1 ? "time" : "times")}.");
                Write(file, JournalText.End(trial.Number, TrialState.Failed, double.NaN, cause, Now()), isDurable: true);
                continue;
            }

            if (hasDied)
                _notes.Add(Invariant($"Trial {trial.Number} is taken up: its process ended before it did."));
            return BeginAs(file, trial.Number, hasDied ? trial.Attempt + 1 : trial.Attempt);
        }

        return _log.Trials.Count < wanted ? BeginAs(file, _log.Trials.Count, 1) : null;
    });

    public TrialParameter Suggest(int trial, string name, ParameterRange range) => Inside(file =>
    {
        TrialRecord record = Own(trial);
        if (record[name] is { } known && known.Range.Equals(range))
            return known;
        double value = _options.Sampler.Suggest(Others(trial), Direction, name, range, new TrialDraws(Seed, trial, name));
        var parameter = new TrialParameter(name, range, value);
        Write(file, JournalText.Parameter(trial, parameter), isDurable: false);
        return parameter;
    });

    public string? Report(int trial, TrialReport report) => Inside(file =>
    {
        Own(trial);
        Write(file, JournalText.Report(trial, report), isDurable: false);
        return _options.Pruner.Reason(_log.Trials[trial], Others(trial), Direction);
    });

    /// <summary>Writes down how a trial ended, and gives it as it is now; null where another process has taken it up since.</summary>
    public TrialRecord? End(int trial, TrialState state, double value, string cause) => Inside(file =>
    {
        if (!IsOwn(trial))
        {
            _notes.Add(Invariant($"Trial {trial} was taken up by another process, since this one gave no sign of life; what came out here is not recorded."));
            return null;
        }

        Write(file, JournalText.End(trial, state, value, cause, Now()), isDurable: true);
        return _log.Trials[trial];
    });

    /// <summary>Says that a trial does not run here any more, whether its end was written down or not.</summary>
    public void Leave(int trial)
    {
        lock (_gate)
            _active.Remove(trial);
    }

    /// <inheritdoc/>
    public void Dispose() => _mark.Dispose();

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private T Inside<T>(Func<FileStream, T> act)
    {
        lock (_gate)
        {
            using FileStream file = _journal.Open();
            Read(file);
            return act(file);
        }
    }

    private void Read(FileStream file)
    {
        int line = _journal.Lines;
        foreach (string text in _journal.ReadNew(file))
            _log.Take(text, ++line);
    }

    private void Write(FileStream file, string text, bool isDurable)
    {
        _journal.Append(file, text, isDurable);
        _log.Take(text, _journal.Lines);
    }

    private TrialRecord BeginAs(FileStream file, int number, int attempt)
    {
        Write(file, JournalText.Begin(number, attempt, _mark.Worker, Now()), isDurable: false);
        _active.Add(number);
        return _log.Trials[number];
    }

    // A trial of this process that does not run is one that an error of the journal cut.
    private bool IsAbandoned(TrialRecord trial) => trial.Worker == _mark.Worker
        ? !_active.Contains(trial.Number)
        : _mark.HasEnded(Path, trial.Worker) || _watch.IsSilent(trial.Worker, WorkerMark.LastBeat(Path, trial.Worker));

    private bool IsOwn(int trial) => _log.Trials[trial] is { State: TrialState.Running } record && record.Worker == _mark.Worker;

    private TrialRecord Own(int trial) => IsOwn(trial)
        ? _log.Trials[trial]
        : throw new TrialLostException(Invariant($"Trial {trial} does not run here any more."));

    private TrialRecord[] Others(int trial) => [.. _log.Trials.Where(other => other.Number != trial)];

    private void CheckHead(ulong seed)
    {
        if (_log.Seed != seed)
            throw Other(Invariant($"was begun with seed {_log.Seed}, not {seed}"));
        if (_log.Direction != _options.Direction)
            throw Other($"is to {JournalText.Name(_log.Direction)}, not to {JournalText.Name(_options.Direction)}");
        if (_log.Objective != _options.Objective)
            throw Other($"measures \"{_log.Objective}\", not \"{_options.Objective}\"");

        ArgumentException Other(string difference) => new(
            $"The study of {_journal.Path} {difference}: their values would not go together. Open it as it was begun, or name another journal.", "options");
    }
}

/// <summary>A trial goes on that another process has taken up.</summary>
internal sealed class TrialLostException(string message) : Exception(message);
