using static System.FormattableString;

namespace FastOpt.Training;

/// <summary>A run of a study in this process: trials, one behind the other or several at once, until there are enough.</summary>
internal sealed class StudyRun(StudyDesk desk, StudyOptions options, int trials, Func<Trial, double> objective) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _timeout = new();
    private CancellationTokenSource? _stop;
    private Exception? _mistake;
    private string _lastCause = "";
    private int _failures;

    private bool IsFailing => _failures >= options.MaxFailuresInARow;

    public StudyResult Run(CancellationToken cancellation)
    {
        if (options.Timeout is { } timeout)
            _timeout.CancelAfter(timeout);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _timeout.Token);
        if (options.Workers == 1)
            Work();
        else
            WorkTogether();
        if (_mistake is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_mistake);
        desk.Refresh();
        return Result(cancellation);
    }

    public void Dispose()
    {
        _stop?.Dispose();
        _timeout.Dispose();
    }

    private void WorkTogether()
    {
        Thread[] threads = [.. Enumerable.Range(0, options.Workers).Select(_ => new Thread(() =>
        {
            try
            {
                Work();
            }
            catch (Exception mistake)
            {
                lock (_gate)
                    _mistake ??= mistake;
                _stop!.Cancel();
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
    }

    private void Work()
    {
        while (!_stop!.IsCancellationRequested && !IsFailing && desk.Begin(trials) is { } begun)
        {
            TrialRecord? ended;
            try
            {
                ended = RunTrial(begun.Number);
            }
            finally
            {
                desk.Leave(begun.Number);
            }

            if (ended is null)
                continue;
            lock (_gate)
            {
                _failures = ended.State == TrialState.Failed ? _failures + 1 : ended.State == TrialState.Released ? _failures : 0;
                _lastCause = ended.Cause;
                if (ended.IsFinished)
                    options.Progress?.Invoke(ended);
            }
        }
    }

    private TrialRecord? RunTrial(int number)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop!.Token);
        if (options.TrialTimeout is { } time)
            limit.CancelAfter(time);
        var trial = new Trial(desk, number, limit.Token);
        double value = double.NaN;
        Exception? failure = null;
        try
        {
            value = objective(trial);
        }
        catch (Exception mistake)
        {
            failure = mistake;
        }

        trial.ThrowIfJournalFailed();
        (TrialState state, double result, string cause) = Judge(trial, value, failure, limit.IsCancellationRequested);
        return desk.End(number, state, result, cause);
    }

    private (TrialState State, double Value, string Cause) Judge(Trial trial, double value, Exception? failure, bool isCut)
    {
        if (trial.IsPruned)
            return (TrialState.Pruned, trial.LastReport, trial.PruneReason);
        if (isCut && _stop!.IsCancellationRequested && trial.HeedsCancellation)
            return (TrialState.Released, double.NaN, "The study was cancelled, or its time was over.");
        if (isCut && !_stop!.IsCancellationRequested)
            return (TrialState.Failed, double.NaN, Invariant($"It took longer than {options.TrialTimeout}."));
        if (failure is not null)
            return (TrialState.Failed, double.NaN, $"{failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}");
        return double.IsFinite(value)
            ? (TrialState.Complete, value, "")
            : (TrialState.Failed, double.NaN, Invariant($"The objective is {value}, no finite number."));
    }

    private StudyResult Result(CancellationToken cancellation)
    {
        IReadOnlyList<TrialRecord> all = desk.Trials;
        string counts = Invariant($"{Count(TrialState.Complete)} of {all.Count} trials are complete, ")
            + Invariant($"{Count(TrialState.Pruned)} pruned, {Count(TrialState.Failed)} failed");
        int open = all.Count(static trial => !trial.IsFinished);
        string rest = open > 0 ? Invariant($", {open} not at their end.") : ".";
        (StudyEnd end, string why) = cancellation.IsCancellationRequested ? (StudyEnd.Cancelled, "Cancelled: ")
            : _timeout.IsCancellationRequested ? (StudyEnd.TimedOut, Invariant($"The time of {options.Timeout} is over: "))
            : IsFailing ? (StudyEnd.Failing, Invariant($"The last {_failures} trials failed, at last by this: {_lastCause} So far, "))
            : (StudyEnd.Completed, "");
        return new StudyResult(end, why + counts + rest, Study.BestOf(all, desk.Direction), all, desk.Notes);

        int Count(TrialState state) => all.Count(trial => trial.State == state);
    }
}
